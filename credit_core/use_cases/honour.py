"""Deletion of honours on request (荣誉等信息的删除): 某市 第四十八条. Each verb is one transaction.

Where the place's text does not give the right, the wish is recorded and answered by a person; nothing is borrowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Unpack

from credit_core.errors import BadFiling
from credit_core.identity.characters import compact
from credit_core.messages import honour as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.decisions import Decision
from credit_core.model.people import Actor, Role
from credit_core.model.records import Record
from credit_core.model.subjects import IdKind, Subject
from credit_core.rules.honour import KINDS, precheck
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import When, locked, take_step
from credit_core.use_cases.cases import step as step
from credit_core.use_cases.effects.notices import delivery_facts
from credit_core.use_cases.filing import Filed, Filing
from credit_core.use_cases.identification import file_and_ask, identity_facts
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import perform

PROCEDURE = "delete_honour"
_NUMBERS = ("subject_id", "representative_id", "agent_id", "guardian_id")


@dataclass(frozen=True)
class HonourFiling:
    """What is filed. `kinds` are names of the place's grounds: award, volunteering, charity, blood_donation, other.

    `slots` are the citizen's own words by the names of architecture.md; a record that is not named is looked for by the
    office. `record_id` names one of this database.
    """

    jurisdiction: str
    recipient: str
    slots: Mapping[str, Any]
    kinds: Sequence[str] = ()
    record_id: str | None = None
    channel: str = "counter"
    received_on: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def check_honour_deletion(
    office: Office, jurisdiction: str, kinds: Sequence[str], *, record_id: str | None = None, on: date | None = None
) -> Decision:
    """What the place's text says of such a request, without filing it: ALLOWED where it orders the deletion.

    With `record_id` the answer tells of what class the record is: only for staff, or its verified subject.

    Raises:
        UnknownJurisdiction, NotInForce; NotFound: no such record.
    """
    procedure = office.book.procedure(PROCEDURE, jurisdiction, on or office.clock.today())
    with office.store.read() as unit:
        record = unit.records.get(record_id) if record_id else None
    return precheck(procedure, kinds, record)


def file_honour_deletion(
    office: Office, actor: Actor, filing: HonourFiling, *, key: str, within: UnitOfWork | None = None
) -> Filed:
    """File it and ask for the identity at once. The answer tells nobody what is held about the subject.

    Raises:
        BadFiling: the record is another place's, or, for a citizen, not the subject's. Refused: whose information it is
        or who applies is not named. KeyReused, NotInForce, UnknownJurisdiction; NotFound: no such record.
    """
    slots = {name: compact(str(said)) if name in _NUMBERS else said for name, said in filing.slots.items()}
    with office.transaction(within) as unit:
        subject = _subject(unit, slots)
        record = _record(unit, actor, filing, subject)
        return file_and_ask(
            unit,
            office,
            actor,
            Filing(
                type=CaseType.DELETE_HONOUR,
                procedure=PROCEDURE,
                jurisdiction=filing.jurisdiction,
                recipient=filing.recipient,
                channel=filing.channel,
                slots={**slots, KINDS: list(filing.kinds)},
                facts={**filing.facts, KINDS: list(filing.kinds)},
                received_on=filing.received_on,
                subject_id=subject.id if subject else None,
                record_id=record.id if record else None,
            ),
            key,
        )


def verify_identity(
    office: Office,
    actor: Actor,
    case_id: str,
    method: str,
    proof: str,
    *,
    name: str,
    number: str,
    findings: Mapping[str, bool] | None = None,
    representation_proof: str | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """Record that the identity of who acts was verified; as `query.identity_verified`, and with the same findings."""
    facts = identity_facts(office, method, proof, name, number, findings, representation_proof)
    return take_step(office, actor, case_id, "verify_identity", facts, version=version, within=within)


def delete(
    office: Office,
    actor: Actor,
    case_id: str,
    *,
    record_id: str | None = None,
    kinds: Sequence[str] | None = None,
    findings: Mapping[str, bool] | None = None,
    basis: str | None = None,
    elsewhere: str | None = None,
    on: date | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """Delete the record (D1-14): for good, down to a tombstone without content; recipients are told at once.

    Args:
        record_id: the record that the office found, where the filing did not name it.
        kinds: what the record really is, where the filing said otherwise.
        findings: `deletable` for what 等 leaves open, or where the regulation is silent; `is_honour` for its class.
        basis: what a deletion rests on where the regulation is silent; from outside the regulation.
        elsewhere: where and how a record that is not in this database was deleted.

    Raises:
        Refused: identity not verified, record not found or another's, or the text does not give it. NotFound.
    """
    said = {"deletion_basis": basis, "deleted_elsewhere": elsewhere, KINDS: list(kinds) if kinds is not None else None}
    facts: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    with office.transaction(within) as unit:
        case = locked(unit, case_id, version)
        if record_id is not None:
            record = _in_place(unit.records.get(record_id, lock=True), case.jurisdiction)
            case = replace(case, record_id=record.id, subject_id=case.subject_id or record.subject_id)
        return perform(unit, office, actor, case, "delete", {**facts, "findings": dict(findings or {})}, on)


def answer(
    office: Office,
    actor: Actor,
    case_id: str,
    reasons: str,
    *,
    findings: Mapping[str, bool] | None = None,
    **when: Unpack[When],
) -> Case:
    """Answer instead of deleting, with reasons; refused where the text orders the deletion (没有裁量).

    `findings`: deletable, is_honour, record_found, same_person or represents found False.
    """
    facts = {"result": reasons, "findings": dict(findings or {})}
    return take_step(office, actor, case_id, "answer", facts, **when)


def notify(
    office: Office,
    actor: Actor,
    case_id: str,
    delivered_on: date,
    proof: str,
    *,
    channel: str | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """Record that the result was delivered on that day; no text of the three asks for it: practice."""
    facts = delivery_facts(delivered_on, proof, channel)
    return take_step(office, actor, case_id, "notify", facts, on=delivered_on, version=version, within=within)


def _subject(unit: UnitOfWork, slots: Mapping[str, Any]) -> Subject | None:
    try:
        kind = IdKind(slots.get("subject_id_type", IdKind.RESIDENT_ID))
    except ValueError:
        return None
    return unit.subjects.one(id_kind=kind, id_number=slots.get("subject_id"))


def _record(unit: UnitOfWork, actor: Actor, filing: HonourFiling, subject: Subject | None) -> Record | None:
    if filing.record_id is None:
        return None
    record = unit.records.find(filing.record_id)
    own = record is not None and subject is not None and record.subject_id == subject.id
    if record is None or (actor.role is Role.CITIZEN and not own):
        raise BadFiling(messages.NOT_FOUND)  # whether it exists is nobody else's business
    return _in_place(record, filing.jurisdiction)


def _in_place(record: Record, jurisdiction: str) -> Record:
    if record.jurisdiction != jurisdiction:
        raise BadFiling(messages.OTHER_PLACE.format(number=record.number))
    return record
