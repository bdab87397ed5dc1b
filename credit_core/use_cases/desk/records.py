"""The records desk (信用信息): subjects and records found, one record with all that is known of it. Each look is registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from credit_core.duties.views import DutyView
from credit_core.errors import BadFiling, LawError, NotFound
from credit_core.identity.characters import compact
from credit_core.messages import desk as desk_messages
from credit_core.messages import desk_records as messages
from credit_core.messages import query as query_messages
from credit_core.model.cases import Case
from credit_core.model.people import Actor
from credit_core.model.records import Record, RecordChange
from credit_core.model.subjects import Subject
from credit_core.rules.publicity import end_of
from credit_core.storage.reach import Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.desk.looking import note_look, purpose_of
from credit_core.use_cases.desk.rows import (
    CaseRow,
    LookRow,
    RecordShort,
    SubjectRow,
    case_row,
    look_row,
    record_short,
    records_of,
    subject_row,
)
from credit_core.use_cases.desk.scope import record_within, sees_case, sees_record, within
from credit_core.use_cases.duties import duty_views
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

MOST_FOUND = 20
"""People of one name that are shown; beyond it the number is asked for."""


@dataclass(frozen=True, slots=True)
class ArchiveDesk:
    """A subject's archives within reach; `looks` is how many entries its register has."""

    subject: SubjectRow
    records: tuple[RecordShort, ...]
    cases: tuple[CaseRow, ...]
    looks: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of a record: what, from which source, for which reason (信息来源和变动理由), on which clause."""

    at: datetime
    on: date
    what: str
    reason: str
    source: str
    clause: ClauseRef | None
    citation: str | None
    case_number: str | None


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A body that received the record, and whether it followed its change."""

    body: str
    received_at: datetime
    told_at: datetime | None
    confirmed_at: datetime | None
    removal: str | None


@dataclass(frozen=True, slots=True)
class RecordDesk:
    """A record as its desk shows it. `retention` says until when it is kept, or why that cannot be told."""

    short: RecordShort
    subject: SubjectRow
    basis: str
    document: tuple[tuple[str, str], ...]
    received_at: datetime
    pushed_at: datetime | None
    publicity_start: date | None
    retention: str
    version: int
    changes: tuple[ChangeRow, ...]
    looks: tuple[LookRow, ...]
    recipients: tuple[RecipientRow, ...]
    cases: tuple[CaseRow, ...]
    duties: tuple[DutyView, ...]


def find_subjects(office: Office, actor: Actor, reach: Reach, text: str, purpose: str) -> tuple[SubjectRow, ...]:
    """Subjects with records within reach by their whole name or number; each one found is a look.

    Raises:
        BadFiling: no purpose, nothing asked, or too many of that name.
    """
    why, own = purpose_of(purpose), within(actor, reach)
    asked = text.strip()
    if not asked:
        raise BadFiling(messages.NOTHING_ASKED)
    with office.transaction() as unit:
        by_number = unit.subjects.where(id_number=compact(asked))
        subjects = by_number or unit.subjects.where(name=asked, order=("id",), limit=MOST_FOUND + 1)
        if len(subjects) > MOST_FOUND:
            raise BadFiling(messages.TOO_MANY)
        found = [(subject, _seen(unit, own, subject.id)) for subject in subjects]
        for subject, records in found:
            _note(unit, office, actor, subject.id, records, why)
        return tuple(_row(office, subject, records) for subject, records in found if records)


def find_records(office: Office, actor: Actor, reach: Reach, text: str, purpose: str) -> tuple[RecordShort, ...]:
    """Records within reach by their number or that of the document they rest on, without content.

    Raises:
        BadFiling: no purpose, or nothing asked.
    """
    why, own = purpose_of(purpose), within(actor, reach)
    asked = text.strip()
    if not asked:
        raise BadFiling(messages.NOTHING_ASKED)
    with office.transaction() as unit:
        documents = tuple(document.id for document in unit.documents.where(number=asked))
        rest_on = unit.records.where(document_id=documents, order=("received_at", "id")) if documents else ()
        records = [one for one in (*unit.records.where(number=asked.upper()), *rest_on) if sees_record(own, one)]
        for record in records:
            _note(unit, office, actor, record.subject_id, (record,), why)
        return tuple(record_short(office, record, full=False) for record in records)


def archive_desk(office: Office, actor: Actor, reach: Reach, subject_id: str, purpose: str) -> ArchiveDesk:
    """A subject's archives (信用档案): its records, without their content, and its cases.

    Raises:
        BadFiling: no purpose. NotFound: no such subject, or nothing of it within reach.
    """
    why, own = purpose_of(purpose), within(actor, reach)
    with office.transaction() as unit:
        subject = unit.subjects.find(subject_id)
        records = _seen(unit, own, subject_id)
        cases = _cases(unit, own, unit.cases.where(subject_id=subject_id, order=("-filed_at", "id")))
        if subject is None or not (records or cases):
            raise NotFound(desk_messages.NOT_FOUND)
        _note(unit, office, actor, subject_id, records, why)
        return ArchiveDesk(
            _row(office, subject, records),
            tuple(record_short(office, record, full=False) for record in records),
            tuple(case_row(office, case) for case in cases),
            unit.queries.count(subject_id=subject_id),
        )


def record_desk(office: Office, actor: Actor, reach: Reach, record_id: str, purpose: str) -> RecordDesk:
    """A record with its content, its three axes and marks, its history, who received it and who looked at it.

    Raises:
        BadFiling: no purpose. NotFound: no such record, or out of reach.
    """
    why, own = purpose_of(purpose), within(actor, reach)
    with office.transaction() as unit:
        record = record_within(unit, actor, reach, record_id)
        subject = unit.subjects.get(record.subject_id)
        note_look(unit, office, actor, subject.id, record.jurisdiction, (record,), why)
        cases = _cases(unit, own, unit.cases.where(record_id=record.id, order=("-filed_at", "id")))
        numbers = {case.id: case.number for case in cases}
        changes = unit.changes.where(record_id=record.id, order=("at", "id"))
        return RecordDesk(
            short=record_short(office, record, full=True),
            subject=_row(office, subject, _seen(unit, own, subject.id)),
            basis=record.basis,
            document=_document(unit, record),
            received_at=record.received_at,
            pushed_at=record.pushed_at,
            publicity_start=record.publicity_start,
            retention=_retention(unit, office, record),
            version=record.version,
            changes=tuple(_change(office, change, numbers) for change in changes),
            looks=tuple(
                look_row(office, entry)
                for entry in unit.queries.where(subject_id=subject.id, order=("-at", "id"))
                if record.id in entry.record_ids
            ),
            recipients=tuple(
                RecipientRow(one.body, one.received_at, one.told_at, one.confirmed_at, one.removal)
                for one in unit.recipients.where(record_id=record.id, order=("received_at", "body"))
            ),
            cases=tuple(case_row(office, case) for case in cases),
            duties=duty_views(unit, office, record_id=record.id),
        )


def _seen(unit: UnitOfWork, reach: Reach, subject_id: str) -> tuple[Record, ...]:
    return tuple(record for record in records_of(unit, subject_id) if sees_record(reach, record))


def _cases(unit: UnitOfWork, reach: Reach, cases: Sequence[Case]) -> tuple[Case, ...]:
    return tuple(case for case in cases if sees_case(unit, reach, case))


def _note(
    unit: UnitOfWork, office: Office, actor: Actor, subject_id: str, records: Sequence[Record], purpose: str
) -> None:
    """An entry for each place whose records were seen."""
    for place in sorted({record.jurisdiction for record in records}):
        here = [record for record in records if record.jurisdiction == place]
        note_look(unit, office, actor, subject_id, place, here, purpose)


def _row(office: Office, subject: Subject, records: Sequence[Record]) -> SubjectRow:
    places = tuple(sorted({record.jurisdiction for record in records}))
    return subject_row(office, subject, len(records), places)


def _document(unit: UnitOfWork, record: Record) -> tuple[tuple[str, str], ...]:
    document = unit.documents.find(record.document_id) if record.document_id else None
    if document is None:
        return ()
    return (
        (messages.DOCUMENT_KIND, query_messages.DOCUMENT_KINDS[document.kind]),
        (messages.DOCUMENT_NUMBER, document.number),
        (messages.DOCUMENT_ISSUER, document.issuer),
        (messages.DOCUMENT_DAY, document.effective_on.isoformat() if document.effective_on else ""),
    )


def _retention(unit: UnitOfWork, office: Office, record: Record) -> str:
    """Until when it is kept (保存期限), from loaded data only."""
    if record.item is None or record.event_date is None:
        return messages.NO_ENTRY
    try:
        term = office.outside(unit).retention_period(record.jurisdiction, record.item, record.event_date)
    except LawError as error:
        return str(error)
    end = end_of(term, record, unit.documents.find(record.document_id) if record.document_id else None)
    return messages.KEPT_UNTIL.format(end=end.day) if end.day is not None else str(end.note)


def _change(office: Office, change: RecordChange, numbers: dict[str, str]) -> ChangeRow:
    states = query_messages.STATES
    what = query_messages.CHANGED.format(
        axis=query_messages.AXES[change.axis],
        before=states.get(change.before, change.before) or query_messages.NOTHING,
        after=states.get(change.after, change.after) or query_messages.NOTHING,
    )
    citation = office.law.citation(change.clause) if change.clause else None
    number = numbers.get(change.case_id) if change.case_id else None
    return ChangeRow(change.at, change.on, what, change.reason, change.source, change.clause, citation, number)
