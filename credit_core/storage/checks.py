"""What can be asked of a database itself: is it whole, does it keep what it acknowledged, is the chain protected?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, func, select, text

from credit_core.messages import maintenance as messages
from credit_core.storage.engine import is_sqlite
from credit_core.storage.schema import Database

_ROW_TRIGGERS = (
    "audit_content_keep",
    "audit_content_stay",
    "audit_entry_keep",
    "audit_entry_stay",
    "audit_head_keep",
    "audit_head_stay",
)
_SQLITE_TRIGGERS = ("audit_content_once", "audit_entry_once", "audit_head_once")
_POSTGRESQL_TRIGGERS = ("audit_content_full", "audit_entry_full", "audit_head_full")
_FULL = 2
_SHOWN = 5


class State(StrEnum):
    """What a check found."""

    GOOD = "good"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was found, in Chinese."""

    name: str
    state: State
    sentence: str


def integrity(connection: Connection) -> Iterator[Check]:
    """Is every page readable, does every reference lead somewhere, is every constraint in force?"""
    if is_sqlite(connection):
        damaged = [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        dangling = [f"{row[0]}→{row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    else:
        damaged = list(connection.scalars(text(
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid"
        )))  # fmt: skip
        dangling = list(connection.scalars(text("SELECT conname FROM pg_constraint WHERE NOT convalidated")))
    yield _judged(messages.INTEGRITY, damaged, messages.WHOLE, messages.DAMAGED)
    yield _judged(messages.REFERENCES, dangling, messages.REFERENCES_HOLD, messages.DANGLING)


def durability(connection: Connection) -> Iterator[Check]:
    """Is what was acknowledged on the disk? Only as far as the settings say: no setting makes a disk honest."""
    wrong = []
    if is_sqlite(connection):
        if connection.scalar(text("PRAGMA synchronous")) != _FULL:
            wrong.append("synchronous")
        if connection.scalar(text("PRAGMA journal_mode")) not in ("wal", "memory"):
            wrong.append("journal_mode")
    else:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            if connection.scalar(text(f"SHOW {name}")) in ("off", "local"):
                wrong.append(name)
    yield _judged(messages.DURABILITY, wrong, messages.DURABLE, messages.NOT_DURABLE, State.WARNING)


def structure(connection: Connection, database: Database) -> Iterator[Check]:
    """Do the tables have the columns, constraints and indexes that the program writes to?"""
    for history in database.histories:
        tables = history.metadata.tables
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": history.version_table,
                "include_name": lambda name, kind, _, tables=tables: kind != "table" or name in tables,
            },
        )
        found = [str(difference) for difference in compare_metadata(context, history.metadata)]
        yield _judged(
            messages.STRUCTURE.format(name=history.name), found, messages.STRUCTURE_HOLDS, messages.STRUCTURE_DIFFERS
        )


def protection(connection: Connection) -> Iterator[Check]:
    """Does the database refuse to change the audit chain?"""
    yield _judged(messages.PROTECTION, list(missing_triggers(connection)), messages.PROTECTED, messages.NOT_PROTECTED)


def triggers(connection: Connection) -> tuple[str, ...]:
    """The names of the triggers that keep the audit chain append-only."""
    return (*_ROW_TRIGGERS, *(_SQLITE_TRIGGERS if is_sqlite(connection) else _POSTGRESQL_TRIGGERS))


def missing_triggers(connection: Connection) -> tuple[str, ...]:
    """Those of them that are not there, or are switched off."""
    if is_sqlite(connection):
        query = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        query = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
    there = set(connection.scalars(query))
    return tuple(name for name in triggers(connection) if name not in there)


def counts(connection: Connection, database: Database) -> dict[str, int]:
    """How many rows every table has."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in database.tables
    }


def _judged(name: str, wrong: list[str], good: str, bad: str, state: State = State.FAULT) -> Check:
    if not wrong:
        return Check(name, State.GOOD, good)
    return Check(name, state, bad.format(found="、".join(wrong[:_SHOWN]), count=len(wrong)))
