"""A backup: all tables of a running database as of one moment, in one file (see dump_format)."""

from __future__ import annotations

import gzip
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy import Connection, Table, func, select

from credit_core.messages import storage as messages
from credit_core.storage import chain
from credit_core.storage.dump_format import (
    FORMAT,
    VERSION,
    Manifest,
    Progress,
    Section,
    columns_of,
    encoded,
    line_of,
    silent,
)
from credit_core.storage.engine import is_sqlite
from credit_core.storage.errors import FileThere, WrongRevision
from credit_core.storage.schema import Database

_AT_ONCE = 1000
_OWNER_ONLY = 0o600  # the file holds personal data
_FAST = 6


def write_dump(database: Database, file: Path, at: datetime, progress: Progress = silent) -> Manifest:
    """Write every row of every table to `file`, readable by its owner alone. Writers go on meanwhile and are not seen.

    Raises:
        WrongRevision: a history is not at its head. FileThere: `file` exists.
    """
    if behind := database.behind():
        raise WrongRevision(messages.BEHIND.format(names="、".join(behind)))
    with _snapshot(database) as connection, new_file(file) as stream:
        manifest = Manifest(at, database.revisions(connection), chain.kept_head(connection))
        for table in database.tables:
            query = select(func.count()).select_from(table)
            manifest.rows[table.name] = connection.execute(query).scalar_one()
        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, compresslevel=_FAST, mtime=0) as out:
            head = str(manifest.head) if manifest.head else None
            out.write(line_of({
                "format": FORMAT, "version": VERSION, "made_at": encoded(at), "revisions": manifest.revisions, "head": head,
            }))  # fmt: skip
            summaries = {}
            done = 0
            for table in database.tables:
                out.write(line_of({"table": table.name, "columns": columns_of(table)}))
                section = Section(table.name, columns_of(table))
                for line in _lines(connection, table):
                    section.pass_by(line)
                    out.write(line)
                    done += 1
                    if done % _AT_ONCE == 0:
                        progress(table.name, done, manifest.total)
                summaries[table.name] = section.summary
                manifest.hashes[table.name] = section.summary["sha256"]
            out.write(line_of({"manifest": summaries}))
        progress(file.name, done, manifest.total)
    return manifest


def copy_file(database: Database, file: Path) -> None:
    """SQLite only: the database file itself, copied page by page while it is in use (SQLite's backup API).

    Raises:
        FileThere: `file` exists. WrongRevision: the database is no SQLite file.
    """
    if not is_sqlite(database.engine):
        raise WrongRevision(messages.NO_FILE_COPY)
    with new_file(file), database.engine.connect() as connection:
        source = cast("sqlite3.Connection", connection.connection.driver_connection)
        target = sqlite3.connect(_unfinished(file))
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, without a WAL beside it
        finally:
            target.close()


@contextmanager
def _snapshot(database: Database) -> Iterator[Connection]:
    """A transaction that sees the database as of its first statement."""
    with database.engine.connect() as connection:
        if not is_sqlite(connection):
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin() as transaction:
            yield connection
            transaction.rollback()


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    with connection.execute(query) as rows:
        for row in rows:
            yield line_of([encoded(value) for value in row])


@contextmanager
def new_file(file: Path) -> Iterator[BinaryIO]:
    """A file that is there whole, and on the disk, or not at all."""
    if file.exists():
        raise FileThere(messages.FILE_THERE.format(file=file))
    unfinished = _unfinished(file)
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _unfinished(file: Path) -> Path:
    return file.with_name(f"{file.name}.unfinished")
