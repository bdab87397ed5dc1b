"""The care of the database: what a check finds, and that a restored backup does not bring deleted content back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from credit_core.audit.entry import Head
from credit_core.model.records import Validity
from credit_core.storage.engine import open_engine
from credit_core.storage.errors import BadBackup, BadDeletions
from credit_core.storage.personal import ERASED
from credit_core.storage.schema import Database
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.audit_trail import current_head, verify_trail
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.erasure import erase_personal
from credit_core.use_cases.maintenance import (
    State,
    back_up,
    check,
    counts,
    read_deletions,
    restore,
    upgrade,
    write_deletions,
)
from credit_core.use_cases.office import Office
from credit_core.use_cases.record_changes import Ground, delete
from tests.credit_core.databases import build, unprotect
from tests.credit_core.offices import CITIZEN, OFFICER, SetClock
from tests.credit_core.storage.filings import open_short_office, post, someone, with_short_procedure


@pytest.fixture
def short(sqlite_office: Office) -> Office:
    return with_short_procedure(sqlite_office)


@pytest.fixture
def fresh(tmp_path: Path, clock: SetClock) -> Iterator[Office]:
    """An office over an empty database, to restore into."""
    engine = open_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    build(engine)
    yield open_short_office(Store(engine), clock)
    engine.dispose()


def _delete(office: Office, record_id: str) -> None:
    at = office.clock.now()
    with office.store.begin() as unit:
        ground = Ground(OFFICER, date(2026, 11, 20), at, "平台", "异议成立", None, None)
        delete(unit, unit.records.get(record_id, lock=True), ground)


def _states(office: Office, heads: list[Head] | None = None) -> dict[str, State]:
    return {one.name: one.state for one in check(Database(office.store.engine), heads or [])}


def test_a_sound_database_passes_every_check(office: Office) -> None:
    found = check(Database(office.store.engine))
    assert len(found) == 7
    assert {one.state for one in found} == {State.GOOD}


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        ("UPDATE core_version SET version_num = '0000'", "结构版本（credit_core）"),
        ("PRAGMA foreign_keys=OFF", "引用关系"),
        ("DROP INDEX ix_record_subject_id", "表结构（credit_core）"),
        ("DROP TRIGGER audit_entry_keep", "审计链保护"),
    ],
)
def test_each_check_finds_what_it_looks_for(short: Office, damage: str, name: str) -> None:
    someone(short)
    with short.store.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(damage)
        if name == "引用关系":
            connection.exec_driver_sql("UPDATE record SET subject_id = 'nobody'")
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("BEGIN")
    states = _states(short)
    assert [one for one, state in states.items() if state is not State.GOOD] == [name]


def test_an_unsafe_setting_is_a_warning(short: Office) -> None:
    with short.store.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        connection.exec_driver_sql("BEGIN")
    assert _states(short)["写入落盘"] is State.WARNING


def test_a_damaged_file_is_found(short: Office, tmp_path: Path) -> None:
    someone(short)
    with short.store.engine.connect() as connection:
        page = connection.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_record_subject_id'"))
        size = connection.scalar(text("PRAGMA page_size"))
        connection.rollback()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    short.store.engine.dispose()
    content = bytearray((tmp_path / "core.db").read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    (tmp_path / "core.db").write_bytes(content)
    assert _states(short)["数据完整"] is State.FAULT


@pytest.mark.rule("SX-41", "CT-47", "JX-22")
def test_a_cut_chain_is_found(short: Office) -> None:
    post(short, someone(short), "key")
    head = current_head(short.store)
    assert head is not None
    assert _states(short, [head])["审计链"] is State.GOOD
    with short.store.begin() as unit:
        unprotect(unit.connection)
        unit.connection.execute(text("DELETE FROM audit_content"))
        unit.connection.execute(text("DELETE FROM audit_entry"))
        unit.connection.execute(text("UPDATE audit_head SET seq = 0, hash = ''"))
    assert _states(short)["审计链"] is State.GOOD  # a bare chain cannot show it
    assert _states(short, [head])["审计链"] is State.FAULT


def test_an_upgrade_at_the_head_changes_nothing(short: Office) -> None:
    someone(short)
    database = Database(short.store.engine)
    before = counts(database)
    assert upgrade(database) == upgrade(database)
    assert counts(database) == before


@pytest.mark.rule("SX-41", "CT-47", "JX-22")
def test_what_was_deleted_before_the_backup_stays_deleted(short: Office, fresh: Office, tmp_path: Path) -> None:
    filing = someone(short)
    _delete(short, filing.record_id or "")
    back_up(Database(short.store.engine), tmp_path / "b.gz", short.clock.now())
    done = restore(fresh, Database(fresh.store.engine), tmp_path / "b.gz")
    assert (done.tombstones, done.purged, done.erasures) == (0, 0, ())
    with fresh.store.read() as unit:
        assert unit.records.get(filing.record_id or "").content == {}
    assert verify_trail(fresh.store, [done.report.head] if done.report.head else []).anchored == done.report.count


def test_what_was_deleted_after_the_backup_is_deleted_again(short: Office, fresh: Office, tmp_path: Path) -> None:
    filing = someone(short)
    subject_id, record_id = filing.subject_id or "", filing.record_id or ""
    case = post(short, filing, "key").case
    take_step(short, CITIZEN, case.id, "withdraw")
    back_up(Database(short.store.engine), tmp_path / "b.gz", short.clock.now())
    _delete(short, record_id)
    assert erase_personal(short, OFFICER, subject_id, "本人申请").complete
    write_deletions(short.store, tmp_path / "deletions", short.clock.now())
    listed = read_deletions(tmp_path / "deletions")
    assert [stone.record_id for stone in listed.tombstones] == [record_id]
    assert listed.subjects == (subject_id,)
    done = restore(fresh, Database(fresh.store.engine), tmp_path / "b.gz", deletions=listed)
    assert (done.tombstones, done.purged) == (1, 1)
    assert [erasure.complete for erasure in done.erasures] == [True]
    with fresh.store.read() as unit:
        record = unit.records.get(record_id)
        assert (record.content, record.validity) == ({}, Validity.DELETED)
        assert unit.subjects.get(subject_id).name == ERASED
        assert unit.cases.get(case.id).applicant == {}
    assert verify_trail(fresh.store).sound


def test_a_subject_unknown_to_the_backup_is_left_out(short: Office, fresh: Office, tmp_path: Path) -> None:
    back_up(Database(short.store.engine), tmp_path / "b.gz", short.clock.now())
    filing = someone(short)
    _delete(short, filing.record_id or "")
    erase_personal(short, OFFICER, filing.subject_id or "", "本人申请")
    write_deletions(short.store, tmp_path / "deletions", short.clock.now())
    listed = read_deletions(tmp_path / "deletions")
    done = restore(fresh, Database(fresh.store.engine), tmp_path / "b.gz", deletions=listed)
    assert (done.tombstones, done.purged, done.erasures) == (1, 0, ())


def test_a_plain_copy_is_restored_like_a_backup(short: Office, fresh: Office, tmp_path: Path) -> None:
    post(short, someone(short), "key")
    rows = back_up(Database(short.store.engine), tmp_path / "copy.db", short.clock.now())
    before = (tmp_path / "copy.db").read_bytes()
    assert restore(fresh, Database(fresh.store.engine), tmp_path / "copy.db").manifest.total == rows
    assert (tmp_path / "copy.db").read_bytes() == before
    with pytest.raises(BadBackup):
        restore(fresh, Database(fresh.store.engine), tmp_path / "missing.db")


def test_a_head_that_the_backup_does_not_hold_refuses_it(short: Office, fresh: Office, tmp_path: Path) -> None:
    post(short, someone(short), "key")
    back_up(Database(short.store.engine), tmp_path / "b.gz", short.clock.now())
    with pytest.raises(BadBackup, match="截断"):
        restore(fresh, Database(fresh.store.engine), tmp_path / "b.gz", heads=[Head(99, "a" * 64)])
    with fresh.store.read() as unit:
        assert unit.cases.count() == 0


def test_the_restore_is_an_entry_of_the_chain(short: Office, fresh: Office, tmp_path: Path) -> None:
    back_up(Database(short.store.engine), tmp_path / "b.gz", short.clock.now())
    restore(fresh, Database(fresh.store.engine), tmp_path / "b.gz")
    with fresh.store.read() as unit:
        assert [entry.act for entry in unit.audit_entries.where()] == ["database.restored"]


@pytest.mark.parametrize(
    "content", ["", "nothing", '{"format": "x"}\n', '{"format": "credit-core-deletions", "version": 1}\n{}\n']
)
def test_what_is_no_list_of_deletions_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "list").write_text(content, "utf-8")
    for name in ("list", "missing"):
        with pytest.raises(BadDeletions, match="删除清单"):
            read_deletions(tmp_path / name)
