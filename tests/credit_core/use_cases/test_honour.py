"""Deletion of honours: the cases of tests/cases/honour, and what must not be left behind."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import pytest

from credit_core.errors import KeyReused, NotAllowed
from credit_core.model.cases import Case
from credit_core.model.decisions import Decision
from credit_core.model.ids import new_id
from credit_core.model.people import Actor
from credit_core.model.records import Recipient, RecordClass
from credit_core.use_cases import honour
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.honour import HonourFiling, check_honour_deletion, file_honour_deletion
from credit_core.use_cases.office import Office
from credit_core.vocabulary import Act
from tests.credit_core.case_runner import Play, cases, play
from tests.credit_core.offices import CITIZEN, OFFICER, SetClock, add_person, add_record


def _file(office: Office, actor: Actor, place: str, written: dict[str, Any], key: str) -> Filed:
    with office.store.read() as unit:
        who = unit.subjects.get(written.pop("who"))
    slots = {"subject_name": who.name, "subject_id": who.id_number, "subject_id_type": who.id_kind.value}
    slots |= {"records": written.pop("records")} if "records" in written else {}
    slots |= written.pop("slots", {})
    return file_honour_deletion(office, actor, HonourFiling(place, "受理单位（测试）", slots, **written), key=key)


def _check(office: Office, place: str, written: dict[str, Any]) -> Decision:
    return check_honour_deletion(office, place, **written)


def _verify(office: Office, actor: Actor, case_id: str, who: str, **more: Any) -> Case:
    """The person whom the officer saw showed their own card."""
    with office.store.read() as unit:
        seen = unit.subjects.get(who)
    return honour.verify_identity(
        office, actor, case_id, "counter", "核验记录（测试）", name=seen.name, number=seen.id_number, **more
    )


VERBS = ModuleType("verbs")
for _name in ("delete", "answer", "notify", "step"):
    setattr(VERBS, _name, getattr(honour, _name))
VERBS.verify_identity = _verify  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", list(cases("honour")))
def test_honour(sqlite_office: Office, clock: SetClock, case: dict[str, Any]) -> None:
    world = play(case, sqlite_office, clock, Play(_file, VERBS, _check))
    assert world.cases or "check" in case["steps"][0] or "refused" in case["steps"][0]


@pytest.fixture
def filed(office: Office) -> tuple[Office, Filed]:
    """A request about a volunteer's record, identity verified, on each database."""
    with office.store.begin() as unit:
        person = add_person(unit)
        record = add_record(
            unit, person, "city", record_class=RecordClass.POSITIVE, title="志愿服务", content={"时长": "一百小时"}
        )
    written = {"who": person.id, "kinds": ["volunteering"], "record_id": record.id}
    made = _file(office, CITIZEN, "city", written, "k")
    _verify(office, OFFICER, made.case.id, person.id)
    return office, made


@pytest.mark.rule("CT-61", "SYS-51")
def test_what_stays_of_a_deleted_record_has_no_content(filed: tuple[Office, Filed]) -> None:
    office, made = filed
    case = honour.delete(office, OFFICER, made.case.id)
    assert case.record_id is not None
    with office.store.read() as unit:
        record, stone = unit.records.get(case.record_id), unit.tombstones.get(case.record_id)
        assert (record.content, record.title, unit.versions.where(record_id=record.id)) == ({}, "", ())
        assert (str(stone.clause), stone.on) == ("city-2022#48", date(2026, 11, 20))
        assert made.case.number in stone.reason
        change = unit.changes.where(record_id=record.id, rule="D1-14")[0]
        assert (change.actor_id, change.case_id) == (OFFICER.id, case.id)


@pytest.mark.rule("CT-60", "CT-61")
def test_who_received_it_is_told_but_the_duty_of_dishonest_information_is_not_put_on_it(
    filed: tuple[Office, Filed],
) -> None:
    """第四十七条 speaks of 「失信信息因公示期限届满、信用修复等原因停止公示的」."""
    office, made = filed
    assert made.case.record_id is not None
    with office.store.begin() as unit:
        unit.recipients.add(
            Recipient(new_id(), made.case.record_id, "某机构（测试）", office.clock.now(), None, None, None)
        )
    honour.delete(office, OFFICER, made.case.id)
    with office.store.read() as unit:
        (recipient,) = unit.recipients.where(record_id=made.case.record_id)
        assert recipient.told_at is not None
        assert unit.duties.where(act=Act.DOWNSTREAM) == ()


@pytest.mark.rule("CT-61")
def test_a_record_is_deleted_once(filed: tuple[Office, Filed]) -> None:
    office, made = filed
    honour.delete(office, OFFICER, made.case.id)
    with pytest.raises(NotAllowed):
        honour.delete(office, OFFICER, made.case.id)


def test_the_same_key_files_once_and_shows_its_code_once(filed: tuple[Office, Filed]) -> None:
    office, made = filed
    assert made.access_code
    with office.store.read() as unit:
        who = unit.cases.get(made.case.id).subject_id
    again = _file(
        office, CITIZEN, "city", {"who": who, "kinds": ["volunteering"], "record_id": made.case.record_id}, "k"
    )
    assert (again.case.id, again.access_code, again.again) == (made.case.id, None, True)
    with pytest.raises(KeyReused):
        _file(office, CITIZEN, "city", {"who": who, "kinds": ["award"], "record_id": made.case.record_id}, "k")


def test_the_number_is_read_as_people_write_it(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        person = add_person(unit)
    spaced = f" {person.id_number[:6]} {person.id_number[6:]}".lower()
    slots = {"subject_name": person.name, "subject_id": spaced, "subject_id_type": "resident_id"}
    filed = file_honour_deletion(sqlite_office, CITIZEN, HonourFiling("city", "某局", slots, ["award"]), key="k")
    assert filed.case.subject_id == person.id
    assert filed.case.applicant["subject_id"] == person.id_number
