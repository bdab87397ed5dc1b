"""Conditions of the steps after a document was revoked, changed or declared invalid: rules.md D4.

山西 第四十二条 「自具有法律效力的文书被变更、撤销或者确认无效之日起五日内更正或者删除该信用信息，同时告知社会信用工作机构，社会信用工作
机构应当在三日内更正或者删除该信用信息」; 某市 第四十五条 「自撤销、变更或者确认无效的法律文书生效之日起三个工作日内书面告知公共信用信息
工作机构」; 江西 第四十一条 「应当在三个工作日内将更正后的信息同步推送至公共信用信息平台」. From which day each place counts is data.
"""

from __future__ import annotations

from datetime import date, datetime

from credit_core.messages import revocation as messages
from credit_core.model.decisions import Met, Reason
from credit_core.rules.days import beijing_day
from credit_core.rules.filing import given
from credit_core.rules.situation import Guard, Situation
from credit_core.vocabulary import Act

CHANGED = "document_changed"


def collected(pushed_at: datetime | None, effective_on: date | None) -> bool | None:
    """Whether the record was at the platform when the change took effect (某市 「向公共信用信息共享平台归集后」).

    None where the effective day is not known. Pushed on that very day counts as collected.
    """
    if pushed_at is None:
        return False
    return None if effective_on is None else beijing_day(pushed_at) <= effective_on


def document_change_shown(situation: Situation) -> tuple[Reason, ...]:
    """What happened to the document, by which document, and the day from which this place counts."""
    facts, clause = situation.facts, situation.procedure.place.clause
    event, proof = facts.get("document_event"), facts.get("document_proof")
    reasons = []
    if event in messages.EVENTS:
        text = messages.EVENT_GIVEN.format(event=messages.EVENTS[str(event)])
        reasons.append(Reason(CHANGED, Met.MET, text, clause))
    else:
        reasons.append(Reason(CHANGED, Met.NOT_MET, messages.EVENT_MISSING, clause, messages.EVENT_MISSING))
    if given(proof):
        reasons.append(Reason("document_proof", Met.MET, messages.PROOF_GIVEN.format(proof=proof), clause))
    else:
        reasons.append(Reason("document_proof", Met.NOT_MET, messages.PROOF_MISSING, clause, messages.PROOF))
    return (*reasons, _start(situation))


def collection_known(situation: Situation) -> tuple[Reason, ...]:
    """某市 「向公共信用信息共享平台归集后」: the clocks run only for what was collected; unknown is asked, not assumed."""
    term = situation.procedure.term("requires_collection")
    if not term.value:
        return ()
    if situation.facts.get("collected") is True:
        return (Reason("collected", Met.MET, messages.COLLECTED, term.clause),)
    return (Reason("collected", Met.UNKNOWN, messages.COLLECTION_ASK, term.clause),)


def no_change_found(situation: Situation) -> tuple[Reason, ...]:
    """An officer found that nothing happened to the document, and says how."""
    found, clause = situation.found(CHANGED), situation.procedure.place.clause
    if found is Met.NOT_MET:
        reasons = situation.facts.get("unfounded_reasons")
        first = Reason(CHANGED, Met.MET, messages.CHANGE_NOT_FOUND, clause)
        if given(reasons):
            return (first,)
        text = messages.UNFOUNDED_REASONS_MISSING
        return first, Reason("reasons", Met.NOT_MET, text, clause, messages.UNFOUNDED_REASONS)
    text = messages.CHANGE_FOUND if found is Met.MET else messages.CHANGE_UNCHECKED
    return (Reason(CHANGED, Met.NOT_MET if found is Met.MET else Met.UNKNOWN, text, clause),)


def provider_correction_stated(situation: Situation) -> tuple[Reason, ...]:
    """What the provider did with its own copy: 更正或者删除."""
    return (_stated(situation, "provider_correction"),)


def record_correction_stated(situation: Situation) -> tuple[Reason, ...]:
    """What is to become of the record: corrected, with the new content, or deleted."""
    first = _stated(situation, "correction")
    if situation.facts.get("correction") != "correct" or given(situation.facts.get("content")):
        return (first,)
    return first, Reason("content", Met.NOT_MET, messages.CONTENT_MISSING, first.clause, messages.CONTENT)


def notice_in_writing(situation: Situation) -> tuple[Reason, ...]:
    """某市 「书面告知公共信用信息工作机构」; no form where the text asks none (山西 「同时告知」)."""
    term, notice = situation.procedure.term("written_notice"), situation.facts.get("written_notice")
    if not term.value:
        return ()
    if given(notice):
        return (Reason("written_notice", Met.MET, messages.WRITTEN.format(notice=notice), term.clause),)
    return (Reason("written_notice", Met.NOT_MET, messages.NOT_IN_WRITING, term.clause, messages.IN_WRITING),)


def settlement_basis(situation: Situation) -> tuple[Reason, ...]:
    """Where the regulation is silent (F-36), the person who settles it names the basis: no clause is borrowed."""
    basis = situation.facts.get("settlement_basis")
    if given(basis):
        return (Reason("settlement_basis", Met.MET, messages.BASIS_GIVEN.format(basis=basis), None),)
    return (Reason("settlement_basis", Met.NOT_MET, messages.BASIS_MISSING, None, messages.BASIS),)


def hops_done(situation: Situation) -> tuple[Reason, ...]:
    """Each hop is a duty with a body of its own: the case ends when all of them are done, late or not."""
    return tuple(
        Reason(duty.rule, Met.NOT_MET, messages.HOP_OPEN.format(body=duty.body, duty=duty.duty), duty.clause)
        for duty in situation.duties
        if duty.act is Act.REVOCATION and duty.done_on is None and not duty.void
    )


def _start(situation: Situation) -> Reason:
    term = situation.procedure.term("start_fact")
    slot = str(term.value)
    name, written = messages.START_NAMES[slot], situation.facts.get(slot)
    if not given(written):
        return Reason(slot, Met.NOT_MET, messages.START_MISSING.format(name=name), term.clause, name)
    day = date.fromisoformat(str(written))
    ahead = day > situation.on
    text = messages.START_AHEAD if ahead else messages.START_GIVEN
    return Reason(slot, Met.NOT_MET if ahead else Met.MET, text.format(name=name, day=day), term.clause)


def _stated(situation: Situation, slot: str) -> Reason:
    stated, clause = situation.facts.get(slot), situation.clause
    if stated in messages.CORRECTIONS:
        text = messages.CORRECTION_GIVEN.format(correction=messages.CORRECTIONS[str(stated)])
        return Reason(slot, Met.MET, text, clause)
    return Reason(slot, Met.NOT_MET, messages.CORRECTION_MISSING, clause)


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        document_change_shown,
        collection_known,
        no_change_found,
        provider_correction_stated,
        record_correction_stated,
        notice_in_writing,
        settlement_basis,
        hops_done,
    )
}
