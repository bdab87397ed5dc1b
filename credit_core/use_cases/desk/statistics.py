"""The overview (概览): volumes, how duties were met by rule and body, what is overdue, how long duties took.

A duty on which the law gives no number is counted as such and never as met or missed. Days are those of the duty's own
unit: 工作日 by the calendar in use, 日 by the calendar's days; the two are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from credit_core.calendar import WorkingCalendar
from credit_core.errors import BadFiling
from credit_core.messages import desk as messages
from credit_core.model.cases import CaseType
from credit_core.model.labels import CASE_TYPES
from credit_core.model.people import Actor
from credit_core.storage import figures
from credit_core.storage.reach import Reach
from credit_core.use_cases.desk.queue import QueueFilter, QueueRow, work_queue
from credit_core.use_cases.desk.scope import within
from credit_core.use_cases.office import Office
from credit_core.vocabulary import Unit
from knowledge.citations.reference import ClauseRef

MOST_OVERDUE = 50
MOST_DAYS = 3700
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Volume:
    """How many cases of a kind, received in the period, stand in a state now."""

    type: CaseType
    type_name: str
    jurisdiction: str
    place: str
    state: str
    state_name: str
    count: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """Cases received and closed on a day."""

    on: date
    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class DutyRate:
    """How a duty was met. `rate` is on time of all that was due by now (0 to 1), `median` in the duty's own unit."""

    rule: str
    duty: str
    clause: ClauseRef
    citation: str
    body: str
    unit: Unit | None
    days: int | None
    on_time: int
    late: int
    open_overdue: int
    open_running: int
    not_countable: int
    rate: float | None
    median: float | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Of the cases received from `since` to `until`, both days included; `overdue` are the longest overdue of all."""

    since: date
    until: date
    volumes: tuple[Volume, ...]
    days: tuple[DayCount, ...]
    duties: tuple[DutyRate, ...]
    overdue: tuple[QueueRow, ...]


def overview(office: Office, actor: Actor, reach: Reach, since: date, until: date) -> Overview:
    """The figures of a period.

    Raises:
        BadFiling: the period ends before it begins, or is longer than MOST_DAYS. NotFound: a role that sees no cases.
    """
    own = within(actor, reach)
    if not since <= until <= since + timedelta(days=MOST_DAYS):
        raise BadFiling(messages.PERIOD)
    with office.store.read() as unit:
        connection, calendar = unit.connection, office.calendar(unit)
        volumes = figures.volumes(connection, own, since, until)
        received, closed = figures.by_day(connection, own, since, until)
        rates = figures.rates(connection, own, since, until, office.clock.today())
        took = figures.took(connection, own, since, until)
    medians = _medians(took, calendar)
    oldest = work_queue(office, actor, reach, QueueFilter(overdue=True), limit=MOST_OVERDUE)
    return Overview(
        since=since,
        until=until,
        volumes=tuple(_volume(office, one) for one in volumes),
        days=tuple(DayCount(day, received.get(day, 0), closed.get(day, 0)) for day in _each(since, until)),
        duties=tuple(_rate(office, one, medians.get((one.rule, one.body, one.unit))) for one in rates),
        overdue=oldest.rows,
    )


def _volume(office: Office, one: figures.Volume) -> Volume:
    procedure = office.book.of_document(one.procedure, one.document)
    return Volume(
        one.type, CASE_TYPES[one.type], one.jurisdiction, office.law.document(one.document).place, one.state,
        procedure.machine.states[one.state], one.count,
    )  # fmt: skip


def _rate(office: Office, one: figures.Rate, median: float | None) -> DutyRate:
    due = one.on_time + one.late + one.overdue
    return DutyRate(
        rule=one.rule,
        duty=one.duty,
        clause=one.clause,
        citation=office.law.citation(one.clause),
        body=one.body,
        unit=one.unit if one.days is not None else None,
        days=one.days,
        on_time=one.on_time,
        late=one.late,
        open_overdue=one.overdue,
        open_running=one.running,
        not_countable=one.not_countable,
        rate=one.on_time / due if due else None,
        median=median,
    )


def _medians(took: Iterable[figures.Took], calendar: WorkingCalendar) -> dict[tuple[str, str, Unit | None], float]:
    """Days from the start to the end, the first not counted, by rule and body; for duties of both units and of none."""
    lengths: dict[tuple[str, str, Unit | None], dict[int, int]] = {}
    for one in took:
        if one.unit in (Unit.DAY, Unit.WORKING_DAY) and calendar.first_year <= one.start.year:
            length = _length(one, calendar)
            counts = lengths.setdefault((one.rule, one.body, one.unit), {})
            counts[length] = counts.get(length, 0) + one.count
    return {key: _median(sorted(counts.items())) for key, counts in lengths.items()}


def _length(one: figures.Took, calendar: WorkingCalendar) -> int:
    if one.unit is Unit.DAY:
        return max((one.done_on - one.start).days, 0)
    return sum(calendar.is_workday(day) for day in _each(one.start + _ONE_DAY, one.done_on))


def _median(counts: Sequence[tuple[int, int]]) -> float:
    total = sum(count for _, count in counts)
    low, high = (_at(counts, place) for place in ((total - 1) // 2, total // 2))
    return (low + high) / 2


def _at(counts: Sequence[tuple[int, int]], place: int) -> int:
    for length, count in counts:
        if place < count:
            return length
        place -= count
    raise IndexError(place)


def _each(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
