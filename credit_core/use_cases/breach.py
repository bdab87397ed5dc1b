"""Breach of a repair commitment (违反信用修复承诺): noted by an officer, proposed as dishonest information, decided by people.

江西 第十五条第一款第（一）项 「违反审批替代、容缺受理、信用修复等政务领域信用承诺制度的信息」. Other places say nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from credit_core.errors import BadFiling, Forbidden, NotAllowed
from credit_core.messages import repair as messages
from credit_core.model.cases import Case
from credit_core.model.ids import RECORD_PREFIX, new_id, new_number
from credit_core.model.people import Actor, Role
from credit_core.model.records import Finding, Record, RecordClass, Source, Validity
from credit_core.rules.filing import given
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import locked
from credit_core.use_cases.office import Office
from credit_core.use_cases.record_changes import Ground, take_in
from credit_core.use_cases.subjects import archive_of
from knowledge.citations.reference import ClauseRef

BREACH = "repair_commitment_breached"
_RULE = "JX-08"
_STAFF = (Role.CASE_OFFICER, Role.REVIEWER, Role.PROVIDER_CLERK)
_GRANTED = "grant"


@dataclass(frozen=True, slots=True)
class Breach:
    """The finding about the repaired record (None where the record is kept elsewhere), and the record proposed."""

    finding: Finding | None
    proposed: Record


def note_breach(
    office: Office,
    actor: Actor,
    case_id: str,
    commitment: str,
    note: str,
    *,
    on: date | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Breach:
    """Record that the commitment given for a repair was broken, and propose a dishonest record that people decide on.

    The proposed record is HELD: not public, not shared, not used, until somebody releases or rejects it.

    Raises:
        NotAllowed: the place's text does not make this dishonest information, or no repair was granted.
        BadFiling: commitment or note empty. Forbidden: not a member of staff. NotFound, StaleVersion.
    """
    if actor.role not in _STAFF:
        raise Forbidden(messages.STAFF_ONLY)
    if not (given(commitment.strip()) and given(note.strip())):
        raise BadFiling(messages.BREACH_EMPTY)
    with office.transaction(within) as unit:
        case = locked(unit, case_id, version)
        clause = _clause(office, case)
        if not unit.events.count(case_id=case.id, event=_GRANTED):
            raise NotAllowed(messages.BREACH_NOT_GRANTED.format(number=case.number))
        day = on or office.clock.today()
        finding = None
        if case.record_id:
            finding = unit.findings.add(Finding(new_id(), case.record_id, BREACH, True, actor.id, day, note))
        proposed = _propose(unit, office, actor, case, commitment, note, clause, day)
        return Breach(finding, proposed)


def _clause(office: Office, case: Case) -> ClauseRef:
    procedure = office.book.of_document(case.procedure, case.document)
    term = procedure.term("breach_is_dishonesty")
    if not term.value or term.clause is None:
        place = office.law.document(case.document).place
        raise NotAllowed(messages.BREACH_NOT_REGULATED.format(place=place, note=term.note))
    return term.clause


def _propose(
    unit: UnitOfWork, office: Office, actor: Actor, case: Case, commitment: str, note: str, clause: ClauseRef, on: date
) -> Record:
    if case.subject_id is None:
        raise BadFiling(messages.BREACH_NO_SUBJECT.format(number=case.number))
    at = office.clock.now()
    proposed = Record(
        id=new_id(),
        number=new_number(RECORD_PREFIX, on),
        jurisdiction=case.jurisdiction,
        archive_id=archive_of(unit, case.subject_id, case.jurisdiction, at).id,
        subject_id=case.subject_id,
        source=Source.PUBLIC,
        record_class=RecordClass.DISHONEST,
        gravity=None,
        item=None,
        title=messages.BREACH_TITLE,
        content={messages.BREACH_CONTENT: commitment, messages.BREACH_CASE: case.number},
        provider=actor.body or case.recipient,
        basis=office.law.citation(clause),
        event_date=on,
        document_id=None,
        received_at=at,
        pushed_at=None,
        validity=Validity.HELD,
        held_for=messages.BREACH_HELD,
    )
    ground = Ground(actor, on, at, proposed.provider, messages.BREACH_REASON, _RULE, clause, case.id)
    record = take_in(unit, proposed, ground)
    unit.audit(
        at, actor, "repair.note_breach", "record", record.id, clause=clause,
        after={"validity": Validity.HELD.value, "case": case.number, "note": note},
    )  # fmt: skip
    return record
