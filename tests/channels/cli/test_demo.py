"""`credit-assistant demo seed`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.settings import get_settings
from channels.cli.demo import app


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    """A runner in an empty data directory, in demonstration mode."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DEMO_MODE", "1")
    monkeypatch.setenv("CLOCK", "2026-11-20")
    get_settings.cache_clear()
    return CliRunner()


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
