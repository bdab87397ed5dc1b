"""`credit-assistant case`: every duty explained, personal data hidden unless asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from assistant.bootstrap import open_office
from assistant.settings import get_settings
from credit_core.model.cases import CaseEvent, CaseType
from credit_core.model.ids import new_id
from credit_core.model.people import Role
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef
from tests.channels.cli.conftest import Run
from tests.credit_core.duty_examples import add_case, add_duty, moment

RECEIVED = date(2026, 11, 20)
SLOTS = {
    "subject_name": "张小三",
    "subject_id_type": "resident_id",
    "subject_id": "11010519491231002X",
    "contact": "13800001234",
    "correction_facts": ["我和邻居李四已经说清楚了"],
}


@pytest.fixture
def office(set_up: Callable[..., None]) -> Office:
    set_up(CLOCK="2026-11-27", DEMO_MODE=1)
    return open_office(get_settings())


@pytest.fixture
def number(office: Office) -> str:
    with office.store.begin() as unit:
        case = add_case(unit, type=CaseType.REPAIR, procedure="repair", state="submitted", applicant=SLOTS)
        unit.events.add(
            CaseEvent(
                new_id(), case.id, 1, "submit", "D3-00", "draft", "submitted", "citizen-1", Role.CITIZEN, RECEIVED,
                moment(RECEIVED), ClauseRef.parse("jiangxi-2022#40"), {},
            )
        )  # fmt: skip
        add_duty(unit, "JX-57", RECEIVED, case_id=case.id)
        add_duty(unit, "JX-58", RECEIVED, case_id=case.id)
        return case.number


def test_show_explains_each_duty_and_each_step(run: Run, number: str) -> None:
    found = run("case", "show", number)
    assert found.exit_code == 0
    text = found.output
    assert text.startswith(f"办件{number}：信用修复申请（江西省）")
    assert "■ JX-57 修复，并撤销失信信息的公示：未到期" in text
    assert "《江西省社会信用条例》第四十条，到期日2026-12-04" in text
    assert "2026-11-21 不计（星期六，周末休息）" in text
    assert "2026-12-04 第10个工作日（星期五）" in text
    assert "未经律师审核" in text
    assert "■ JX-58 将更正后的信息同步推送至公共信用信息平台：已逾期" in text
    assert "以文书写明的救济措施为准" in text
    assert "（申请人；《江西省社会信用条例》第四十条）" in text


def test_personal_data_is_hidden_unless_asked_for_and_asking_is_on_record(
    run: Run, office: Office, number: str
) -> None:
    text = run("case", "show", number.lower()).output
    for personal in ("张小三", "11010519491231002X", "13800001234", "李四"):
        assert personal not in text
    assert "信用主体：张*三" in text
    with office.store.read() as unit:
        assert unit.audit_entries.count(act="case.show_full") == 0
    full = run("case", "show", number, "--full").output
    for personal in ("张小三", "11010519491231002X", "13800001234", "李四"):
        assert personal in full
    with office.store.read() as unit:
        assert unit.audit_entries.count(act="case.show_full") == 1


def test_json_is_the_contract_with_the_counting(run: Run, number: str) -> None:
    found = json.loads(run("case", "show", number, "--json").output)
    assert {duty["rule"]: duty["due"] for duty in found["deadlines"]} == {"JX-57": "2026-12-04", "JX-58": "2026-11-25"}
    assert found["counting"]["JX-58"][1] == "起算日：2026-11-20（当天不计入）"
    assert found["timeline"][0]["clause"] == "jiangxi-2022#40"
    assert found["filed"]["信用主体"] == "张*三"


def test_a_number_that_is_none(run: Run, office: Office) -> None:
    found = run("case", "show", "YY-20261120-AAAAAAA")
    assert found.exit_code == 2
    assert "没有" in found.output


def test_the_list_by_due_day(run: Run, office: Office, number: str) -> None:
    with office.store.begin() as unit:
        add_duty(unit, "JX-50", date(2026, 11, 25))
    lines = run("case", "list", "--due-until", "2026-11-30").output.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["2026-11-25", "已逾期", number],
        ["2026-11-26", "已逾期", "（不属于办件）"],
    ]
    rows = run("case", "list", "--due-until", "2026-12-04", "--json").output.splitlines()
    assert [json.loads(row)["rule"] for row in rows] == ["JX-58", "JX-50", "JX-57"]
    assert run("case", "list", "--due-until", "2026-11-01").output == "到2026-11-01没有到期的事项。\n"
    assert run("case", "list", "--due-until", "明天").exit_code == 2
