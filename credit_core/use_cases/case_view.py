"""A case as its holder and its staff see it: state, duties with their clauses, what happened, what was told.

Whoever may not see a case is told the same as if there were none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from credit_core.duties.views import DutyView
from credit_core.errors import BadFiling, Duplicate, Forbidden, NotAllowed, NotFound
from credit_core.messages import case_view as messages
from credit_core.messages import cases as case_messages
from credit_core.model.cases import Attachment, Case, CaseEvent, CasePause, CaseType, Notice
from credit_core.model.ids import new_id, opens
from credit_core.model.labels import CASE_TYPES, ROLES
from credit_core.model.people import STAFF, Actor, Role
from credit_core.procedures.table import Procedure
from credit_core.reports.report import Field
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import locked
from credit_core.use_cases.downstream import NOTICE as DOWNSTREAM_NOTICE
from credit_core.use_cases.duties import duty_views
from credit_core.use_cases.effects.repairs import MEASURES
from credit_core.use_cases.filed_fields import filed_fields
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

_SEES_ALL = (*STAFF, Role.PROVIDER_CLERK, Role.AUDITOR)
_TO_BODIES = (DOWNSTREAM_NOTICE, MEASURES)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Moment:
    """One step on the timeline. `basis` is its clause as a reader names it, or that the regulation does not say."""

    on: date
    at: datetime
    event: str
    state: str
    by: str
    clause: ClauseRef | None
    basis: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case on a day. `linked` are numbers of the case it is linked to and of those linked to it.

    `assigned_to` is None for its holder: who works on it is the office's own business. `possible` are events that the
    state allows, whoever may take them. `marks` are those of the record that it is about.
    """

    id: str
    number: str
    type: CaseType
    type_name: str
    jurisdiction: str
    place: str
    state: str
    state_name: str
    body: str
    received_on: date
    closed_on: date | None
    version: int
    filed: tuple[Field, ...]
    deadlines: tuple[DutyView, ...]
    timeline: tuple[Moment, ...]
    marks: tuple[str, ...]
    notices: tuple[Notice, ...]
    pauses: tuple[CasePause, ...]
    attachments: tuple[Attachment, ...]
    linked: tuple[str, ...]
    possible: tuple[str, ...]
    assigned_to: str | None

    def as_contract(self) -> dict[str, Any]:
        """The `case` object of architecture.md in JSON values; the channel adds its `receipt_url`."""
        return {
            "number": self.number,
            "type": self.type.value,
            "jurisdiction": self.jurisdiction,
            "state": self.state,
            "deadlines": [duty.as_contract() for duty in self.deadlines],
        }


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """Evidence as it was handed in: its name, SHA-256 in hex, and size in bytes. The file lies outside the database."""

    name: str
    sha256: str
    size: int


def view_case(
    office: Office, actor: Actor, *, case_id: str | None = None, number: str | None = None, code: str | None = None
) -> CaseView:
    """A case for its holder (number and access code) or for staff (id or number).

    Raises:
        NotFound: there is none, or it is not this actor's to see; which of the two is not said.
    """
    with office.store.read() as unit:
        case = _visible(unit, actor, case_id, number, code)
        return _view(unit, office, case, staff=actor.role in _SEES_ALL)


def holder_view(unit: UnitOfWork, office: Office, case_id: str) -> CaseView:
    """A case as its holder sees it, inside a transaction: for who was let in before, by filing it or with its code.

    Raises:
        NotFound: there is none.
    """
    return _view(unit, office, unit.cases.get(case_id), staff=False)


def add_evidence(
    office: Office,
    actor: Actor,
    case_id: str,
    file: EvidenceFile,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Attachment:
    """Add evidence to an open case; the same file again is the one that is there. It ends no duty and starts none.

    Raises:
        NotAllowed: the case is closed. BadFiling: name, hash or size missing. NotFound, StaleVersion.
    """
    if not (file.name.strip() and _SHA256.fullmatch(file.sha256) and file.size >= 0):
        raise BadFiling(messages.EMPTY_FILE)
    with office.transaction(within) as unit:
        case = locked(unit, case_id, version)
        if case.closed_on is not None:
            raise NotAllowed(messages.CLOSED.format(number=case.number))
        at = office.clock.now()
        try:
            added = unit.attachments.add(Attachment(new_id(), case.id, file.name.strip(), file.sha256, file.size, at))
        except Duplicate:
            return unit.attachments.where(case_id=case.id, sha256=file.sha256)[0]
        unit.audit(at, actor, "case.add_evidence", "case", case.id, after={"sha256": file.sha256, "size": file.size})
        return added


def assign(
    office: Office,
    actor: Actor,
    case_id: str,
    to: str | None,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """Give the case to a member of staff (an account id), or back to the queue (None). The law knows nothing of it.

    Raises:
        Forbidden: not staff. NotAllowed: the case is closed. NotFound, StaleVersion.
    """
    if actor.role not in STAFF:
        raise Forbidden(messages.STAFF_ONLY)
    with office.transaction(within) as unit:
        case = locked(unit, case_id, version)
        if case.closed_on is not None:
            raise NotAllowed(case_messages.NOTHING_POSSIBLE)
        unit.audit(
            office.clock.now(), actor, "case.assign", "case", case.id,
            before={"assigned_to": case.assigned_to}, after={"assigned_to": to},
        )  # fmt: skip
        return unit.cases.replace(replace(case, assigned_to=to))


def _visible(unit: UnitOfWork, actor: Actor, case_id: str | None, number: str | None, code: str | None) -> Case:
    wanted = {"id": case_id, "number": number.strip().upper() if number else None}
    equal: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    found = unit.cases.one(**equal) if equal else None
    holder = found is not None and code is not None and opens(found.number, code, found.access_hash)
    if found is None or not (holder or actor.role in _SEES_ALL):
        raise NotFound(messages.NOT_FOUND)
    return found


def _view(unit: UnitOfWork, office: Office, case: Case, *, staff: bool) -> CaseView:
    procedure = office.book.of_document(case.procedure, case.document)
    events = unit.events.where(case_id=case.id, order=("number",))
    return CaseView(
        id=case.id,
        number=case.number,
        type=case.type,
        type_name=CASE_TYPES[case.type],
        jurisdiction=case.jurisdiction,
        place=office.law.document(case.document).place,
        state=case.state,
        state_name=procedure.machine.states[case.state],
        body=case.recipient,
        received_on=case.received_on,
        closed_on=case.closed_on,
        version=case.version,
        filed=filed_fields(case, procedure),
        deadlines=duty_views(unit, office, case_id=case.id),
        timeline=tuple(_moment(office, procedure, event) for event in events),
        marks=tuple(_marks(unit, case)),
        notices=tuple(_notices(unit, case, staff)),
        pauses=unit.pauses.where(case_id=case.id, order=("first", "id")),
        attachments=unit.attachments.where(case_id=case.id, order=("added_at", "id")),
        linked=tuple(_linked(unit, case, staff)),
        possible=tuple(dict.fromkeys(row.event for row in procedure.events_from(case.state))),
        assigned_to=case.assigned_to if staff else None,
    )


def _moment(office: Office, procedure: Procedure, event: CaseEvent) -> Moment:
    machine = procedure.machine
    return Moment(
        on=event.on,
        at=event.at,
        event=machine.events[event.event],
        state=machine.states[event.after],
        by=ROLES[event.role],
        clause=event.clause,
        basis=office.law.citation(event.clause) if event.clause else case_messages.SILENT_STEP,
    )


def _marks(unit: UnitOfWork, case: Case) -> Iterator[str]:
    record = unit.records.find(case.record_id) if case.record_id else None
    if record is not None and record.objection_marks:
        yield messages.OBJECTION_MARK
    if record is not None and record.repair_mark:
        yield messages.REPAIR_MARK


def _notices(unit: UnitOfWork, case: Case, staff: bool) -> Iterator[Notice]:
    """Staff see all; the holder those written to the applicant, not those to other bodies."""
    for notice in unit.notices.where(case_id=case.id, order=("created_at", "id")):
        if staff or (notice.subject_id == case.subject_id and notice.kind not in _TO_BODIES):
            yield notice


def _linked(unit: UnitOfWork, case: Case, staff: bool) -> Iterator[str]:
    """Numbers of linked cases; the holder sees only those of the same subject."""
    first = unit.cases.find(case.linked_to) if case.linked_to else None
    later = unit.cases.where(linked_to=case.id, order=("filed_at", "id"))
    for other in (*((first,) if first is not None else ()), *later):
        if staff or (case.subject_id is not None and other.subject_id == case.subject_id):
            yield other.number
