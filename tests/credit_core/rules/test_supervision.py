"""The liability that really applies to an overdue duty, and what a citizen may do next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from credit_core.law.procedure_schema import ProcedureFile
from credit_core.rules.supervision import liability, missed_path
from credit_core.vocabulary import Act
from knowledge.citations.reference import ClauseRef
from tests.credit_core.duty_examples import CALENDAR, LAW, make_duty

RECEIVED = date(2026, 11, 20)
LATE = date(2026, 12, 31)
NO_TARGETS: dict[str, int] = {}


def silent_complaint(document: str, clause: str) -> ProcedureFile:
    return ProcedureFile(
        procedure="complaint",
        machine="complaint",
        document=document,
        name="投诉举报",
        acts=(Act.SUPERVISION,),
        regulated=False,
        clause=ClauseRef.parse(clause),
        silence="条例没有规定怎样投诉举报。",
    )


@pytest.mark.rule("JX-67")
def test_jiangxi_names_item_five_and_item_ten_where_the_notice_is_missing_too() -> None:
    found = liability(make_duty("JX-51", RECEIVED), LAW)
    assert [str(clause) for clause in found.clauses] == ["jiangxi-2022#57.1.5", "jiangxi-2022#57.1.10"]
    assert "责令改正" in found.text
    assert "没有写罚款" in found.text
    assert "由有权机关认定" in found.text
    assert [str(c) for c in liability(make_duty("JX-50", RECEIVED), LAW).clauses] == ["jiangxi-2022#57.1.5"]


@pytest.mark.rule("CT-65")
def test_the_city_names_item_five_and_no_fine() -> None:
    found = liability(make_duty("CT-55", RECEIVED), LAW)
    assert [str(clause) for clause in found.clauses] == ["city-2022#56.1.5"]
    assert "没有写罚款" in found.text


@pytest.mark.rule("SX-48")
@pytest.mark.parametrize("rule", ["SX-35", "SX-37"])
def test_shanxi_claims_no_liability_for_a_missed_day_alone(rule: str) -> None:
    found = liability(make_duty(rule, RECEIVED), LAW)
    assert found.clauses == ()
    assert "滥用职权、玩忽职守、徇私舞弊" in found.text
    assert "不能只因为逾期就引用" in found.text
    assert found.assumptions == ("A-45",)


def test_where_the_text_says_nothing_of_liability_that_is_told() -> None:
    assert liability(make_duty("JX-54", RECEIVED), LAW).text == "条例没有写明没有按期办理这一事项的责任。"


@pytest.mark.rule("CT-55")
def test_the_missed_clause_and_the_next_steps() -> None:
    found = missed_path(make_duty("CT-55", RECEIVED), LAW, LATE, CALENDAR, None, NO_TARGETS)
    assert str(found.missed) == "city-2022#45"
    text = "".join(found.lines)
    assert "到期日是2026-11-25，到2026-12-31没有办结的记录" in text
    assert "社会信用综合管理部门" in text
    assert "以文书写明的救济措施为准" in text
    assert "处罚" not in text


@pytest.mark.rule("SX-48", "SX-35")
def test_a_missed_day_in_shanxi_is_not_told_as_punishable() -> None:
    text = "".join(missed_path(make_duty("SX-35", RECEIVED), LAW, LATE, CALENDAR, None, NO_TARGETS).lines)
    assert "山西省社会信用条例" in text
    assert not any(word in text for word in ("处罚", "处分", "玩忽职守"))


def test_the_complaint_clause_or_its_silence_is_the_places_own() -> None:
    silent = silent_complaint("jiangxi-2022", "jiangxi-2022#36")
    duty = make_duty("JX-51", RECEIVED)
    assert "条例没有规定怎样投诉举报。" in missed_path(duty, LAW, LATE, CALENDAR, silent, NO_TARGETS).lines
    regulated = silent.model_copy(update={"regulated": True})
    told = missed_path(duty, LAW, LATE, CALENDAR, regulated, NO_TARGETS).lines
    assert "可以投诉举报，见《江西省社会信用条例》第三十六条。" in told


@pytest.mark.rule("GEN-05", "SX-33")
def test_a_word_instead_of_a_number_is_not_missed_and_nothing_is_borrowed() -> None:
    found = missed_path(make_duty("SX-33", RECEIVED), LAW, LATE, CALENDAR, None, {"SX-33": 5})
    assert found.missed is None
    assert found.lines[0] == (
        "《山西省社会信用条例》第四十一条第一款只规定「及时」，没有写明具体期限；"
        "本系统不引用其他地区的规定代替。不能说已经逾期。"
    )
    assert "受理单位的内部目标日是2026-11-25（内部目标，不是法定期限）。" in found.lines


def test_not_even_a_word() -> None:
    found = missed_path(make_duty("CT-50", RECEIVED), LAW, LATE, CALENDAR, None, NO_TARGETS)
    assert found.lines[0].startswith("《社会信用条例（某市）》第四十二条没有写明期限")


@pytest.mark.parametrize(("today", "missed"), [(date(2026, 11, 25), None), (date(2026, 11, 26), "jiangxi-2022#39.2")])
def test_a_clause_is_missed_from_the_day_after(today: date, missed: str | None) -> None:
    found = missed_path(make_duty("JX-51", RECEIVED), LAW, today, CALENDAR, None, NO_TARGETS)
    assert (str(found.missed) if found.missed else None) == missed


def test_a_provisional_day_is_told_as_such() -> None:
    found = missed_path(make_duty("JX-57", date(2026, 12, 25)), LAW, date(2027, 1, 12), CALENDAR, None, NO_TARGETS)
    assert found.missed is None
    assert any("（暂定）" in line for line in found.lines)
    assert "A-49" in found.assumptions


@pytest.mark.rule("GEN-06")
def test_the_later_reading_is_told_with_the_missed_day() -> None:
    duty = make_duty("SX-37", date(2026, 11, 26))
    found = missed_path(duty, LAW, date(2026, 11, 30), CALENDAR, None, NO_TARGETS)
    assert "按另一种读法到2026-11-30" in "".join(found.lines)


def test_an_open_condition_is_told() -> None:
    duty = make_duty("JX-51", RECEIVED)
    open_ = missed_path(duty, LAW, LATE, CALENDAR, None, NO_TARGETS, condition_open=True)
    assert any("是不是属于本单位处理范围" in line for line in open_.lines)
    settled = missed_path(duty, LAW, LATE, CALENDAR, None, NO_TARGETS)
    assert not any("是不是属于本单位处理范围" in line for line in settled.lines)


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"done_on": date(2026, 11, 25)}, "这一事项已经办结（2026-11-25）。"),
        ({"done_on": date(2026, 11, 27)}, "这一事项的到期日是2026-11-25，2026-11-27办结，晚于到期日。"),
        ({"void": True}, "这一事项在本办件中不适用。"),
        ({"paused": True}, "这一事项正在进行不计入办理时间的程序，暂停计算，不能说已经逾期。"),
    ],
)
def test_what_else_a_duty_can_be(changes: dict[str, Any], first: str) -> None:
    found = missed_path(make_duty("JX-51", RECEIVED, **changes), LAW, LATE, CALENDAR, None, NO_TARGETS)
    assert found.lines[0] == first


def test_a_start_that_is_not_known_yet() -> None:
    found = missed_path(make_duty("JX-58", None), LAW, LATE, CALENDAR, None, NO_TARGETS)
    assert found.missed is None
    assert "起算日还没有确定" in found.lines[0]
