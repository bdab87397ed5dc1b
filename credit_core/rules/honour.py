"""Deletion of honours on request (荣誉等信息的删除).

某市 第四十八条:「社会信用主体向公共信用信息工作机构、行业领域信用管理部门申请删除其受到表彰奖励、参加志愿服务和进行慈善捐赠等信息
的，公共信用信息工作机构、行业领域信用管理部门应当删除该信息」. No discretion, no number of days, no reason asked. 无偿献血 stands in
第十二条 and not here: 等 leaves it to an officer (A-36). The other places do not give the right: a person answers.
"""

from __future__ import annotations

from collections.abc import Iterable

from credit_core.messages import honour as messages
from credit_core.model.decisions import Decision, Met, Reason, decide
from credit_core.model.records import Record, RecordClass, Validity
from credit_core.procedures.table import Procedure
from credit_core.rules.filing import given
from credit_core.rules.query import REPRESENTS, SAME_PERSON, identity_stands
from credit_core.rules.situation import Guard, Situation

KINDS = "honour_kinds"
"""The fact that names the kinds of honours, by the names of the place's grounds."""

DELETABLE = "deletable"
IS_HONOUR = "is_honour"
RECORD_FOUND = "record_found"


def precheck(procedure: Procedure, kinds: Iterable[str], record: Record | None = None) -> Decision:
    """What the place's text says of such a request, before anybody looked into it. Identity is verified later."""
    reasons = [entitlement(procedure, tuple(kinds), Met.UNKNOWN, None)]
    if record is not None and procedure.place.regulated:
        reasons.append(_class(procedure, record, Met.UNKNOWN))
    return decide(reasons, procedure.place.assumptions)


def entitlement(procedure: Procedure, kinds: tuple[str, ...], found: Met, basis: str | None) -> Reason:
    """Whether the text gives the deletion for one of these kinds; what it leaves open is found by an officer.

    `basis` is what an officer rests on where the regulation is silent: it is never a clause of another place.
    """
    place = procedure.place
    if not place.regulated:
        return _outside_basis(procedure, found, basis)
    listed = "、".join(ground.name for ground in procedure.grounds.values() if not ground.open)
    grounds = [procedure.grounds[kind] for kind in kinds if kind in procedure.grounds]
    owed = [ground for ground in grounds if not ground.open]
    if owed:
        names = "、".join(ground.name for ground in owed)
        return Reason(DELETABLE, Met.MET, messages.OWED.format(names=names), owed[0].clause)
    if not grounds:
        return Reason(DELETABLE, found, messages.KIND_UNKNOWN.format(listed=listed), place.clause)
    pattern = {Met.MET: messages.OPEN_FOUND, Met.NOT_MET: messages.OPEN_NOT_FOUND, Met.UNKNOWN: messages.OPEN_KIND}
    names = "、".join(ground.name for ground in grounds)
    return Reason(DELETABLE, found, pattern[found].format(listed=listed, names=names), place.clause)


def honour_located(situation: Situation) -> tuple[Reason, ...]:
    """The record is found, still there, and the verified subject's own; one kept elsewhere on an officer's word."""
    record = situation.record
    if record is None:
        proof = situation.facts.get("deleted_elsewhere")
        if given(proof):
            return (Reason("record", Met.MET, messages.LOCATED_ELSEWHERE.format(proof=proof), None),)
        if situation.found(RECORD_FOUND) is Met.NOT_MET:
            return (Reason("record", Met.NOT_MET, messages.NO_RECORD, None),)
        return (Reason("record", Met.NOT_MET, messages.NOT_LOCATED, None, messages.WHICH),)
    if record.validity is Validity.DELETED:
        return (Reason("record", Met.NOT_MET, messages.GONE, None),)
    subject, number = situation.subject, situation.case.applicant.get("subject_id")
    if subject is None or (subject.id, subject.id_number) != (record.subject_id, number):
        return (Reason("record", Met.NOT_MET, messages.OTHERS, situation.procedure.place.clause),)
    return (Reason("record", Met.MET, messages.LOCATED, None),)


def honour_deletable(situation: Situation) -> tuple[Reason, ...]:
    """The text gives the deletion, or an officer found so; and the record is of that kind."""
    facts, record = situation.facts, situation.record
    reasons = [
        entitlement(
            situation.procedure, tuple(facts.get(KINDS, ())), situation.found(DELETABLE), facts.get("deletion_basis")
        )
    ]
    if record is not None and record.validity is not Validity.DELETED:
        reasons.append(_class(situation.procedure, record, situation.found(IS_HONOUR)))
    return tuple(reasons)


def deletion_not_owed(situation: Situation) -> tuple[Reason, ...]:
    """An answer instead of the deletion: with reasons, and only where the text does not order to delete.

    「应当删除该信息」: once identity, record and kind stand, nothing but the deletion is open.
    """
    if given(situation.facts.get("result")):
        first = Reason("result", Met.MET, messages.REASONS_GIVEN, None)
    else:
        first = Reason("result", Met.NOT_MET, messages.REASONS_MISSING, None, messages.REASONS)
    place = situation.procedure.place
    if not place.regulated:
        return first, Reason(DELETABLE, Met.MET, str(place.silence), place.clause)
    verified = all(reason.met is Met.MET for reason in identity_stands(situation))
    if not verified and Met.NOT_MET in (situation.found(SAME_PERSON), situation.found(REPRESENTS)):
        return first, Reason("identity", Met.MET, messages.NOT_THE_SUBJECT, None)
    conditions = (*honour_located(situation), *honour_deletable(situation))
    against = [reason for reason in conditions if reason.met is Met.NOT_MET and not reason.missing]
    if against:
        return first, *(Reason(one.rule, Met.MET, one.text, one.clause) for one in against)
    if verified and all(reason.met is Met.MET for reason in conditions):
        return first, Reason(DELETABLE, Met.NOT_MET, messages.MUST_DELETE, place.clause)
    return first, Reason(DELETABLE, Met.UNKNOWN, messages.NOTHING_FOUND, place.clause)


def result_delivered(situation: Situation) -> tuple[Reason, ...]:
    """The delivery of the result has its day and its proof."""
    on, proof = situation.facts.get("delivered_on"), situation.facts.get("delivery_proof")
    if given(on) and given(proof):
        return (Reason("delivery", Met.MET, messages.DELIVERED.format(on=on, proof=proof), None),)
    return (Reason("delivery", Met.NOT_MET, messages.DELIVERY_MISSING, None, messages.DELIVERY),)


def _outside_basis(procedure: Procedure, found: Met, basis: str | None) -> Reason:
    place = procedure.place
    if found is Met.NOT_MET:
        return Reason(DELETABLE, Met.NOT_MET, messages.OUTSIDE_NOT_FOUND, None)
    if found is Met.MET and given(basis):
        return Reason(DELETABLE, Met.MET, messages.OUTSIDE_BASIS.format(basis=basis), None)
    if found is Met.MET:
        return Reason(DELETABLE, Met.NOT_MET, messages.OUTSIDE_BASIS_MISSING, None, messages.BASIS)
    return Reason(DELETABLE, Met.UNKNOWN, str(place.silence), place.clause)


def _class(procedure: Procedure, record: Record, found: Met) -> Reason:
    clause = procedure.place.clause
    if record.record_class is RecordClass.POSITIVE:
        return Reason("record_class", Met.MET, messages.POSITIVE, clause)
    if record.record_class is RecordClass.DISHONEST:
        return Reason("record_class", Met.NOT_MET, messages.DISHONEST, clause)
    texts = {Met.MET: messages.CLASS_FOUND, Met.NOT_MET: messages.CLASS_NOT_FOUND, Met.UNKNOWN: messages.CLASS_UNKNOWN}
    return Reason("record_class", found, texts[found], clause)


GUARDS: dict[str, Guard] = {
    guard.__name__: guard for guard in (honour_located, honour_deletable, deletion_not_owed, result_delivered)
}
