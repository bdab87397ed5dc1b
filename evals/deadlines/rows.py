"""A dated case: a limit of the law, the day it starts, and the day that counting by hand arrives at (datasets/README.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from credit_core.deadlines import Pause
from credit_core.rules.days import beijing_day
from credit_core.vocabulary import Unit
from evals.jsonl import read_rows


class Expected(StrEnum):
    """What a right computation comes to."""

    DUE = "due"
    NOT_IN_FORCE = "not_in_force"  # the start lies before commencement: undetermined, never a date
    OPEN = "open"  # 及时, or nothing at all: a duty without a number of days


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        limit: id of the limit in the law data, e.g. ``JX-51``.
        start: the Beijing day from which it runs, itself not counted.
        days, unit, due: None where no date may come out.
        later: the next working day where the last of a number of 日 is one of rest (GEN-06).
        counted: every day that counts, the last one being `due`.
        also: limits that run from the same event, with their due days; an answer may give these, too.
        question: the case in everyday words; None where only the core is asked.
    """

    id: str
    jurisdiction: str
    limit: str
    clause: str
    start: date
    expected: Expected
    note: str
    days: int | None = None
    unit: Unit | None = None
    due: date | None = None
    later: date | None = None
    provisional: bool = False
    counted: tuple[date, ...] = ()
    pauses: tuple[Pause, ...] = ()
    also: Mapping[str, date] | None = None
    question: str | None = None

    def __post_init__(self) -> None:
        if (self.expected is Expected.DUE) != (self.due is not None):
            raise ValueError("outcome 与 due 不一致：没有日期的要写 outcome")
        if self.due and (self.days != len(self.counted) or self.counted[-1] != self.due):
            raise ValueError("counted 要逐日列出，最后一天就是 due")

    @property
    def asked(self) -> str:
        """What a report shows as put in."""
        return self.question or f"{self.jurisdiction} {self.limit} 自 {self.start} 起"


def load_rows(path: Path) -> list[Row]:
    """The rows of a JSONL file.

    Raises:
        DatasetError: no such file, or a line that does not follow the schema; says which.
    """
    return read_rows(path, _row)


def _row(row: dict[str, Any]) -> Row:
    return Row(
        id=str(row["id"]),
        jurisdiction=row["jurisdiction"],
        limit=row["limit"],
        clause=row["clause"],
        start=_day(row["start"]),
        expected=Expected(row.get("outcome", Expected.DUE)),
        note=row.get("note", ""),
        days=row["days"],
        unit=Unit(row["unit"]) if row["unit"] else None,
        due=_optional(row["due"]),
        later=_optional(row.get("later")),
        provisional=bool(row.get("provisional", False)),
        counted=tuple(date.fromisoformat(day) for day in row.get("counted", ())),
        pauses=tuple(
            Pause(date.fromisoformat(p["first"]), date.fromisoformat(p["last"]), p["reason"])
            for p in row.get("pauses", ())
        ),
        also={limit: date.fromisoformat(day) for limit, day in row.get("also", {}).items()},
        question=row.get("question"),
    )


def _day(written: str) -> date:
    """A day, or the Beijing day of a moment with its offset."""
    if "T" not in written:
        return date.fromisoformat(written)
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(f"时刻要带时区：{written}")
    return beijing_day(moment)


def _optional(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
