"""The view of a case: what its holder sees, what staff see, and what is nobody's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from credit_core.errors import BadFiling, Forbidden, NotAllowed, NotFound, StaleVersion
from credit_core.messages.cases import SILENT_STEP
from credit_core.model.duties import DutyStatus
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.model.records import Recipient, RecordClass
from credit_core.use_cases import complaint, honour
from credit_core.use_cases.case_view import EvidenceFile, add_evidence, assign, view_case
from credit_core.use_cases.complaint import ComplaintFiling, file_complaint
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.honour import HonourFiling, file_honour_deletion
from credit_core.use_cases.office import Office
from credit_core.use_cases.repair import RepairFiling, file_repair
from tests.credit_core.offices import CITIZEN, OFFICER, REVIEWER, SetClock, add_person, add_record

PROOF = EvidenceFile("证明.jpg", "cd" * 32, 10)


def filed_repair(office: Office, place: str = "jiangxi") -> Filed:
    with office.store.begin() as unit:
        person = add_person(unit, 5)
        record = add_record(unit, person, place, publicity_end=date(2027, 6, 1), objection_marks=1)
    done = {"rectification": ["已改正"], "remedy": ["已消除"]}
    filing = RepairFiling(
        place, "平台（测试）", "platform_operator", done, record_id=record.id,
        slots={"subject_name": person.name, "subject_id_type": "resident_id", "subject_id": person.id_number},
    )  # fmt: skip
    return file_repair(office, CITIZEN, filing, key=new_id())


def complained(office: Office, **more: object) -> Filed:
    filing = ComplaintFiling("city", "受理单位（测试）", "泄露了我的信息。", **more)  # type: ignore[arg-type]
    return file_complaint(office, CITIZEN, filing, key=new_id())


def test_the_holder_sees_the_case_by_number_and_code(office: Office) -> None:
    filed = filed_repair(office)
    seen = view_case(office, CITIZEN, number=filed.case.number.lower(), code=filed.access_code)
    assert (seen.state, seen.state_name, seen.type_name) == ("submitted", "已提交", "信用修复申请")
    assert seen.marks == ("异议标注",)
    (duty,) = seen.deadlines
    assert (duty.rule, duty.due, duty.status) == ("JX-57", date(2026, 12, 4), DutyStatus.DUE)
    assert duty.citation == "《江西省社会信用条例》第四十条"
    assert filed.case.applicant["subject_id"] not in str(seen.filed)


def test_it_is_the_case_object_of_the_public_contract(sqlite_office: Office) -> None:
    filed = filed_repair(sqlite_office)
    told = view_case(sqlite_office, OFFICER, case_id=filed.case.id).as_contract()
    assert {name: told[name] for name in ("number", "type", "jurisdiction", "state")} == {
        "number": filed.case.number,
        "type": "repair",
        "jurisdiction": "jiangxi",
        "state": "submitted",
    }
    (deadline,) = told["deadlines"]
    assert set(deadline) == {
        "duty", "rule", "clause", "unit", "days", "start", "due", "status", "body", "condition", "provisional",
        "assumptions", "pauses", "caveats", "word",
    }  # fmt: skip
    assert (deadline["clause"], deadline["due"], deadline["unit"]) == ("jiangxi-2022#40", "2026-12-04", "工作日")


def test_each_step_names_its_clause_or_that_there_is_none(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        person = add_person(unit, 5)
        record = add_record(unit, person, "city", record_class=RecordClass.POSITIVE)
    slots = {"subject_name": person.name, "subject_id_type": "resident_id", "subject_id": person.id_number}
    filing = HonourFiling("city", "工作机构（测试）", slots, ["charity"], record.id)
    filed = file_honour_deletion(sqlite_office, CITIZEN, filing, key="k")
    honour.verify_identity(
        sqlite_office, OFFICER, filed.case.id, "counter", "记录", name=person.name, number=person.id_number
    )
    honour.delete(sqlite_office, OFFICER, filed.case.id)
    told = [(moment.event, moment.basis, moment.by) for moment in
            view_case(sqlite_office, OFFICER, case_id=filed.case.id).timeline]  # fmt: skip
    assert told == [
        ("提交删除申请", "《社会信用条例（某市）》第四十八条", "申请人"),
        ("要求核验身份", SILENT_STEP, "系统"),
        ("登记身份核验通过", SILENT_STEP, "受理单位经办人"),
        ("删除信息", "《社会信用条例（某市）》第四十八条", "受理单位经办人"),
    ]


@pytest.mark.parametrize("how", ["no code", "wrong code", "another's code", "by id", "nothing", "unknown"])
def test_who_may_not_see_a_case_is_told_there_is_none(sqlite_office: Office, how: str) -> None:
    first, second = complained(sqlite_office), complained(sqlite_office)
    number, code = first.case.number, second.access_code
    ways: dict[str, dict[str, str | None]] = {
        "no code": {"number": number},
        "wrong code": {"number": number, "code": "AAAAAAAAAA"},
        "another's code": {"number": number, "code": code},
        "by id": {"case_id": first.case.id},
        "nothing": {},
        "unknown": {"number": "TS-20261120-AAAAAAA", "code": code},
    }
    with pytest.raises(NotFound, match="没有这个办件，或者您不能查看它"):
        view_case(sqlite_office, CITIZEN, **ways[how])


def test_staff_need_no_code_and_an_administrator_sees_nothing(sqlite_office: Office) -> None:
    filed = complained(sqlite_office)
    assert view_case(sqlite_office, REVIEWER, number=filed.case.number).id == filed.case.id
    with pytest.raises(NotFound):
        view_case(sqlite_office, Actor("admin", Role.ADMINISTRATOR), number=filed.case.number)


def test_the_holder_sees_neither_who_works_on_it_nor_notices_to_others(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        person = add_person(unit, 5)
        record = add_record(unit, person, "city", record_class=RecordClass.POSITIVE)
        unit.recipients.add(
            Recipient(new_id(), record.id, "某机构（测试）", sqlite_office.clock.now(), None, None, None)
        )
    slots = {"subject_name": person.name, "subject_id_type": "resident_id", "subject_id": person.id_number}
    filing = HonourFiling("city", "工作机构（测试）", slots, ["charity"], record.id)
    filed = file_honour_deletion(sqlite_office, CITIZEN, filing, key="k")
    assign(sqlite_office, OFFICER, filed.case.id, OFFICER.id)
    honour.verify_identity(
        sqlite_office, OFFICER, filed.case.id, "counter", "记录", name=person.name, number=person.id_number
    )
    honour.delete(sqlite_office, OFFICER, filed.case.id)
    staff = view_case(sqlite_office, OFFICER, case_id=filed.case.id)
    holder = view_case(sqlite_office, CITIZEN, number=filed.case.number, code=filed.access_code)
    assert (staff.assigned_to, [notice.kind for notice in staff.notices]) == (OFFICER.id, ["result", "downstream"])
    assert (holder.assigned_to, [notice.kind for notice in holder.notices]) == (None, ["result"])


def test_linked_cases_are_shown_to_staff_and_to_the_same_subject_only(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        person = add_person(unit, 5)
    first = complained(sqlite_office, subject_id=person.id)
    own = complained(sqlite_office, subject_id=person.id, linked_to=first.case.id)
    others = complained(sqlite_office, linked_to=first.case.id)
    staff = view_case(sqlite_office, OFFICER, case_id=first.case.id)
    holder = view_case(sqlite_office, CITIZEN, number=first.case.number, code=first.access_code)
    assert staff.linked == (own.case.number, others.case.number)
    assert holder.linked == (own.case.number,)
    assert view_case(sqlite_office, CITIZEN, number=own.case.number, code=own.access_code).linked == (
        first.case.number,
    )


def test_evidence_can_be_added_until_the_case_is_closed(office: Office) -> None:
    filed = complained(office)
    added = add_evidence(office, CITIZEN, filed.case.id, PROOF)
    assert add_evidence(office, CITIZEN, filed.case.id, replace(PROOF, name="同一份.jpg")).id == added.id
    assert [file.name for file in view_case(office, OFFICER, case_id=filed.case.id).attachments] == ["证明.jpg"]
    complaint.step(office, CITIZEN, filed.case.id, "withdraw")
    with pytest.raises(NotAllowed, match="已经办结"):
        add_evidence(office, CITIZEN, filed.case.id, replace(PROOF, sha256="ef" * 32))


@pytest.mark.parametrize("bad", [{"name": " "}, {"sha256": "CD" * 32}, {"sha256": "cd"}, {"size": -1}])
def test_evidence_without_name_hash_or_size_is_sent_back(sqlite_office: Office, bad: dict[str, object]) -> None:
    filed = complained(sqlite_office)
    with pytest.raises(BadFiling):
        add_evidence(sqlite_office, CITIZEN, filed.case.id, replace(PROOF, **bad))  # type: ignore[arg-type]


def test_assignment_is_of_staff_and_of_the_version_seen(sqlite_office: Office) -> None:
    filed = complained(sqlite_office)
    with pytest.raises(Forbidden):
        assign(sqlite_office, CITIZEN, filed.case.id, "me")
    given = assign(sqlite_office, OFFICER, filed.case.id, OFFICER.id, version=filed.case.version)
    assert given.assigned_to == OFFICER.id
    with pytest.raises(StaleVersion):
        assign(sqlite_office, REVIEWER, filed.case.id, REVIEWER.id, version=filed.case.version)
    assert assign(sqlite_office, OFFICER, filed.case.id, None).assigned_to is None
    complaint.step(sqlite_office, CITIZEN, filed.case.id, "withdraw")
    with pytest.raises(NotAllowed):
        assign(sqlite_office, OFFICER, filed.case.id, OFFICER.id)


def test_what_a_duty_is_on_the_day_is_told_not_stored(sqlite_office: Office, clock: SetClock) -> None:
    filed = filed_repair(sqlite_office)
    for day, status in (
        (date(2026, 12, 3), DutyStatus.DUE_SOON),
        (date(2026, 12, 4), DutyStatus.DUE_SOON),
        (date(2026, 12, 5), DutyStatus.OVERDUE),
    ):
        clock.day = day
        assert view_case(sqlite_office, OFFICER, case_id=filed.case.id).deadlines[0].status is status
