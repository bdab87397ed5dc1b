"""A new place is data only (architecture.md, rule 13): filed, marked and decided without a line of code for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from credit_core.calendar import load_calendar
from credit_core.errors import NotAllowed, NotInForce, Refused
from credit_core.model.cases import Case, InfoKind
from credit_core.model.records import Publicity, Sharing, Validity
from credit_core.procedures.book import load_procedures
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases import objection, objection_steps, repair
from credit_core.use_cases.objection import ObjectionFiling
from credit_core.use_cases.office import HouseRules, Office
from credit_core.use_cases.repair import RepairFiling
from tests.credit_core.deadline_oracle import due
from tests.credit_core.offices import CITIZEN, OFFICER, SetClock, add_person, add_record
from tests.credit_core.proof.new_place import DOCUMENT, PLACE, write


@pytest.fixture
def there(sqlite_office: Office, clock: SetClock, tmp_path: Path) -> Office:
    """An office whose law folder holds the place's files too."""
    book = load_procedures(write(tmp_path / "law"))
    return Office(Store(sqlite_office.store.engine), book, load_calendar(), clock, HouseRules())


def test_an_objection_is_filed_marked_and_decided(there: Office, clock: SetClock) -> None:
    with there.store.begin() as unit:
        subject = add_person(unit)
        record = add_record(unit, subject, PLACE)
    filing = ObjectionFiling(
        PLACE,
        InfoKind.PUBLIC,
        "平台",
        "platform_operator",
        "error",
        "不是事实",
        record_id=record.id,
        subject_id=subject.id,
    )
    assert objection.check_objection(there, filing).outcome == "allowed"
    case = objection.file_objection(there, CITIZEN, filing, key="k").case
    received = clock.today()
    objection_steps.accept(there, OFFICER, case.id)
    objection_steps.mark(there, OFFICER, case.id)
    with there.store.read() as unit:
        assert unit.records.get(record.id).objection_marks == 1
        duties = {duty.rule: duty for duty in unit.duties.where(case_id=case.id)}
        assert duties["MS-01"].due == due(received, 6, "日")
        assert (duties["MS-02"].due, duties["MS-02"].word, duties["MS-02"].done_on) == (None, "当即", received)
    objection_steps.start_check(there, OFFICER, case.id, "own")
    with pytest.raises(NotAllowed):  # the place stops no clock for experts
        objection_steps.suspend(there, OFFICER, case.id, "鉴定", received, "委托书")
    with pytest.raises(Refused):  # the place knows deletion only
        objection_steps.decide(
            there, OFFICER, case.id, "upheld", "属实", remedy="correct", corrected_content={"甲": "乙"}
        )
    objection_steps.decide(there, OFFICER, case.id, "upheld", "属实", remedy="delete")
    objection_steps.carry_out(there, OFFICER, case.id)
    objection_steps.notify(there, OFFICER, case.id, received, "签收单")
    assert objection_steps.close(there, OFFICER, case.id).state == "closed"
    with there.store.read() as unit:
        assert unit.records.get(record.id).validity is Validity.DELETED
        assert _documents(there, case) == {DOCUMENT}


def test_a_repair_is_filed_and_granted_by_its_own_conditions(there: Office, clock: SetClock) -> None:
    with there.store.begin() as unit:
        record = add_record(unit, add_person(unit), PLACE)
    filing = RepairFiling(PLACE, "平台", "platform_operator", {"pledge": ["承诺书"]}, record.id)
    case = repair.file_repair(there, CITIZEN, filing, key="k").case
    repair.step(there, OFFICER, case.id, "check")
    found = {"repair_conditions": True}
    repair.accept(there, OFFICER, case.id, findings=found, conditions_basis="某办法（测试）")
    with there.store.read() as unit:
        (duty,) = unit.duties.where(case_id=case.id)
        assert (duty.rule, duty.due) == ("MS-03", due(clock.today(), 4, "工作日"))
    repair.verify(there, OFFICER, case.id, {"pledge": True})
    repair.grant(there, OFFICER, case.id)
    repair.apply_effect(there, OFFICER, case.id)
    with there.store.read() as unit:
        now = unit.records.get(record.id)
        assert (now.repair_mark, now.sharing, now.publicity) == (True, Sharing.STOPPED, Publicity.PUBLIC)
    assert _documents(there, case) == {DOCUMENT}


def test_what_it_says_on_records_and_disclosure_is_read_too(there: Office) -> None:
    assert there.book.record_rules(DOCUMENT).document == DOCUMENT
    assert there.book.disclosure(DOCUMENT).document == DOCUMENT
    with pytest.raises(NotInForce):
        there.book.procedure("objection", PLACE, date(2023, 6, 30))


def _documents(office: Office, case: Case) -> set[str]:
    """The documents of every clause that the case names."""
    with office.store.read() as unit:
        named: list[Any] = [
            *unit.events.where(case_id=case.id), *unit.duties.where(case_id=case.id),
            *unit.notices.where(case_id=case.id), *unit.changes.where(case_id=case.id),
        ]  # fmt: skip
        return {each.clause.document for each in named if each.clause is not None}
