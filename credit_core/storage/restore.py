"""Reading a backup back: first checked from end to end, then loaded in one transaction, then held against its chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from credit_core.audit.entry import Head
from credit_core.audit.verify import Report
from credit_core.messages import storage as messages
from credit_core.storage import chain
from credit_core.storage.dump_format import (
    Manifest,
    Progress,
    Section,
    columns_of,
    decoder,
    header_of,
    opened,
    sections,
    silent,
)
from credit_core.storage.engine import is_sqlite
from credit_core.storage.errors import BadBackup, NotEmpty, WrongRevision
from credit_core.storage.schema import Database
from credit_core.storage.tables import audit_head

_AT_ONCE = 500


def check_dump(file: Path, progress: Progress = silent) -> Manifest:
    """Read a backup through and hold every table against its manifest. Nothing is written.

    Raises:
        BadBackup: it is none, is damaged, or ends early.
    """
    with opened(file) as lines:
        manifest = header_of(next(lines, b""))
        passed: list[Section] = []
        for number, _ in enumerate(sections(lines, passed), start=1):
            if number % _AT_ONCE == 0:
                progress(messages.CHECKING, number, 0)
        for section in passed:
            manifest.rows[section.table] = section.rows
            manifest.hashes[section.table] = section.summary["sha256"]
    return manifest


def load_dump(
    connection: Connection,
    database: Database,
    file: Path,
    manifest: Manifest,
    heads: Sequence[Head] = (),
    progress: Progress = silent,
) -> Report:
    """Load a checked backup in the connection's transaction, which its caller commits; the report on its audit chain.

    Raises:
        WrongRevision: another structure than this program's. NotEmpty: there are rows already.
        BadBackup: the tables are not ours, the rows do not fit, or the chain does not hold.
    """
    if manifest.revisions != database.revisions(connection):
        raise WrongRevision(messages.OTHER_REVISION.format(found=manifest.revisions))
    _must_be_empty(connection, database)
    tables = {table.name: table for table in database.tables}
    if other := tables.keys() ^ manifest.rows.keys():
        raise BadBackup(messages.OTHER_TABLES.format(table="、".join(sorted(other))))
    done = 0
    with opened(file) as lines:
        header_of(next(lines, b""))
        for section, rows in groupby(sections(lines, []), key=lambda pair: pair[0]):
            table = tables[section.table]
            if columns_of(table) != section.columns:
                raise BadBackup(messages.OTHER_TABLES.format(table=section.table))
            for batch in _batches(row for _, row in rows):
                _insert(connection, table, batch)
                done += len(batch)
                progress(table.name, done, manifest.total)
    _advance_counters(connection, database)
    report = chain.verify(connection, (*heads, *((manifest.head,) if manifest.head else ())))
    if not report.sound:
        told = "".join(fault.sentence for fault in report.faults)
        raise BadBackup(messages.CHAIN_BROKEN.format(report=report.summary, faults=told))
    return report


def _must_be_empty(connection: Connection, database: Database) -> None:
    for table in database.tables:
        query = select(func.count()).select_from(table)
        if table is audit_head:
            query = query.where(audit_head.c.seq > 0)
        if connection.execute(query).scalar_one():
            raise NotEmpty(messages.NOT_EMPTY)


def _insert(connection: Connection, table: Table, rows: Sequence[list[Any]]) -> None:
    decoders = [(column.name, decoder(column)) for column in table.columns]
    try:
        values = [{name: decode(value) for (name, decode), value in zip(decoders, row, strict=True)} for row in rows]
        if table is not audit_head:
            connection.execute(insert(table), values)
        elif values[0]["seq"]:  # its row is there from the first migration on
            connection.execute(update(audit_head).where(audit_head.c.id == chain.HEAD_ROW).values(values[0]))
    except (ValueError, TypeError, SQLAlchemyError) as error:
        raise BadBackup(messages.BAD_ROWS.format(table=table.name, why=type(error).__name__)) from error


def _batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    batch: list[list[Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _advance_counters(connection: Connection, database: Database) -> None:
    """PostgreSQL counts on from where the loaded numbers end; SQLite does so by itself."""
    if is_sqlite(connection):
        return
    for table in database.tables:
        column = table.autoincrement_column
        if column is None or column.autoincrement is False:
            continue
        highest = connection.execute(select(func.max(column))).scalar_one()
        if highest is not None:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"),
                {"table": table.name, "column": column.name, "highest": highest},
            )
