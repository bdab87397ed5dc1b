"""Deadlines against an independent oracle, and the traps of the calendar by name."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.calendar import LAST_COMPUTABLE_YEAR, load_calendar
from credit_core.deadlines import MOST_DAYS, Counting, Deadline, OpenDuty, Pause, compute, for_limit
from credit_core.errors import CalendarRangeError, DeadlineInputError
from credit_core.parameters import load_law
from credit_core.vocabulary import Unit

CALENDAR = load_calendar()
LAW = load_law()
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
MOST = 60
WORKING, DAY = Unit.WORKING_DAY, Unit.DAY
FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}


def oracle_working(day: date) -> bool:
    if day <= LAST:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and (day.month, day.day) not in FIXED


DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 200)]
STARTS = [day for day in DAYS if day <= LAST]
WORKING_DAYS = [day for day in DAYS if oracle_working(day)]


def working(start: date, days: int, *pauses: Pause) -> Deadline:
    return compute(start, days, WORKING, CALENDAR, pauses)


def calendar_days(start: date, days: int, *pauses: Pause) -> Deadline:
    return compute(start, days, DAY, CALENDAR, pauses)


def on(text: str) -> date:
    return date.fromisoformat(text)


def test_working_days_equal_the_oracle_for_every_start() -> None:
    """8,401 starts with n = 60: the numbered days of one count are the due days of every smaller n."""
    for start in STARTS:
        found = working(start, MOST)
        numbered = [entry.day for entry in found.counted if entry.number is not None]
        at = bisect_right(WORKING_DAYS, start)
        assert numbered == WORKING_DAYS[at : at + MOST]
        assert found.due == numbered[-1]
        assert found.provisional is (found.due > LAST)


def test_a_smaller_number_of_working_days_is_the_same_count_cut_short() -> None:
    """Each start with its own n, so that all n from 1 to 60 occur some 140 times."""
    for index, start in enumerate(STARTS):
        days = index % MOST + 1
        found = working(start, days)
        assert found.due == WORKING_DAYS[bisect_right(WORKING_DAYS, start) + days - 1]
        assert found.due > start
        assert [entry.number for entry in found.counted if entry.number] == list(range(1, days + 1))


def test_calendar_days_equal_the_oracle_for_every_start() -> None:
    for index, start in enumerate(STARTS):
        days = index % MOST + 1
        found = calendar_days(start, days)
        assert found.due == start + timedelta(days=days)
        assert [entry.day for entry in found.counted] == [start + timedelta(days=n) for n in range(1, days + 1)]
        later = WORKING_DAYS[bisect_right(WORKING_DAYS, found.due - timedelta(days=1))]
        assert [other.due for other in found.alternatives] == ([] if later == found.due else [later])
        assert found.provisional is (max(found.due, later) > LAST)


def test_every_last_day_of_rest_has_two_readings() -> None:
    for last in STARTS[1:]:
        found = calendar_days(last - timedelta(days=1), 1)
        assert found.due == last
        assert bool(found.alternatives) is (not oracle_working(last))
        assert ("GEN-06" in found.assumptions) is bool(found.alternatives)


def test_a_friday_decision_in_shanxi() -> None:
    """E8 item 10: 五日 ends on Wednesday; the same number of 工作日 would end on the next Friday."""
    friday = on("2026-11-06")
    limit = LAW.limit("SX-35", "shanxi", friday)
    found = for_limit(limit, friday, CALENDAR)
    assert isinstance(found, Deadline)
    assert (found.due, found.due.weekday(), found.unit) == (on("2026-11-11"), 2, DAY)
    assert working(friday, 5).due == on("2026-11-13")


@pytest.mark.parametrize(
    ("start", "days", "due", "shape"),
    [
        ("2026-11-09", 3, "2026-11-12", "an ordinary week"),
        ("2026-11-12", 3, "2026-11-17", "a start on Thursday"),
        ("2026-11-13", 3, "2026-11-18", "a start on Friday"),
        ("2026-11-14", 3, "2026-11-18", "a start on Saturday is as one on Friday"),
        ("2026-11-15", 3, "2026-11-18", "a start on Sunday is as one on Friday"),
        ("2026-11-16", 3, "2026-11-19", "a start on Monday"),
        ("2024-02-27", 3, "2024-03-01", "over 29 February"),
        ("2025-12-31", 3, "2026-01-06", "over the new year: Sunday 4 January is worked"),
        ("2026-02-13", 3, "2026-02-25", "over 春节: Saturday 14 February is worked"),
        ("2026-02-27", 1, "2026-02-28", "the second Saturday worked for 春节"),
        ("2026-04-03", 1, "2026-04-07", "over 清明节"),
        ("2026-04-30", 3, "2026-05-08", "over 劳动节"),
        ("2026-05-08", 1, "2026-05-09", "the Saturday worked for 劳动节"),
        ("2026-06-18", 1, "2026-06-22", "over 端午节"),
        ("2026-09-18", 1, "2026-09-20", "the Sunday worked for 国庆节"),
        ("2026-09-24", 1, "2026-09-28", "over 中秋节"),
        ("2026-09-30", 3, "2026-10-10", "over 国庆节: Saturday 10 October is worked"),
        ("2025-01-25", 1, "2025-01-26", "the Sunday worked before 春节 2025"),
        ("2025-01-27", 1, "2025-02-05", "over 春节 2025"),
        ("2025-04-26", 1, "2025-04-27", "the Sunday worked for 劳动节 2025"),
        ("2025-09-30", 1, "2025-10-09", "over 国庆节 and 中秋节 2025"),
        ("2025-10-10", 1, "2025-10-11", "the Saturday worked for 国庆节 2025"),
        ("2024-02-08", 1, "2024-02-09", "除夕 2024 was a working day"),
        ("2024-02-09", 1, "2024-02-18", "over 春节 2024: Sunday 18 February is worked"),
        ("2024-04-03", 1, "2024-04-07", "over 清明节 2024: Sunday 7 April is worked"),
        ("2024-09-14", 1, "2024-09-18", "over 中秋节 2024"),
        ("2024-09-28", 1, "2024-09-29", "the Sunday worked for 国庆节 2024"),
    ],
)
def test_working_day_traps(start: str, days: int, due: str, shape: str) -> None:
    assert working(on(start), days).due == on(due), shape


@pytest.mark.parametrize(
    ("start", "days", "due", "later", "shape"),
    [
        ("2026-11-09", 3, "2026-11-12", None, "an ordinary week"),
        ("2026-11-11", 3, "2026-11-14", "2026-11-16", "due on a Saturday"),
        ("2026-11-12", 3, "2026-11-15", "2026-11-16", "due on a Sunday"),
        ("2026-09-28", 3, "2026-10-01", "2026-10-08", "due on a holiday"),
        ("2026-09-27", 3, "2026-09-30", None, "due on the day before a holiday"),
        ("2026-02-09", 5, "2026-02-14", None, "due on a Saturday that is worked"),
        ("2024-02-26", 3, "2024-02-29", None, "over the leap day"),
        ("2025-12-30", 3, "2026-01-02", "2026-01-04", "over the new year"),
    ],
)
def test_calendar_day_traps(start: str, days: int, due: str, later: str | None, shape: str) -> None:
    found = calendar_days(on(start), days)
    assert found.due == on(due), shape
    assert [other.due for other in found.alternatives] == ([on(later)] if later else []), shape


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


@given(st.dates(date(2027, 1, 1), date(2199, 6, 1)), st.integers(1, 60), st.sampled_from([WORKING, DAY]))
def test_beyond_the_table_always_provisional(start: date, days: int, unit: Unit) -> None:
    assert compute(start, days, unit, CALENDAR).provisional


def test_a_count_that_runs_past_the_table_is_provisional() -> None:
    assert working(on("2026-12-30"), 1).provisional is False
    assert working(on("2026-12-31"), 1).provisional
    assert calendar_days(on("2026-12-28"), 3).provisional is False
    assert calendar_days(on("2026-12-28"), 4).provisional


def test_pauses_are_left_out() -> None:
    found = working(on("2026-11-20"), 3, Pause(on("2026-11-23"), on("2026-11-25"), "鉴定"))
    assert found.due == on("2026-11-30")
    paused = [entry for entry in found.counted if entry.counting is Counting.PAUSED]
    assert [entry.day.day for entry in paused] == [23, 24, 25]
    assert {entry.reason for entry in paused} == {"鉴定"}
    assert calendar_days(on("2026-11-20"), 3, Pause(on("2026-11-21"), on("2026-11-22"), "鉴定")).due == on("2026-11-25")


@given(
    st.sampled_from(STARTS),
    st.integers(1, 20),
    st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 15)), max_size=4),
)
def test_pauses_equal_the_oracle(start: date, days: int, spans: list[tuple[int, int]]) -> None:
    pauses = tuple(
        Pause(start + timedelta(days=offset), start + timedelta(days=offset + length), "检测")
        for offset, length in spans
    )
    left = [day for day in WORKING_DAYS if day > start and not any(p.first <= day <= p.last for p in pauses)]
    if len(left) >= days:
        assert working(start, days, *pauses).due == left[days - 1]


def test_a_pause_must_not_end_before_it_begins() -> None:
    with pytest.raises(DeadlineInputError, match="不能晚于"):
        Pause(on("2026-11-25"), on("2026-11-23"), "鉴定")


def test_only_a_clause_that_allows_it_can_be_paused() -> None:
    pause = (Pause(on("2026-11-23"), on("2026-11-25"), "鉴定"),)
    for rule in ("JX-51", "JX-52", "JX-53"):
        assert isinstance(for_limit(LAW.limit(rule, "jiangxi", LAST), on("2026-11-20"), CALENDAR, pause), Deadline)
    for rule in ("JX-50", "JX-57", "JX-58"):
        with pytest.raises(DeadlineInputError, match="不能扣除"):
            for_limit(LAW.limit(rule, "jiangxi", LAST), on("2026-11-20"), CALENDAR, pause)


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
    assert working(on("2003-12-31"), 1).due == on("2004-01-02")
