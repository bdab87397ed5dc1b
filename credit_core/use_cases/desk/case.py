"""The desk of a case (办件): what was filed, its duties with their counting, its record, and the steps that are possible now.

Personal data is hidden. Whoever asks for all of it says what for: that is an entry in the query register of the subject,
and in the audit chain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from credit_core.errors import NotFound
from credit_core.messages import desk as messages
from credit_core.model.cases import Case
from credit_core.model.people import Actor
from credit_core.reports.report import Field
from credit_core.storage.reach import Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.case_sheet import ExplainedDuty, case_sheet
from credit_core.use_cases.case_view import CaseView
from credit_core.use_cases.desk.draft_kinds import DraftKind, kinds_of
from credit_core.use_cases.desk.looking import note_look, purpose_of
from credit_core.use_cases.desk.queue import Bucket, bucket_name, most_urgent
from credit_core.use_cases.desk.rows import RecordShort, record_short
from credit_core.use_cases.desk.scope import case_within, sees_record, within
from credit_core.use_cases.desk.steps import StepView, steps_of
from credit_core.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """A case as its desk shows it.

    Attributes:
        silence: the sentence that the regulation is silent, where it does not give this right (`regulated` False).
        full: what was filed, and the record's content, are shown as they are.
        bucket: where its most urgent open duty stands.
        record: None where none is named, this database does not hold it, or it is out of reach.
    """

    view: CaseView
    procedure: str
    procedure_name: str
    document: str
    regulated: bool
    silence: str | None
    full: bool
    filed: tuple[Field, ...]
    duties: tuple[ExplainedDuty, ...]
    bucket: Bucket
    bucket_name: str
    record: RecordShort | None
    steps: tuple[StepView, ...]
    drafts: tuple[DraftKind, ...]


def case_desk(
    office: Office, actor: Actor, reach: Reach, case_id: str, *, full: bool = False, purpose: str = ""
) -> CaseDesk:
    """The desk of a case; `full` with the personal data, for the `purpose` that is written.

    Raises:
        NotFound: there is no such case, or it is out of reach. BadFiling: all is asked for without a purpose.
    """
    why = purpose_of(purpose) if full else ""
    with office.store.read() as unit:
        number = case_within(unit, actor, reach, case_id).number
    if full:
        with office.transaction() as unit:
            _note(unit, office, actor, case_within(unit, actor, reach, case_id), why)
    sheet = case_sheet(office, actor, number, full=full)
    with office.store.read() as unit:
        case = unit.cases.get(case_id)
        place = office.book.of_document(case.procedure, case.document).place
        bucket, _ = most_urgent(unit, office, unit.duties.where(case_id=case.id, done_on=None, void=False))
        return CaseDesk(
            view=sheet.view if full else _masked(sheet.view),
            procedure=case.procedure,
            procedure_name=place.name,
            document=case.document,
            regulated=place.regulated,
            silence=place.silence,
            full=full,
            filed=sheet.filed,
            duties=sheet.duties,
            bucket=bucket,
            bucket_name=bucket_name(bucket),
            record=_record(unit, office, within(actor, reach), case, full),
            steps=steps_of(unit, office, actor, case, full=full),
            drafts=kinds_of(case),
        )


def find_case(office: Office, actor: Actor, reach: Reach, number: str) -> str:
    """The id of the case with this number.

    Raises:
        NotFound: there is none, or it is out of reach.
    """
    with office.store.read() as unit:
        case = unit.cases.one(number=number.strip().upper())
        if case is None:
            raise NotFound(messages.NOT_FOUND)
        return case_within(unit, actor, reach, case.id).id


def _masked(view: CaseView) -> CaseView:
    """The view's own list of what was filed masks less than a sheet does: nothing of it stays."""
    return replace(view, filed=())


def _note(unit: UnitOfWork, office: Office, actor: Actor, case: Case, purpose: str) -> None:
    record = unit.records.find(case.record_id) if case.record_id else None
    shown = (record,) if record is not None else ()
    subject_id = case.subject_id or (record.subject_id if record is not None else None)
    if subject_id is not None:
        note_look(unit, office, actor, subject_id, case.jurisdiction, shown, purpose, case.id)
    else:  # nobody's register: the audit chain alone holds what for
        unit.audit(office.clock.now(), actor, "case.look", "case", case.id, after={"purpose": purpose})


def _record(unit: UnitOfWork, office: Office, reach: Reach, case: Case, full: bool) -> RecordShort | None:
    record = unit.records.find(case.record_id) if case.record_id else None
    if record is None or not (sees_record(reach, record) or case.recipient == reach.body):
        return None
    return record_short(office, record, full=full)
