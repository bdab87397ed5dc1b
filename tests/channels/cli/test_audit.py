"""`credit-assistant audit`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bootstrap import open_office
from assistant.settings import get_settings
from channels.cli import audit
from credit_core.use_cases.office import Office
from tests.channels.cli.conftest import Run
from tests.credit_core.audit.independent_verifier import find_faults
from tests.credit_core.offices import OFFICER


@pytest.fixture
def office(set_up: Callable[..., None]) -> Office:
    return open_office(get_settings())


def _act(office: Office, count: int = 1) -> None:
    for _ in range(count):
        with office.store.begin() as unit:
            unit.audit(office.clock.now(), OFFICER, "record.received", "record", "r-1", after={"标题": "处罚"})


def test_an_empty_chain_is_sound_and_has_no_head(run: Run, office: Office) -> None:
    assert run("audit", "verify").exit_code == 0
    assert run("audit", "head").stdout == f"{audit.EMPTY}\n"


@pytest.mark.rule("SX-41", "CT-47", "JX-22")
def test_a_cut_tail_is_found_with_a_head_kept_in_a_file(run: Run, office: Office, tmp_path: Path) -> None:
    _act(office, 3)
    heads = tmp_path / "heads"
    assert run("audit", "head", "--append", str(heads)).exit_code == 0
    assert run("audit", "head", "--append", str(heads)).exit_code == 0
    assert heads.read_text("ascii") == run("audit", "head").stdout
    assert run("audit", "verify", "--head", str(heads)).exit_code == 0
    office.store.engine.dispose()
    with sqlite3.connect(get_settings().data_dir / "assistant.db") as connection:
        for name in ("audit_entry_stay", "audit_content_stay", "audit_head_keep"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM audit_content WHERE seq = 3")
        connection.execute("DELETE FROM audit_entry WHERE seq = 3")
        connection.execute("UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_entry WHERE seq = 2)")
    assert run("audit", "verify").exit_code == 0  # a bare chain cannot show it
    result = run("audit", "verify", "--head", str(heads))
    assert result.exit_code == 1
    assert "第3条应当在链尾而没有" in result.stdout
    refused = run("audit", "head", "--append", str(heads))
    assert refused.exit_code == 1
    assert "没有追加" in refused.stderr


def test_a_head_that_is_none_is_said(run: Run, office: Office) -> None:
    result = run("audit", "verify", "--head", "12:abc")
    assert (result.exit_code, "校验点" in result.stderr) == (2, True)


def test_the_export_is_verified_by_a_program_that_knows_nothing_of_ours(
    run: Run, office: Office, tmp_path: Path
) -> None:
    _act(office, 3)
    for name, options, told in (("bare", (), False), ("all", ("--contents",), True)):
        result = run("audit", "export", str(tmp_path / name), *options)
        assert result.exit_code == 0, result.output
        assert ("处罚" in (tmp_path / name).read_text("utf-8")) is told
        assert find_faults((tmp_path / name).read_text("utf-8").splitlines(keepends=True), []) == []
