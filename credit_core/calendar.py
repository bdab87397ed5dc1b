"""Working days with 调休: Monday to Friday, minus the statutory holidays, plus the weekend days made up for them.

The table ends where the published notices end. A later year is computed without one (architecture.md, rule 8) and
everything it touches is *provisional*, 暂定: Monday to Friday minus the statutory days whose date is fixed
(《全国年节及纪念日放假办法》: 元旦 1 月 1 日, 劳动节 5 月 1 日、2 日, 国庆节 10 月 1 日至 3 日).
春节, 清明节, 端午节, 中秋节 and 调休 are not computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from credit_core import messages
from credit_core.errors import CalendarRangeError
from credit_core.law.working_days import SATURDAY, Year, read_working_days

LAST_COMPUTABLE_YEAR = 2199
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
class WorkingCalendar:
    """Tells working days from days of rest, with the reason. `years` is the table of published notices."""

    years: Mapping[int, Year]

    @property
    def first_year(self) -> int:
        return min(self.years)

    @property
    def last_year(self) -> int:
        """The last year whose notice is loaded; later days are provisional."""
        return max(self.years)

    def is_working(self, day: date) -> Working | Resting:
        """Whether `day` is a 工作日, and why; the result is true or false as a condition.

        Raises:
            CalendarRangeError: before the table's first year or after LAST_COMPUTABLE_YEAR.
        """
        weekday = messages.WEEKDAYS[day.weekday()]
        year = self.years.get(day.year)
        if year is None:
            return self._without_notice(day, weekday)
        if holiday := year.rest.get(day):
            return Resting(messages.REASON_HOLIDAY.format(weekday=weekday, holiday=holiday), provisional=False)
        if day in year.work:
            return Working(messages.REASON_MADE_UP.format(weekday=weekday), provisional=False)
        if day.weekday() >= SATURDAY:
            return Resting(messages.REASON_WEEKEND.format(weekday=weekday), provisional=False)
        return Working(weekday, provisional=False)

    def _without_notice(self, day: date, weekday: str) -> Working | Resting:
        if day.year < self.first_year:
            raise CalendarRangeError(messages.BEFORE_CALENDAR.format(first=self.first_year, year=day.year))
        if day.year > LAST_COMPUTABLE_YEAR:
            raise CalendarRangeError(messages.AFTER_CALENDAR.format(last=LAST_COMPUTABLE_YEAR, year=day.year))
        if holiday := _FIXED.get((day.month, day.day)):
            return Resting(messages.REASON_HOLIDAY.format(weekday=weekday, holiday=holiday), provisional=True)
        if day.weekday() >= SATURDAY:
            return Resting(messages.REASON_WEEKEND.format(weekday=weekday), provisional=True)
        return Working(weekday, provisional=True)


@cache
def load_calendar(extra: Path | None = None) -> WorkingCalendar:
    """The packaged calendar, with the years of the file `extra` if one is given. Read once per process.

    Raises:
        LawDataError: the table is badly formed.
    """
    return WorkingCalendar(MappingProxyType(read_working_days(extra)))
