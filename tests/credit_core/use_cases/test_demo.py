"""The demonstration data: one seeding at the end of a year, looked at from all sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from credit_core.duties.status import status
from credit_core.errors import NotAllowed
from credit_core.identity.identifier import IdentifierKind, read_identifier
from credit_core.identity.synthetic import UNASSIGNED_AREA
from credit_core.model.disclosure import AuthorisationState, Mode
from credit_core.model.duties import AlertKind, DutyStatus
from credit_core.model.records import Publicity, RecordClass, Validity
from credit_core.model.subjects import IdKind
from credit_core.storage.schema import Database
from credit_core.storage.unit_of_work import Store, UnitOfWork
from credit_core.use_cases import maintenance
from credit_core.use_cases.audit_trail import verify_trail
from credit_core.use_cases.case_view import view_case
from credit_core.use_cases.demo.data import read_demo_data
from credit_core.use_cases.demo.seed import Seeded, seed
from credit_core.use_cases.office import Office
from tests.credit_core.databases import sqlite_copy
from tests.credit_core.offices import CITIZEN, SetClock, open_test_office

TODAY = date(2026, 12, 29)
PASSED_AT_ONCE = {"query": {"submitted"}, "honour": {"submitted"}}
"""States in which nothing stands still: filing asks for the identity in the same transaction."""


@dataclass(frozen=True)
class Province:
    """The office after seeding, and what seeding said."""

    office: Office
    database: Database
    seeded: Seeded


@pytest.fixture(scope="module")
def province(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """Seeded once: the tests only look."""
    with sqlite_copy(sqlite_template, tmp_path_factory.mktemp("demo")) as engine:
        office = open_test_office(Store(engine), SetClock(TODAY))
        yield Province(office, Database(engine), seed(office, subjects=30))


@pytest.fixture
def unit(province: Province) -> Iterator[UnitOfWork]:
    """A reading transaction."""
    with province.office.store.read() as opened:
        yield opened


def test_every_state_of_every_machine_occurs_in_every_place_that_has_it(province: Province, unit: UnitOfWork) -> None:
    book = province.office.book
    standing: dict[tuple[str, str], set[str]] = defaultdict(set)
    passed: dict[tuple[str, str], set[str]] = defaultdict(set)
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document, name in book.places:
        procedure = book.of_document(name, document)
        wanted[procedure.machine.machine, document] |= {row.to for row in procedure.rows}
    for case in unit.cases.where():
        key = book.of_document(case.procedure, case.document).machine.machine, case.document
        standing[key].add(case.state)
        passed[key] |= {event.after for event in unit.events.where(case_id=case.id)}
    assert len(wanted) == 6 * 3
    for key, states in wanted.items():
        assert states <= passed[key], (key, states - passed[key])
        assert states - PASSED_AT_ONCE.get(key[0], set()) <= standing[key], (key, states - standing[key])


def test_duties_stand_everywhere_they_can(province: Province, unit: UnitOfWork) -> None:
    calendar = province.office.calendar(unit)
    duties = unit.duties.where()
    assert {status(duty, TODAY, calendar) for duty in duties} >= set(DutyStatus) - {DutyStatus.AWAITING_START}
    assert any(duty.provisional and duty.due and duty.due.year == TODAY.year + 1 for duty in duties)
    assert {alert.kind for alert in unit.alerts.where()} >= {AlertKind.DUE_SOON, AlertKind.OVERDUE}
    items = unit.supervision.where()
    assert {item.closed_at is None for item in items} == {True, False}


def test_records_of_every_kind(unit: UnitOfWork) -> None:
    records = unit.records.where()
    assert {record.validity for record in records} >= set(Validity) - {Validity.RECEIVED}
    assert {record.publicity for record in records} >= {Publicity.NOT_PUBLIC, Publicity.PUBLIC, Publicity.STOPPED}
    assert {record.record_class for record in records} == set(RecordClass)
    assert {record.gravity for record in records} >= {None, "general", "serious"}
    assert any(record.repair_mark for record in records)
    assert any(record.masked for record in records)
    assert any(record.objection_marks for record in records)
    assert unit.tombstones.count() > 0


def test_a_record_has_several_objections(unit: UnitOfWork) -> None:
    linked = [case for case in unit.cases.where(procedure="objection") if case.linked_to]
    assert linked
    assert all(unit.cases.get(str(case.linked_to)).record_id == case.record_id for case in linked)


def test_authorisations_and_reads_of_every_kind(unit: UnitOfWork) -> None:
    authorisations = unit.authorisations.where()
    assert {one.state for one in authorisations} == set(AuthorisationState)
    assert any(one.provider_consent for one in authorisations)
    entries = unit.queries.where()
    assert {entry.mode for entry in entries} == set(Mode)
    assert {entry.granted for entry in entries} == {True, False}


def test_nobody_of_it_is_real(unit: UnitOfWork) -> None:
    for subject in unit.subjects.where():
        area = subject.id_number[:6] if subject.id_kind is IdKind.RESIDENT_ID else subject.id_number[2:8]
        assert area == UNASSIGNED_AREA
        assert read_identifier(IdentifierKind(subject.id_kind), subject.id_number, today=TODAY).number
    for one in unit.authorisations.where():
        assert one.requester_number[2:8] == UNASSIGNED_AREA
    for case in unit.cases.where():
        for slot in ("subject_id", "applicant_id"):
            number = case.applicant.get(slot, UNASSIGNED_AREA * 2)
            assert UNASSIGNED_AREA in (number[:6], number[2:8])
    assert all("示例" in body.name for body in unit.bodies.where())


def test_the_example_data_say_so() -> None:
    data = read_demo_data()
    assert len(data.outside) == len(data.places)
    assert all("示例，不是现行规定" in text for text in data.outside.values())


def test_audit_and_database_are_sound(province: Province) -> None:
    assert verify_trail(province.office.store, ()).sound
    found = maintenance.check(province.database)
    assert [one.sentence for one in found if one.state is maintenance.State.FAULT] == []


def test_the_cases_to_try_open_with_their_codes(province: Province) -> None:
    tried = province.seeded.to_try
    assert len({one.number[:2] for one in tried}) == len(tried) == 3
    for one in tried:
        view = view_case(province.office, CITIZEN, number=one.number, code=one.code)
        assert view.timeline
        assert view.deadlines


def test_a_second_seeding_is_refused_and_writes_nothing(province: Province) -> None:
    before = maintenance.counts(province.database)
    with pytest.raises(NotAllowed, match="已经有数据"):
        seed(province.office)
    assert maintenance.counts(province.database) == before


def test_the_same_seed_makes_the_same_people_and_courses(
    province: Province, sqlite_template: Path, tmp_path: Path
) -> None:
    def courses(office: Office) -> list[tuple[object, ...]]:
        with office.store.read() as unit:
            names = {subject.id: subject.id_number for subject in unit.subjects.where()}
            cases = unit.cases.where(order=("filed_at", "id"))
            return sorted(
                (names.get(str(c.subject_id), ""), c.procedure, c.document, c.state, c.received_on) for c in cases
            )

    with sqlite_copy(sqlite_template, tmp_path) as engine:
        office = open_test_office(Store(engine), SetClock(TODAY))
        seed(office, subjects=30)
        assert courses(office) == courses(province.office)
