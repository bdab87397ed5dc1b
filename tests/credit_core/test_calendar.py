"""Working days against chinesecalendar, and the edges of 调休 by name from the notices."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from credit_core.calendar import LAST_COMPUTABLE_YEAR, load_calendar
from credit_core.errors import CalendarRangeError, LawDataError

CALENDAR = load_calendar()
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]

# 国务院办公厅关于2024年、2025年、2026年部分节假日安排的通知: days made up for, and whole holidays (month, first, last).
MADE_UP = {
    2024: ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
}
HOLIDAYS = {
    2024: ["01-01/01-01", "02-10/02-17", "04-04/04-06", "05-01/05-05", "06-10/06-10", "09-15/09-17", "10-01/10-07"],
    2025: ["01-01/01-01", "01-28/02-04", "04-04/04-06", "05-01/05-05", "05-31/06-02", "10-01/10-08"],
    2026: [
        "01-01/01-03",
        "02-15/02-23",
        "04-04/04-06",
        "05-01/05-05",
        "06-19/06-21",
        "09-25/09-27",
        "10-01/10-07",
    ],
}


def test_every_day_agrees_with_chinesecalendar() -> None:
    assert len(DAYS) == 8401
    differing = [day for day in DAYS if bool(CALENDAR.is_working(day)) != chinese_calendar.is_workday(day)]
    assert differing == []


def test_no_day_of_the_table_is_provisional() -> None:
    assert not any(CALENDAR.is_working(day).provisional for day in DAYS)


@pytest.mark.parametrize("day", [f"{year}-{day}" for year, days in MADE_UP.items() for day in days])
def test_weekend_days_made_up_for(day: str) -> None:
    status = CALENDAR.is_working(date.fromisoformat(day))
    assert status
    assert "调休上班" in status.reason


@pytest.mark.parametrize("span", [f"{year}:{span}" for year, spans in HOLIDAYS.items() for span in spans])
def test_holidays_rest_from_first_to_last_day(span: str) -> None:
    year, _, days = span.partition(":")
    first, last = (date.fromisoformat(f"{year}-{day}") for day in days.split("/"))
    for offset in range((last - first).days + 1):
        assert not CALENDAR.is_working(first + timedelta(days=offset))


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


def _write(folder: Path, text: str) -> Path:
    file = folder / "more.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_further_year_ends_the_provisional(tmp_path: Path) -> None:
    file = _write(
        tmp_path,
        "years:\n  2027:\n    source: null\n    checked_against: null\n"
        "    rest: {春节: [02-08]}\n    work: {春节: [02-13]}\n",
    )
    longer = load_calendar(file)
    assert (longer.first_year, longer.last_year) == (2004, 2027)
    assert longer.is_working(date(2027, 2, 8)).provisional is False
    assert not longer.is_working(date(2027, 2, 8))
    assert longer.is_working(date(2027, 2, 13))
    assert longer.is_working(date(2026, 11, 20))


@pytest.mark.parametrize(
    "entry",
    [
        "{source: null, checked_against: null, rest: {春节: [02-13]}, work: {}}",  # a Saturday
        "{source: null, checked_against: null, rest: {}, work: {春节: [02-08]}}",  # a Monday
        "{source: null, checked_against: null, rest: {春节: [02-30]}, work: {}}",
        "{source: null, rest: {}, work: {}}",
        "[1, 2]",
    ],
)
def test_a_faulty_year_is_refused(tmp_path: Path, entry: str) -> None:
    with pytest.raises(LawDataError, match=r"more\.yaml"):
        load_calendar(_write(tmp_path, f"years:\n  2027: {entry}\n"))


def test_confirmed_notices_carry_their_address() -> None:
    for year in (2024, 2025, 2026):
        source = CALENDAR.years[year].source
        assert source is not None
        assert str(year) in source.title
        assert source.date.year == year - 1
        assert source.address.startswith("http")
