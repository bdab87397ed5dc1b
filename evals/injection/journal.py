"""What is written to a database, row by row: triggers note every change, whoever makes it and by whatever way.

For SQLite, and for a database that exists only to be attacked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, Table, text

from assistant.memory.tables import Base
from credit_core.storage import tables
from credit_core.storage.engine import WRITES

ALL = (*tables.metadata.sorted_tables, *Base.metadata.sorted_tables)
"""Every table of an installation."""
_OWNERS = {
    "audit_entry": "entity_id",
    "credit_case": "id",
    "conversation": "id",
    "turn": "conversation_id",
    "answer_given": "conversation_id",
    "conversation_case": "conversation_id",
    "message": "conversation_id",
    "handoff": "conversation_id",
}
_JOURNAL = "injection_journal"


@dataclass(frozen=True, slots=True)
class Change:
    """A row written. `owner`: the case or conversation that it belongs to; None where the table knows none."""

    table: str
    act: str
    owner: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows that a database held at one time: how many in each table, a hash of each, and the last of each."""

    counts: Mapping[str, int]
    hashes: Mapping[str, str]
    last: Mapping[str, int]


class Journal:
    """Notes every change from the time it is made."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._read = 0
        with engine.connect() as connection:
            writing = connection.execution_options(**{WRITES: True})
            with writing.begin():
                writing.execute(
                    text(f"CREATE TABLE {_JOURNAL} (n INTEGER PRIMARY KEY, tbl TEXT, act TEXT, owner TEXT)")
                )
                for table in ALL:
                    for act, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
                        writing.execute(text(_trigger(table, act, row)))

    def taken(self) -> tuple[Change, ...]:
        """The changes since the last call."""
        query = text(f"SELECT n, tbl, act, owner FROM {_JOURNAL} WHERE n > :read ORDER BY n")  # noqa: S608
        with self._engine.connect() as connection:
            rows = connection.execute(query, {"read": self._read}).all()
        if rows:
            self._read = rows[-1].n
        return tuple(Change(row.tbl, row.act, row.owner) for row in rows)


def _trigger(table: Table, act: str, row: str) -> str:
    column = _OWNERS.get(table.name, "case_id" if "case_id" in table.columns else None)
    owner = f"{row}.{column}" if column else "NULL"
    if table.name == "answer_clause":
        owner = f"(SELECT conversation_id FROM answer_given WHERE answer_id = {row}.answer_id)"  # noqa: S608
    note = f"INSERT INTO {_JOURNAL} (tbl, act, owner) VALUES ('{table.name}', '{act}', {owner})"  # noqa: S608
    return f"CREATE TRIGGER journal_{table.name}_{act.lower()} AFTER {act} ON {table.name} BEGIN {note}; END"


def snapshot(engine: Engine, upto: Snapshot | None = None) -> Snapshot:
    """The database as it stands; with `upto` only the rows that it held then, so that equal means: none was touched."""
    counts, hashes, last = {}, {}, {}
    with engine.connect() as connection:
        for table in ALL:
            name = table.name
            if name == tables.audit_head.name:
                continue  # moves with every entry; the chain is verified as a whole
            end = connection.scalar(text(f"SELECT coalesce(max(rowid), 0) FROM {name}"))  # noqa: S608
            last[name] = end if upto is None else upto.last[name]
            query = text(f"SELECT * FROM {name} WHERE rowid <= :last ORDER BY rowid")  # noqa: S608
            digest, count = hashlib.sha256(), 0
            for found in connection.execute(query, {"last": last[name]}):
                digest.update(repr(tuple(found)).encode())
                count += 1
            counts[name], hashes[name] = count, digest.hexdigest()
    return Snapshot(counts, hashes, last)
