"""Who looked at one's records and why (查询登记), as the subject reads it: every entry, granted and refused.

山西 第四十一条第二款 lets the subject know 「相关使用、评价等情况」.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from credit_core.messages import desk_records as desk_messages
from credit_core.messages import mine as messages
from credit_core.model.disclosure import Mode, QueryEntry
from credit_core.model.labels import ROLES
from credit_core.model.subjects import Subject
from credit_core.parameters import Law
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified, entries_of
from knowledge.citations.reference import ClauseRef

SIZE = 30
"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a look rests on: a clause as a reader names it, or an officer's own words (`clause` None)."""

    clause: ClauseRef | None
    words: str


@dataclass(frozen=True, slots=True)
class OwnLook:
    """One look. `own`: the subject itself. `reason` says why it was refused. `records` are numbers of what was shown."""

    at: datetime
    place: str
    requester: str
    role: str
    own: bool
    mode_name: str
    purpose: str
    grounds: tuple[Ground, ...]
    channel: str
    granted: bool
    reason: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """A page of the register, newest first; `others` counts those that were not the subject's own, on all pages."""

    rows: tuple[OwnLook, ...]
    page: int
    pages: int
    total: int
    others: int


def own_looks(office: Office, whose: Identified, *, others_only: bool = False, page: int = 1) -> Looks:
    """The subject's register; reading it is no look at the records."""
    with office.store.read() as unit:
        entries = entries_of(unit, whose)
        others = tuple(entry for entry in entries if entry.mode is not Mode.REAL_NAME)
        listed = others if others_only else entries
        pages = max(1, -(-len(listed) // SIZE))
        at = min(max(page, 1), pages)
        rows = tuple(_rows(unit, office.law, listed[(at - 1) * SIZE : at * SIZE]))
    return Looks(rows, at, pages, len(entries), len(others))


def looks_at(unit: UnitOfWork, office: Office, subject: Subject, record_id: str) -> tuple[OwnLook, ...]:
    """Looks at one record, newest first."""
    found = [entry for entry in entries_of(unit, subject) if record_id in entry.record_ids]
    return tuple(_rows(unit, office.law, found))


def _rows(unit: UnitOfWork, law: Law, entries: Iterable[QueryEntry]) -> Iterator[OwnLook]:
    found = tuple(entries)
    ids = {record_id for entry in found for record_id in entry.record_ids}
    numbers = {one.id: one.number for one in unit.records.where(id=tuple(ids))} if ids else {}
    for entry in found:
        yield _look(law, entry, numbers)


def _look(law: Law, entry: QueryEntry, numbers: dict[str, str]) -> OwnLook:
    roles = {role.value: name for role, name in ROLES.items()}
    return OwnLook(
        at=entry.at,
        place=law.jurisdictions.get(entry.jurisdiction, entry.jurisdiction),
        requester=entry.requester,
        role=messages.REQUESTERS.get(entry.role) or roles.get(entry.role, entry.role),
        own=entry.mode is Mode.REAL_NAME,
        mode_name=desk_messages.MODES[entry.mode],
        purpose=entry.purpose,
        grounds=tuple(_ground(law, part) for part in entry.basis.split("；") if part),
        channel=messages.CHANNELS.get(entry.channel, entry.channel),
        granted=entry.granted,
        reason=entry.reason,
        records=tuple(numbers[one] for one in entry.record_ids if one in numbers),
    )


def _ground(law: Law, part: str) -> Ground:
    try:
        clause = ClauseRef.parse(part)
        return Ground(clause, law.citation(clause))
    except (ValueError, KeyError):
        return Ground(None, part)
