"""`credit-assistant doctor`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.outcome import Reason
from assistant.settings import Settings, get_settings
from channels.cli import doctor, loading
from channels.cli.doctor import settings_in_force
from tests.channels.cli.conftest import Loads, Run
from tests.fakes import FakeAssistant

SetUp = Callable[..., None]


@pytest.fixture
def healthy(loads: Loads, set_up: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    found = loading.Indexed(Path("index") / "abc", "corpus", built=False, seconds=0.1)
    monkeypatch.setattr(loading, "load_index", lambda settings: found)
    checks = [check for check in doctor.CHECKS if check[0] != "数据库"]
    monkeypatch.setattr(doctor, "CHECKS", (*checks, ("数据库", lambda settings: doctor.AT_HEAD, "")))


@pytest.mark.usefixtures("healthy")
def test_all_well(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(f"{doctor.ALL_WELL}\n")
    assert result.stdout.count(doctor.GOOD) == len(doctor.CHECKS)
    assert f"DATA_DIR={get_settings().data_dir}" in result.stdout


@pytest.mark.usefixtures("healthy")
def test_goes_on_after_a_failure_and_says_what_to_do(run: Run, set_up: SetUp, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    set_up(DATA_DIR=tmp_path / "file")
    result = run("doctor")
    assert result.exit_code == 1
    assert "✗ 数据目录" in result.stdout
    assert "请检查 DATA_DIR" in result.stdout
    assert "✓ 数据库" in result.stdout


@pytest.mark.usefixtures("healthy")
def test_stopped_answers_are_told_and_are_no_fault(
    run: Run, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = assistant.ask("试问")
    stopped = replace(answer, reason=Reason.STOPPED, citations=())
    monkeypatch.setattr(assistant, "ask", lambda *_, **__: stopped)
    result = run("doctor")
    assert result.exit_code == 0
    assert doctor.TRIAL_STOPPED in result.stdout


def test_bad_settings(run: Run, set_up: SetUp) -> None:
    set_up(DEMO_MODE="也许")
    result = run("doctor")
    assert result.exit_code == 1
    assert "DEMO_MODE" in result.stderr


def test_secrets_are_masked() -> None:
    settings = Settings(
        database_url="postgresql+psycopg://user:geheim@db:5432/credit", llm_api_key="sk-geheim", llm_base_url="http://x"
    )
    lines = "\n".join(settings_in_force(settings))
    assert "geheim" not in lines
    assert "DATABASE_URL=postgresql+psycopg://user:***@db:5432/credit" in lines
    assert f"LLM_API_KEY={doctor.MASKED}" in lines
    assert "LLM_BASE_URL=http://x" in lines
    assert f"LLM_MODEL={doctor.UNSET}" in lines
    assert "DEMO_MODE=0" in lines
