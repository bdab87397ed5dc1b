"""Deadlines against an independent oracle, and the laws of counting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.calendar import LAST_COMPUTABLE_YEAR, WorkingCalendar, load_calendar
from credit_core.deadlines import (
    MOST_DAYS,
    Counting,
    Deadline,
    OpenDuty,
    Pause,
    compute,
    due_day,
    for_limit,
    is_overdue,
)
from credit_core.errors import CalendarRangeError, DeadlineInputError
from credit_core.law.working_days import Year
from credit_core.parameters import load_law
from credit_core.vocabulary import Unit
from tests.credit_core import deadline_oracle as oracle

CALENDAR = load_calendar()
LAW = load_law()
LAST = oracle.LAST_PUBLISHED
MOST = 60
WORKING, DAY = Unit.WORKING_DAY, Unit.DAY
STARTS = list(oracle.every_day(oracle.FIRST, LAST))
ONE_DAY = oracle.ONE_DAY


def working(start: date, days: int, *pauses: Pause) -> Deadline:
    return compute(start, days, WORKING, CALENDAR, pauses)


def calendar_days(start: date, days: int, *pauses: Pause) -> Deadline:
    return compute(start, days, DAY, CALENDAR, pauses)


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.rule("GEN-04", "GEN-06")
def test_every_start_and_every_number_equal_the_oracle() -> None:
    """8,401 starts x 1 to 60 x two units: due day, provisional or not, and for 日 the later reading (GEN-06)."""
    checks, differing = 0, []
    for start in STARTS:
        for unit in (WORKING, DAY):
            for number, due in enumerate(islice(oracle.counted(start, unit), MOST), 1):
                found = due_day(start, number, unit, CALENDAR)
                later = oracle.next_working(due)
                readings = (found.due, found.provisional, [other.due for other in found.alternatives])
                checks += 1
                if readings != (due, later > LAST, [later] if later != due else []):
                    differing.append((start, number, unit, found))
    assert checks == 8401 * MOST * 2
    assert differing == []


@pytest.mark.rule("GEN-06")
@pytest.mark.parametrize("unit", [WORKING, DAY])
def test_the_account_of_days_leads_to_the_due_day(unit: Unit) -> None:
    """Each start with its own number, so that each from 1 to 60 occurs some 140 times: every day stands there once."""
    for index, start in enumerate(STARTS):
        days = index % MOST + 1
        found, alone = compute(start, days, unit, CALENDAR), due_day(start, days, unit, CALENDAR)
        assert (found.due, found.provisional, found.alternatives) == (alone.due, alone.provisional, alone.alternatives)
        assert [entry.day for entry in found.counted] == list(oracle.every_day(start + ONE_DAY, found.due))
        numbered = [entry.day for entry in found.counted if entry.number is not None]
        assert numbered == list(islice(oracle.counted(start, unit), days))
        assert [entry.number for entry in found.counted if entry.number] == list(range(1, days + 1))
        assert ("GEN-06" in found.assumptions) is bool(found.alternatives)


@pytest.mark.rule("GEN-04", "SX-35")
def test_a_friday_decision_in_shanxi() -> None:
    """E8 item 10: 五日 ends on Wednesday; the same number of 工作日 would end on the next Friday."""
    friday = on("2026-11-06")
    limit = LAW.limit("SX-35", "shanxi", friday)
    found = for_limit(limit, friday, CALENDAR)
    assert isinstance(found, Deadline)
    assert (found.due, found.due.weekday(), found.unit) == (on("2026-11-11"), 2, DAY)
    assert working(friday, 5).due == on("2026-11-13")


@given(st.sampled_from(STARTS), st.integers(1, 120), st.sampled_from([WORKING, DAY]))
def test_laws_of_counting(start: date, days: int, unit: Unit) -> None:
    found = compute(start, days, unit, CALENDAR)
    assert found.due > start
    assert compute(start, days + 1, unit, CALENDAR).due > found.due
    assert compute(start + timedelta(days=1), days, unit, CALENDAR).due >= found.due
    assert [entry.day for entry in found.counted] == [
        start + timedelta(days=n) for n in range(1, (found.due - start).days + 1)
    ]
    assert all(other.due > found.due for other in found.alternatives)
    if unit is WORKING:
        assert CALENDAR.is_working(found.due)
        assert found.alternatives == ()


def test_a_longer_table_ends_the_provisional_and_moves_the_day() -> None:
    """A made-up notice for 2027 with 4 to 6 January off: the same count, computed anew."""
    start = on("2026-12-31")
    before = due_day(start, 3, WORKING, CALENDAR)
    assert (before.due, before.provisional) == (on("2027-01-06"), True)
    notice = Year(None, {on(f"2027-01-0{day}"): "元旦" for day in (1, 4, 5, 6)}, {on("2027-01-09"): "元旦"})
    after = due_day(start, 3, WORKING, CALENDAR.overlaid({2027: notice}))
    assert (after.due, after.provisional) == (on("2027-01-09"), False)


def test_a_year_left_out_of_the_table_is_provisional() -> None:
    gap = WorkingCalendar({year: days for year, days in CALENDAR.years.items() if year != 2025})
    assert due_day(on("2024-12-30"), 1, WORKING, gap).provisional is False
    assert due_day(on("2024-12-30"), 3, WORKING, gap).provisional
    assert due_day(on("2024-12-30"), 400, WORKING, gap).provisional
    assert due_day(on("2025-12-31"), 1, WORKING, gap).provisional is False


@pytest.mark.rule("GEN-06")
def test_a_later_reading_beyond_the_table_is_provisional() -> None:
    """The limit ends on Saturday 2022-12-31 and the table with it; only the later reading lies beyond."""
    short = WorkingCalendar({year: days for year, days in CALENDAR.years.items() if year <= 2022})
    found = due_day(on("2022-12-28"), 3, DAY, short)
    assert (found.due, found.provisional) == (on("2022-12-31"), True)


@pytest.mark.parametrize(
    ("provisional", "today", "overdue"),
    [
        (False, "2027-01-04", False),
        (False, "2027-01-05", False),
        (False, "2027-01-06", True),
        (True, "2027-01-06", False),
        (True, "2027-01-18", False),
        (True, "2027-01-19", False),
        (True, "2027-01-20", True),
    ],
)
def test_a_provisional_day_is_overdue_fourteen_days_later(provisional: bool, today: str, overdue: bool) -> None:
    assert is_overdue(on("2027-01-05"), provisional, on(today)) is overdue


@given(st.dates(date(2027, 1, 1), date(2199, 6, 1)), st.integers(1, 60), st.sampled_from([WORKING, DAY]))
def test_beyond_the_table_always_provisional(start: date, days: int, unit: Unit) -> None:
    assert compute(start, days, unit, CALENDAR).provisional


def test_a_count_that_runs_past_the_table_is_provisional() -> None:
    assert working(on("2026-12-30"), 1).provisional is False
    assert working(on("2026-12-31"), 1).provisional
    assert calendar_days(on("2026-12-28"), 3).provisional is False
    assert calendar_days(on("2026-12-28"), 4).provisional


@pytest.mark.rule("JX-55")
def test_pauses_are_left_out() -> None:
    found = working(on("2026-11-20"), 3, Pause(on("2026-11-23"), on("2026-11-25"), "鉴定"))
    assert found.due == on("2026-11-30")
    paused = [entry for entry in found.counted if entry.counting is Counting.PAUSED]
    assert [entry.day.day for entry in paused] == [23, 24, 25]
    assert {entry.reason for entry in paused} == {"鉴定"}
    assert calendar_days(on("2026-11-20"), 3, Pause(on("2026-11-21"), on("2026-11-22"), "鉴定")).due == on("2026-11-25")


SPANS = st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 15)), max_size=4)


def _pauses(start: date, spans: list[tuple[int, int]]) -> tuple[Pause, ...]:
    firsts = [(start + timedelta(days=offset), timedelta(days=length)) for offset, length in spans]
    return tuple(Pause(first, first + length, "检测") for first, length in firsts)


@pytest.mark.rule("JX-55")
@given(st.sampled_from(STARTS), st.integers(1, 20), SPANS, st.sampled_from([WORKING, DAY]))
def test_pauses_equal_the_oracle(start: date, days: int, spans: list[tuple[int, int]], unit: Unit) -> None:
    pauses = _pauses(start, spans)
    paused = [day for pause in pauses for day in oracle.every_day(pause.first, pause.last)]
    found = compute(start, days, unit, CALENDAR, pauses)
    assert found.due == oracle.due(start, days, unit, paused)
    assert {entry.day for entry in found.counted if entry.counting is Counting.PAUSED} == {
        day for day in paused if start < day <= found.due
    }


@given(st.sampled_from(STARTS), st.integers(1, 20), SPANS, SPANS, st.sampled_from([WORKING, DAY]))
def test_a_pause_pushes_and_never_pulls(
    start: date, days: int, spans: list[tuple[int, int]], more: list[tuple[int, int]], unit: Unit
) -> None:
    with_some = due_day(start, days, unit, CALENDAR, _pauses(start, spans)).due
    assert with_some >= due_day(start, days, unit, CALENDAR).due
    assert due_day(start, days, unit, CALENDAR, _pauses(start, spans + more)).due >= with_some


def test_a_pause_must_not_end_before_it_begins() -> None:
    with pytest.raises(DeadlineInputError, match="不能晚于"):
        Pause(on("2026-11-25"), on("2026-11-23"), "鉴定")


@pytest.mark.rule("JX-55")
def test_only_a_clause_that_allows_it_can_be_paused() -> None:
    pause = (Pause(on("2026-11-23"), on("2026-11-25"), "鉴定"),)
    for rule in ("JX-51", "JX-52", "JX-53"):
        assert isinstance(for_limit(LAW.limit(rule, "jiangxi", LAST), on("2026-11-20"), CALENDAR, pause), Deadline)
    for rule in ("JX-50", "JX-57", "JX-58"):
        with pytest.raises(DeadlineInputError, match="不能扣除"):
            for_limit(LAW.limit(rule, "jiangxi", LAST), on("2026-11-20"), CALENDAR, pause)


@pytest.mark.rule("GEN-05")
def test_a_duty_without_a_number_has_no_due_day() -> None:
    for place in LAW.jurisdictions:
        for limit in LAW.limits(place, LAST, policy=True):
            found = for_limit(limit, on("2026-11-20"), CALENDAR)
            assert isinstance(found, OpenDuty) is not limit.countable
            if isinstance(found, Deadline):
                assert set(limit.assumptions) <= set(found.assumptions)
                assert "A-6" in found.assumptions


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1, True])
def test_days_out_of_range(days: int) -> None:
    with pytest.raises(DeadlineInputError, match="天数"):
        working(on("2026-11-20"), days)


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(DeadlineInputError, match="北京时间"):
        working(datetime(2026, 11, 20, 23, 59, 59), 3)  # noqa: DTZ001 - the mistake under test


def test_years_are_not_counted_in_days() -> None:
    with pytest.raises(DeadlineInputError, match="年"):
        compute(on("2026-11-20"), 1, Unit.YEAR, CALENDAR)


def test_dates_that_cannot_be_computed() -> None:
    with pytest.raises(CalendarRangeError):
        working(date.max, 1)
    with pytest.raises(CalendarRangeError):
        working(date(LAST_COMPUTABLE_YEAR, 12, 31), 1)
    with pytest.raises(CalendarRangeError):
        working(on("2003-12-30"), 1)
    with pytest.raises(CalendarRangeError):
        due_day(on("2003-12-30"), 10, DAY, CALENDAR)
    with pytest.raises(CalendarRangeError):
        due_day(on("2199-12-30"), 2, DAY, CALENDAR)
    assert working(on("2003-12-31"), 1).due == on("2004-01-02")
