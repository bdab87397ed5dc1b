"""The form of a backup: gzip, JSON lines, the same for every database, so that a county can move from one to another.

    {"format": "credit-core-backup", "version": 1, "made_at": …, "revisions": {version table: revision}, "head": …}
    {"table": name, "columns": [name, …]}          for every table, each after those it refers to
    [value, …]                                     for every row of it, in the order of its primary key
    {"manifest": {name: {"rows": number, "sha256": hexadecimal}, …}}

A table's hash is over the bytes of its row lines, line feeds included. Dates are YYYY-MM-DD, moments UTC. The hashes
show damage; against a forger only the heads of the audit chain that are kept elsewhere (校验点) help.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, DateTime, Table

from credit_core.audit.canonical import stamp
from credit_core.audit.entry import Head
from credit_core.messages import storage as messages
from credit_core.storage.errors import BadBackup
from credit_core.storage.types import Moment
from knowledge.citations.reference import ClauseRef

FORMAT = "credit-core-backup"
VERSION = 1

Progress = Callable[[str, int, int], None]
"""Told what is being worked on, and how many rows of how many are done."""


def silent(_what: str, _done: int, _of: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `rows` and `hashes` are by table, `revisions` by the table that keeps them."""

    made_at: datetime
    revisions: dict[str, str]
    head: Head | None
    rows: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Rows of all tables."""
        return sum(self.rows.values())


class Section:
    """One table's rows as they pass by: how many, and their hash."""

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self.table = table
        self.columns = tuple(columns)
        self.rows = 0
        self._hash = sha256()

    def pass_by(self, line: bytes) -> None:
        """Count a row line, its line feed included."""
        self.rows += 1
        self._hash.update(line)

    @property
    def summary(self) -> dict[str, Any]:
        """What the manifest keeps of it."""
        return {"rows": self.rows, "sha256": self._hash.hexdigest()}


def line_of(value: Any) -> bytes:
    """One line, ended by a line feed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def encoded(value: Any) -> Any:
    """A stored value in JSON's types. A moment without a zone is UTC."""
    if isinstance(value, datetime):
        return stamp(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, ClauseRef):
        return str(value)
    return value


def decoder(column: Column[Any]) -> Callable[[Any], Any]:
    """From JSON back to what the column takes."""
    if isinstance(column.type, Moment | DateTime):
        return _moment
    if isinstance(column.type, Date):
        return _day
    return _same


def header_of(line: bytes) -> Manifest:
    """The first line.

    Raises:
        BadBackup: it is none.
    """
    try:
        head = json.loads(line)
        if head["format"] != FORMAT or head["version"] != VERSION:
            raise BadBackup(messages.NO_BACKUP)
        kept = Head.parse(head["head"]) if head["head"] else None
        return Manifest(datetime.fromisoformat(head["made_at"]), dict(head["revisions"]), kept)
    except (ValueError, KeyError, TypeError):
        raise BadBackup(messages.NO_BACKUP) from None


@contextmanager
def opened(file: Path) -> Iterator[Iterator[bytes]]:
    """The lines of a backup.

    Raises:
        BadBackup: it is not gzip, or ends early.
    """
    try:
        with gzip.open(file, "rb") as stream:
            yield iter(stream)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise BadBackup(messages.BACKUP_DAMAGED) from None


def sections(lines: Iterator[bytes], passed: list[Section]) -> Iterator[tuple[Section, list[Any]]]:
    """Every row after the header with its table, which is put into `passed`; the last line is held against them.

    Raises:
        BadBackup: a line is none, the manifest is missing, or a table is not what the manifest says.
    """
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            raise BadBackup(messages.BACKUP_DAMAGED) from None
        if isinstance(value, list) and passed:
            passed[-1].pass_by(line)
            yield passed[-1], value
        elif isinstance(value, dict) and "table" in value:
            passed.append(Section(value["table"], value["columns"]))
        elif isinstance(value, dict) and "manifest" in value:
            if {section.table: section.summary for section in passed} != value["manifest"] or next(lines, None):
                raise BadBackup(messages.BACKUP_DAMAGED)
            return
        else:
            raise BadBackup(messages.BACKUP_DAMAGED)
    raise BadBackup(messages.BACKUP_DAMAGED)


def columns_of(table: Table) -> tuple[str, ...]:
    """The names of its columns, in order."""
    return tuple(column.name for column in table.columns)


def _moment(text: str | None) -> datetime | Any | None:
    return None if text is None else datetime.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _same(value: Any) -> Any:
    return value
