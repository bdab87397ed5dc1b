"""Personal data of one subject: handed out whole, and erased where nothing open stands on it any more.

No regulation of the corpus gives a general right to erasure, and none orders how long a case file is kept. So nothing is
erased by itself: a named officer states the basis. What an open case or a record that still counts rests on is kept, and
the answer says so. The audit chain stays valid; the erasure is an entry of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from credit_core.errors import BadFiling, Forbidden
from credit_core.messages import erasure as messages
from credit_core.model.cases import Case
from credit_core.model.labels import ROLES
from credit_core.model.people import Actor, Role
from credit_core.model.records import Record, Validity
from credit_core.storage.personal import Holdings, blank, personal_rows
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

ERASED_ACT = "subject.erased"
_MAY_ERASE = (Role.CASE_OFFICER, Role.REVIEWER, Role.ADMINISTRATOR, Role.SYSTEM)
_NO_LONGER_COUNTS = (Validity.DELETED, Validity.REJECTED, Validity.MERGED)


@dataclass(frozen=True)
class Erasure:
    """What was emptied (rows by table) and what was kept, each with the reason in Chinese."""

    subject_id: str
    emptied: dict[str, int]
    kept: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """True if nothing of the subject's personal data is left."""
        return not self.kept


@dataclass(frozen=True, slots=True)
class Erasable:
    """What could be emptied, how many cases and records still stand on the rest, and what is kept with the reason."""

    holdings: Holdings
    open: int
    kept: tuple[str, ...]


def export_personal(office: Office, subject_id: str) -> dict[str, list[dict[str, Any]]]:
    """Every personal column of the subject's rows, by table, each row with its key.

    Raises:
        NotFound: no such subject.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    with office.store.read() as unit:
        unit.subjects.get(subject_id)
        cases, records = _cases(unit, subject_id), _records(unit, subject_id)
        holdings = Holdings(subject_id, tuple(case.id for case in cases), tuple(record.id for record in records))
        for table, row in personal_rows(unit.connection, holdings):
            found.setdefault(table, []).append(row)
    return found


def erase_personal(
    office: Office,
    actor: Actor,
    subject_id: str,
    reason: str,
    *,
    clause: ClauseRef | None = None,
    within: UnitOfWork | None = None,
) -> Erasure:
    """Empty the subject's personal data in closed cases and deleted records; in all else too once none is left open.

    Raises:
        Forbidden: the role may not. BadFiling: no reason is given. NotFound: no such subject.
    """
    if actor.role not in _MAY_ERASE:
        raise Forbidden(messages.FORBIDDEN.format(roles="、".join(ROLES[role] for role in _MAY_ERASE)))
    if not reason.strip():
        raise BadFiling(messages.NEEDS_REASON)
    with office.transaction(within) as unit:
        unit.subjects.get(subject_id, lock=True)
        found = may_erase(unit, subject_id, lock=True)
        emptied = blank(unit.connection, found.holdings)
        after = {"reason": reason, "emptied": emptied, "kept": found.open, "complete": not found.kept}
        unit.audit(office.clock.now(), actor, ERASED_ACT, "erasure", subject_id, clause=clause, after=after)
        unit.chain()
    return Erasure(subject_id, emptied, found.kept)


def erase_unheld(unit: UnitOfWork, office: Office, actor: Actor, cases: Sequence[Case], reason: str) -> Erasure:
    """As `erase_personal`, of somebody whom the office holds as no subject: all there is, is what they filed.

    The entry of the audit chain goes by the first of the cases.
    """
    kept = tuple(messages.OPEN_CASE.format(number=case.number) for case in cases if case.closed_on is None)
    closed = tuple(case.id for case in cases if case.closed_on is not None)
    emptied = blank(unit.connection, Holdings(None, (), (), closed))
    after = {"reason": reason, "emptied": emptied, "kept": len(kept), "complete": not kept}
    unit.audit(office.clock.now(), actor, ERASED_ACT, "erasure", cases[0].id, after=after)
    unit.chain()
    return Erasure("", emptied, kept)


def may_erase(unit: UnitOfWork, subject_id: str, *, lock: bool = False) -> Erasable:
    """What could be emptied now, and what stays, each with the reason: for who wants to know before."""
    cases, records = _cases(unit, subject_id, lock=lock), _records(unit, subject_id, lock=lock)
    open_cases = [case for case in cases if case.closed_on is None]
    live = [record for record in records if record.validity not in _NO_LONGER_COUNTS]
    kept = [messages.OPEN_CASE.format(number=case.number) for case in open_cases]
    kept += [messages.LIVE_RECORD.format(number=record.number) for record in live]
    if kept:
        kept.append(messages.SUBJECT_KEPT)
    holdings = Holdings(
        None if kept else subject_id,
        tuple(case.id for case in cases if case.closed_on is not None),
        tuple(record.id for record in records if record.validity in _NO_LONGER_COUNTS),
    )
    return Erasable(holdings, len(open_cases) + len(live), tuple(kept))


def _cases(unit: UnitOfWork, subject_id: str, *, lock: bool = False) -> tuple[Case, ...]:
    return unit.cases.where(subject_id=subject_id, order=("filed_at", "id"), lock=lock)


def _records(unit: UnitOfWork, subject_id: str, *, lock: bool = False) -> tuple[Record, ...]:
    return unit.records.where(subject_id=subject_id, order=("received_at", "id"), lock=lock)
