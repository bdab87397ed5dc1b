"""Counts periods of 月 and 年: publicity and retention periods that come with outside data, never a default.

解释 A-9: a period ends on the corresponding day (对应日) of its last month, or on that month's last day where there
is none (31 January and one 月: 28 or 29 February). No regulation of the corpus says so; 民法典 第二百零二条 does for
civil matters. The start day is not counted (解释 A-6), so the corresponding day is itself the last day of the period.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime

from credit_core.calendar import LAST_COMPUTABLE_YEAR
from credit_core.errors import CalendarRangeError, DeadlineInputError
from credit_core.messages import law as law_messages
from credit_core.messages import periods as messages
from credit_core.vocabulary import Unit

START_NOT_COUNTED = "A-6"
CORRESPONDING_DAY = "A-9"
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """A period of `count` 月 or 年. `end` is its last day; the period is over on the day after.

    `assumptions` are ids of `law/assumptions.yaml`, to be shown with the date.
    """

    start: date
    count: int
    unit: Unit
    end: date
    assumptions: tuple[str, ...] = (START_NOT_COUNTED, CORRESPONDING_DAY)


def period_end(start: date, count: int, unit: Unit) -> PeriodEnd:
    """The last day of a period of `count` 月 or 年 that runs from `start` (解释 A-9).

    Raises:
        DeadlineInputError: `start` has a time of day, `count` is not a whole number from 1, or the unit is 日 or 工作日.
        CalendarRangeError: the period ends after the years that can be computed.
    """
    if isinstance(start, datetime):
        raise DeadlineInputError(messages.NOT_A_DATE)
    if unit not in _MONTHS:
        raise DeadlineInputError(messages.NOT_A_PERIOD_UNIT.format(unit=unit))
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise DeadlineInputError(messages.COUNT_OUT_OF_RANGE.format(count=count, unit=unit))
    months = start.month - 1 + count * _MONTHS[unit]
    year, month = start.year + months // 12, months % 12 + 1
    if year > LAST_COMPUTABLE_YEAR:
        raise CalendarRangeError(law_messages.AFTER_CALENDAR.format(last=LAST_COMPUTABLE_YEAR, year=year))
    _, last_of_month = calendar.monthrange(year, month)
    return PeriodEnd(start, count, unit, date(year, month, min(start.day, last_of_month)))
