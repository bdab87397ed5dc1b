"""Engines as this project wants them: SQLite (WAL, full synchronisation) or PostgreSQL through psycopg 3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

WAIT_MILLISECONDS = 30_000
"""How long a transaction waits for another's lock before it gives up with `Busy`."""
WRITES = "writes"
"""Execution option of a connection that will write: SQLite then takes its write lock at once, not half-way."""

_WAITED_IN_VAIN = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's serialization_failure, deadlock_detected and lock_not_available."""
_PRIMARY_CODE = 0xFF
_OWNER_ONLY = 0o600


def open_engine(url: str) -> Engine:
    """An engine for the URL; a SQLite file's folder is made if missing. Nothing is opened yet."""
    made = make_url(url)
    if made.get_backend_name() != "sqlite":
        engine = create_engine(made, pool_pre_ping=True, hide_parameters=True)  # errors reach the log
        event.listen(engine, "connect", _prepare_server)
        return engine
    if made.database and made.database != ":memory:":
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(made, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin)
    return engine


def is_sqlite(connection: Connection | Engine) -> bool:
    """True for the embedded database."""
    return connection.dialect.name == "sqlite"


def waited_in_vain(error: OperationalError) -> bool:
    """True if the database gave up because others held it: trying again later may succeed."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(cause, "sqlstate", None) in _WAITED_IN_VAIN


@contextmanager
def writing_alone(engine: Engine, key: int) -> Iterator[Connection]:
    """A transaction in which no other of the same `key` runs, in whatever process: for migrations."""
    with engine.connect() as connection:
        alone = connection.execution_options(**{WRITES: True})
        with alone.begin():
            if not is_sqlite(alone):
                alone.execute(select(func.pg_advisory_xact_lock(key)))
            yield alone


def _prepare_file(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    file = cursor.execute("PRAGMA database_list").fetchone()[2]
    if file and not Path(file).stat().st_size:
        Path(file).chmod(_OWNER_ONLY)  # a new file; those beside it take after it
    for pragma in (f"busy_timeout={WAIT_MILLISECONDS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_server(connection: Any, _record: object) -> None:
    connection.autocommit = True  # else the setting would end with the first rollback
    connection.execute(f"SET lock_timeout = {WAIT_MILLISECONDS}")
    connection.autocommit = False


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
