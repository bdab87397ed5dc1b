"""Due days per second, beside the loop that one would write with chinesecalendar: ask it for each day in turn.

Both get the same start days and numbers of 工作日 and must agree on every due day before anything is timed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from statistics import median

import chinese_calendar

from credit_core.calendar import load_calendar
from credit_core.deadlines import compute, due_day
from credit_core.vocabulary import Unit
from evals import messages
from evals.cases import DatasetError

FIRST = date(2004, 1, 1)
LAST = date(2026, 9, 1)
"""The last start day: sixty 工作日 later chinesecalendar still knows the days."""
NUMBERS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 60)
_ONE_DAY = timedelta(days=1)

Count = Callable[[date, int], object]


@dataclass(frozen=True, slots=True)
class Rate:
    """Deadlines per second of one way to compute them, the median of the rounds."""

    name: str
    per_second: float


def by_loop(start: date, days: int) -> date:
    """The loop: day by day, counting those on which chinesecalendar says that one works."""
    day = start
    while days:
        day += _ONE_DAY
        if chinese_calendar.is_workday(day):
            days -= 1
    return day


def inputs(step: int = 1) -> list[tuple[date, int]]:
    """Every `step`-th start day, each with every number of 工作日."""
    starts = (FIRST + timedelta(days=offset) for offset in range(0, (LAST - FIRST).days + 1, step))
    return list(product(starts, NUMBERS))


def measure(step: int, rounds: int) -> tuple[int, list[Rate]]:
    """How many due days were compared, and the rates.

    Raises:
        DatasetError: the two do not agree on a due day.
    """
    calendar = load_calendar()
    asked = inputs(step)
    for start, days in asked:
        if due_day(start, days, Unit.WORKING_DAY, calendar).due != (other := by_loop(start, days)):
            raise DatasetError(messages.DEADLINES_DIFFER.format(start=start, days=days, other=other))
    ways: dict[str, Count] = {
        "逐日问 chinesecalendar": by_loop,
        "到期日（due_day）": lambda start, days: due_day(start, days, Unit.WORKING_DAY, calendar),
        "到期日，逐日写明理由（compute）": lambda start, days: compute(start, days, Unit.WORKING_DAY, calendar),
    }
    rates = {name: list(_rates(way, asked, rounds)) for name, way in ways.items()}
    return len(asked), [Rate(name, median(found)) for name, found in rates.items()]


def _rates(way: Count, asked: Sequence[tuple[date, int]], rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        began = time.perf_counter()
        for start, days in asked:
            way(start, days)
        yield len(asked) / (time.perf_counter() - began)
