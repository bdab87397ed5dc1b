"""Duties counted anew by another working-day table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from credit_core.duties.recounting import differs, recounted
from credit_core.law.working_days import parse_notice
from credit_core.model.cases import CasePause
from tests.credit_core.duty_examples import CALENDAR, LAW, NOTICE_2027, make_duty

NEW = CALENDAR.overlaid(parse_notice(NOTICE_2027, "2027.yaml"))
START = date(2027, 1, 29)


def test_a_provisional_day_becomes_final_and_moves_over_the_holiday() -> None:
    duty = make_duty("JX-57", START)
    counted = recounted(duty, LAW, NEW, ())
    assert (duty.due, duty.provisional) == (date(2027, 2, 12), True)
    assert (counted.due, counted.provisional) == (date(2027, 2, 18), False)
    assert (counted.calendar, counted.id, counted.version) == (NEW.version, duty.id, duty.version)
    assert differs(duty, counted)


def test_pauses_are_left_out_again() -> None:
    pause = CasePause("p", "case", "鉴定", date(2027, 1, 30), date(2027, 2, 1), "委托书", "意见书")
    counted = recounted(make_duty("JX-51", START), LAW, NEW, (pause,))
    assert counted.due == date(2027, 2, 4)


def test_the_later_reading_of_a_limit_in_days_is_recounted() -> None:
    duty = make_duty("SX-35", date(2027, 1, 31))
    counted = recounted(duty, LAW, NEW, ())
    assert (duty.due, duty.alternative_due) == (date(2027, 2, 5), None)
    assert (counted.due, counted.alternative_due) == (date(2027, 2, 5), date(2027, 2, 12))
    assert differs(duty, counted)


def test_what_is_done_void_or_without_a_day_stays() -> None:
    for duty in (
        make_duty("JX-57", START, done_on=date(2027, 2, 12)),
        make_duty("JX-57", START, void=True),
        make_duty("JX-57", None),
        make_duty("SX-33", START),
        replace(make_duty("JX-57", START), rule="JX-99"),
    ):
        assert recounted(duty, LAW, NEW, ()) == duty


def test_a_duty_in_a_year_that_did_not_change_only_takes_the_new_version() -> None:
    duty = make_duty("JX-57", date(2026, 3, 2))
    counted = recounted(duty, LAW, NEW, ())
    assert not differs(duty, counted)
    assert replace(counted, calendar=duty.calendar) == duty
