"""How a record changes: every change keeps its source and reason (信息来源和变动理由), and the clause where one says so.

All acts change records through these functions, inside their own transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from credit_core.messages import records as messages
from credit_core.model.ids import new_id
from credit_core.model.people import Actor
from credit_core.model.records import (
    Axis,
    Publicity,
    Record,
    RecordChange,
    RecordVersion,
    Sharing,
    Tombstone,
    Validity,
)
from credit_core.storage.unit_of_work import UnitOfWork
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a record changes: who, when, on whose word, for what reason, by which rule and clause (None: practice)."""

    actor: Actor
    on: date
    at: datetime
    source: str
    reason: str
    rule: str | None
    clause: ClauseRef | None
    case_id: str | None = None


def take_in(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """Put down a record as received (收到), before anybody examined it (D1-01)."""
    added = unit.records.add(record)
    _log(unit, added, Axis.VALIDITY, "", added.validity, ground)
    return added


def settle(unit: UnitOfWork, record: Record, validity: Validity, ground: Ground, **changes: Any) -> Record:
    """Change whether the record counts, with other fields that change along with it."""
    changed = unit.records.replace(replace(record, validity=validity, **changes))
    _log(unit, changed, Axis.VALIDITY, record.validity, validity, ground)
    return changed


def erase(unit: UnitOfWork, record: Record, validity: Validity, ground: Ground) -> Record:
    """As `settle`, with the content erased and a tombstone, so that a restored backup does not bring it back."""
    unit.versions.remove(record_id=record.id)
    changed = settle(unit, record, validity, ground, content={}, title="")
    unit.tombstones.add(Tombstone(record.id, record.number, ground.reason, ground.clause, ground.on, ground.at))
    return changed


def start_sharing(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """Begin sharing (共享)."""
    changed = unit.records.replace(replace(record, sharing=Sharing.SHARED))
    _log(unit, changed, Axis.SHARING, record.sharing, Sharing.SHARED, ground)
    return changed


def mark_objection(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """Add the objection mark (异议标注). Disclosure and use are not touched: hiding needs a rule of its own."""
    changed = unit.records.replace(replace(record, objection_marks=record.objection_marks + 1))
    _log(unit, changed, Axis.OBJECTION_MARK, messages.NO, messages.YES, ground)
    return changed


def clear_objection(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """Take one objection's mark away; the mark goes on showing while another objection is open."""
    changed = unit.records.replace(replace(record, objection_marks=max(record.objection_marks - 1, 0)))
    _log(unit, changed, Axis.OBJECTION_MARK, messages.YES, messages.NO, ground)
    return changed


def correct(unit: UnitOfWork, record: Record, content: Mapping[str, Any], ground: Ground) -> Record:
    """Replace the content; the old version stays for audit and is never disclosed."""
    unit.versions.add(RecordVersion(new_id(), record.id, record.version, ground.at, record.content))
    changed = unit.records.replace(replace(record, content=dict(content), validity=Validity.CORRECTED))
    _log(unit, changed, Axis.CONTENT, record.validity, Validity.CORRECTED, ground)
    return changed


def delete(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """Delete the content everywhere: what stays is a tombstone of id, reason and date. Recipients are to be told."""
    unit.versions.remove(record_id=record.id)
    changed = unit.records.replace(
        replace(
            record,
            content={},
            title="",
            validity=Validity.DELETED,
            publicity=Publicity.STOPPED if record.publicity is Publicity.PUBLIC else record.publicity,
            sharing=Sharing.STOPPED if record.sharing is Sharing.SHARED else record.sharing,
            objection_marks=0,
        )
    )
    _log(unit, changed, Axis.VALIDITY, record.validity, Validity.DELETED, ground)
    unit.tombstones.add(Tombstone(record.id, record.number, ground.reason, ground.clause, ground.on, ground.at))
    _tell_recipients(unit, record)
    return changed


def publish(unit: UnitOfWork, record: Record, end: date | None, note: str | None, ground: Ground) -> Record:
    """Begin publicity (公示) on the ground's day; `end` None while nothing determines it, `note` saying why."""
    changed = unit.records.replace(
        replace(record, publicity=Publicity.PUBLIC, publicity_start=ground.on, publicity_end=end, publicity_note=note)
    )
    _log(unit, changed, Axis.PUBLICITY, record.publicity, Publicity.PUBLIC, ground)
    return changed


def stop_publicity(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """End publicity; downstream recipients are to stop using it. A record that is not public stays as it is."""
    if record.publicity is not Publicity.PUBLIC:
        return record
    changed = unit.records.replace(replace(record, publicity=Publicity.STOPPED))
    _log(unit, changed, Axis.PUBLICITY, record.publicity, Publicity.STOPPED, ground)
    _tell_recipients(unit, record)
    return changed


def stop_sharing(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """End sharing (共享), which is not the same as publicity. A record that is not shared stays as it is."""
    if record.sharing is not Sharing.SHARED:
        return record
    changed = unit.records.replace(replace(record, sharing=Sharing.STOPPED))
    _log(unit, changed, Axis.SHARING, record.sharing, Sharing.STOPPED, ground)
    return changed


def mark_repair(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """Annotate the repair (标注)."""
    changed = unit.records.replace(replace(record, repair_mark=True))
    _log(unit, changed, Axis.REPAIR_MARK, messages.NO, messages.YES, ground)
    return changed


def mask(unit: UnitOfWork, record: Record, ground: Ground) -> Record:
    """Mask the record (屏蔽): it is no longer shown in disclosure to others."""
    changed = unit.records.replace(replace(record, masked=True))
    _log(unit, changed, Axis.PUBLICITY, record.publicity, Publicity.MASKED, ground)
    return changed


def _log(unit: UnitOfWork, record: Record, axis: Axis, before: str, after: str, ground: Ground) -> None:
    unit.changes.add(
        RecordChange(
            id=new_id(),
            record_id=record.id,
            at=ground.at,
            on=ground.on,
            axis=axis,
            before=str(before),
            after=str(after),
            source=ground.source,
            reason=ground.reason,
            rule=ground.rule,
            clause=ground.clause,
            case_id=ground.case_id,
            actor_id=ground.actor.id,
        )
    )
    unit.audit(
        ground.at, ground.actor, f"record.{axis}", "record", record.id, clause=ground.clause,
        before={axis.value: str(before)}, after={axis.value: str(after), "reason": ground.reason},
    )  # fmt: skip


def _tell_recipients(unit: UnitOfWork, record: Record) -> None:
    for recipient in unit.recipients.where(record_id=record.id, confirmed_at=None):
        unit.recipients.replace(replace(recipient, told_at=None))
