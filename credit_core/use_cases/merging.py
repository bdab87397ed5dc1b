"""Merging (合并) of doubles: the same information taken in twice counts once."""

from __future__ import annotations

from credit_core.errors import BadFiling, Forbidden, NotAllowed, StaleVersion
from credit_core.messages import intake as messages
from credit_core.messages import storage as storage_messages
from credit_core.model.people import Actor, Role
from credit_core.model.records import Publicity, Record, Validity
from credit_core.rules.disclosed_records import COUNTS
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.downstream import Change, tell_recipients
from credit_core.use_cases.office import Office
from credit_core.use_cases.record_changes import Ground, settle, stop_publicity, stop_sharing

_MAY_MERGE = (Role.CASE_OFFICER, Role.REVIEWER)


def merge_double(
    office: Office,
    actor: Actor,
    double_id: str,
    into_id: str,
    note: str,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Record:
    """Merge a record into the one it doubles, and return the double: no longer public, shared or counted.

    No text speaks of doubles; that they are the same is the officer's finding. `version` is the double's.

    Raises:
        NotAllowed: not both in effect, or of different subjects, places, classes or documents.
        BadFiling: no note. Forbidden, NotFound, StaleVersion.
    """
    if actor.role not in _MAY_MERGE:
        raise Forbidden(messages.RELEASE_ROLE)
    if not note.strip():
        raise BadFiling(messages.REASON_MISSING)
    if double_id == into_id:
        raise NotAllowed(messages.MERGE_SELF)
    with office.transaction(within) as unit:
        keys = sorted({double_id, into_id})  # always locked in the same order
        locked = {key: unit.records.get(key, lock=True) for key in keys}
        double, into = locked[double_id], locked[into_id]
        if version is not None and double.version != version:
            raise StaleVersion(storage_messages.STALE.format(what=storage_messages.NAMES["record"]))
        if not {double.validity, into.validity} <= COUNTS:
            raise NotAllowed(messages.MERGE_STATE)
        if _identity(double) != _identity(into):
            raise NotAllowed(messages.MERGE_DIFFERENT)
        on, at = office.clock.today(), office.clock.now()
        reason = messages.MERGED.format(number=into.number)
        ground = Ground(actor, on, at, note, reason, None, None)
        merged = settle(unit, stop_sharing(unit, stop_publicity(unit, double, ground), ground), Validity.MERGED, ground)
        change = Change.STOPPED if double.publicity is Publicity.PUBLIC else Change.CORRECTED
        tell_recipients(unit, office, merged, change, on=on, actor=actor)
        return merged


def _identity(record: Record) -> tuple[object, ...]:
    return record.subject_id, record.jurisdiction, record.source, record.record_class, record.document_id
