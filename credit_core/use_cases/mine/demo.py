"""Made-up people of the demonstration (演示) that one may sign in as: those there is most to see of."""

from __future__ import annotations

from dataclasses import dataclass

from credit_core.model.labels import SUBJECT_KINDS
from credit_core.model.subjects import Subject, SubjectKind
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office

_LOOKED_AT = 40
_PERSONS, _FIRMS = 2, 1


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of them; the number has a valid check digit in an area that is not assigned."""

    name: str
    number: str
    kind_name: str


def demo_people(office: Office) -> tuple[DemoPerson, ...]:
    """Two persons and an organisation with cases and records, in a demonstration's database only."""
    with office.store.read() as unit:
        first = unit.subjects.where(order=("created_at", "id"), limit=_LOOKED_AT)
        ranked = sorted(first, key=lambda one: _much(unit, one), reverse=True)
    persons = [one for one in ranked if one.kind is SubjectKind.NATURAL_PERSON][:_PERSONS]
    firms = [one for one in ranked if one.kind is SubjectKind.LEGAL_PERSON][:_FIRMS]
    return tuple(DemoPerson(one.name, one.id_number, SUBJECT_KINDS[one.kind]) for one in (*persons, *firms))


def _much(unit: UnitOfWork, subject: Subject) -> int:
    return unit.cases.count(subject_id=subject.id) + unit.records.count(subject_id=subject.id)
