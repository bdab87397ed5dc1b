"""Counts time limits: from a start day and a number of 日 or 工作日 to a due day, with every day accounted for.

Three regulations, two units: 山西 第四十二条 counts 日, 江西 and the city count 工作日; one is never converted into the
other. (行政处罚法 第八十五条 calls its own 二日、三日、五日、七日 working days; that holds in that Law only.)

解释 A-6: the start day is not counted. No regulation of the corpus says so; 民法典 第二百零一条 does for civil matters.
解释 GEN-06: where the last of a number of 日 is a day of rest, no regulation says whether the limit runs on to the next
working day (as 民法典 第二百零三条 would). Both days are computed; the earlier is the one to act on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from credit_core.calendar import LAST_COMPUTABLE_YEAR, WorkingCalendar
from credit_core.errors import CalendarRangeError, DeadlineInputError
from credit_core.law.schema import Limit
from credit_core.messages import law as messages
from credit_core.vocabulary import Unit

MOST_DAYS = 1000
PROVISIONAL_GRACE = timedelta(days=14)
START_NOT_COUNTED = "A-6"
LAST_DAY_OF_REST = "GEN-06"
_ONE_DAY = timedelta(days=1)


class Counting(StrEnum):
    """What became of a day between start and due day."""

    COUNTED = "counted"
    RESTING = "resting"  # not a 工作日
    PAUSED = "paused"  # within a documented interval that the clause leaves out


@dataclass(frozen=True, slots=True)
class Pause:
    """An interval that is not counted, both ends included; its start and end need proof (江西 第三十九条第四款)."""

    first: date
    last: date
    reason: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise DeadlineInputError(messages.PAUSE_REVERSED.format(first=self.first, last=self.last))


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day after the start: its number if it counts, else None, and the reason in Chinese."""

    day: date
    counting: Counting
    number: int | None
    reason: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """A later due day under another reading of the law; never the one to act on."""

    due: date
    assumption: str


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day alone, without the account of its days. Fields as in `Deadline`."""

    due: date
    provisional: bool
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed due day. `counted` holds every day after `start` up to `due`, counted or not.

    `provisional` is True if any day looked at lies in a year whose notice is not loaded: show the date only with 暂定.
    `assumptions` are ids of `law/assumptions.yaml`, to be shown with the date.
    """

    start: date
    days: int
    unit: Unit
    due: date
    counted: tuple[CountedDay, ...]
    provisional: bool
    assumptions: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty without a number of days (及时, 尽快, 定期, 每年): it has a word and no due day."""

    limit: Limit
    start: date


def due_day(start: date, days: int, unit: Unit, calendar: WorkingCalendar, pauses: tuple[Pause, ...] = ()) -> DueDay:
    """The day on which a limit of `days` 日 or 工作日 after `start` ends; `compute` accounts for each day up to it.

    Raises:
        DeadlineInputError, CalendarRangeError: as `compute`.
    """
    _check(start, days, unit)
    if pauses:
        day = _past_pauses(start, days, unit, calendar, pauses)
    elif unit is Unit.DAY:
        day = start + timedelta(days=days)
    else:
        day = calendar.workday_after(start, days)
    alternatives = _extended(day, calendar) if unit is Unit.DAY else ()
    looked_at = max((day, *(other.due for other in alternatives)))
    years = range((start + _ONE_DAY).year, looked_at.year + 1)
    return DueDay(day, not all(map(calendar.has_notice, years)), alternatives)


def compute(start: date, days: int, unit: Unit, calendar: WorkingCalendar, pauses: tuple[Pause, ...] = ()) -> Deadline:
    """Counts `days` of `unit` from the day after `start` (解释 A-6).

    工作日: days of rest are skipped. 日: every day counts; see GEN-06 for the last one. Pauses are skipped in both.

    Raises:
        DeadlineInputError: `start` has a time of day, `days` is not 1 to 1000, or the unit cannot be counted in days.
        CalendarRangeError: the count leaves the years that can be computed.
    """
    found = due_day(start, days, unit, calendar, pauses)
    counted: list[CountedDay] = []
    day, number = start, 0
    while day < found.due:
        day += _ONE_DAY
        entry = _count(day, number, unit, calendar, pauses)
        number = entry.number or number
        counted.append(entry)
    assumptions = (START_NOT_COUNTED, LAST_DAY_OF_REST) if found.alternatives else (START_NOT_COUNTED,)
    return Deadline(
        start, days, unit, found.due, tuple(counted), found.provisional, assumptions, found.alternatives, pauses
    )


def for_limit(
    limit: Limit, start: date, calendar: WorkingCalendar, pauses: tuple[Pause, ...] = ()
) -> Deadline | OpenDuty:
    """The due day of a limit of the law, with the limit's own assumptions; or an open duty, which has none.

    Raises:
        DeadlineInputError: pauses are given and the clause allows none; else as `compute`.
    """
    if pauses and limit.pause is None:
        raise DeadlineInputError(messages.PAUSE_NOT_ALLOWED.format(duty=limit.duty))
    if not limit.countable or limit.value is None or limit.unit is None:
        return OpenDuty(limit, start)
    deadline = compute(start, limit.value, limit.unit, calendar, pauses)
    return replace(deadline, assumptions=tuple(dict.fromkeys((*limit.assumptions, *deadline.assumptions))))


def is_overdue(due: date, provisional: bool, today: date) -> bool:
    """Whether a duty that was due on `due` and is not done is overdue on `today` (Beijing date).

    A provisional due day (暂定: a year's notice is not loaded) may still move, so that it is overdue only when 14 日
    have passed after it; once the notice is loaded, the day is computed anew and no longer provisional.
    """
    return today > (due + PROVISIONAL_GRACE if provisional else due)


def _check(start: date, days: int, unit: Unit) -> None:
    if isinstance(start, datetime):
        raise DeadlineInputError(messages.NOT_A_DATE)
    if isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        raise DeadlineInputError(messages.DAYS_OUT_OF_RANGE.format(days=days, most=MOST_DAYS))
    if unit not in (Unit.DAY, Unit.WORKING_DAY):
        raise DeadlineInputError(messages.NOT_A_DAY_UNIT.format(unit=unit))
    if start.year > LAST_COMPUTABLE_YEAR:
        raise CalendarRangeError(messages.AFTER_CALENDAR.format(last=LAST_COMPUTABLE_YEAR, year=start.year))


def _past_pauses(start: date, days: int, unit: Unit, calendar: WorkingCalendar, pauses: tuple[Pause, ...]) -> date:
    day, left = start, days
    while left:
        day += _ONE_DAY
        if (calendar.is_workday(day) or unit is Unit.DAY) and _pause_on(day, pauses) is None:
            left -= 1
    return day


def _pause_on(day: date, pauses: tuple[Pause, ...]) -> Pause | None:
    return next((pause for pause in pauses if pause.first <= day <= pause.last), None)


def _count(day: date, before: int, unit: Unit, calendar: WorkingCalendar, pauses: tuple[Pause, ...]) -> CountedDay:
    status = calendar.is_working(day)
    if pause := _pause_on(day, pauses):
        return CountedDay(day, Counting.PAUSED, None, pause.reason, status.provisional)
    if unit is Unit.DAY or status:
        return CountedDay(day, Counting.COUNTED, before + 1, status.reason, status.provisional)
    return CountedDay(day, Counting.RESTING, None, status.reason, status.provisional)


def _extended(last: date, calendar: WorkingCalendar) -> tuple[Alternative, ...]:
    """The next working day if the last day is one of rest, else nothing."""
    day = last
    while not calendar.is_workday(day):
        day += _ONE_DAY
    return () if day == last else (Alternative(day, LAST_DAY_OF_REST),)
