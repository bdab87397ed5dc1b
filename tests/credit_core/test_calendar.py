"""Working days against chinesecalendar, and the edges of 调休 by name from the notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.calendar import LAST_COMPUTABLE_YEAR, WorkingCalendar, load_calendar
from credit_core.errors import CalendarRangeError, LawDataError
from credit_core.law.working_days import Year, parse_notice, read_notice_file
from tests.credit_core import deadline_oracle as oracle

CALENDAR = load_calendar()
LAST = oracle.LAST_PUBLISHED
DAYS = list(oracle.every_day(oracle.FIRST, LAST))

MADE_UP = [
    f"{year}-{day}" for year, by_holiday in oracle.MADE_UP.items() for days in by_holiday.values() for day in days
]
HOLIDAYS = [
    (f"{year}-{first}", f"{year}-{last}", holiday)
    for year, holidays in oracle.HOLIDAYS.items()
    for holiday, (first, last) in holidays.items()
]


def test_every_day_agrees_with_chinesecalendar() -> None:
    assert len(DAYS) == 8401
    differing = [day for day in DAYS if bool(CALENDAR.is_working(day)) != chinese_calendar.is_workday(day)]
    assert differing == []
    assert [day for day in DAYS if CALENDAR.is_workday(day) is not bool(CALENDAR.is_working(day))] == []


def test_no_day_of_the_table_is_provisional() -> None:
    assert not any(CALENDAR.is_working(day).provisional for day in DAYS)


@pytest.mark.parametrize("day", MADE_UP)
def test_weekend_days_made_up_for(day: str) -> None:
    status = CALENDAR.is_working(date.fromisoformat(day))
    assert status
    assert "调休上班" in status.reason


@pytest.mark.parametrize(("first", "last", "holiday"), HOLIDAYS)
def test_holidays_rest_from_first_to_last_day(first: str, last: str, holiday: str) -> None:
    days = list(oracle.every_day(date.fromisoformat(first), date.fromisoformat(last)))
    assert not any(CALENDAR.is_working(day) for day in days)
    reasons = "".join(CALENDAR.is_working(day).reason for day in days)
    assert all(name in reasons for name in holiday.split("、"))


def test_new_years_eve_of_2024_was_a_working_day() -> None:
    """The notice only encouraged employers to give 2024-02-09 (除夕) off."""
    assert CALENDAR.is_working(date(2024, 2, 9))


def test_reasons_are_said() -> None:
    assert CALENDAR.is_working(date(2026, 10, 1)).reason == "星期四，国庆节放假"
    assert CALENDAR.is_working(date(2026, 10, 10)).reason == "星期六，调休上班"
    assert CALENDAR.is_working(date(2026, 11, 21)).reason == "星期六，周末休息"
    assert CALENDAR.is_working(date(2026, 11, 20)).reason == "星期五"


def test_days_beyond_the_table_are_always_provisional() -> None:
    for offset in range(1, 366 * 3):
        day = LAST + timedelta(days=offset)
        status = CALENDAR.is_working(day)
        assert status.provisional
        fixed = (day.month, day.day) in {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
        assert bool(status) is (day.weekday() < 5 and not fixed)


def test_days_that_cannot_be_computed_raise() -> None:
    with pytest.raises(CalendarRangeError, match="2004"):
        CALENDAR.is_working(date(2003, 12, 31))
    with pytest.raises(CalendarRangeError, match=str(LAST_COMPUTABLE_YEAR)):
        CALENDAR.is_working(date(LAST_COMPUTABLE_YEAR + 1, 1, 1))


@given(st.dates(date(2003, 12, 31), date(2040, 1, 1)), st.integers(1, 400))
def test_the_nth_workday_has_n_workdays_up_to_it(day: date, number: int) -> None:
    found = CALENDAR.workday_after(day, number)
    between = [each for each in oracle.every_day(day + oracle.ONE_DAY, found) if CALENDAR.is_workday(each)]
    assert (len(between), between[-1]) == (number, found)


NOTICE_2027 = """years:
  2027:
    source: null
    checked_against: null
    rest: {春节: [02-08]}
    work: {春节: [02-13]}
"""


def _write(folder: Path, text: str) -> Path:
    file = folder / "more.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_further_year_ends_the_provisional(tmp_path: Path) -> None:
    longer = load_calendar(_write(tmp_path, NOTICE_2027))
    assert (longer.first_year, longer.last_year) == (2004, 2027)
    assert longer.is_working(date(2027, 2, 8)).provisional is False
    assert not longer.is_working(date(2027, 2, 8))
    assert longer.is_working(date(2027, 2, 13))
    assert longer.is_working(date(2026, 11, 20))


def test_a_table_is_laid_over_another_without_changing_it(tmp_path: Path) -> None:
    years = read_notice_file(_write(tmp_path, NOTICE_2027))
    longer = CALENDAR.overlaid(years)
    assert CALENDAR.last_year == 2026
    assert CALENDAR.is_working(date(2027, 2, 8)).provisional
    assert longer.last_year == 2027
    assert not longer.is_workday(date(2027, 2, 8))
    assert [str(change) for change in CALENDAR.changes(years)] == ["新收录2027年的放假安排。"]


def test_a_stored_file_reads_as_one_on_disk(tmp_path: Path) -> None:
    assert parse_notice(NOTICE_2027, "more.yaml") == read_notice_file(_write(tmp_path, NOTICE_2027))


def test_changes_to_a_loaded_year_are_reported() -> None:
    notice = CALENDAR.years[2026]
    moved = replace(
        notice, rest={**notice.rest, date(2026, 12, 31): "元旦"}, work={**notice.work, date(2026, 12, 26): "元旦"}
    )
    (change,) = CALENDAR.changes({2026: moved})
    assert (change.added, change.days) == (False, (date(2026, 12, 26), date(2026, 12, 31)))
    assert str(change) == "改动了已收录的2026年，上班或者放假有变化的日期：2026-12-26、2026-12-31。"
    (same,) = CALENDAR.changes({2026: notice})
    assert str(same) == "已收录的2026年重新载入，上班和放假的日期没有变化。"


def test_the_version_is_that_of_the_table_and_of_nothing_else() -> None:
    reversed_table = {
        number: Year(None, dict(reversed([*year.rest.items()])), dict(reversed([*year.work.items()])))
        for number, year in reversed([*CALENDAR.years.items()])
    }
    assert WorkingCalendar(reversed_table).version == CALENDAR.version == "5b7ec16426c8"
    shorter = WorkingCalendar({year: days for year, days in CALENDAR.years.items() if year < 2026})
    notice = CALENDAR.years[2026]
    day, holiday = next(iter(notice.rest.items()))
    others = [
        shorter.version,
        CALENDAR.overlaid({2027: Year(None, {}, {})}).version,
        CALENDAR.overlaid({2026: replace(notice, rest={})}).version,
        CALENDAR.overlaid({2026: replace(notice, rest={**notice.rest, day: f"{holiday}节"})}).version,
        CALENDAR.overlaid({2026: Year(None, notice.work, notice.rest)}).version,
    ]
    assert len({CALENDAR.version, *others}) == 6
    assert shorter.overlaid({2026: notice}).version == CALENDAR.version


_HEAD = "years:\n  2027:\n    source: null\n    checked_against: null\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_HEAD + "    rest: {春节: [02-08,\n      02-13]}\n    work: {}\n", r"第6行（2027年）有误：2027-02-13是星期六"),
        (_HEAD + "    rest: {}\n    work: {春节: [02-08]}\n", r"第6行（2027年）有误：2027-02-08是星期一"),
        (_HEAD + "    rest: {春节: [02-30]}\n    work: {}\n", r"第5行（2027年）有误：“02-30”不是这一年的日期"),
        (_HEAD + "    rest: {春节: [W05]}\n    work: {}\n", r"“W05”不是这一年的日期"),
        (_HEAD + "    rest: {春节: [02-08], 元宵: [02-08]}\n    work: {}\n", r"2027-02-08写了不止一次"),
        (_HEAD + "    rest: {春节: 02-08}\n    work: {}\n", r"第5行（2027年）有误：“rest.春节”的写法不对"),
        (_HEAD + "    rest: {}\n    work: {}\n    备注: 无\n", r"第7行（2027年）有误：多出“备注”"),
        ("years:\n  2026: {}\n  2027: {source: null, rest: {}, work: {}}\n", r"第2行（2026年）有误：缺少“source”"),
        ("years:\n  2027: [1, 2]\n", r"第2行（2027年）有误：“2027”的写法不对"),
        ("years:\n  '2027': {}\n", r"第2行（2027年）有误：年份应当是不加引号的四位数字"),
        ("years:\n  27: {}\n", r"年份应当是不加引号的四位数字"),
        ("years:\n  2027: {}\n  2027: {}\n", r"第2行有误：重复的键：2027"),
        ("years:\n  2027: {\n", r"第3行有误：不是正确的 YAML"),
        ("years: \x01\n", r"有误：不是正确的 YAML"),
        ("years: {}\n", r"第1行有误：应当只有一项 years"),
        ("", r"第1行有误：应当只有一项 years"),
    ],
)
def test_a_faulty_file_is_told_by_line_and_year(tmp_path: Path, text: str, said: str) -> None:
    file = _write(tmp_path, text)
    with pytest.raises(LawDataError, match=r"放假安排文件 more\.yaml .*" + said):
        read_notice_file(file)
    with pytest.raises(LawDataError, match=said):
        load_calendar(file)
    with pytest.raises(LawDataError, match=r"放假安排文件 stored\.yaml .*" + said):
        parse_notice(text, "stored.yaml")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(LawDataError, match="读不到文件"):
        read_notice_file(tmp_path / "none.yaml")
    (tmp_path / "gbk.yaml").write_bytes("years: 放假".encode("gbk"))
    with pytest.raises(LawDataError, match="UTF-8"):
        read_notice_file(tmp_path / "gbk.yaml")


def test_confirmed_notices_carry_their_address() -> None:
    for year in (2024, 2025, 2026):
        source = CALENDAR.years[year].source
        assert source is not None
        assert str(year) in source.title
        assert source.date.year == year - 1
        assert source.address.startswith("http")
