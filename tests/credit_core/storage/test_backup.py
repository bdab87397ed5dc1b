"""Backups: the same file for both databases, whole or refused, and restored with the same rows and the same chain."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, text

from credit_core.storage import chain, tables
from credit_core.storage.dump import copy_file, write_dump
from credit_core.storage.dump_format import Manifest
from credit_core.storage.engine import open_engine
from credit_core.storage.errors import BadBackup, FileThere, NotEmpty, WrongRevision
from credit_core.storage.restore import check_dump, load_dump
from credit_core.storage.schema import Database
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.cases import take_step
from tests.credit_core.databases import build, empty, unprotect
from tests.credit_core.offices import CITIZEN, SetClock
from tests.credit_core.storage.filings import half_cases, open_short_office, post, someone

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def filled(engine: Engine, clock: SetClock) -> Database:
    """A database with a person, a record, three cases and what hangs on them."""
    office = open_short_office(Store(engine), clock)
    filing = someone(office)
    for number in range(3):
        case = post(office, filing, f"key-{number}").case
    take_step(office, CITIZEN, case.id, "withdraw")
    return Database(engine)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database to restore into."""
    engine = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    build(engine)
    yield Database(engine)
    engine.dispose()


def _load(database: Database, file: Path) -> Manifest:
    manifest = check_dump(file)
    with Store(database.engine).begin() as unit:
        load_dump(unit.connection, database, file, manifest)
    return manifest


@pytest.mark.rule("SYS-12")
def test_from_one_database_to_the_other_and_back(
    filled: Database, other: Database, postgres_engine: Engine, tmp_path: Path
) -> None:
    first = write_dump(filled, tmp_path / "1.gz", AT)
    assert first.total > 10
    assert _load(other, tmp_path / "1.gz").hashes == first.hashes
    second = write_dump(other, tmp_path / "2.gz", AT)
    empty(postgres_engine)
    server = Database(postgres_engine)
    _load(server, tmp_path / "2.gz")
    third = write_dump(server, tmp_path / "3.gz", AT)
    assert first == second == third  # rows, hashes and the chain's head
    assert (tmp_path / "1.gz").read_bytes() == (tmp_path / "3.gz").read_bytes()
    assert first.head is not None
    with other.engine.connect() as connection:
        assert half_cases(connection) == ()
        assert chain.verify(connection, [first.head]).anchored == first.head.seq


def test_work_goes_on_in_a_restored_database(
    filled: Database, other: Database, tmp_path: Path, clock: SetClock
) -> None:
    write_dump(filled, tmp_path / "backup.gz", AT)
    _load(other, tmp_path / "backup.gz")
    office = open_short_office(Store(other.engine), clock)
    with office.store.read() as unit:
        open_case = unit.cases.where(state="submitted")[0]
    assert take_step(office, CITIZEN, open_case.id, "withdraw").state == "withdrawn"
    with office.store.read() as unit:
        assert chain.verify(unit.connection).sound


def test_a_backup_sees_one_moment_while_others_write(
    office: object, engine: Engine, clock: SetClock, tmp_path: Path
) -> None:
    writing = open_short_office(Store(engine), clock)
    filing = someone(writing)
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            post(writing, filing, f"key-{number}")
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    manifests = [write_dump(Database(engine), tmp_path / f"{number}.gz", AT) for number in range(3)]
    done.set()
    thread.join(10)
    for number, manifest in enumerate(manifests):
        assert check_dump(tmp_path / f"{number}.gz").hashes == manifest.hashes
        assert manifest.rows["credit_case"] == manifest.rows["submission"] == manifest.rows["case_event"]
        assert (
            manifest.rows["audit_entry"]
            == manifest.rows["audit_content"]
            == (manifest.head.seq if manifest.head else 0)
        )


def test_only_an_empty_database_is_restored_into(filled: Database, tmp_path: Path) -> None:
    write_dump(filled, tmp_path / "backup.gz", AT)
    with pytest.raises(NotEmpty):
        _load(filled, tmp_path / "backup.gz")


def test_a_file_is_never_overwritten(filled: Database, tmp_path: Path) -> None:
    (tmp_path / "backup.gz").write_text("mine", "utf-8")
    with pytest.raises(FileThere):
        write_dump(filled, tmp_path / "backup.gz", AT)
    assert (tmp_path / "backup.gz").read_text("utf-8") == "mine"


def test_a_backup_is_read_by_its_owner_alone(filled: Database, tmp_path: Path) -> None:
    write_dump(filled, tmp_path / "backup.gz", AT)
    assert (tmp_path / "backup.gz").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir() if "unfinished" in file.name] == []


def test_what_fails_leaves_no_file(filled: Database, tmp_path: Path) -> None:
    def stop(_what: str, _done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_dump(filled, tmp_path / "backup.gz", AT, stop)
    assert not [file for file in tmp_path.iterdir() if "backup" in file.name]


def _lines(file: Path) -> list[bytes]:
    return gzip.decompress(file.read_bytes()).splitlines(keepends=True)


@pytest.mark.parametrize(
    "damage",
    [
        lambda lines: lines[:-1],
        lambda lines: lines[:-3] + lines[-2:],
        lambda lines: [line.replace("收据".encode(), b"x") for line in lines[:20]],
        lambda lines: [line.replace(b'"submitted"', b'"withdrawn"') for line in lines],
        lambda lines: [*lines, b"[]\n"],
        lambda lines: [lines[0], b"nothing\n", *lines[1:]],
        lambda lines: [lines[0], b"3\n", *lines[1:]],
        lambda lines: [b'{"format": "another"}\n', *lines[1:]],
        lambda lines: [],
    ],
)
def test_a_damaged_backup_is_refused(filled: Database, tmp_path: Path, damage: object) -> None:
    write_dump(filled, tmp_path / "backup.gz", AT)
    with gzip.open(tmp_path / "damaged.gz", "wb") as file:
        file.writelines(damage(_lines(tmp_path / "backup.gz")))  # type: ignore[operator]
    with pytest.raises(BadBackup):
        check_dump(tmp_path / "damaged.gz")


@pytest.mark.parametrize("length", [0, 5, 300, -20])
def test_a_cut_or_foreign_file_is_refused(filled: Database, tmp_path: Path, length: int) -> None:
    write_dump(filled, tmp_path / "backup.gz", AT)
    (tmp_path / "cut.gz").write_bytes((tmp_path / "backup.gz").read_bytes()[:length])
    (tmp_path / "text.gz").write_bytes(b"no backup at all" * length)
    for name in ("cut.gz", "text.gz"):
        with pytest.raises(BadBackup):
            check_dump(tmp_path / name)


def test_a_broken_chain_is_not_restored(filled: Database, other: Database, tmp_path: Path) -> None:
    with filled.engine.connect() as connection, connection.begin() as transaction:
        unprotect(connection)
        connection.execute(text("UPDATE audit_entry SET actor_id = 'x' WHERE seq = 2"))
        transaction.commit()
    write_dump(filled, tmp_path / "backup.gz", AT)
    with pytest.raises(BadBackup, match="第2条"):
        _load(other, tmp_path / "backup.gz")
    with Store(other.engine).read() as unit:
        assert unit.cases.count() == 0


@pytest.fixture(autouse=True)
def _protect_again(request: pytest.FixtureRequest) -> Iterator[None]:
    """PostgreSQL is shared by all tests: what dropped its triggers builds it anew."""
    yield
    if "postgresql" in request.node.name and "broken_chain" in request.node.name:
        engine = request.getfixturevalue("postgres_engine")
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        build(engine)


def test_another_structure_is_refused(filled: Database, other: Database, tmp_path: Path) -> None:
    write_dump(filled, tmp_path / "backup.gz", AT)
    with other.engine.begin() as connection:
        connection.execute(text("UPDATE core_version SET version_num = '0000'"))
    manifest = check_dump(tmp_path / "backup.gz")
    with pytest.raises(WrongRevision), Store(other.engine).begin() as unit:
        load_dump(unit.connection, other, tmp_path / "backup.gz", manifest)
    with pytest.raises(WrongRevision):
        write_dump(other, tmp_path / "old.gz", AT)


def test_other_tables_and_rows_that_do_not_fit_are_refused(filled: Database, other: Database, tmp_path: Path) -> None:
    manifest = write_dump(filled, tmp_path / "backup.gz", AT)
    manifest.rows["strange"] = 1
    with pytest.raises(BadBackup, match="strange"), Store(other.engine).begin() as unit:
        load_dump(unit.connection, other, tmp_path / "backup.gz", manifest)
    with Store(filled.engine).begin() as unit:
        unit.connection.execute(text("UPDATE credit_case SET type = 'unknown'"))
    with pytest.raises(Exception, match="unknown"):
        write_dump(filled, tmp_path / "bad.gz", AT)


def test_a_plain_copy_is_a_database(filled: Database, tmp_path: Path) -> None:
    if filled.engine.dialect.name != "sqlite":
        with pytest.raises(WrongRevision):
            copy_file(filled, tmp_path / "copy.db")
        return
    copy_file(filled, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db-wal").exists()
    copied = Database(open_engine(f"sqlite:///{tmp_path / 'copy.db'}"))
    one, two = write_dump(filled, tmp_path / "1.gz", AT), write_dump(copied, tmp_path / "2.gz", AT)
    copied.engine.dispose()
    assert one == two


def test_an_empty_database_is_backed_up_too(other: Database, tmp_path: Path) -> None:
    manifest = write_dump(other, tmp_path / "backup.gz", AT)
    assert (manifest.total, manifest.head) == (1, None)
    _load(other, tmp_path / "backup.gz")
    with Store(other.engine).begin() as unit:
        unit.connection.execute(delete(tables.submission))
