"""Personal data is handed out whole, erased where nothing open stands on it, and the audit chain goes on holding."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Date, Integer, Table, insert

from credit_core.errors import BadFiling, Forbidden, NotFound
from credit_core.model.ids import new_id
from credit_core.model.records import Validity
from credit_core.storage import chain
from credit_core.storage.personal import ERASED, OWNERS
from credit_core.storage.tables import metadata
from credit_core.storage.types import Moment, Texts, Words
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.erasure import ERASED_ACT, erase_personal, export_personal
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN, OFFICER, add_person, add_record
from tests.credit_core.storage.filings import PLACE, post, someone, with_short_procedure

DAY = date(2026, 11, 20)
SECRET = "莫须有"


@pytest.fixture
def short(office: Office) -> Office:
    return with_short_procedure(office)


def _fill(office: Office) -> tuple[str, str]:
    """A subject with something personal in every table; the ids of the subject and of its case."""
    filing = someone(office)
    subject_id, record_id = filing.subject_id or "", filing.record_id or ""
    case = post(office, replace(filing, slots={"subject_name": SECRET}, facts={"objection_detail": SECRET}), "key").case
    at = office.clock.now()
    owners = {"subject_id": subject_id, "case_id": case.id, "record_id": record_id}
    with office.store.begin() as unit:
        unit.subjects.replace(replace(unit.subjects.get(subject_id), name=SECRET))
        unit.records.replace(replace(unit.records.get(record_id), title=SECRET, content={"处罚": SECRET}))
        for table in OWNERS.keys() - {"subject", "record", "credit_case", "case_event", "submission"}:
            unit.connection.execute(insert(metadata.tables[table]), _row(metadata.tables[table], owners, at))
    return subject_id, case.id


def _row(table: Table, owners: dict[str, str], at: datetime) -> dict[str, Any]:
    """A row that says the secret in every personal column."""
    values: dict[str, Any] = {}
    for column in table.columns:
        kind = column.type
        if column.name in owners:
            values[column.name] = owners[column.name]
        elif column.info["personal"]:
            values[column.name] = {"处罚": SECRET} if isinstance(kind, JSON) else SECRET
        elif not column.nullable:
            simple = {Moment: at, Date: DAY, Integer: 1, Boolean: False, Texts: (), JSON: {}}
            values[column.name] = next(iter(kind.kind)) if isinstance(kind, Words) else simple.get(type(kind), new_id())
    return values


def _close(office: Office, case_id: str, subject_id: str) -> None:
    take_step(office, CITIZEN, case_id, "withdraw")
    with office.store.begin() as unit:
        for record in unit.records.where(subject_id=subject_id):
            unit.records.replace(replace(record, validity=Validity.DELETED))


def test_everything_is_handed_out(short: Office) -> None:
    subject_id, _ = _fill(short)
    found = export_personal(short, subject_id)
    assert found.keys() == {*OWNERS, "audit_content"}
    said = {table for table in found if SECRET in json.dumps(found[table], default=str, ensure_ascii=False)}
    assert found.keys() - said == {"audit_content", "case_event", "submission"}  # here without the citizen's own words


def test_nothing_of_another_subject_is_handed_out(short: Office) -> None:
    _fill(short)
    with short.store.begin() as unit:
        other = add_person(unit, seed=2)
    assert export_personal(short, other.id).keys() == {"subject"}
    with pytest.raises(NotFound):
        export_personal(short, "nobody")


def test_what_is_erased_is_gone_from_every_table(short: Office) -> None:
    subject_id, case_id = _fill(short)
    _close(short, case_id, subject_id)
    erased = erase_personal(short, OFFICER, subject_id, "本人申请，依据某规定")
    assert erased.complete
    assert erased.emptied.keys() == {*OWNERS, "audit_content"}
    assert SECRET not in json.dumps(export_personal(short, subject_id), default=str, ensure_ascii=False)
    with short.store.read() as unit:
        subject = unit.subjects.get(subject_id)
        assert subject.name == ERASED
        assert subject.id_number == ERASED + subject_id
        assert subject.birth_date is None
        report = chain.verify(unit.connection)
        assert report.sound
        assert report.erased > 0
        last = unit.audit_entries.where(order=("-seq",), limit=1)[0]
        assert (last.act, last.entity_id, last.actor_id) == (ERASED_ACT, subject_id, OFFICER.id)


def test_what_is_open_or_still_counts_is_kept_and_said(short: Office) -> None:
    subject_id, case_id = _fill(short)
    erased = erase_personal(short, OFFICER, subject_id, "本人申请")
    with short.store.read() as unit:
        number = unit.cases.get(case_id).number
        assert unit.subjects.get(subject_id).name == SECRET
        assert unit.cases.get(case_id).applicant == {"subject_name": SECRET}
    assert erased.emptied == {}
    assert not erased.complete
    assert number in erased.kept[0]
    assert "信用记录" in erased.kept[1]
    take_step(short, CITIZEN, case_id, "withdraw")
    again = erase_personal(short, OFFICER, subject_id, "本人申请")
    assert "credit_case" in again.emptied
    assert "subject" not in again.emptied  # the record still counts
    with short.store.read() as unit:
        assert unit.cases.get(case_id).applicant == {}
        assert unit.records.where(subject_id=subject_id)[0].title == SECRET
        assert chain.verify(unit.connection).sound


def test_two_erased_subjects_do_not_meet(short: Office) -> None:
    with short.store.begin() as unit:
        people = [add_person(unit, seed=seed) for seed in (1, 2)]
    assert all(erase_personal(short, OFFICER, person.id, "本人申请").complete for person in people)


def test_who_may_not_and_what_needs_a_reason(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        person = add_person(unit)
        add_record(unit, person, PLACE)
    with pytest.raises(Forbidden, match="受理单位经办人"):
        erase_personal(sqlite_office, CITIZEN, person.id, "本人申请")
    with pytest.raises(BadFiling):
        erase_personal(sqlite_office, OFFICER, person.id, " ")
    with pytest.raises(NotFound):
        erase_personal(sqlite_office, OFFICER, "nobody", "本人申请")
