"""A second, plain way to count time limits: day by day, from chinesecalendar, with nothing of credit_core in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

import chinese_calendar

FIRST, LAST_PUBLISHED = date(2004, 1, 1), date(2026, 12, 31)
ONE_DAY = timedelta(days=1)
STATUTORY_WITH_A_FIXED_DATE = {"01-01", "05-01", "05-02", "10-01", "10-02", "10-03"}

# 国务院办公厅关于2024年、2025年、2026年部分节假日安排的通知: first and last day of each holiday, and the weekend days
# that are worked for it.
HOLIDAYS = {
    2024: {
        "元旦": ("01-01", "01-01"),
        "春节": ("02-10", "02-17"),
        "清明节": ("04-04", "04-06"),
        "劳动节": ("05-01", "05-05"),
        "端午节": ("06-10", "06-10"),
        "中秋节": ("09-15", "09-17"),
        "国庆节": ("10-01", "10-07"),
    },
    2025: {
        "元旦": ("01-01", "01-01"),
        "春节": ("01-28", "02-04"),
        "清明节": ("04-04", "04-06"),
        "劳动节": ("05-01", "05-05"),
        "端午节": ("05-31", "06-02"),
        "国庆节、中秋节": ("10-01", "10-08"),
    },
    2026: {
        "元旦": ("01-01", "01-03"),
        "春节": ("02-15", "02-23"),
        "清明节": ("04-04", "04-06"),
        "劳动节": ("05-01", "05-05"),
        "端午节": ("06-19", "06-21"),
        "中秋节": ("09-25", "09-27"),
        "国庆节": ("10-01", "10-07"),
    },
}
MADE_UP = {
    2024: {
        "春节": ("02-04", "02-18"),
        "清明节": ("04-07",),
        "劳动节": ("04-28", "05-11"),
        "中秋节": ("09-14",),
        "国庆节": ("09-29", "10-12"),
    },
    2025: {"春节": ("01-26", "02-08"), "劳动节": ("04-27",), "国庆节、中秋节": ("09-28", "10-11")},
    2026: {"元旦": ("01-04",), "春节": ("02-14", "02-28"), "劳动节": ("05-09",), "国庆节": ("09-20", "10-10")},
}


def edges() -> Iterator[tuple[str, date]]:
    """Every edge of the holidays of 2024 to 2026 in Chinese, with its day: first day, last day, made-up days."""
    for year, holidays in HOLIDAYS.items():
        for holiday, (first, last) in holidays.items():
            names = ("放假第一天", "放假最后一天") if first != last else ("放假当天",)
            for name, day in zip(names, dict.fromkeys((first, last)), strict=True):
                yield f"{year}年{holiday}{name}", date.fromisoformat(f"{year}-{day}")
            for day in MADE_UP[year].get(holiday, ()):
                yield (
                    f"{year}年{holiday}调休上班的{int(day[:2])}月{int(day[3:])}日",
                    date.fromisoformat(f"{year}-{day}"),
                )


def every_day(first: date, last: date) -> Iterator[date]:
    """Each day from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += ONE_DAY


@cache
def works(day: date) -> bool:
    """Whether the day is a 工作日; after the last published notice, Monday to Friday but for the fixed holidays."""
    if day <= LAST_PUBLISHED:
        return bool(chinese_calendar.is_workday(day))
    return day.isoweekday() not in (6, 7) and f"{day:%m-%d}" not in STATUTORY_WITH_A_FIXED_DATE


def counted(start: date, unit: str, paused: Iterable[date] = ()) -> Iterator[date]:
    """The first, second, third … counted day after `start`, without end; days in `paused` are not counted."""
    left_out = set(paused)
    day = start
    while True:
        day += ONE_DAY
        if day not in left_out and (unit == "日" or works(day)):
            yield day


def due(start: date, number: int, unit: str, paused: Iterable[date] = ()) -> date:
    """The day on which `number` of `unit` after `start` are over."""
    return next(islice(counted(start, unit, paused), number - 1, None))


def next_working(day: date) -> date:
    """The day itself if it is a 工作日, else the first one after it."""
    while not works(day):
        day += ONE_DAY
    return day
