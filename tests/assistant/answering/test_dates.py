"""Days that a question names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.dates import Days, find_days, without_days
from knowledge.regulations.numerals import to_chinese

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026年3月5日交的", date(2026, 3, 5)),
        ("2026-03-05交的", date(2026, 3, 5)),
        ("2026.3.5交的", date(2026, 3, 5)),
        ("2026/3/5交的", date(2026, 3, 5)),
        ("二〇二六年三月五日", date(2026, 3, 5)),
        ("11月20号交的", date(2026, 11, 20)),
        ("十一月二十一日交的", date(2025, 11, 21)),
        ("十二月三十一号", date(2025, 12, 31)),
        ("今天交的", TODAY),
        ("昨天交的", date(2026, 11, 19)),
        ("前天交的", date(2026, 11, 18)),
        ("大前天交的", date(2026, 11, 17)),
    ],
)
def test_a_day(said: str, day: date) -> None:
    assert find_days(said, TODAY).found == (day,)


@pytest.mark.parametrize("said", ["2月30日", "2026年13月1日", "三个工作日", "第二十条", "2022年", "11月"])
def test_no_day(said: str) -> None:
    assert find_days(said, TODAY).found == ()


@pytest.mark.parametrize("said", ["2月30日", "2026年2月30日", "今年2月30日"])
def test_a_day_that_never_was_is_unclear(said: str) -> None:
    assert find_days(f"{said}交的", TODAY).unclear == said


@pytest.mark.parametrize("said", ["2026年3月5日", "今年3月5日", "3月5日", "腊月二十八", "上周五", "大年初一"])
def test_days_tell_nothing_about_the_clause(said: str) -> None:
    assert without_days(f"{said}交的异议申请") == "交的异议申请"


@pytest.mark.parametrize(("said", "day"), [("3天前", date(2026, 11, 17)), ("十天之前", date(2026, 11, 10))])
def test_days_ago_are_counted(said: str, day: date) -> None:
    assert find_days(f"{said}交的", TODAY) == Days((day,), None)


def test_last_friday_is_asked_for() -> None:
    assert find_days("上周五交的", TODAY) == Days((), "上周五")


def test_days_come_in_the_order_they_are_said() -> None:
    assert find_days("昨天说的，2026年3月5日的事", TODAY).found == (date(2026, 11, 19), date(2026, 3, 5))


@pytest.mark.parametrize("said", ["正月初五", "农历八月十五", "腊月二十八", "阴历十月初一", "大年初一"])
def test_a_lunar_day_is_unclear(said: str) -> None:
    assert find_days(said, TODAY).unclear


def test_the_last_day_of_the_lunar_year_is_unclear() -> None:
    assert find_days("大年三十交的", TODAY).unclear


@pytest.mark.parametrize("said", ["最初一次", "初中生", "初级职称", "初步核查", "今天"])
def test_what_only_looks_lunar(said: str) -> None:
    assert find_days(said, TODAY).unclear is None


@pytest.mark.parametrize(
    ("said", "day"),
    [("今年3月5日", date(2026, 3, 5)), ("去年12月31日", date(2025, 12, 31)), ("去年3月5日", date(2025, 3, 5))],
)
def test_days_of_this_year_and_the_last(said: str, day: date) -> None:
    assert find_days(said, TODAY).found == (day,)


def test_the_first_months_of_a_year_are_not_lunar() -> None:
    assert find_days("年初三个月", TODAY).unclear is None


def test_the_29th_of_february_is_that_of_the_last_leap_year() -> None:
    assert find_days("2月29日交的", TODAY).found == (date(2024, 2, 29),)


@given(st.dates(date(2010, 1, 1), date(2039, 12, 31)))
def test_every_day_is_read_in_digits_and_in_chinese(day: date) -> None:
    assert find_days(f"{day.year}年{day.month}月{day.day}日", TODAY).found == (day,)
    said = f"{day.year}年{to_chinese(day.month)}月{to_chinese(day.day)}号"
    assert find_days(said, TODAY).found == (day,)
