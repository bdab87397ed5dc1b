"""The work queue (待办) of a desk: every open case once, by its most urgent open duty. Statuses are computed, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from credit_core.duties.status import soon_until, status
from credit_core.errors import BadFiling
from credit_core.messages import desk as desk_messages
from credit_core.messages import desk_queue as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.duties import Duty, DutyStatus
from credit_core.model.labels import CASE_TYPES
from credit_core.model.people import Actor
from credit_core.storage.reach import Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.storage.work_queue import COUNTED_UP_TO as COUNTED_UP_TO
from credit_core.storage.work_queue import Bucket as Bucket
from credit_core.storage.work_queue import Days, Section, Spot, Wanted, WorkQueue
from credit_core.use_cases.desk.scope import within
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

MOST = 200
"""Rows of a page at most."""
ME, NOBODY = "me", "nobody"
_OF_STATUS: Mapping[DutyStatus, Bucket] = {
    DutyStatus.OVERDUE: Bucket.OVERDUE,
    DutyStatus.DUE_SOON: Bucket.SOON,
    DutyStatus.DUE: Bucket.RUNNING,
    DutyStatus.PAUSED: Bucket.PAUSED,
}
_URGENCY = tuple(Bucket)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which cases; None: whichever. `assigned_to` is ME, NOBODY or an account id, `text` a case's or record's number."""

    bucket: Bucket | None = None
    place: str | None = None
    type: CaseType | None = None
    state: str | None = None
    body: str | None = None
    assigned_to: str | None = None
    text: str | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An open case and its most urgent open duty; that part is None where the law sets no duty.

    `word` is the law's own (及时) where it gives no number, `note` why there is no certain day.
    """

    case_id: str
    number: str
    type: CaseType
    type_name: str
    procedure: str
    jurisdiction: str
    place: str
    state: str
    state_name: str
    body: str
    received_on: date
    assigned_to: str | None
    version: int
    bucket: Bucket
    bucket_name: str
    duty: str | None
    rule: str | None
    clause: ClauseRef | None
    citation: str | None
    due: date | None
    provisional: bool
    word: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """`next` leads to the page after this one, None on the last. `counts` only on the first: cases up to COUNTED_UP_TO."""

    rows: tuple[QueueRow, ...]
    next: str | None
    counts: Mapping[Bucket, int] | None


@dataclass(frozen=True, slots=True)
class QueueChoices:
    """What a filter can be set to: id and Chinese name each."""

    places: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    buckets: tuple[tuple[str, str], ...]


def work_queue(
    office: Office,
    actor: Actor,
    reach: Reach,
    chosen: QueueFilter | None = None,
    after: str | None = None,
    limit: int = 50,
) -> QueuePage:
    """A page: what is late first, then by due day, then what stands still, last what has no due day, by day of receipt.

    Raises:
        BadFiling: the cursor cannot be read. NotFound: a role that sees no cases.
    """
    wanted, size = chosen or QueueFilter(), min(max(limit, 1), MOST)
    own = within(actor, reach)
    with office.store.read() as unit:
        queue = WorkQueue(unit.connection, _days(unit, office), _wanted(unit, actor, own, wanted))
        bucket = Bucket.OVERDUE if wanted.overdue else wanted.bucket
        spots = queue.spots(bucket, _spot(after), size + 1)
        shown = spots[:size]
        rows = rows_of(unit, office, [spot.case_id for spot in shown])
        more = _cursor(shown[-1]) if len(spots) > size else None
        return QueuePage(rows, more, queue.counts() if after is None else None)


def queue_choices(office: Office, actor: Actor, reach: Reach) -> QueueChoices:
    """What the filter offers this actor."""
    own, law = within(actor, reach), office.law
    states: dict[str, str] = {}
    for machine in office.book.machines.values():
        for state, name in machine.states.items():
            if state != machine.initial and state not in machine.final:
                states.setdefault(state, name)
    today = office.clock.today()
    places = {place: law.regulation(place, today).place for place in law.jurisdictions if own.covers(place)}
    return QueueChoices(
        places=tuple(places.items()),
        types=tuple((kind.value, name) for kind, name in CASE_TYPES.items()),
        states=tuple(states.items()),
        buckets=tuple(messages.BUCKETS.items()),
    )


def rows_of(unit: UnitOfWork, office: Office, case_ids: Sequence[str]) -> tuple[QueueRow, ...]:
    """The rows of these open cases, in this order."""
    if not case_ids:
        return ()
    cases = {case.id: case for case in unit.cases.where(id=tuple(case_ids))}
    duties: dict[str, list[Duty]] = {}
    for duty in unit.duties.where(case_id=tuple(case_ids), done_on=None, void=False, order=("created_at", "rule")):
        duties.setdefault(str(duty.case_id), []).append(duty)
    return tuple(_row(unit, office, cases[key], duties.get(key, [])) for key in case_ids)


def most_urgent(unit: UnitOfWork, office: Office, duties: Sequence[Duty]) -> tuple[Bucket, Duty | None]:
    """The bucket of a case with these open duties, and the duty that puts it there."""
    days = _days(unit, office)
    placed = [(_bucket(unit, office, duty, days), duty) for duty in duties]
    if not placed:
        return Bucket.NO_DATE, None
    return min(placed, key=lambda one: (_URGENCY.index(one[0]), one[1].due or date.max, one[1].created_at, one[1].rule))


def bucket_name(bucket: Bucket) -> str:
    """In Chinese."""
    return messages.BUCKETS[bucket]


def _bucket(unit: UnitOfWork, office: Office, duty: Duty, days: Days) -> Bucket:
    if duty.due is None:
        return Bucket.NO_DATE
    found = _OF_STATUS[status(duty, days.today, office.calendar(unit), office.rules.soon)]
    if found in (Bucket.SOON, Bucket.RUNNING) and duty.provisional:
        return Bucket.PROVISIONAL
    return Bucket.TODAY if found is Bucket.SOON and duty.due == days.today else found


def _row(unit: UnitOfWork, office: Office, case: Case, duties: Sequence[Duty]) -> QueueRow:
    procedure = office.book.of_document(case.procedure, case.document)
    bucket, duty = most_urgent(unit, office, duties)
    citation = office.law.citation(duty.clause) if duty else None
    return QueueRow(
        case_id=case.id,
        number=case.number,
        type=case.type,
        type_name=CASE_TYPES[case.type],
        procedure=case.procedure,
        jurisdiction=case.jurisdiction,
        place=office.law.document(case.document).place,
        state=case.state,
        state_name=procedure.machine.states[case.state],
        body=case.recipient,
        received_on=case.received_on,
        assigned_to=case.assigned_to,
        version=case.version,
        bucket=bucket,
        bucket_name=bucket_name(bucket),
        duty=duty.duty if duty else None,
        rule=duty.rule if duty else None,
        clause=duty.clause if duty else None,
        citation=citation,
        due=duty.due if duty else None,
        provisional=bool(duty and duty.provisional),
        word=duty.word if duty and duty.due is None else None,
        note=_note(bucket, duty, citation),
    )


def _note(bucket: Bucket, duty: Duty | None, citation: str | None) -> str | None:
    if duty is None:
        return messages.NO_DUTY
    if bucket is not Bucket.NO_DATE:
        return messages.NOTES.get(bucket)
    if duty.days is not None:
        return messages.NOTES["awaiting_start"]
    pattern = messages.NO_NUMBER_WORD if duty.word else messages.NO_NUMBER
    return pattern.format(word=duty.word, citation=citation)


def _days(unit: UnitOfWork, office: Office) -> Days:
    today = office.clock.today()
    return Days(today, soon_until(today, office.calendar(unit), office.rules.soon))


def _wanted(unit: UnitOfWork, actor: Actor, reach: Reach, chosen: QueueFilter) -> Wanted:
    whose = chosen.assigned_to
    return Wanted(
        reach=reach,
        place=chosen.place,
        type=chosen.type,
        state=chosen.state,
        body=chosen.body,
        assigned_to=actor.id if whose == ME else None if whose == NOBODY else whose,
        unassigned=whose == NOBODY,
        ids=_ids(unit, chosen.text) if chosen.text and chosen.text.strip() else None,
    )


def _ids(unit: UnitOfWork, text: str) -> tuple[str, ...]:
    """Cases of this number, or about the record of this number."""
    number = text.strip().upper()
    record = unit.records.one(number=number)
    found = (*unit.cases.where(number=number), *(unit.cases.where(record_id=record.id) if record else ()))
    return tuple(dict.fromkeys(case.id for case in found))


def _cursor(spot: Spot) -> str:
    return f"{spot.section.value}.{spot.day.isoformat()}.{spot.id}"


def _spot(cursor: str | None) -> Spot | None:
    if cursor is None:
        return None
    try:
        section, day, key = cursor.split(".", 2)
        return Spot(Section(int(section)), date.fromisoformat(day), key, "")
    except ValueError as error:
        raise BadFiling(desk_messages.BAD_CURSOR) from error
