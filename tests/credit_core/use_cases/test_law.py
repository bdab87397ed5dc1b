"""The door to the law: answers, limits and deadlines with an explanation a citizen can check."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.calendar import WorkingCalendar
from credit_core.deadlines import Pause
from credit_core.errors import NotInForce, UnknownRule
from credit_core.use_cases.law import LawDesk, open_law_desk
from credit_core.vocabulary import Act, Authority

DESK = open_law_desk()
TODAY = date(2026, 11, 20)


def test_a_deadline_is_explained_day_by_day() -> None:
    pause = Pause(date(2026, 11, 23), date(2026, 11, 25), "鉴定")
    found = DESK.deadline("JX-51", "jiangxi", TODAY, (pause,))
    assert found.citation == "《江西省社会信用条例》第三十九条第二款"
    text = "\n".join(found.lines)
    assert "起算日：2026-11-20（当天不计入）" in text
    assert "2026-11-21 不计（星期六，周末休息）" in text
    assert "2026-11-23 不计（鉴定期间）" in text
    assert "2026-11-30 第3个工作日（星期一）" in text
    assert "到期日：2026-11-30（3个工作日）" in text
    assert "不相加" in text
    assert "暂定" not in text


def test_the_computed_entry_of_an_answer() -> None:
    assert DESK.deadline("CT-56", "city", date(2026, 11, 20)).as_computed() == {
        "rule": "CT-56",
        "clause": "city-2022#45",
        "start": "2026-11-20",
        "due": "2026-11-24",
        "unit": "工作日",
        "days": 2,
        "word": "两个工作日内",
        "provisional": False,
        "counted": "计入：2026-11-23、2026-11-24。"
        "不计：2026-11-21（星期六，周末休息）、2026-11-22（星期日，周末休息）。",
        "alternatives": [],
        "assumptions": ["A-6"],
    }


def test_a_provisional_date_is_never_without_the_word() -> None:
    found = DESK.deadline("JX-57", "jiangxi", date(2026, 12, 25))
    assert found.deadline is not None
    assert found.deadline.provisional
    (due,) = [line for line in found.lines if line.startswith("到期日")]
    assert "（暂定）" in due
    assert any("2027年的放假安排尚未收录" in line for line in found.lines)
    assert any("法律、法规和国家另有规定的，适用其规定" in line for line in found.lines)


def test_a_provisional_extension_names_its_year() -> None:
    """The count ends on Saturday 2022-12-31 within a table that ends there; only the extended day lies beyond it."""
    table = {year: days for year, days in DESK.calendar.years.items() if year <= 2022}
    found = LawDesk(DESK.law, WorkingCalendar(table)).deadline("SX-37", "shanxi", date(2022, 12, 28))
    assert found.deadline is not None
    assert (found.deadline.due, found.deadline.provisional) == (date(2022, 12, 31), True)
    assert any("2023年的放假安排尚未收录" in line for line in found.lines)


def test_both_readings_of_a_last_day_of_rest_are_shown() -> None:
    found = DESK.deadline("SX-35", "shanxi", date(2026, 11, 10))
    text = "\n".join(found.lines)
    assert "到期日：2026-11-15（5日）" in text
    assert "则到2026-11-16" in text
    assert "以较早的一个为准" in text
    assert found.as_computed()["alternatives"] == ["2026-11-16"]


def test_an_open_duty_says_that_there_is_no_number() -> None:
    found = DESK.deadline("SX-31", "shanxi", TODAY)
    assert found.deadline is None
    assert found.lines[0].startswith("《山西省社会信用条例》第三十九条第三款")
    assert "只写「及时」" in found.lines[0]
    assert found.as_computed()["due"] is None
    assert "没有写明期限" in DESK.deadline("CT-50", "city", TODAY).lines[0]


def test_policy_limits_are_labelled() -> None:
    found = DESK.deadline("OP-08", "shanxi", TODAY)
    assert found.deadline is not None
    assert found.lines[-1].startswith("这是规范性文件")


def test_the_law_of_the_start_day() -> None:
    with pytest.raises(NotInForce):
        DESK.deadline("JX-57", "jiangxi", date(2022, 2, 28))
    assert DESK.deadline("JX-57", "jiangxi", date(2022, 3, 1)).deadline is not None
    with pytest.raises(UnknownRule):
        DESK.deadline("JX-57", "city", TODAY)


def test_questions_and_comparisons() -> None:
    assert "objection_decision_deadline" in {topic.id for topic in DESK.topics_in("异议要几天处理完")}
    answers = DESK.compare("fines", ("shanxi", "jiangxi"), TODAY)
    assert [answer.jurisdiction for answer in answers] == ["shanxi", "jiangxi"]
    assert DESK.topic("fines", "jiangxi", TODAY) == answers[1]
    assert DESK.related("interview", "shanxi", TODAY)[0].authority is Authority.POLICY
    assert set(DESK.jurisdictions) == {"shanxi", "city", "jiangxi"}
    assert len(DESK.topics) == 54


def test_limits_and_their_words() -> None:
    limits = DESK.limits("city", TODAY, act=Act.REVOCATION)
    assert [DESK.amount(limit) for limit in limits] == ["3个工作日", "2个工作日"]
    assert DESK.amount(DESK.limits("shanxi", TODAY, act=Act.REVOCATION)[0]) == "5日"
    assert DESK.amount(DESK.limits("shanxi", TODAY, act=Act.OBJECTION)[0]) is None
    assert DESK.citation(limits[0].clause) == "《社会信用条例（某市）》第四十五条"
    assert "收到提供单位告知之日" in DESK.assumption("A-1")
    kinds = DESK.parameter("pause_kinds", "jiangxi", TODAY)
    assert kinds is not None
    assert kinds.values == ("检验", "检测", "检疫", "鉴定", "专家评审")
