"""Subjects, records, cases and looks as the desks list them: names in Chinese, people masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from credit_core.identity.masking import mask_document_number, mask_name, mask_resident_number
from credit_core.messages import case_view as mark_messages
from credit_core.messages import desk_records as messages
from credit_core.messages import disclosure as disclosure_messages
from credit_core.messages import query as query_messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.disclosure import Mode, QueryEntry, RequesterKind
from credit_core.model.labels import CASE_TYPES, ROLES, SUBJECT_KINDS
from credit_core.model.records import Publicity, Record
from credit_core.model.subjects import IdKind, Subject, SubjectKind
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office

_OF_CITIZENS = (Mode.OPEN, Mode.REAL_NAME, Mode.AUTHORISED)


@dataclass(frozen=True, slots=True)
class RecordShort:
    """A record in one line, in Chinese; `title` and `content` only where its being looked at was put on record."""

    id: str
    number: str
    place: str
    class_name: str
    source_name: str
    provider: str
    validity: str
    publicity: str
    sharing: str
    marks: tuple[str, ...]
    event_date: date | None
    publicity_end: date | None
    publicity_note: str | None
    title: str | None = None
    content: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A credit subject (信用主体), masked; `records` within reach, `places` where it has an archive."""

    id: str
    name: str
    number: str
    kind_name: str
    records: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in one line, open or closed."""

    id: str
    number: str
    type: CaseType
    type_name: str
    place: str
    state_name: str
    body: str
    received_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class LookRow:
    """One entry of the query register (查询登记); `records` is how many records it showed."""

    id: str
    at: datetime
    place: str
    subject_id: str
    requester: str
    role: str
    mode_name: str
    purpose: str
    basis: str
    channel: str
    granted: bool
    reason: str
    records: int
    actor_id: str
    case_id: str | None


def record_short(office: Office, record: Record, *, full: bool) -> RecordShort:
    """The record; `full` with its title and content."""
    states, publicity = query_messages.STATES, Publicity.MASKED if record.masked else record.publicity
    return RecordShort(
        id=record.id,
        number=record.number,
        place=place_name(office, record.jurisdiction),
        class_name=messages.CLASSES[record.record_class],
        source_name=messages.SOURCES[record.source],
        provider=record.provider,
        validity=states.get(record.validity, record.validity),
        publicity=states.get(publicity, publicity),
        sharing=states.get(record.sharing, record.sharing),
        marks=tuple(_marks(record)),
        event_date=record.event_date,
        publicity_end=record.publicity_end,
        publicity_note=record.publicity_note,
        title=record.title if full else None,
        content=tuple((name, str(value)) for name, value in record.content.items()) if full else (),
    )


def subject_row(office: Office, subject: Subject, records: int, places: tuple[str, ...]) -> SubjectRow:
    """The subject, masked; an organisation's name and code are public."""
    natural = subject.kind is SubjectKind.NATURAL_PERSON
    return SubjectRow(
        id=subject.id,
        name=mask_name(subject.name) if natural else subject.name,
        number=masked_number(subject),
        kind_name=SUBJECT_KINDS[subject.kind],
        records=records,
        places=tuple(place_name(office, place) for place in places),
    )


def case_row(office: Office, case: Case) -> CaseRow:
    """The case."""
    procedure = office.book.of_document(case.procedure, case.document)
    return CaseRow(
        case.id, case.number, case.type, CASE_TYPES[case.type], office.law.document(case.document).place,
        procedure.machine.states[case.state], case.recipient, case.received_on, case.closed_on,
    )  # fmt: skip


def look_row(office: Office, entry: QueryEntry) -> LookRow:
    """The entry, who asked masked where that may be a person: whoever is no department, even where an officer released it."""
    roles = {role.value: name for role, name in ROLES.items()}
    person = entry.mode in _OF_CITIZENS and entry.role != RequesterKind.ORGANISATION
    return LookRow(
        id=entry.id,
        at=entry.at,
        place=place_name(office, entry.jurisdiction),
        subject_id=entry.subject_id,
        requester=mask_name(entry.requester) if person else entry.requester,
        role=roles.get(entry.role, entry.role),
        mode_name=messages.MODES[entry.mode],
        purpose=entry.purpose,
        basis=entry.basis,
        channel=entry.channel,
        granted=entry.granted,
        reason=entry.reason,
        records=len(entry.record_ids),
        actor_id=entry.actor_id,
        case_id=entry.case_id,
    )


def place_name(office: Office, jurisdiction: str) -> str:
    """The place by its name, today."""
    return office.law.regulation(jurisdiction, office.clock.today()).place


def masked_number(subject: Subject) -> str:
    """The identifier: an organisation's code as it is, a person's number masked."""
    if subject.id_kind is IdKind.USCC:
        return subject.id_number
    if subject.id_kind is IdKind.RESIDENT_ID:
        return mask_resident_number(subject.id_number)
    return mask_document_number(subject.id_number)


def records_of(unit: UnitOfWork, subject_id: str) -> tuple[Record, ...]:
    """All records of a subject, oldest first."""
    return unit.records.where(subject_id=subject_id, order=("received_at", "number"))


def _marks(record: Record) -> Iterator[str]:
    if record.objection_marks:
        yield mark_messages.OBJECTION_MARK
    if record.repair_mark:
        yield mark_messages.REPAIR_MARK
    if record.serious_list:
        yield disclosure_messages.SERIOUS_WORDS.format(name=record.serious_list)
