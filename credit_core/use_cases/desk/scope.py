"""How far a member of staff sees: the places, and for a provider's clerk (信息提供单位经办人) the body, whose matters are theirs.

What lies out of reach is told as if it were not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from credit_core.errors import NotFound
from credit_core.messages import desk as messages
from credit_core.model.cases import Case
from credit_core.model.people import STAFF, Actor, Role
from credit_core.model.records import Record
from credit_core.storage.reach import Reach as Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office

READERS = (*STAFF, Role.PROVIDER_CLERK, Role.AUDITOR)
"""Roles that may see personal data. Administrators keep accounts and switches and see none."""
_NO_BODY = ""
"""No body has this name: a clerk whose account names none sees nothing."""


def reach_of(actor: Actor, places: frozenset[str] = frozenset()) -> Reach:
    """The reach of an account: `places` as it says, and its own body alone for a provider's clerk."""
    return Reach(places, (actor.body or _NO_BODY) if actor.role is Role.PROVIDER_CLERK else None)


def within(actor: Actor, reach: Reach) -> Reach:
    """The reach for this very actor, whatever the caller put together: a clerk is held to its body.

    Raises:
        NotFound: a role that sees no cases and records.
    """
    if actor.role not in READERS:
        raise NotFound(messages.NOT_FOUND)
    return replace(reach, body=reach_of(actor).body) if actor.role is Role.PROVIDER_CLERK else reach


def case_within(unit: UnitOfWork, actor: Actor, reach: Reach, case_id: str, *, lock: bool = False) -> Case:
    """The case by its id, its row locked if `lock`.

    Raises:
        NotFound: there is none, or it is out of reach; which of the two is not said.
    """
    own = within(actor, reach)
    case = unit.cases.find(case_id, lock=lock)
    if case is None or not sees_case(unit, own, case):
        raise NotFound(messages.NOT_FOUND)
    return case


def record_within(unit: UnitOfWork, actor: Actor, reach: Reach, record_id: str) -> Record:
    """As `case_within`, for a record."""
    own = within(actor, reach)
    record = unit.records.find(record_id)
    if record is None or not sees_record(own, record):
        raise NotFound(messages.NOT_FOUND)
    return record


def who_sees(office: Office, case_id: str, reaches: Mapping[str, Reach]) -> frozenset[str]:
    """Of colleagues by their reach, those who see this case."""
    with office.store.read() as unit:
        case = unit.cases.get(case_id)
        return frozenset(one for one, reach in reaches.items() if sees_case(unit, reach, case))


def sees_record(reach: Reach, record: Record) -> bool:
    """Within the places, and provided by the body (来源单位) where there is one."""
    return reach.covers(record.jurisdiction) and reach.body in (None, record.provider)


def sees_case(unit: UnitOfWork, reach: Reach, case: Case) -> bool:
    """Within the places, and handled by the body or about a record of its own where there is one."""
    if not reach.covers(case.jurisdiction):
        return False
    if reach.body is None or case.recipient == reach.body:
        return True
    record = unit.records.find(case.record_id) if case.record_id else None
    return record is not None and record.provider == reach.body
