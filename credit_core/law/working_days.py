"""Reads `working_days.yaml`: the days on which each year departs from Monday to Friday.

The table goes back to the yearly notices of the State Council's General Office
(国务院办公厅关于…年部分节假日安排的通知).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from credit_core import messages
from credit_core.errors import LawDataError
from credit_core.law.reader import read_yaml
from credit_core.law.schema import Entry, Text

SATURDAY = 5


class Notice(Entry):
    """A notice that was read, with the address it was read at."""

    title: Text
    date: date
    address: Text


class _RawYear(Entry):
    """One year as written: holiday name -> days as MM-DD."""

    source: Notice | None
    checked_against: Text | None
    rest: dict[Text, tuple[Text, ...]]
    work: dict[Text, tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class Year:
    """One year's departures: `rest` are weekdays off, `work` weekend days worked; each with its holiday's name."""

    source: Notice | None
    rest: Mapping[date, str]
    work: Mapping[date, str]


def read_working_days(extra: Path | None = None) -> dict[int, Year]:
    """The packaged table; years of the file `extra` (same form) are added or replace the packaged ones.

    Raises:
        LawDataError: a year is badly formed, a rest day is on a weekend, or a working day is not.
    """
    years = _read(files("credit_core.law") / "working_days.yaml")
    return years | (_read(extra) if extra is not None else {})


def _read(file: Traversable | Path) -> dict[int, Year]:
    try:
        raw = read_yaml(file)["years"]
        return {year: _year(year, _RawYear.model_validate(entry)) for year, entry in raw.items()}
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise LawDataError(messages.BAD_LAW_FILE.format(name=file.name, detail=error)) from error


def _year(year: int, raw: _RawYear) -> Year:
    rest, work = _days(year, raw.rest), _days(year, raw.work)
    wrong = [day for day in rest if day.weekday() >= SATURDAY] + [day for day in work if day.weekday() < SATURDAY]
    if wrong:
        raise ValueError(f"rest 只写周一至周五，work 只写周六、周日：{'、'.join(map(str, wrong))}")
    return Year(raw.source, rest, work)


def _days(year: int, by_holiday: Mapping[str, tuple[str, ...]]) -> dict[date, str]:
    return {date.fromisoformat(f"{year}-{day}"): name for name, days in by_holiday.items() for day in days}
