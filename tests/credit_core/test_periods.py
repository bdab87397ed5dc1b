"""Periods of 月 and 年, and the last days that a month does not have."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.errors import CalendarRangeError, DeadlineInputError
from credit_core.parameters import load_law
from credit_core.periods import period_end
from credit_core.vocabulary import Unit

STARTS = st.dates(date(2004, 1, 1), date(2100, 12, 31))


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "unit", "end", "why"),
    [
        ("2026-03-15", 1, Unit.MONTH, "2026-04-15", "the corresponding day"),
        ("2026-01-30", 1, Unit.MONTH, "2026-02-28", "February has no 30th"),
        ("2026-01-31", 1, Unit.MONTH, "2026-02-28", "February has no 31st"),
        ("2026-02-01", 1, Unit.MONTH, "2026-03-01", "the day after the trap"),
        ("2024-01-31", 1, Unit.MONTH, "2024-02-29", "a leap year"),
        ("2026-02-28", 1, Unit.MONTH, "2026-03-28", "a month's last day is not kept as the last"),
        ("2026-05-31", 1, Unit.MONTH, "2026-06-30", "June has 30 days"),
        ("2026-11-30", 3, Unit.MONTH, "2027-02-28", "over the new year"),
        ("2026-12-31", 12, Unit.MONTH, "2027-12-31", "twelve 月"),
        ("2026-11-20", 1, Unit.YEAR, "2027-11-20", "one 年"),
        ("2024-02-29", 1, Unit.YEAR, "2025-02-28", "no 29 February after one 年"),
        ("2024-02-29", 4, Unit.YEAR, "2028-02-29", "29 February after four 年"),
        ("2026-11-20", 5, Unit.YEAR, "2031-11-20", "five 年"),
    ],
)
def test_period_ends(start: str, count: int, unit: Unit, end: str, why: str) -> None:
    found = period_end(on(start), count, unit)
    assert found.end == on(end), why
    assert (found.start, found.count, found.unit) == (on(start), count, unit)


def test_the_end_rests_on_assumptions_that_are_written_down() -> None:
    found = period_end(on("2026-01-31"), 1, Unit.MONTH)
    assert found.assumptions == ("A-6", "A-9")
    assumptions = load_law().assumptions
    assert "对应日" in assumptions["A-9"].text
    assert "第二百零二条" in assumptions["A-9"].text


@given(STARTS, st.integers(1, 200))
def test_laws_of_months(start: date, count: int) -> None:
    end = period_end(start, count, Unit.MONTH).end
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == count
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
    assert period_end(start, count + 1, Unit.MONTH).end > end
    assert period_end(start + timedelta(days=1), count, Unit.MONTH).end >= end


@given(STARTS, st.integers(1, 60))
def test_a_year_is_twelve_months(start: date, count: int) -> None:
    assert period_end(start, count, Unit.YEAR).end == period_end(start, 12 * count, Unit.MONTH).end


@pytest.mark.parametrize("count", [0, -1, True, 1.5, None])
def test_there_is_no_default_period(count: object) -> None:
    with pytest.raises(DeadlineInputError, match="不作推定"):
        period_end(on("2026-11-20"), count, Unit.YEAR)  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WORKING_DAY])
def test_days_are_not_a_period(unit: Unit) -> None:
    with pytest.raises(DeadlineInputError, match=unit):
        period_end(on("2026-11-20"), 1, unit)


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(DeadlineInputError, match="北京时间"):
        period_end(datetime(2026, 11, 20, 8), 1, Unit.YEAR)  # noqa: DTZ001 - the mistake under test


def test_an_end_that_cannot_be_computed() -> None:
    assert period_end(on("2198-12-31"), 1, Unit.YEAR).end == on("2199-12-31")
    with pytest.raises(CalendarRangeError, match="2199"):
        period_end(on("2199-01-01"), 1, Unit.YEAR)
    with pytest.raises(CalendarRangeError):
        period_end(date.max, 9999, Unit.YEAR)
