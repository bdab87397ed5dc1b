"""After a document was revoked, changed or declared invalid (文书撤销、变更、确认无效): 山西 第四十二条, 某市 第四十五条,
江西 第四十一条. One case for each record that rests on the document; each hop is its own duty. Verbs are one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Unpack

from credit_core.errors import BadFiling
from credit_core.messages import revocation as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.people import Actor, Role
from credit_core.model.records import LegalDocument, Record, Validity
from credit_core.rules.revocation import CHANGED, collected
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import When, locked, take_step
from credit_core.use_cases.filing import Filed, Filing, file_case
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import perform

PROCEDURE = "revocation"


@dataclass(frozen=True)
class DocumentReport:
    """A report that a document changed: by the subject, a provider's clerk, or a system that reads documents.

    `number` and `issuer` name the document, or `record_id` the record; a citizen finds only the own records.
    `event_date` is the day that the reporter names; the days that clocks start from are confirmed later.
    """

    jurisdiction: str
    recipient: str
    number: str | None = None
    issuer: str | None = None
    record_id: str | None = None
    subject_id: str | None = None
    event_date: date | None = None
    channel: str = "counter"
    slots: Mapping[str, Any] = field(default_factory=dict)
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentEvent:
    """What happened, as somebody of the office found it. `event`: changed, revoked or invalid; `proof` the new document.

    Each place counts from a day of its own: the day of the change, the day it takes effect, or the provider's act.
    """

    event: str
    proof: str
    changed_on: date | None = None
    effective_on: date | None = None
    acted_on: date | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """As conditions and clocks read it."""
        days = {"changed_on": self.changed_on, "effective_on": self.effective_on, "acted_on": self.acted_on}
        given = {name: day.isoformat() for name, day in days.items() if day is not None}
        return {"document_event": self.event, "document_proof": self.proof, "findings": {CHANGED: True}, **given}


def report_document_event(
    office: Office, actor: Actor, report: DocumentReport, *, key: str, within: UnitOfWork | None = None
) -> tuple[Filed, ...]:
    """One case for each record concerned, the later ones linked to the first; one case without a record if none is found.

    Raises:
        BadFiling: neither document nor record is named, or it is none of the citizen's own. KeyReused, NotInForce,
        UnknownJurisdiction; NotFound: no such record.
    """
    with office.transaction(within) as unit:
        records = _concerned(unit, actor, report)
        if not records:
            return (file_case(unit, office, actor, _filing(report, None, None), key),)
        filed: list[Filed] = []
        for number, record in enumerate(records):
            first = filed[0].case.id if filed else None
            own_key = key if number == 0 else f"{key}#{record.id}"
            filed.append(file_case(unit, office, actor, _filing(report, record, first), own_key))
        return tuple(filed)


def confirm_event(
    office: Office,
    actor: Actor,
    case_id: str,
    event: DocumentEvent,
    *,
    collected_by_then: bool | None = None,
    on: date | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> tuple[Case, ...]:
    """Confirm the change: clocks start from the event's own days, here and for every other record on the document.

    `collected_by_then` is an officer's word where the record is kept elsewhere; else the record's push decides. Cases of
    other records are opened where none is open; the case asked for comes first.
    """
    with office.transaction(within) as unit:
        case = locked(unit, case_id, version)
        record = unit.records.find(case.record_id) if case.record_id else None
        done = [perform(unit, office, actor, case, "confirm_event", _facts(record, event, collected_by_then), on)]
        for other in _siblings(unit, record):
            waiting = unit.cases.one(lock=True, type=CaseType.REVOCATION, record_id=other.id, closed_on=None)
            linked = waiting or _open(unit, office, actor, done[0], other, on)
            if linked.state == case.state:  # not confirmed yet; a day before its receipt would be none of its own
                day = None if on is None else max(on, linked.received_on)
                done.append(perform(unit, office, actor, linked, "confirm_event", _facts(other, event, None), day))
        return tuple(done)


def find_unfounded(office: Office, actor: Actor, case_id: str, reasons: str, **when: Unpack[When]) -> Case:
    """End a report on a document to which nothing happened; reasons are required."""
    facts = {"findings": {CHANGED: False}, "unfounded_reasons": reasons}
    return take_step(office, actor, case_id, "find_unfounded", facts, **when)


def provider_step(
    office: Office,
    actor: Actor,
    case_id: str,
    event: str,
    *,
    correction: str | None = None,
    written_notice: str | None = None,
    **when: Unpack[When],
) -> Case:
    """What the provider does: provider_correct (山西), provider_tell (山西, 某市: in writing), provider_push (江西).

    `correction` is correct or delete; `written_notice` names the notice where it must be in writing.
    """
    said = {"provider_correction": correction, "written_notice": written_notice}
    facts = {name: value for name, value in said.items() if value is not None}
    return take_step(office, actor, case_id, event, facts, **when)


def receive(office: Office, actor: Actor, case_id: str, **when: Unpack[When]) -> Case:
    """The platform's body received the notice or push on `on`: its own clock starts (A-1, A-3; 某市 writes it)."""
    return take_step(office, actor, case_id, "receive", **when)


def correct_record(
    office: Office,
    actor: Actor,
    case_id: str,
    *,
    content: Mapping[str, Any] | None = None,
    settlement_basis: str | None = None,
    **when: Unpack[When],
) -> Case:
    """Correct the record to `content`, or delete it where there is none; recipients are told at once.

    `settlement_basis` is what a person rests on where the regulation is silent (F-36).
    """
    facts: dict[str, Any] = {"correction": "correct" if content else "delete"}
    if content:
        facts["content"] = dict(content)
    if settlement_basis is not None:
        facts["settlement_basis"] = settlement_basis
    event = "platform_correct" if settlement_basis is None else "settle"
    return take_step(office, actor, case_id, event, facts, **when)


def inform_subject(office: Office, actor: Actor, case_id: str, **when: Unpack[When]) -> Case:
    """Tell the subject; only when no hop is open."""
    return take_step(office, actor, case_id, "inform_subject", **when)


def _concerned(unit: UnitOfWork, actor: Actor, report: DocumentReport) -> tuple[Record, ...]:
    if report.record_id is not None:
        named = unit.records.get(report.record_id)
        found = (named, *_siblings(unit, named))
    elif report.number is not None:
        found = _on_document(unit, _document(unit, report))
    else:
        raise BadFiling(messages.EMPTY)
    own = tuple(record for record in found if record.jurisdiction == report.jurisdiction)
    if actor.role is not Role.CITIZEN:
        return own
    own = tuple(record for record in own if record.subject_id == report.subject_id)
    if report.record_id is not None and not own:
        raise BadFiling(messages.NOT_HIS)
    return own


def _document(unit: UnitOfWork, report: DocumentReport) -> LegalDocument | None:
    if report.issuer is not None:
        return unit.documents.one(issuer=report.issuer, number=report.number)
    found = unit.documents.where(number=report.number, limit=2)
    if len(found) > 1:
        raise BadFiling(messages.NOT_FULL)
    return found[0] if found else None


def _on_document(unit: UnitOfWork, document: LegalDocument | None) -> tuple[Record, ...]:
    if document is None:
        return ()
    records = unit.records.where(document_id=document.id, order=("received_at", "id"))
    return tuple(record for record in records if record.validity is not Validity.DELETED)


def _siblings(unit: UnitOfWork, record: Record | None) -> tuple[Record, ...]:
    if record is None or record.document_id is None:
        return ()
    others = _on_document(unit, unit.documents.find(record.document_id))
    return tuple(other for other in others if other.id != record.id and other.jurisdiction == record.jurisdiction)


def _filing(report: DocumentReport, record: Record | None, linked_to: str | None) -> Filing:
    return Filing(
        type=CaseType.REVOCATION,
        procedure=PROCEDURE,
        jurisdiction=report.jurisdiction,
        recipient=report.recipient,
        channel=report.channel,
        slots=report.slots,
        facts={"document_number": report.number, "document_issuer": report.issuer},
        received_on=report.received_on,
        event_date=report.event_date,
        subject_id=report.subject_id or (record.subject_id if record else None),
        record_id=record.id if record else None,
        linked_to=linked_to,
    )


def _facts(record: Record | None, event: DocumentEvent, said: bool | None) -> dict[str, Any]:
    known = collected(record.pushed_at, event.effective_on) if record is not None else said
    return event.facts if known is None else {**event.facts, "collected": known}


def _open(unit: UnitOfWork, office: Office, actor: Actor, first: Case, record: Record, on: date | None) -> Case:
    """A case for another record on the same document, received the day the first one was confirmed."""
    report = DocumentReport(
        first.jurisdiction,
        first.recipient,
        first.facts.get("document_number"),
        first.facts.get("document_issuer"),
        event_date=first.event_date,
        channel=first.channel,
        received_on=on,
    )
    filing = _filing(report, record, first.id)
    return file_case(unit, office, actor, filing, f"{first.id}#{record.id}").case
