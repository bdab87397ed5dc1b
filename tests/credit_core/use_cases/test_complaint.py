"""Complaints: the cases of tests/cases/complaint."""

from __future__ import annotations

from typing import Any

import pytest

from credit_core.errors import BadFiling, Forbidden, NotFound
from credit_core.model.decisions import Decision
from credit_core.model.people import Actor
from credit_core.use_cases import complaint
from credit_core.use_cases.complaint import ComplaintFiling, check_complaint, file_complaint
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.office import HouseRules, Office
from tests.credit_core.case_runner import Play, cases, play
from tests.credit_core.offices import CITIZEN, OFFICER, OTHER_OFFICER, SetClock, open_test_office


def _file(office: Office, actor: Actor, place: str, written: dict[str, Any], key: str) -> Filed:
    return file_complaint(office, actor, ComplaintFiling(place, "受理单位（测试）", **written), key=key)


def _check(office: Office, place: str, written: dict[str, Any]) -> Decision:
    return check_complaint(office, place, **written)


@pytest.mark.parametrize("case", list(cases("complaint")))
def test_complaint(sqlite_office: Office, clock: SetClock, case: dict[str, Any]) -> None:
    world = play(case, sqlite_office, clock, Play(_file, complaint, _check))
    assert world.cases or any("check" in step or "refused" in step for step in case["steps"])


@pytest.mark.rule("SYS-55")
def test_a_complaint_from_beginning_to_end_leaves_its_findings(office: Office) -> None:
    filed = _file(office, CITIZEN, "city", {"detail": "泄露了我的信息。", "conducts": ["leak"]}, "k")
    complaint.accept(office, OFFICER, filed.case.id)
    complaint.investigate(office, OFFICER, filed.case.id, {"leak": True}, "调取日志（测试）")
    case = complaint.answer(office, OFFICER, filed.case.id, "属实。")
    assert (case.state, case.facts["findings"]) == ("answered", {"leak": True})
    with office.store.read() as unit:
        found = unit.events.one(case_id=case.id, event="investigate")
        assert found is not None
        assert found.actor_id == OFFICER.id
        assert unit.duties.where(case_id=case.id) == ()


def test_the_office_may_want_two_persons(sqlite_office: Office, clock: SetClock) -> None:
    rules = HouseRules(two_persons=frozenset({"complaint.answer"}))
    office = open_test_office(sqlite_office.store, clock, rules)
    filed = _file(office, CITIZEN, "city", {"detail": "泄露了我的信息。"}, "k")
    complaint.accept(office, OFFICER, filed.case.id)
    complaint.investigate(office, OFFICER, filed.case.id, {"conduct": False}, "调取日志（测试）")
    with pytest.raises(Forbidden):
        complaint.answer(office, OFFICER, filed.case.id, "不属实。")
    assert complaint.answer(office, OTHER_OFFICER, filed.case.id, "不属实。").state == "answered"


def test_a_complaint_about_a_case_is_linked_to_it(sqlite_office: Office) -> None:
    first = _file(sqlite_office, CITIZEN, "city", {"detail": "逾期没有办结。"}, "k1")
    second = _file(sqlite_office, CITIZEN, "city", {"detail": "还是没有办结。", "linked_to": first.case.id}, "k2")
    assert second.case.linked_to == first.case.id
    with pytest.raises(NotFound):
        _file(sqlite_office, CITIZEN, "city", {"detail": "没有办结。", "linked_to": "none"}, "k3")


def test_an_unknown_kind_of_body_is_asked_again(sqlite_office: Office) -> None:
    with pytest.raises(BadFiling, match="被反映的单位"):
        check_complaint(sqlite_office, "city", ["leak"], "nobody")
