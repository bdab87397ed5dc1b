from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.bench.core import deadlines, report, run
from evals.bench.core.databases import POSTGRESQL, SQLITE
from evals.bench.core.filing import Rates
from evals.bench.core.lookups import Timing
from evals.bench.core.population import Sizes
from evals.cases import DatasetError
from evals.cli import app

FAST = Timing("按编号查办件", 1.0, 19.9, 1)
SLOW = Timing("按编号查办件", 1.0, 20.1, 1)
UNKNOWN = Timing("按编号查办件", 1.0, math.nan, 1)


def test_the_loop_and_our_count_agree_and_are_timed() -> None:
    compared, rates = deadlines.measure(step=1500, rounds=1)
    assert compared == len(deadlines.NUMBERS) * 6
    assert [rate.per_second > 0 for rate in rates] == [True] * 3
    assert deadlines.by_loop(date(2026, 9, 30), 1) == date(2026, 10, 8)


def test_nothing_is_timed_where_they_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "by_loop", lambda start, _days: start)
    with pytest.raises(DatasetError, match="算得不同"):
        deadlines.measure(step=1500, rounds=1)


@pytest.mark.parametrize(
    ("timing", "bound", "missed"),
    [(FAST, True, False), (SLOW, True, True), (UNKNOWN, True, True), (SLOW, False, False)],
)
def test_the_target_holds_where_it_is_set(timing: Timing, bound: bool, missed: bool) -> None:
    found = report.Lookups("数据库", Sizes(1000, 100), 1.0, [timing], bound)
    assert found.missed is missed
    assert ("**否**" in report.lookups([found])) is missed


def test_ratios_stand_beside_the_figures() -> None:
    found = report.filings([report.Filings("SQLite 3", {"duty": 3}, [Rates(8, 250.0, 1000.0)])])
    assert "| SQLite 3 | 8 | 250 | 1,000 | 0.25 |" in found
    assert "duty 3 行" in found
    assert "| 二 | 300 | 3.0 |" in report.deadlines(2, [deadlines.Rate("一", 100.0), deadlines.Rate("二", 300.0)])


def test_the_command_can_be_repeated() -> None:
    plan = run.Plan(1000, 200, 8, 1, 5, (SQLITE,), busy=True)
    options = plan.options()
    assert (
        options == "--part core --records 1000 --cases 200 --filings 8 --lookups 5 --rounds 1 --database sqlite --busy"
    )
    assert run.Plan().sizes(POSTGRESQL) == Sizes(1_000_000, 100_000)
    assert run.Plan().sizes(SQLITE) == Sizes(200_000, 20_000)


def test_a_missed_target_is_written_down_and_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(deadlines, "measure", lambda *_: (1, [deadlines.Rate("一", 1.0)]))
    monkeypatch.setattr(run, "_filings", lambda *_: report.Filings("库", {}, []))
    monkeypatch.setattr(run, "_lookups", lambda *_: report.Lookups("库", Sizes(1, 1), 1.0, [SLOW], True))
    words = ["bench", "--part", "core", "--database", "postgresql", "--busy", "--results", str(tmp_path)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1
    text = (tmp_path / "core-bench.md").read_text("utf-8")
    assert "命令：`credit-assistant evals bench --part core --records 1000000" in text
    assert "--database postgresql --busy`" in text
    assert "别的工作" in text
    assert "**否**" in text
