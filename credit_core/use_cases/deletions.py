"""The list of deletions (删除清单): what was deleted or erased, so that a restored backup does not bring it back.

A backup knows only the deletions before it. The list is therefore exported by itself, daily, and kept apart from the
backups. It names ids, numbers, reasons and clauses; it holds no content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from credit_core.errors import Duplicate
from credit_core.messages import maintenance as messages
from credit_core.model.people import SYSTEM
from credit_core.model.records import Publicity, Record, Sharing, Tombstone, Validity
from credit_core.storage.dump import new_file
from credit_core.storage.dump_format import encoded, line_of
from credit_core.storage.errors import BadDeletions
from credit_core.storage.unit_of_work import Store, UnitOfWork
from credit_core.use_cases.erasure import ERASED_ACT, Erasure, erase_personal
from credit_core.use_cases.office import Office
from credit_core.use_cases.record_changes import Ground, settle
from knowledge.citations.reference import ClauseRef

FORMAT = "credit-core-deletions"
VERSION = 1


@dataclass(frozen=True)
class Deletions:
    """Deleted records, and the subjects whose personal data was erased, each once."""

    tombstones: tuple[Tombstone, ...]
    subjects: tuple[str, ...]


def deletions_of(store: Store) -> Deletions:
    """All deletions so far."""
    with store.read() as unit:
        entries = unit.audit_entries.where(act=ERASED_ACT, order=("seq",))
        return Deletions(
            unit.tombstones.where(order=("at", "record_id")), tuple(dict.fromkeys(e.entity_id for e in entries))
        )


def write_deletions(store: Store, file: Path, at: datetime) -> Deletions:
    """Write the list as JSON lines, readable by its owner alone.

    Raises:
        FileThere: `file` exists.
    """
    found = deletions_of(store)
    with new_file(file) as out:
        out.write(line_of({"format": FORMAT, "version": VERSION, "made_at": encoded(at)}))
        for stone in found.tombstones:
            out.write(line_of({"tombstone": {f.name: encoded(getattr(stone, f.name)) for f in fields(stone)}}))
        for subject in found.subjects:
            out.write(line_of({"erased": subject}))
    return found


def read_deletions(file: Path) -> Deletions:
    """The list in a file.

    Raises:
        BadDeletions: it is none.
    """
    try:
        lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        if lines[0]["format"] != FORMAT or lines[0]["version"] != VERSION:
            raise BadDeletions(messages.NO_DELETIONS)
        stones = tuple(_tombstone(line["tombstone"]) for line in lines[1:] if "tombstone" in line)
        return Deletions(stones, tuple(line["erased"] for line in lines[1:] if "tombstone" not in line))
    except (OSError, ValueError, LookupError, TypeError):
        raise BadDeletions(messages.NO_DELETIONS) from None


def add_tombstones(unit: UnitOfWork, deletions: Deletions) -> int:
    """Put the listed tombstones in place, where they are missing; how many were."""
    return sum(_added(unit, stone) for stone in deletions.tombstones)


def erase_again(unit: UnitOfWork, office: Office, deletions: Deletions) -> Iterator[Erasure]:
    """Erase anew what was erased after the backup. A subject that the backup does not know is left out."""
    for subject_id in deletions.subjects:
        if unit.subjects.find(subject_id) is not None:
            yield erase_personal(office, SYSTEM, subject_id, messages.ERASED_AGAIN, within=unit)


def _added(unit: UnitOfWork, stone: Tombstone) -> bool:
    try:
        unit.tombstones.add(stone)
    except Duplicate:
        return False
    return True


def _tombstone(values: dict[str, Any]) -> Tombstone:
    return Tombstone(
        record_id=str(values["record_id"]),
        number=str(values["number"]),
        reason=str(values["reason"]),
        clause=ClauseRef.parse(values["clause"]) if values["clause"] else None,
        on=date.fromisoformat(values["on"]),
        at=datetime.fromisoformat(values["at"]),
    )


def purge_restored(unit: UnitOfWork, at: datetime) -> int:
    """Delete anew what a tombstone says was deleted and the backup brought back; how many records that were."""
    purged = 0
    for stone in unit.tombstones.where(order=("record_id",)):
        record = unit.records.find(stone.record_id, lock=True)
        if record is None or _is_empty(record):
            continue
        ground = Ground(SYSTEM, stone.on, at, messages.RESTORE, stone.reason, None, stone.clause)
        changes = {
            "content": {},
            "title": "",
            "publicity": Publicity.STOPPED if record.publicity is Publicity.PUBLIC else record.publicity,
            "sharing": Sharing.STOPPED if record.sharing is Sharing.SHARED else record.sharing,
            "objection_marks": 0,
        }
        settle(unit, record, Validity.DELETED, ground, **changes)
        unit.versions.remove(record_id=record.id)
        purged += 1
    return purged


def _is_empty(record: Record) -> bool:
    """True if nothing is left to delete; an erased title of a deleted record only says that it was erased."""
    return not record.content and (not record.title or record.validity is Validity.DELETED)
