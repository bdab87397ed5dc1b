"""Outside demo mode `serve` does not come up with what is unsafe, and says in Chinese what to do; in demo mode it does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.settings import Settings
from channels.cli import serve, unsafe
from credit_core.storage.engine import open_engine
from tests.channels.cli.conftest import Run, run, set_up

__all__ = ["run", "set_up"]
SetUp = Callable[..., None]
GOOD_KEY = "k" * unsafe.LEAST_KEY
CASES = {
    "a short key": ({"SECRET_KEY": "geheim"}, "SECRET_KEY 太短"),
    "links over http": ({"PUBLIC_URL": "http://credit.example.gov.cn"}, "PUBLIC_URL 是 http://credit.example.gov.cn"),
    "sign-in over http": ({"OIDC_ISSUER": "http://id.example.gov.cn"}, "OIDC_ISSUER 是"),
    "chats over http": ({"TELEGRAM_API_BASE": "http://bot.example.com"}, "TELEGRAM_API_BASE 是"),
    "a short secret of the webhook": ({"TELEGRAM_WEBHOOK_SECRET": "abc"}, "TELEGRAM_WEBHOOK_SECRET 太短"),
    "no second factor": ({"STAFF_SECOND_FACTOR": "0"}, "STAFF_SECOND_FACTOR=0"),
    "another today": ({"CLOCK": "2026-11-20"}, "CLOCK"),
}


@pytest.fixture
def never_served(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whether the server was started: nobody waits for it to stop."""
    started: list[str] = []
    monkeypatch.setattr(serve, "_run", lambda *_: started.append("started"))
    return started


@pytest.mark.parametrize(("values", "told"), CASES.values(), ids=CASES.keys())
def test_what_is_unsafe_does_not_come_up(
    run: Run, set_up: SetUp, never_served: list[str], values: dict[str, str], told: str
) -> None:
    set_up(DEMO_MODE="0", **values)
    result = run("serve", "--port", "0")
    said = f"{result.stderr}{result.exception}"
    assert result.exit_code != 0
    assert told in said
    assert never_served == []


@pytest.mark.parametrize("values", [values for values, _ in CASES.values()], ids=CASES.keys())
def test_in_demo_mode_it_does(run: Run, set_up: SetUp, never_served: list[str], values: dict[str, str]) -> None:
    set_up(DEMO_MODE="1", **values)
    assert run("serve", "--port", "0").exit_code == 0
    assert never_served == ["started"]


def test_what_is_safe_comes_up(run: Run, set_up: SetUp, never_served: list[str]) -> None:
    set_up(DEMO_MODE="0", SECRET_KEY=GOOD_KEY, PUBLIC_URL="https://credit.example.gov.cn")
    assert run("serve", "--port", "0").exit_code == 0
    assert never_served == ["started"]


@pytest.mark.parametrize("name", ["assistant.db", "secret_key"])
def test_what_others_of_the_machine_can_read(
    run: Run, set_up: SetUp, tmp_path: Path, never_served: list[str], name: str
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o755)
    kept = folder / name
    kept.touch(mode=0o644)
    set_up(DEMO_MODE="0", DATA_DIR=folder)
    result = run("serve", "--port", "0")
    assert result.exit_code != 0
    assert f"chmod 600 '{kept}'" in result.stderr
    assert never_served == []
    kept.chmod(0o600)
    assert run("serve", "--port", "0").exit_code == 0


def test_a_folder_that_is_shut_protects_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "assistant.db").touch(mode=0o644)
    tmp_path.chmod(0o700)
    assert list(unsafe.found(Settings(data_dir=tmp_path, demo_mode=False))) == []


def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    """Also what SQLite puts beside it."""
    before = os.umask(0o022)
    try:
        engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE one (id INTEGER)")
            assert {file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {0}
        engine.dispose()
    finally:
        os.umask(before)


def test_a_service_on_this_very_machine_needs_no_https(tmp_path: Path) -> None:
    for address in ("http://127.0.0.1:8081", "http://localhost:8081", "http://[::1]:8081"):
        assert list(unsafe.found(Settings(data_dir=tmp_path, telegram_api_base=address, demo_mode=False))) == []
