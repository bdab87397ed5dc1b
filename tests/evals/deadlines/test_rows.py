"""The shipped table: complete, in the schema, and counted as another implementation counts."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from credit_core.parameters import load_law
from evals.cases import DATASETS, DatasetError
from evals.deadlines.rows import Expected, Row, load_rows
from evals.leaks import find_leaks, known_phrasings
from tests.credit_core import deadline_oracle as oracle
from tests.evals.examples import case

FOLDER = DATASETS / "deadlines"
ROWS = [row for file in sorted(FOLDER.glob("*.jsonl")) for row in load_rows(file)]
DATED = [row for row in ROWS if row.due]
AMOUNTS = {x.rule: (x.value, str(x.unit)) for d in load_law().documents for x in d.limits if x.countable and x.value}
GOOD: dict[str, Any] = {
    "id": "x",
    "jurisdiction": "jiangxi",
    "limit": "JX-50",
    "clause": "jiangxi-2022#39.2",
    "start": "2026-11-19",
    "days": 1,
    "unit": "工作日",
    "due": "2026-11-20",
    "counted": ["2026-11-20"],
}


def _load(folder: Path, **changed: Any) -> Row:
    path = folder / "rows.jsonl"
    path.write_text(json.dumps({**GOOD, **changed}, ensure_ascii=False), "utf-8")
    (row,) = load_rows(path)
    return row


def test_the_table_is_large_and_its_ids_are_unique() -> None:
    assert len(ROWS) >= 350
    assert len({row.id for row in ROWS}) == len(ROWS)
    assert len([row for row in ROWS if row.question]) >= 100
    assert all(row.note for row in ROWS)


def test_every_limit_with_a_number_is_in_it() -> None:
    law = load_law()
    numbered = {limit.rule for d in law.documents for limit in d.limits if limit.countable}
    assert numbered <= {row.limit for row in DATED}
    assert numbered <= {row.limit for row in DATED if row.question}


def test_every_worked_weekend_and_every_holiday_of_three_years_is_an_edge() -> None:
    starts = {row.start for row in DATED}
    assert [name for name, day in oracle.edges() if not starts & {day - timedelta(1), day, day + timedelta(1)}] == []


def test_what_no_notice_covers_is_provisional_and_what_no_law_covers_has_no_day() -> None:
    assert len([row for row in DATED if row.provisional]) >= 25
    assert {row.expected for row in ROWS if not row.due} == {Expected.NOT_IN_FORCE, Expected.OPEN}


@pytest.mark.parametrize("row", [row for row in DATED if row.start.year > 2021], ids=lambda row: row.id)
def test_the_days_are_those_of_the_oracle(row: Row) -> None:
    paused = [day for pause in row.pauses for day in oracle.every_day(pause.first, pause.last)]
    assert row.due is not None
    assert row.days is not None
    assert row.unit is not None
    assert row.due == oracle.due(row.start, row.days, row.unit, paused)
    assert all(due == oracle.due(row.start, *AMOUNTS[limit], []) for limit, due in (row.also or {}).items())
    later = oracle.next_working(row.due)
    assert row.provisional is (later > oracle.LAST_PUBLISHED if row.unit == "日" else row.due > oracle.LAST_PUBLISHED)
    assert row.later == (later if row.unit == "日" and later != row.due else None)


def test_no_question_stands_among_the_phrasings() -> None:
    asked = [case(id=row.id, question=row.question) for row in ROWS if row.question]
    assert [(leak.case.id, leak.phrasing) for leak in find_leaks(asked, known_phrasings())] == []


def test_a_moment_is_the_day_it_is_in_beijing(tmp_path: Path) -> None:
    assert _load(tmp_path, start="2026-11-18T16:00:00+00:00").start == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"start": "2026-11-18T16:00:00"}, "时区"),
        ({"due": None}, "outcome"),
        ({"outcome": "open"}, "outcome"),
        ({"counted": []}, "counted"),
        ({"counted": ["2026-11-21"]}, "counted"),
        ({"unit": "年月"}, "年月"),
    ],
)
def test_a_row_out_of_the_schema_is_named(tmp_path: Path, changed: dict[str, Any], words: str) -> None:
    with pytest.raises(DatasetError, match=f"rows.jsonl 第 1 行.*{words}"):
        _load(tmp_path, **changed)
