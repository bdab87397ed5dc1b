"""The care of the database: upgrade, check, back up and restore."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from credit_core.audit.entry import Head
from credit_core.audit.verify import Report
from credit_core.messages import maintenance as messages
from credit_core.model.people import SYSTEM
from credit_core.storage import chain, checks
from credit_core.storage.checks import Check, State
from credit_core.storage.dump import copy_file, write_dump
from credit_core.storage.dump_format import Manifest, Progress, silent
from credit_core.storage.engine import open_engine
from credit_core.storage.errors import BadBackup
from credit_core.storage.restore import check_dump, load_dump
from credit_core.storage.schema import Database
from credit_core.use_cases.deletions import (
    Deletions,
    add_tombstones,
    erase_again,
    purge_restored,
    read_deletions,
    write_deletions,
)
from credit_core.use_cases.erasure import Erasure
from credit_core.use_cases.office import Office

__all__ = [
    "Check",
    "Database",
    "Progress",
    "Restored",
    "State",
    "back_up",
    "check",
    "counts",
    "read_deletions",
    "restore",
    "upgrade",
    "write_deletions",
]

RESTORED_ACT = "database.restored"
_COPIES = (".db", ".sqlite")


@dataclass(frozen=True)
class Restored:
    """What a restore brought back, and what it took out again because it had been deleted since."""

    manifest: Manifest
    report: Report
    tombstones: int
    purged: int
    erasures: tuple[Erasure, ...]


def upgrade(database: Database) -> dict[str, str]:
    """Bring every history to its head; the revisions after it, by the table that keeps them."""
    database.upgrade()
    with database.engine.connect() as connection:
        return database.revisions(connection)


def check(database: Database, heads: Sequence[Head] = ()) -> tuple[Check, ...]:
    """Everything that can be checked while the database is in use. Of an old structure only the revision is told."""
    behind = database.behind()
    found = [
        Check(
            messages.REVISION.format(name=history.name),
            State.FAULT if history.name in behind else State.GOOD,
            messages.BEHIND if history.name in behind else messages.AT_HEAD,
        )
        for history in database.histories
    ]
    looks: list[tuple[str, Callable[[Connection], Iterable[Check]]]] = [
        (messages.DURABILITY, checks.durability),
        (messages.INTEGRITY, checks.integrity),
    ]
    if not behind:
        looks += [
            (messages.STRUCTURES, lambda connection: checks.structure(connection, database)),
            (messages.PROTECTION, checks.protection),
            (messages.CHAIN, lambda connection: [_chain(connection, heads)]),
        ]
    for name, look in looks:
        with database.engine.connect() as connection:
            try:
                found += list(look(connection))
            except DBAPIError as error:  # so damaged that it cannot even be read
                found.append(Check(name, State.FAULT, messages.UNREADABLE.format(why=error.orig)))
    return tuple(found)


def _chain(connection: Connection, heads: Sequence[Head]) -> Check:
    report = chain.verify(connection, heads)
    told = report.summary + "".join(fault.sentence for fault in report.faults)
    return Check(messages.CHAIN, State.GOOD if report.sound else State.FAULT, told)


def counts(database: Database) -> dict[str, int]:
    """How many rows every table has."""
    with database.engine.connect() as connection:
        return checks.counts(connection, database)


def back_up(database: Database, file: Path, at: datetime, progress: Progress = silent) -> int:
    """Back the running database up as of one moment; the number of rows. A file `*.db` is a plain copy of a SQLite file.

    Raises:
        WrongRevision: a history is not at its head, or no plain copy can be made. FileThere: `file` exists.
    """
    if file.suffix in _COPIES:
        copy_file(database, file)
        return sum(counts(database).values())
    return write_dump(database, file, at, progress).total


def restore(
    office: Office,
    database: Database,
    file: Path,
    *,
    heads: Sequence[Head] = (),
    deletions: Deletions | None = None,
    progress: Progress = silent,
) -> Restored:
    """Restore a backup of any database into this empty one, in one transaction, and take out what was deleted since.

    `heads` are those kept outside up to the backup: its chain must agree with them. `deletions` is the newest list kept
    apart from the backups; what it names does not come back. The restore itself becomes an entry of the chain.

    Raises:
        BadBackup, WrongRevision, NotEmpty: see `restore.load_dump`; nothing is written then.
    """
    with TemporaryDirectory() as folder:
        if file.suffix in _COPIES:
            file = _dumped(database, file, Path(folder), office.clock.now())
        manifest = check_dump(file, progress)
        listed = deletions or Deletions((), ())
        with office.store.begin() as unit:
            report = load_dump(unit.connection, database, file, manifest, heads, progress)
            tombstones = add_tombstones(unit, listed)
            purged = purge_restored(unit, office.clock.now())
            erasures = tuple(erase_again(unit, office, listed))
            after = {"made_at": manifest.made_at, "rows": manifest.total, "purged": purged, "erased": len(erasures)}
            unit.audit(office.clock.now(), SYSTEM, RESTORED_ACT, "database", office.store.engine.name, after=after)
    return Restored(manifest, report, tombstones, purged, erasures)


def _dumped(database: Database, copy: Path, folder: Path, at: datetime) -> Path:
    """A plain copy as a backup like any other; the copy itself is not opened, for opening would change it."""
    if not copy.is_file():
        raise BadBackup(messages.NO_FILE.format(file=copy))
    engine = open_engine(f"sqlite:///{shutil.copy(copy, folder / 'copy.db')}")
    try:
        write_dump(Database(engine, database.histories), folder / "copy.gz", at)
    finally:
        engine.dispose()
    return folder / "copy.gz"
