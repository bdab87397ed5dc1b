"""Days without a case: computed from the day that the citizen names, and never told as a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.casework import Casework
from assistant.dialogue.said import Said
from assistant.outcome import Reason
from credit_core.use_cases.office import Office
from tests.assistant.dialogue.casework.forms import CASES, PLACES

Check = Callable[..., None]
TODAY = date(2026, 11, 20)


def told(casework: Casework, act: Act | None, place: str, on: date, today: date = TODAY) -> Said:
    said = casework.hypothetical(act, place, on, today)
    assert said is not None
    return said


@pytest.mark.rule("JX-50", "JX-51", "JX-52")
def test_both_alternatives_and_whether_they_passed(casework: Casework, check: Check) -> None:
    said = told(casework, Act.OBJECTION, "jiangxi", date(2026, 11, 12))
    assert said.text.startswith("没有查到这件办件。以下是按您说的2026年11月12日推算的")
    assert {(c.rule, c.start, c.due) for c in said.computed} == {
        ("JX-50", "2026-11-12", "2026-11-13"),
        ("JX-51", "2026-11-12", "2026-11-17"),
        ("JX-52", "2026-11-12", "2026-11-23"),
    }
    assert "最晚2026年11月17日，已经过了" in said.text
    assert "最晚2026年11月23日，还没有到" in said.text
    assert "只适用其中一种" in said.text
    assert "有些程序的时间不算在里面" in said.text
    check(said, "2026年11月12日")


def test_the_last_day_itself_has_not_passed(casework: Casework) -> None:
    said = told(casework, Act.OBJECTION, "jiangxi", date(2026, 11, 12), date(2026, 11, 17))
    assert "最晚2026年11月17日，今天到期" in said.text


@pytest.mark.rule("GEN-06", "SX-35")
def test_both_readings_of_a_last_day_of_rest(casework: Casework, check: Check) -> None:
    said = told(casework, Act.REVOCATION, "shanxi", date(2026, 10, 20))
    assert "最晚2026年10月25日，已经过了" in said.text
    assert "就是2026年10月26日" in said.text
    check(said, "2026年10月20日")


@pytest.mark.rule("SX-33", "CT-50")
@pytest.mark.parametrize("place", ["shanxi", "city"])
def test_where_no_number_is_written_nothing_is_overdue(casework: Casework, check: Check, place: str) -> None:
    said = told(casework, Act.OBJECTION, place, date(2026, 10, 20))
    assert (said.reason, said.computed) == (Reason.SILENT, ())
    assert "不能说已经过期" in said.text
    check(said, "2026年10月20日")


def test_without_an_act_the_usual_ones_are_told(casework: Casework, check: Check) -> None:
    said = told(casework, None, "jiangxi", date(2026, 10, 20))
    assert {"JX-51", "JX-57"} <= {c.rule for c in said.computed}
    assert "您没有说提交的是什么" in said.text
    check(said, "2026年10月20日")


def test_before_the_law_nothing_is_computed(casework: Casework) -> None:
    said = told(casework, Act.OBJECTION, "jiangxi", date(2021, 10, 20))
    assert (said.reason, said.computed) == (Reason.NOT_IN_FORCE, ())


def test_a_provisional_day_is_never_said_to_have_passed(casework: Casework, check: Check) -> None:
    said = told(casework, Act.REPAIR, "jiangxi", date(2026, 12, 30), date(2027, 2, 1))
    assert "暂定" in said.text
    assert "已经过了" not in said.text.replace("还不能说已经过了", "")


def test_where_the_law_has_no_clock_there_is_no_answer(casework: Casework) -> None:
    assert casework.hypothetical(Act.COMPLAINT, "jiangxi", TODAY, TODAY) is None
    assert casework.hypothetical(Act.HANDOFF, "jiangxi", TODAY, TODAY) is None
    assert casework.hypothetical(Act.OBJECTION, "guangdong", TODAY, TODAY) is None


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("act", CASES)
def test_every_reply_is_backed_and_files_nothing(
    casework: Casework, office: Office, check: Check, act: Act, place: str
) -> None:
    said = casework.hypothetical(act, place, date(2026, 10, 20), TODAY)
    if said is not None:
        assert said.citations
        check(said, "2026年10月20日")
    with office.store.read() as unit:
        assert unit.cases.count() == 0
