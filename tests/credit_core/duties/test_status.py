"""The status of a duty on a day: boundaries in threes, and what counts as soon."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.duties.status import soon_until, status
from credit_core.model.duties import DutyStatus
from tests.credit_core.duty_examples import CALENDAR, make_duty

FRIDAY = date(2026, 11, 20)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 20), DutyStatus.DUE),
        (date(2026, 11, 23), DutyStatus.DUE),
        (date(2026, 11, 24), DutyStatus.DUE_SOON),
        (date(2026, 11, 25), DutyStatus.DUE_SOON),
        (date(2026, 11, 26), DutyStatus.OVERDUE),
    ],
)
def test_three_working_days_from_a_friday(today: date, expected: DutyStatus) -> None:
    duty = make_duty("JX-51", FRIDAY)
    assert duty.due == date(2026, 11, 25)
    assert status(duty, today, CALENDAR) is expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (date(2026, 11, 24), DutyStatus.DONE_ON_TIME),
        (date(2026, 11, 25), DutyStatus.DONE_ON_TIME),
        (date(2026, 11, 26), DutyStatus.DONE_LATE),
    ],
)
def test_done_on_time_or_late(done: date, expected: DutyStatus) -> None:
    assert status(make_duty("JX-51", FRIDAY, done_on=done), date(2026, 12, 31), CALENDAR) is expected


@pytest.mark.rule("GEN-05")
@pytest.mark.parametrize("rule", ["SX-33", "SX-38", "CT-15", "CT-33", "CT-50", "CT-53", "JX-38", "JX-54"])
def test_a_word_instead_of_a_number_is_never_overdue(rule: str) -> None:
    duty = make_duty(rule, date(2022, 12, 1))
    assert (duty.due, duty.days) == (None, None)
    assert status(duty, date(2099, 12, 31), CALENDAR) is DutyStatus.NO_STATUTORY_DATE
    done = make_duty(rule, date(2022, 12, 1), done_on=date(2099, 12, 31))
    assert status(done, date(2099, 12, 31), CALENDAR) is DutyStatus.DONE


def test_other_states() -> None:
    assert status(make_duty("JX-58", None), FRIDAY, CALENDAR) is DutyStatus.AWAITING_START
    assert status(make_duty("JX-51", FRIDAY, void=True), FRIDAY, CALENDAR) is DutyStatus.NOT_APPLICABLE
    assert status(make_duty("JX-51", FRIDAY, paused=True), date(2027, 12, 31), CALENDAR) is DutyStatus.PAUSED


@pytest.mark.parametrize(
    ("days_after", "expected"),
    [(0, DutyStatus.DUE_SOON), (14, DutyStatus.DUE_SOON), (15, DutyStatus.OVERDUE)],
)
def test_a_provisional_day_turns_overdue_fourteen_days_later(days_after: int, expected: DutyStatus) -> None:
    duty = make_duty("JX-57", date(2026, 12, 25))
    assert duty.provisional
    assert duty.due is not None
    assert status(duty, duty.due + timedelta(days=days_after), CALENDAR) is expected
    done = make_duty("JX-57", date(2026, 12, 25), done_on=duty.due + timedelta(days=days_after))
    late = DutyStatus.DONE_LATE if expected is DutyStatus.OVERDUE else DutyStatus.DONE_ON_TIME
    assert status(done, date(2027, 12, 31), CALENDAR) is late


@given(st.dates(date(2004, 1, 1), date(2027, 12, 31)), st.integers(0, 15), st.integers(0, 40))
def test_soon_reaches_as_far_as_so_many_working_days(today: date, soon: int, ahead: int) -> None:
    due = today + timedelta(days=ahead)
    left = sum(bool(CALENDAR.is_workday(today + timedelta(days=n))) for n in range(1, ahead + 1))
    assert (due <= soon_until(today, CALENDAR, soon)) is (left <= soon)
