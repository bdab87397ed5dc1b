"""The bench of a turn: its figures beside the target, and what a missed one does."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.bench import conversation
from evals.bench.conversation import figures
from evals.cases import DatasetError
from evals.cli import app
from evals.filings.playing import Outcome
from evals.filings.runner import Played


def _played(*milliseconds: float) -> Played:
    seconds = [one / 1000 for one in milliseconds]
    return Played(seconds=seconds, filing=seconds[-1:])


QUICK = _played(*[5.0] * 95, *[79.9] * 5)
SLOW = _played(*[5.0] * 94, *[80.1] * 6)


def test_a_turn_within_its_target() -> None:
    found = {row.label: row for row in figures([QUICK])}
    assert found["一轮 p50"].value == pytest.approx(5.0)
    assert found["最慢的一轮"].value == pytest.approx(79.9)
    assert not [row.label for row in found.values() if row.missed]
    assert "1 段剧本 100 句" in found["一轮 p95"].how


def test_a_turn_above_its_target_misses_it() -> None:
    assert [row.label for row in figures([SLOW]) if row.missed] == ["一轮 p95", "提交的一轮 p95"]


def test_what_was_not_measured_is_missed() -> None:
    rows = figures([Played(seconds=[0.001])])
    assert [row.label for row in rows if math.isnan(row.value)] == ["提交的一轮 p50", "提交的一轮 p95"]
    assert [row.label for row in rows if row.missed] == ["提交的一轮 p95"]


@pytest.mark.parametrize(("done", "code"), [(QUICK, 0), (SLOW, 1)])
def test_the_command_writes_the_table_and_fails_above_the_target(
    done: Played, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        conversation, "played", lambda _bench, scripts, *_: ((one, Outcome(done, ())) for one in scripts)
    )
    ran = CliRunner().invoke(app, ["bench", "--part", "conversation", "--results", str(tmp_path)])
    text = (tmp_path / "conversation-bench.md").read_text("utf-8")
    assert ran.exit_code == code
    assert "命令：`credit-assistant evals bench --part conversation`" in text
    assert ("**否**" in text) is bool(code)


def test_without_the_scripts_nothing_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "OPEN", tmp_path / "none")
    with pytest.raises(DatasetError, match="tests/cases/dialogues"):
        conversation.run(None, tmp_path, "")  # type: ignore[arg-type]
