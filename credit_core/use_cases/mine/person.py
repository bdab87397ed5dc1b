"""Who an identified citizen is to the office: the subject of their identifier, and the organisations they represent.

山西 第二十三条第一款:「信用主体享有查询自身社会信用信息的权利」. The caller has checked who it is; nothing here is for anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from credit_core.identity.characters import compact
from credit_core.model.people import Actor
from credit_core.model.subjects import IdKind, RelationKind, Subject
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified, subject_of

REPRESENTED_ACT = "mine.represent"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation (法人、非法人组织) that a person acts for as its legal representative; `id` is that of the subject."""

    id: str
    name: str
    number: str


def person_of(kind: str, number: str, name: str) -> Identified:
    """The identified person or organisation; the number in its one spelling."""
    return Identified(IdKind(kind), compact(number), name.strip())


def own_subject(unit: UnitOfWork, whose: Identified) -> Subject | None:
    """The stored subject; None where the office holds nothing under this identifier."""
    return unit.subjects.one(id_kind=whose.kind, id_number=whose.number)


def represented(office: Office, whose: Identified) -> tuple[Organisation, ...]:
    """Organisations whose registered legal representative (法定代表人) the person is today."""
    today = office.clock.today()
    with office.store.read() as unit:
        return tuple(_represented(unit, whose, today))


def act_for(office: Office, actor: Actor, whose: Identified, organisation_id: str) -> Organisation | None:
    """The organisation, if the person represents it today; that they now act for it is put on record."""
    with office.transaction() as unit:
        found = next(
            (one for one in _represented(unit, whose, office.clock.today()) if one.id == organisation_id), None
        )
        if found is not None:
            after = {"representative": subject_of(unit, whose).id}
            unit.audit(office.clock.now(), actor, REPRESENTED_ACT, "subject", found.id, after=after)
        return found


def _represented(unit: UnitOfWork, whose: Identified, today: date) -> list[Organisation]:
    subject = own_subject(unit, whose)
    if subject is None or whose.kind is IdKind.USCC:
        return []
    relations = unit.relations.where(
        person_id=subject.id, kind=RelationKind.LEGAL_REPRESENTATIVE, order=("since", "id")
    )
    standing = [one for one in relations if one.since <= today and (one.until is None or today <= one.until)]
    firms = [unit.subjects.get(one.subject_id) for one in standing]
    return [Organisation(firm.id, firm.name, firm.id_number) for firm in firms if firm.id_kind is IdKind.USCC]
