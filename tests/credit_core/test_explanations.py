"""A deadline told in sentences: nothing counted or skipped without its reason, nothing assumed without saying so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.calendar import load_calendar
from credit_core.deadlines import Pause, compute
from credit_core.explanations import amount, assumption_line, day_summary, explain
from credit_core.parameters import load_law
from credit_core.vocabulary import Unit
from tests.credit_core import deadline_oracle as oracle

CALENDAR = load_calendar()
ASSUMPTIONS = load_law().assumptions


def told(start: str, days: int, unit: Unit, *pauses: Pause) -> tuple[str, ...]:
    return explain(compute(date.fromisoformat(start), days, unit, CALENDAR, pauses), ASSUMPTIONS)


@pytest.mark.rule("GEN-04")
def test_working_days_over_a_holiday() -> None:
    assert told("2026-09-24", 2, Unit.WORKING_DAY) == (
        "起算日：2026-09-24（当天不计入）",
        "2026-09-25 不计（星期五，中秋节放假）",
        "2026-09-26 不计（星期六，周末休息）",
        "2026-09-27 不计（星期日，周末休息）",
        "2026-09-28 第1个工作日（星期一）",
        "2026-09-29 第2个工作日（星期二）",
        "到期日：2026-09-29（2个工作日）",
        f"解释 A-6（未经律师审核）：{ASSUMPTIONS['A-6'].text}",
    )


def test_a_made_up_weekend_day_is_named() -> None:
    assert "2026-10-10 第1个工作日（星期六，调休上班）" in told("2026-10-09", 1, Unit.WORKING_DAY)


@pytest.mark.rule("JX-55")
def test_a_pause_gives_its_reason() -> None:
    lines = told("2026-11-20", 1, Unit.WORKING_DAY, Pause(date(2026, 11, 23), date(2026, 11, 23), "鉴定"))
    assert "2026-11-23 不计（鉴定期间）" in lines
    assert "到期日：2026-11-24（1个工作日）" in lines


@pytest.mark.rule("GEN-06")
def test_calendar_days_count_on_days_of_rest_and_tell_the_later_reading() -> None:
    lines = told("2026-11-12", 3, Unit.DAY)
    assert lines[1:5] == (
        "2026-11-13 第1日（星期五）",
        "2026-11-14 第2日（星期六，周末休息）",
        "2026-11-15 第3日（星期日，周末休息）",
        "到期日：2026-11-15（3日）",
    )
    assert "则到2026-11-16" in lines[5]
    assert [line.partition("：")[0] for line in lines[6:]] == [
        "解释 A-6（未经律师审核）",
        "解释 GEN-06（未经律师审核）",
    ]


def test_a_provisional_day_says_so_wherever_it_stands() -> None:
    lines = told("2026-12-30", 2, Unit.WORKING_DAY)
    assert "2026-12-31 第1个工作日（星期四）" in lines
    assert "2027-01-04 第2个工作日（星期一）（暂定）" in lines
    assert "到期日：2027-01-04（暂定）（2个工作日）" in lines
    assert lines[-1].startswith("2027年的放假安排尚未收录")


@given(st.dates(oracle.FIRST, date(2027, 12, 31)), st.integers(1, 40), st.sampled_from([Unit.DAY, Unit.WORKING_DAY]))
def test_every_day_up_to_the_due_day_is_told_once(start: date, days: int, unit: Unit) -> None:
    deadline = compute(start, days, unit, CALENDAR)
    lines = explain(deadline, ASSUMPTIONS)
    days_told = lines[1 : 1 + (deadline.due - start).days]
    assert [line[:10] for line in days_told] == [
        str(day) for day in oracle.every_day(start + oracle.ONE_DAY, deadline.due)
    ]
    assert all(("暂定" in line) is (line[:4] == "2027") for line in days_told if line[:4] < "2028")
    assert sum("未经律师审核" in line for line in lines) == len(deadline.assumptions)


def test_every_assumption_says_that_no_lawyer_has_reviewed_it() -> None:
    for key, assumption in ASSUMPTIONS.items():
        assert assumption_line(key, assumption) == f"解释 {key}（未经律师审核）：{assumption.text}"


def test_amounts_and_summaries() -> None:
    assert (amount(3, Unit.WORKING_DAY), amount(5, Unit.DAY)) == ("3个工作日", "5日")
    counted = compute(date(2026, 11, 20), 1, Unit.WORKING_DAY, CALENDAR)
    assert day_summary(counted) == (
        "计入：2026-11-23。不计：2026-11-21（星期六，周末休息）、2026-11-22（星期日，周末休息）。"
    )
    assert day_summary(compute(date(2026, 11, 20), 1, Unit.DAY, CALENDAR)) == "计入：2026-11-21。"
