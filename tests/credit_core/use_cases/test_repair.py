"""What the repair verbs promise beyond the cases: pre-check, keys, second persons, breach of a commitment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from credit_core.errors import BadFiling, Forbidden, KeyReused, NotAllowed, StaleVersion
from credit_core.model.decisions import Outcome
from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.model.records import Publicity, Record, Sharing, Validity
from credit_core.use_cases import repair
from credit_core.use_cases.breach import BREACH, note_breach
from credit_core.use_cases.office import OUTSIDE, HouseRules, Office
from tests.credit_core.offices import (
    CITIZEN,
    CLERK,
    OFFICER,
    OTHER_OFFICER,
    SetClock,
    add_firm,
    add_record,
)

DAY = date(2026, 3, 2)
DONE = {"rectification": ["已补报年度报告"], "remedy": ["已公开说明"], "performance": ["已缴清罚款"]}
BASIS = "测试修复办法第三条"


@pytest.fixture(autouse=True)
def _day(clock: SetClock) -> None:
    clock.day = DAY


def a_record(office: Office, place: str = "jiangxi", **changes: Any) -> Record:
    with office.store.begin() as unit:
        return add_record(unit, add_firm(unit), place, **{"publicity_end": date(2026, 12, 31), **changes})


def filing(record: Record | None, place: str = "jiangxi", **changes: Any) -> repair.RepairFiling:
    role = {"jiangxi": "platform_operator", "shanxi": "credit_work_body", "city": "sector_department"}[place]
    made = repair.RepairFiling(place, "受理单位（测试）", role, DONE, record.id if record else None)
    return replace(made, **changes)


def granted(office: Office, record: Record, place: str = "jiangxi") -> str:
    case_id = repair.file_repair(office, CITIZEN, filing(record, place), key="k").case.id
    repair.step(office, OFFICER, case_id, "check")
    found = {"repair_conditions": True, "recipient_competent": True}
    repair.accept(office, OFFICER, case_id, findings=found, conditions_basis=BASIS)
    repair.verify(office, OFFICER, case_id, {"rectification": True, "remedy": True, "performance": True})
    return repair.grant(office, OFFICER, case_id, decider_role="sector_department").id


def load_conditions(office: Office) -> None:
    row = {
        "applies_to": "*",
        "excluded": False,
        "conditions": [{"id": "a", "text": "甲", "proof": "乙", "kind": "document"}],
    }
    basis = {"title": "测试办法", "number": None, "issuer": "测试机关", "date": date(2024, 12, 1)}
    said = {"basis": basis, "jurisdiction": "jiangxi", "valid_from": DAY, "valid_to": None, "repair_conditions": [row]}
    text = yaml.safe_dump(said, allow_unicode=True)
    with office.store.begin() as unit:
        unit.loaded.add(LoadedFile(new_id(), OUTSIDE, "甲.yaml", text, new_id(), "a", office.clock.now(), None))


@pytest.mark.rule("JX-57")
def test_the_central_path_on_both_databases(office: Office) -> None:
    record = a_record(office)
    case_id = granted(office, record)
    assert repair.apply_effect(office, OFFICER, case_id).state == "effect_applied"
    with office.store.read() as unit:
        now = unit.records.get(record.id)
        (duty,) = unit.duties.where(case_id=case_id)
        changes = unit.changes.where(record_id=record.id)
    assert (now.publicity, now.sharing) == (Publicity.STOPPED, Sharing.SHARED)
    assert (duty.rule, duty.done_on) == ("JX-57", DAY)
    assert [(str(change.clause), change.case_id) for change in changes] == [("jiangxi-2022#40", case_id)]


def test_the_check_files_nothing(sqlite_office: Office) -> None:
    decision = repair.check_repair(sqlite_office, filing(a_record(sqlite_office)))
    assert decision.outcome is Outcome.UNDETERMINED
    assert decision.assumptions == ("A-2", "A-24", "A-32", "A-34")
    with sqlite_office.store.read() as unit:
        assert unit.cases.count() == 0


def test_the_check_takes_findings_as_inputs(sqlite_office: Office) -> None:
    asked = filing(a_record(sqlite_office))
    decision = repair.check_repair(sqlite_office, asked, findings={"remedy": False})
    assert decision.outcome is Outcome.REFUSED


def test_the_same_key_files_once_even_when_conditions_were_loaded_since(sqlite_office: Office) -> None:
    asked = filing(a_record(sqlite_office, item="XF-1"))
    first = repair.file_repair(sqlite_office, CITIZEN, asked, key="k")
    load_conditions(sqlite_office)
    again = repair.file_repair(sqlite_office, CITIZEN, asked, key="k")
    assert (again.case.id, again.again, first.again) == (first.case.id, True, False)
    with pytest.raises(KeyReused):
        repair.file_repair(sqlite_office, CITIZEN, replace(asked, ways=("提交信用报告",)), key="k")


@pytest.mark.rule("JX-57")
def test_a_proof_that_a_loaded_document_asks_belongs_to_the_complete_application(sqlite_office: Office) -> None:
    load_conditions(sqlite_office)
    asked = filing(a_record(sqlite_office, item="XF-1"))
    bare = repair.file_repair(sqlite_office, CITIZEN, asked, key="1").case
    full = repair.file_repair(sqlite_office, CITIZEN, replace(asked, documents={"a": "证明"}), key="2").case
    with sqlite_office.store.read() as unit:
        assert unit.duties.count(case_id=bare.id) == 0
        assert unit.duties.count(case_id=full.id, rule="JX-57") == 1


def test_a_record_of_another_place_is_not_taken(sqlite_office: Office) -> None:
    record = a_record(sqlite_office, "shanxi")
    with pytest.raises(BadFiling):
        repair.check_repair(sqlite_office, filing(record, "jiangxi"))


def test_two_persons_where_the_office_wants_them(sqlite_office: Office) -> None:
    strict = replace(sqlite_office, rules=HouseRules(two_persons=frozenset({"repair.grant"})))
    record = a_record(strict)
    with pytest.raises(Forbidden):
        granted(strict, record)
    with strict.store.read() as unit:
        (case,) = unit.cases.where(state="verified")
    assert repair.grant(strict, OTHER_OFFICER, case.id).state == "granted"


def test_a_citizen_decides_nothing(sqlite_office: Office) -> None:
    case = repair.file_repair(sqlite_office, CITIZEN, filing(a_record(sqlite_office)), key="k").case
    with pytest.raises(Forbidden):
        repair.step(sqlite_office, CITIZEN, case.id, "check")
    with pytest.raises(Forbidden):
        repair.refuse(sqlite_office, CITIZEN, case.id, ["remedy"], "理由")


def test_two_people_cannot_take_the_same_version(sqlite_office: Office) -> None:
    case = repair.file_repair(sqlite_office, CITIZEN, filing(a_record(sqlite_office)), key="k").case
    repair.step(sqlite_office, OFFICER, case.id, "check", version=case.version)
    with pytest.raises(StaleVersion):
        repair.step(sqlite_office, OTHER_OFFICER, case.id, "withdraw", version=case.version)


def test_a_refusal_tells_its_conditions_and_the_officers_words(sqlite_office: Office) -> None:
    record = a_record(sqlite_office, publicity_end=DAY - timedelta(days=1))
    case = repair.file_repair(sqlite_office, CITIZEN, filing(record), key="k").case
    repair.refuse(sqlite_office, OFFICER, case.id, ["publicity_period"], "已经核对两遍。")
    with sqlite_office.store.read() as unit:
        (told,) = unit.notices.where(case_id=case.id)
    assert "公示期限到2026-03-01为止" in told.text
    assert told.text.endswith("已经核对两遍。")
    with pytest.raises(NotAllowed):
        repair.step(sqlite_office, OFFICER, case.id, "check")


@pytest.mark.rule("JX-08")
def test_a_broken_repair_commitment_is_proposed_and_not_decided(sqlite_office: Office) -> None:
    record = a_record(sqlite_office)
    case_id = granted(sqlite_office, record)
    breach = note_breach(sqlite_office, OFFICER, case_id, "三个月内完成整改", "回访发现没有整改")
    assert breach.finding is not None
    assert (breach.finding.question, breach.finding.officer_id) == (BREACH, OFFICER.id)
    assert (breach.proposed.validity, breach.proposed.publicity) == (Validity.HELD, Publicity.NOT_PUBLIC)
    assert breach.proposed.sharing is Sharing.NOT_SHARED
    with sqlite_office.store.read() as unit:
        (change,) = unit.changes.where(record_id=breach.proposed.id)
        assert unit.records.get(record.id).validity is Validity.EFFECTIVE
    assert str(change.clause) == "jiangxi-2022#15.1.1"


@pytest.mark.rule("JX-08")
@pytest.mark.parametrize("place", ["shanxi", "city"])
def test_elsewhere_no_text_makes_the_breach_dishonest(sqlite_office: Office, place: str) -> None:
    case_id = granted(sqlite_office, a_record(sqlite_office, place), place)
    with pytest.raises(NotAllowed, match="没有把违反信用修复承诺"):
        note_breach(sqlite_office, OFFICER, case_id, "承诺", "查明经过")


def test_a_breach_needs_a_repair_a_note_a_subject_and_staff(sqlite_office: Office) -> None:
    bare = repair.file_repair(sqlite_office, CITIZEN, filing(None), key="0").case
    with pytest.raises(NotAllowed):
        note_breach(sqlite_office, OFFICER, bare.id, "承诺", "查明经过")
    case_id = granted(sqlite_office, a_record(sqlite_office))
    with pytest.raises(BadFiling):
        note_breach(sqlite_office, OFFICER, case_id, "承诺", " ")
    with pytest.raises(Forbidden):
        note_breach(sqlite_office, CITIZEN, case_id, "承诺", "查明经过")


def test_a_breach_on_a_case_without_a_subject_is_sent_back(sqlite_office: Office) -> None:
    case_id = repair.file_repair(sqlite_office, CITIZEN, filing(None), key="k").case.id
    found = {"record_dishonest": True, "publicity_period": True, "repair_conditions": True}
    with sqlite_office.store.begin() as unit:
        case = unit.cases.get(case_id)
        unit.cases.replace(replace(case, facts={**case.facts, "findings": found, "conditions_basis": BASIS}))
    repair.step(sqlite_office, OFFICER, case_id, "check")
    repair.accept(sqlite_office, CLERK, case_id)
    repair.verify(sqlite_office, CLERK, case_id, {"rectification": True, "remedy": True})
    repair.grant(sqlite_office, OFFICER, case_id)
    repair.apply_effect(sqlite_office, OFFICER, case_id)
    repair.step(sqlite_office, OFFICER, case_id, "tell_downstream")
    with pytest.raises(BadFiling, match="没有登记信用主体"):
        note_breach(sqlite_office, OFFICER, case_id, "承诺", "查明经过")


def test_a_record_deleted_meanwhile_is_left_alone(sqlite_office: Office) -> None:
    record = a_record(sqlite_office)
    case_id = granted(sqlite_office, record)
    with sqlite_office.store.begin() as unit:
        unit.records.replace(replace(unit.records.get(record.id), validity=Validity.DELETED))
    repair.apply_effect(sqlite_office, OFFICER, case_id)
    with sqlite_office.store.read() as unit:
        assert unit.changes.count(record_id=record.id) == 0
