"""`credit-assistant demo seed`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.settings import get_settings
from channels.cli import calendar, case, deadline, outside
from channels.cli.demo import app


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[CliRunner]:
    """A runner in an empty data directory, in demonstration mode."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DEMO_MODE", "1")
    monkeypatch.setenv("CLOCK", "2026-11-20")
    get_settings.cache_clear()
    yield CliRunner()
    monkeypatch.undo()
    get_settings.cache_clear()


def test_outside_demonstration_mode_it_is_refused(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DEMO_MODE", "0")
    monkeypatch.delenv("CLOCK")
    get_settings.cache_clear()
    refused = run.invoke(app, ["seed"])
    assert refused.exit_code == 2
    assert "DEMO_MODE=1" in refused.output
    assert not (tmp_path / "var").exists()


def test_it_tells_what_it_made_and_refuses_a_second_time(run: CliRunner) -> None:
    done = run.invoke(app, ["seed", "--subjects", "20", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["today"] == "2026-11-20"
    assert told["made"]["信用主体"] == 20
    assert len({case["number"] for case in told["cases"]}) == 3
    assert all(case["code"] for case in told["cases"])
    again = run.invoke(app, ["seed"])
    assert again.exit_code == 2
    assert "已经有数据" in again.output


def test_its_help_is_in_chinese(run: CliRunner) -> None:
    told = run.invoke(app, ["seed", "--help"]).output
    assert "信用主体的个数" in told
    assert "随机数种子" in told


def test_what_a_clerk_lists_is_there_in_json_too(run: CliRunner) -> None:
    assert run.invoke(app, ["seed", "--subjects", "20"]).exit_code == 0
    due = [json.loads(line) for line in run.invoke(case.app, ["list", "--json"]).stdout.splitlines()]
    assert len(due) > 20
    assert [one["due"] for one in due] == sorted(one["due"] for one in due)
    files = [json.loads(line) for line in run.invoke(outside.app, ["list", "--json"]).stdout.splitlines()]
    assert {file["jurisdiction"] for file in files} == {"city", "jiangxi", "shanxi"}
    assert all("不是现行规定" in file["basis"] for file in files)
    table = json.loads(run.invoke(calendar.app, ["show", "--json"]).stdout)
    assert "2026" in table["years"]


def test_a_computed_deadline_knows_the_notice_that_was_loaded(run: CliRunner, tmp_path: Path) -> None:
    asked = ["compute", "--rule", "JX-57", "--jurisdiction", "jiangxi", "--start", "2026-12-25", "--json"]
    before = json.loads(run.invoke(deadline.app, asked).stdout)
    assert not (tmp_path / "var").exists(), "a computation made a database"
    notice = tmp_path / "2027.yaml"
    rest = "years:\n  2027:\n    source: null\n    checked_against: 虚构的安排\n    rest: {元旦: [01-01, 01-04]}\n    work: {}\n"
    notice.write_text(rest, encoding="utf-8")
    assert run.invoke(calendar.app, ["load", str(notice)]).exit_code == 0
    after = json.loads(run.invoke(deadline.app, asked).stdout)
    assert (before["due"], before["provisional"]) == ("2027-01-11", True)
    assert (after["due"], after["provisional"]) == ("2027-01-12", False)
