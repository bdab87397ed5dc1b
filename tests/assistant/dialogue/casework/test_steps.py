"""What a citizen does with a case: evidence, withdrawal, identity, the release of a query's result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.casework import Casework
from assistant.dialogue.ports import CaseTold, Refusal
from assistant.dialogue.state import StoredFile
from credit_core.use_cases import objection_steps as steps
from credit_core.use_cases.office import Office
from tests.assistant.dialogue.casework.forms import CODE, FILE, FIRM, NAME, NUMBER, filed, flow, turn
from tests.credit_core.offices import OFFICER, add_person, add_record

Check = Callable[..., None]


def add(
    casework: Casework, office: Office, case_id: str, words: Sequence[str] = (), files: Sequence[StoredFile] = ()
) -> CaseTold | Refusal:
    with turn(office) as connection:
        return casework.add_evidence(connection, case_id, words, files)


def verify(casework: Casework, office: Office, case_id: str, **changes: Any) -> CaseTold | Refusal:
    shown = {"method": "counter", "proof": "核验码（测试）", "name": NAME, "number": NUMBER, **changes}
    with turn(office) as connection:
        return casework.verify(connection, case_id, **shown)


def test_files_are_added_by_their_hashes_once(casework: Casework, office: Office, check: Check) -> None:
    made = filed(casework, office, flow(Act.COMPLAINT, "shanxi"))
    for _ in range(2):
        told = add(casework, office, made.case_id, files=(FILE,))
        assert isinstance(told, CaseTold)
        assert "材料收到了，已经记在这件办件里：缴款凭证.pdf。" in told.said.text
        check(told.said)
    with office.store.read() as unit:
        assert [a.sha256 for a in unit.attachments.where(case_id=made.case_id)] == [FILE.sha256]


def test_the_name_of_a_paper_alone_is_no_evidence(casework: Casework, office: Office) -> None:
    made = filed(casework, office, flow(Act.COMPLAINT, "shanxi"))
    told = add(casework, office, made.case_id, ["收据"])
    assert isinstance(told, Refusal)
    assert made.case["number"] in told.said.text
    with office.store.read() as unit:
        assert unit.attachments.count() == 0


@pytest.mark.parametrize(("words", "files"), [(["缴款收据"], ()), ([], (FILE,))])
def test_what_was_asked_for_completes_an_objection(
    casework: Casework, office: Office, check: Check, words: list[str], files: tuple[StoredFile, ...]
) -> None:
    made = filed(casework, office, flow(Act.OBJECTION, "jiangxi", evidence=None))
    steps.find_incomplete(office, OFFICER, made.case_id)
    told = add(casework, office, made.case_id, words, files)
    assert isinstance(told, CaseTold)
    assert "要补的材料补上了" in told.said.text
    assert told.case["state"] == "submitted"
    check(told.said)
    with office.store.read() as unit:
        assert unit.cases.get(made.case_id).facts["evidence"] == [*words, *(file.name for file in files)]


@pytest.mark.rule("JX-57")
def test_what_was_missing_completes_a_repair_and_starts_its_clock(casework: Casework, office: Office) -> None:
    made = filed(casework, office, flow(Act.REPAIR, "jiangxi", correction_facts=None))
    told = add(casework, office, made.case_id, ["罚款交清了，也登报道歉了"])
    assert isinstance(told, CaseTold)
    assert [duty["due"] for duty in told.case["deadlines"]] == ["2026-12-04"]


def test_nothing_is_added_to_a_closed_case(casework: Casework, office: Office, check: Check) -> None:
    made = filed(casework, office, flow(Act.OBJECTION, "jiangxi"))
    with turn(office) as connection:
        told = casework.withdraw(connection, made.case_id)
    assert isinstance(told, CaseTold)
    assert told.case["state"] == "withdrawn"
    assert told.said.text.startswith("已经撤回。")
    assert {duty["status"] for duty in told.case["deadlines"]} == {"not_applicable"}
    check(told.said)
    again = add(casework, office, made.case_id, files=(FILE,))
    assert isinstance(again, Refusal)
    assert "已经办结" in again.said.text
    with turn(office) as connection:
        assert isinstance(casework.withdraw(connection, made.case_id), Refusal)
    with office.store.read() as unit:
        assert unit.attachments.count() == 0
        assert unit.events.count(case_id=made.case_id) == 2


@pytest.mark.parametrize("method", ["counter", "oidc", "demo"])
def test_a_result_is_ready_for_who_was_identified_and_is_never_said(
    casework: Casework, office: Office, check: Check, method: str
) -> None:
    with office.store.begin() as unit:
        person = add_person(unit, 7)
        record = add_record(unit, person, "jiangxi")
    form = flow(Act.QUERY_OWN_RECORD, "jiangxi", subject_name=person.name, subject_id=person.id_number)
    made = filed(casework, office, form)
    with turn(office) as connection:
        assert isinstance(casework.release(connection, made.case_id), Refusal)  # not before
    told = verify(casework, office, made.case_id, method=method, name=person.name, number=person.id_number)
    assert isinstance(told, CaseTold)
    assert (told.case["state"], told.identity_pending) == ("ready", False)
    assert "聊天里不显示信用记录" in told.said.text
    assert record.number not in told.said.text
    check(told.said)
    with office.store.read() as unit:
        shown = unit.events.one(case_id=made.case_id, event="verify_identity")
    assert shown is not None
    assert ("演示" in shown.facts["identity"]["proof"]) is (method == "demo")
    with turn(office) as connection:
        given = casework.release(connection, made.case_id)
    assert not isinstance(given, Refusal)
    assert given.report is not None
    assert record.number in {one.number for one in given.report.records}
    assert record.number not in casework.stands(made.case_id).said.text


def test_another_person_is_refused(casework: Casework, office: Office, check: Check) -> None:
    made = filed(casework, office, flow(Act.QUERY_OWN_RECORD, "city"))
    told = verify(casework, office, made.case_id, name=FIRM, number=CODE)
    assert isinstance(told, Refusal)
    assert "不一致" in told.said.text
    check(told.said)
    assert casework.stands(made.case_id).identity_pending


def test_the_deletion_of_an_honour_waits_for_its_identity_once(casework: Casework, office: Office) -> None:
    made = filed(casework, office, flow(Act.DELETE_HONOUR, "city"))
    told = verify(casework, office, made.case_id)
    assert isinstance(told, CaseTold)
    assert not told.identity_pending
    assert "身份核对好了" in told.said.text


def test_an_act_without_identity_takes_none(casework: Casework, office: Office) -> None:
    made = filed(casework, office, flow(Act.COMPLAINT, "city"))
    assert isinstance(verify(casework, office, made.case_id), Refusal)
