"""Retention (保存期限): what a loaded period no longer lets be kept is erased; without one nothing is (F-23).

The list of deletions that keeps a restored backup from bringing it back is `use_cases/deletions.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from credit_core.errors import LawError
from credit_core.law.outside_fields import Kind
from credit_core.messages import publicity as messages
from credit_core.model.people import SYSTEM
from credit_core.model.records import Publicity, Record, Sharing, Validity
from credit_core.rules.publicity import End, end_of
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.downstream import Change, tell_recipients
from credit_core.use_cases.office import Office
from credit_core.use_cases.publicity import rules_of
from credit_core.use_cases.record_changes import Ground, erase, stop_sharing

_KEPT_STATES = (Validity.EFFECTIVE, Validity.CORRECTED)
_NOT_PUBLIC = (Publicity.NOT_PUBLIC, Publicity.STOPPED, Publicity.MASKED)


def erase_expired(office: Office, today: date | None = None) -> int:
    """Erase every record whose retention period is over (D1-15), each in its own transaction; how many.

    A record that is still public, or that an open objection marks, is left: publicity ends first, and the case needs what
    it is about. A job of the worker.
    """
    day = today or office.clock.today()
    with office.store.read() as unit:
        found = [record.id for record in _candidates(unit, office) if _over(retention_end(unit, office, record), day)]
    return sum(_erase(office, record_id, day) for record_id in found)


def _candidates(unit: UnitOfWork, office: Office) -> Iterator[Record]:
    """Records of entries that some loaded file gives a retention period for."""
    places: dict[str, set[str]] = {}
    for file in office.outside(unit).files:
        codes = {key for kind, key in file.values if kind is Kind.RETENTION_PERIOD}
        places.setdefault(file.rules.jurisdiction, set()).update(codes)
    for jurisdiction, codes in places.items():
        yield from unit.records.where(
            jurisdiction=jurisdiction, item=codes, validity=_KEPT_STATES, publicity=_NOT_PUBLIC, objection_marks=0
        )


def retention_end(unit: UnitOfWork, office: Office, record: Record) -> End:
    """When it ends; no end where the law data do not answer for the record, which is not the worker's to settle."""
    if record.item is None or record.event_date is None:
        return End(None, None)
    try:
        term = office.outside(unit).retention_period(record.jurisdiction, record.item, record.event_date)
    except LawError as error:
        return End(None, str(error))
    document = unit.documents.find(record.document_id) if record.document_id else None
    return end_of(term, record, document)


def _over(end: End, today: date) -> bool:
    return end.day is not None and end.day < today


def _erase(office: Office, record_id: str, today: date) -> bool:
    with office.transaction() as unit:
        record = unit.records.get(record_id, lock=True)
        end = retention_end(unit, office, record)
        waits = record.publicity not in _NOT_PUBLIC or record.objection_marks
        if record.validity not in _KEPT_STATES or waits or not _over(end, today):
            return False
        place = rules_of(office, record, today)
        reason = messages.RETENTION_OVER.format(end=end.day)
        ground = Ground(SYSTEM, today, office.clock.now(), place.document, reason, "D1-15", place.retention.clause)
        if record.sharing is Sharing.SHARED:
            record = stop_sharing(unit, record, ground)
        archived = erase(unit, record, Validity.ARCHIVED, ground)
        tell_recipients(unit, office, archived, Change.DELETED, on=today)
        return True
