"""Reads `working_days.yaml`: the days on which each year departs from Monday to Friday.

The table goes back to the yearly notices of the State Council's General Office
(国务院办公厅关于…年部分节假日安排的通知).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

import yaml
from pydantic import ValidationError

from credit_core.errors import LawDataError
from credit_core.law.reader import read_yaml
from credit_core.law.schema import Entry, Text
from credit_core.messages import law as law_messages
from credit_core.messages import periods as messages

SATURDAY = 5
_FIRST_YEAR = 1000  # below, a year would not have the four digits of an ISO date
_MONTH_AND_DAY = re.compile(r"\d\d-\d\d", re.ASCII)
_WORDING = {"missing": messages.FIELD_MISSING, "extra_forbidden": messages.FIELD_UNKNOWN}


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
        LawDataError: as `read_notice_file`.
    """
    years = _read(files("credit_core.law") / "working_days.yaml")
    return {**years, **(read_notice_file(extra) if extra is not None else {})}


def read_notice_file(path: Path) -> Mapping[int, Year]:
    """The years of a calendar file given by an operator, in the form of `working_days.yaml`.

    Raises:
        LawDataError: the file cannot be read, a year is badly formed, a day is written twice, a rest day is on a
            weekend or a working day is not; the message names the line and the year.
    """
    return MappingProxyType(_read(path))


def parse_notice(text: str, name: str) -> Mapping[int, Year]:
    """As `read_notice_file`, for a file's text that was stored; `name` is what the messages call it."""
    return MappingProxyType(_read(_Stored(name, text)))  # type: ignore[arg-type]  # name and text are all it reads


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stored file that reads like one on disk."""

    name: str
    text: str

    def read_text(self, encoding: str | None = None) -> str:  # noqa: ARG002 - as a path is asked
        """The text, whatever the encoding: it was decoded when it was stored."""
        return self.text


class _Fault(Exception):
    """What is wrong in a calendar file, and where: keys from the root down to the entry."""

    def __init__(self, where: tuple[object, ...], detail: str) -> None:
        super().__init__(detail)
        self.where = where


def _read(file: Traversable | Path) -> dict[int, Year]:
    try:
        return _years(read_yaml(file))
    except _Fault as fault:
        place, detail = _place(file, fault.where), str(fault)
    except LawDataError as error:
        place, detail = _not_yaml(error.__cause__)
    except OSError:
        place, detail = "", messages.CANNOT_READ
    raise LawDataError(messages.CALENDAR_FILE.format(name=file.name, place=place, detail=detail))


def _years(raw: object) -> dict[int, Year]:
    if not isinstance(raw, dict) or raw.keys() != {"years"} or not isinstance(raw["years"], dict) or not raw["years"]:
        raise _Fault((), messages.NO_YEARS)
    return {year: _year(year, entry) for year, entry in raw["years"].items()}


def _year(year: object, entry: object) -> Year:
    where = ("years", year)
    if type(year) is not int or not _FIRST_YEAR <= year <= MAXYEAR:
        raise _Fault(where, messages.NOT_A_YEAR.format(year=year))
    try:
        raw = _RawYear.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(part for part in first["loc"] if isinstance(part, str)) or str(year)
        wording = _WORDING.get(first["type"], messages.FIELD_WRONG)
        raise _Fault((*where, *first["loc"]), wording.format(field=field)) from error
    return Year(
        raw.source,
        rest=_days(year, "rest", raw.rest, messages.REST_ON_WEEKEND, weekend=False),
        work=_days(year, "work", raw.work, messages.WORK_ON_WEEKDAY, weekend=True),
    )


def _days(
    year: int, field: str, by_holiday: Mapping[str, tuple[str, ...]], misplaced: str, *, weekend: bool
) -> dict[date, str]:
    found: dict[date, str] = {}
    for holiday, days in by_holiday.items():
        for index, text in enumerate(days):
            where = ("years", year, field, holiday, index)
            day = _day(year, text)
            if day is None:
                raise _Fault(where, messages.NOT_A_DAY.format(day=text))
            if day in found:
                raise _Fault(where, messages.DAY_REPEATED.format(day=day))
            if (day.weekday() >= SATURDAY) is not weekend:
                raise _Fault(where, misplaced.format(day=day, weekday=law_messages.WEEKDAYS[day.weekday()]))
            found[day] = holiday
    return found


def _day(year: int, text: str) -> date | None:
    if not _MONTH_AND_DAY.fullmatch(text):  # an ISO date may also be written by its week
        return None
    try:
        return date.fromisoformat(f"{year}-{text}")
    except ValueError:
        return None


def _place(file: Traversable | Path, where: tuple[object, ...]) -> str:
    """The line of the entry that `where` leads to, or of the last one on the way that is there."""
    node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    line = node.start_mark.line if node else 0
    for key in where:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(key)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            pair = (node.value[key], node.value[key])
        else:
            pair = None
        if pair is None:
            break
        line, node = pair[0].start_mark.line, pair[1]
    pattern = messages.LINE_OF_YEAR if len(where) > 1 else messages.LINE
    return pattern.format(line=line + 1, year=where[1] if len(where) > 1 else None)


def _not_yaml(cause: BaseException | None) -> tuple[str, str]:
    if isinstance(cause, UnicodeDecodeError):
        return "", messages.NOT_UTF8
    if not isinstance(cause, yaml.MarkedYAMLError):  # a character that YAML does not allow
        return "", messages.NOT_YAML
    mark = cause.problem_mark or cause.context_mark
    ours = isinstance(cause, yaml.constructor.ConstructorError) and cause.problem
    return messages.LINE.format(line=mark.line + 1) if mark else "", ours or messages.NOT_YAML
