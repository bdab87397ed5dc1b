"""Working days with 调休: Monday to Friday, minus the statutory holidays, plus the weekend days made up for them.

The table ends where the published notices end. A later year is computed without one (architecture.md, rule 8) and
everything it touches is *provisional*, 暂定: Monday to Friday minus the statutory days whose date is fixed
(《全国年节及纪念日放假办法》: 元旦 1 月 1 日, 劳动节 5 月 1 日、2 日, 国庆节 10 月 1 日至 3 日).
春节, 清明节, 端午节, 中秋节 and 调休 are not computed.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from credit_core.errors import CalendarRangeError
from credit_core.law.working_days import SATURDAY, Year, read_working_days
from credit_core.messages import law as messages
from credit_core.messages import periods as file_messages

LAST_COMPUTABLE_YEAR = 2199
_VERSION_DIGITS = 12
_ONE_DAY = timedelta(days=1)
_LEAP_YEAR = 366
_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}


@dataclass(frozen=True, slots=True)
class Working:
    """A working day; true. `reason` is Chinese; `provisional` if the year's notice is not loaded."""

    reason: str
    provisional: bool

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Resting:
    """A day of rest; false. `reason` is Chinese; `provisional` if the year's notice is not loaded."""

    reason: str
    provisional: bool

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class YearChange:
    """What a further table does to one year: the year is `added`, or its `days` begin or cease to be a 工作日."""

    year: int
    added: bool
    days: tuple[date, ...]

    def __str__(self) -> str:
        """The change as a Chinese sentence for the operator."""
        if self.added:
            return file_messages.YEAR_ADDED.format(year=self.year)
        if not self.days:
            return file_messages.YEAR_UNCHANGED.format(year=self.year)
        return file_messages.YEAR_CHANGED.format(year=self.year, days="、".join(map(str, self.days)))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Tells working days from days of rest, with the reason. `years` is the table of published notices."""

    years: Mapping[int, Year]
    _workdays: dict[int, tuple[date, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The 工作日 of the years asked for, listed once: a limit is then found by bisection, not day by day."""
    _versions: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def first_year(self) -> int:
        return min(self.years)

    @property
    def last_year(self) -> int:
        """The last year whose notice is loaded; later days are provisional."""
        return max(self.years)

    @property
    def version(self) -> str:
        """12 hexadecimal digits of the table's SHA-256, to be stored with each due date computed from it.

        It changes with a year, a day or a holiday's name; not with the order of entries or with where they were read.
        """
        if not self._versions:
            table = [
                [number, sorted((str(day), holiday) for day, holiday in days.items())]
                for number, year in sorted(self.years.items())
                for days in (year.rest, year.work)
            ]
            hashed = sha256(json.dumps(table, ensure_ascii=False).encode()).hexdigest()
            self._versions.append(hashed[:_VERSION_DIGITS])
        return self._versions[0]

    def overlaid(self, extra_years: Mapping[int, Year]) -> WorkingCalendar:
        """A new calendar in which `extra_years` are added, or replace the years of the same number."""
        return WorkingCalendar(MappingProxyType({**self.years, **extra_years}))

    def changes(self, extra_years: Mapping[int, Year]) -> tuple[YearChange, ...]:
        """What `overlaid` would change, year by year; to be reported before due dates are computed anew."""
        return tuple(
            YearChange(number, number not in self.years, self._changed_days(number, extra_years[number]))
            for number in sorted(extra_years)
        )

    def _changed_days(self, number: int, later: Year) -> tuple[date, ...]:
        earlier = self.years.get(number)
        if earlier is None:
            return ()
        departing = {*earlier.rest, *earlier.work, *later.rest, *later.work}
        after = self.overlaid({number: later})
        return tuple(sorted(day for day in departing if self.is_workday(day) != after.is_workday(day)))

    def has_notice(self, year: int) -> bool:
        """Whether the year's notice is loaded; without one, its days are provisional, 暂定.

        Raises:
            CalendarRangeError: before the table's first year or after LAST_COMPUTABLE_YEAR.
        """
        return self._year(year) is self.years.get(year)

    def is_workday(self, day: date) -> bool:
        """Whether `day` is a 工作日: the decision behind `is_working`, without its reason.

        Raises:
            CalendarRangeError: before the table's first year or after LAST_COMPUTABLE_YEAR.
        """
        year = self._year(day.year)
        return day in year.work if day.weekday() >= SATURDAY else day not in year.rest

    def workday_after(self, day: date, number: int) -> date:
        """The `number`-th 工作日 after `day`, which itself is not counted; `number` is 1 or more.

        Raises:
            CalendarRangeError: the days after `day` leave the years that can be computed.
        """
        first = day + _ONE_DAY
        year, workdays = first.year, self._workdays_of(first.year)
        index = bisect_left(workdays, first) + number - 1
        while index >= len(workdays):
            index -= len(workdays)
            year += 1
            workdays = self._workdays_of(year)
        return workdays[index]

    def is_working(self, day: date) -> Working | Resting:
        """Whether `day` is a 工作日, and why; the result is true or false as a condition.

        Raises:
            CalendarRangeError: before the table's first year or after LAST_COMPUTABLE_YEAR.
        """
        year = self._year(day.year)
        weekday, provisional = messages.WEEKDAYS[day.weekday()], not self.has_notice(day.year)
        weekend = day.weekday() >= SATURDAY
        if self.is_workday(day):
            return Working(messages.REASON_MADE_UP.format(weekday=weekday) if weekend else weekday, provisional)
        if holiday := year.rest.get(day):
            return Resting(messages.REASON_HOLIDAY.format(weekday=weekday, holiday=holiday), provisional)
        return Resting(messages.REASON_WEEKEND.format(weekday=weekday), provisional)

    def _workdays_of(self, year: int) -> tuple[date, ...]:
        if year not in self._workdays:
            days = (date(year, 1, 1) + timedelta(days=offset) for offset in range(_LEAP_YEAR))
            self._workdays[year] = tuple(day for day in days if day.year == year and self.is_workday(day))
        return self._workdays[year]

    def _year(self, number: int) -> Year:
        if year := self.years.get(number):
            return year
        if number < self.first_year:
            raise CalendarRangeError(messages.BEFORE_CALENDAR.format(first=self.first_year, year=number))
        if number > LAST_COMPUTABLE_YEAR:
            raise CalendarRangeError(messages.AFTER_CALENDAR.format(last=LAST_COMPUTABLE_YEAR, year=number))
        return _fixed_holidays(number)


@cache
def _fixed_holidays(year: int) -> Year:
    """A year without a notice: only the statutory days whose date is fixed, on whatever weekday they fall."""
    rest = {date(year, month, day): holiday for (month, day), holiday in _FIXED.items()}
    return Year(source=None, rest=MappingProxyType(rest), work=MappingProxyType({}))


@cache
def load_calendar(extra: Path | None = None) -> WorkingCalendar:
    """The packaged calendar, with the years of the file `extra` if one is given. Read once per process.

    Raises:
        LawDataError: the table is badly formed.
    """
    return WorkingCalendar(MappingProxyType(read_working_days(extra)))
