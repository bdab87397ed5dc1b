"""`credit-assistant db`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bootstrap import open_office
from assistant.settings import get_settings
from channels.cli import database
from credit_core.use_cases.office import Office
from tests.channels.cli.conftest import Run
from tests.credit_core.offices import OFFICER

SetUp = Callable[..., None]


@pytest.fixture
def office(set_up: SetUp) -> Office:
    return open_office(get_settings())


def _act(office: Office) -> None:
    with office.store.begin() as unit:
        unit.audit(office.clock.now(), OFFICER, "record.received", "record", "r-1", after={"标题": "处罚"})


@pytest.mark.usefixtures("set_up")
def test_upgrade_brings_both_histories_to_their_heads(run: Run) -> None:
    assert run("db", "check").exit_code == 1
    result = run("db", "upgrade")
    assert result.exit_code == 0, result.output
    assert "assistant_version" in result.stdout
    assert "core_version" in result.stdout
    checked = run("db", "check")
    assert checked.exit_code == 0, checked.output
    assert checked.stdout.endswith(f"{database.ALL_WELL}\n")
    assert "审计链：共0条" in checked.stdout


def test_check_names_every_fault_and_ends_with_one(run: Run, office: Office) -> None:
    _act(office)
    office.store.engine.dispose()
    with sqlite3.connect(get_settings().data_dir / "assistant.db") as connection:
        connection.execute("DROP TRIGGER audit_entry_keep")
        connection.execute("UPDATE audit_entry SET actor_id = 'x'")
    result = run("db", "check")
    assert result.exit_code == 1
    assert "✗ 审计链保护" in result.stdout
    assert "第1条" in result.stdout
    assert database.NOT_WELL.format(faults=2) in result.stdout


def test_check_takes_heads_kept_outside(run: Run, office: Office) -> None:
    _act(office)
    assert run("db", "check", "--head", f"9:{'a' * 64}").exit_code == 1
    assert run("db", "check", "--head", "校验点").exit_code == 2


def test_backup_and_restore(run: Run, office: Office, set_up: SetUp, tmp_path: Path) -> None:
    _act(office)
    file, listed = tmp_path / "backup.gz", tmp_path / "deletions"
    backup = run("db", "backup", str(file))
    assert backup.exit_code == 0, backup.output
    assert run("db", "deletions", str(listed)).exit_code == 0
    again = run("db", "backup", str(file))
    assert again.exit_code == 2
    assert "没有覆盖" in again.stderr
    assert run("db", "restore", str(file)).exit_code == 2  # not empty
    set_up(DATA_DIR=tmp_path / "another")
    restored = run("db", "restore", str(file), "--deletions", str(listed))
    assert restored.exit_code == 0, restored.output
    assert "共1条" in restored.stdout
    assert database.NO_LIST not in restored.stderr
    assert run("audit", "verify").exit_code == 0


def test_without_a_list_of_deletions_it_says_what_may_have_come_back(
    run: Run, office: Office, set_up: SetUp, tmp_path: Path
) -> None:
    assert run("db", "backup", str(tmp_path / "copy.db")).exit_code == 0
    set_up(DATA_DIR=tmp_path / "another")
    restored = run("db", "restore", str(tmp_path / "copy.db"))
    assert restored.exit_code == 0, restored.output
    assert database.NO_LIST in restored.stderr


def test_what_is_no_backup_or_no_folder_is_said_in_a_line(run: Run, office: Office, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("你好", "utf-8")
    result = run("db", "restore", str(tmp_path / "words"))
    assert (result.exit_code, "备份文件已经损坏" in result.stderr) == (2, True)
    result = run("db", "backup", str(tmp_path / "no" / "folder.gz"))
    assert (result.exit_code, "folder.gz" in result.stderr) == (2, True)
