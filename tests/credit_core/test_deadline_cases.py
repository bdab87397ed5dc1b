"""The cases of tests/cases/deadlines, which a lawyer can check with the notices at hand, and the calendar's traps."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from credit_core.calendar import load_calendar
from credit_core.deadlines import Deadline, Pause, compute, for_limit
from credit_core.parameters import load_law
from credit_core.vocabulary import Unit
from tests.credit_core import deadline_oracle as oracle

LAW, CALENDAR = load_law(), load_calendar()
FOLDER = Path(__file__).parents[1] / "cases" / "deadlines"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Interval(_Strict):
    """A documented interval that is not counted, both days included."""

    first: date
    last: date
    reason: str = Field(alias="原因")


class Case(_Strict):
    """One row: what applies, where it starts, and the day on which it is due."""

    name: str = Field(alias="名称")
    jurisdiction: str
    rule: str
    clause: str = Field(alias="依据")
    days: int
    unit: str
    assumptions: tuple[str, ...]
    start: date
    pauses: tuple[Interval, ...] = ()
    due: date
    later: date | None = None
    provisional: bool = False


def cases_of(file: Path) -> list[Case]:
    """The rows of a file; what stands at its head holds for each row that does not say otherwise."""
    head: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    rows = head.pop("cases")
    return [Case.model_validate({**head, **row}) for row in rows]


FILES = {file.stem: cases_of(file) for file in sorted(FOLDER.glob("*.yaml"))}
CASES = [case for cases in FILES.values() for case in cases]
MARKS = {"pauses": ("JX-55",), "sx-35": ("GEN-04", "GEN-06"), "sx-37": ("GEN-04", "GEN-06")}


def as_told(case: Case) -> tuple[object, ...]:
    """The expectation, with GEN-06 where there is a second reading."""
    expected = {*case.assumptions} | ({"GEN-06"} if case.later else set())
    return case.clause, case.days, case.unit, case.due, case.later, case.provisional, expected


def as_computed(case: Case) -> tuple[object, ...]:
    """The same from the law data and the calendar."""
    limit = LAW.limit(case.rule, case.jurisdiction, case.start)
    pauses = tuple(Pause(interval.first, interval.last, interval.reason) for interval in case.pauses)
    found = for_limit(limit, case.start, CALENDAR, pauses)
    assert isinstance(found, Deadline)
    later = next((other.due for other in found.alternatives), None)
    return str(limit.clause), found.days, found.unit, found.due, later, found.provisional, {*found.assumptions}


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param(cases, id=stem, marks=pytest.mark.rule(*{case.rule for case in cases}, *MARKS.get(stem, ())))
        for stem, cases in FILES.items()
    ],
)
def test_the_law_gives_the_days_of_the_cases(cases: list[Case]) -> None:
    wrong = [(case.name, as_told(case), found) for case in cases if (found := as_computed(case)) != as_told(case)]
    assert wrong == []


def test_the_days_of_the_cases_are_those_of_the_oracle() -> None:
    for case in CASES:
        paused = [day for pause in case.pauses for day in oracle.every_day(pause.first, pause.last)]
        assert case.due == oracle.due(case.start, case.days, case.unit, paused), case.name
        later = oracle.next_working(case.due)
        assert case.later == (None if later == case.due else later), case.name
        assert case.provisional is (later > oracle.LAST_PUBLISHED), case.name


def test_every_limit_with_a_number_starts_around_every_edge() -> None:
    around = {day + timedelta(days=offset) for _, day in oracle.edges() for offset in (-1, 0, 1)}
    for place in LAW.jurisdictions:
        for limit in LAW.limits(place, oracle.LAST_PUBLISHED, policy=True):
            if limit.countable:
                starts = {case.start for case in CASES if case.rule == limit.rule and not case.pauses}
                assert around <= starts, limit.rule


def test_limits_of_calendar_days_end_around_every_edge() -> None:
    around = {day + timedelta(days=offset) for _, day in oracle.edges() for offset in (-1, 0, 1)}
    for rule in {case.rule for case in CASES if case.unit == "日"}:
        assert around <= {case.due for case in CASES if case.rule == rule}, rule


def test_no_case_is_told_twice() -> None:
    for stem, cases in FILES.items():
        assert len({case.name for case in cases}) == len(cases), stem


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
    assert compute(date.fromisoformat(start), days, Unit.WORKING_DAY, CALENDAR).due.isoformat() == due, shape


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
    found = compute(date.fromisoformat(start), days, Unit.DAY, CALENDAR)
    assert str(found.due) == due, shape
    assert [str(other.due) for other in found.alternatives] == ([later] if later else []), shape
