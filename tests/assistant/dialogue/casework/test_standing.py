"""Where a case stands: its duties with days that are left or passed, what can be done, and how the days were counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.casework import Casework
from assistant.dialogue.ports import CaseTold, Refusal
from assistant.outcome import Caveat
from credit_core.use_cases import objection_steps as steps
from credit_core.use_cases.office import Office
from tests.assistant.dialogue.casework.forms import filed, flow
from tests.credit_core.offices import OFFICER, SetClock

Check = Callable[..., None]


def test_number_and_code_open_a_case_and_nothing_tells_which_was_wrong(casework: Casework, office: Office) -> None:
    made = filed(casework, office, flow(Act.OBJECTION, "jiangxi"))
    number, code = made.case["number"], str(made.code)
    found = casework.find(number.lower(), code.lower())
    assert isinstance(found, CaseTold)
    assert (found.case_id, found.case) == (made.case_id, made.case)
    wrong = {str(casework.find(*pair)) for pair in ((number, "AAAAAAAAAA"), ("YY-20261120-2222222", code), ("", ""))}
    assert len(wrong) == 1
    assert isinstance(casework.find(number, ""), Refusal)


def test_the_days_left_are_counted_in_the_duty_s_own_unit(
    casework: Casework, office: Office, clock: SetClock, check: Check
) -> None:
    made = filed(casework, office, flow(Act.OBJECTION, "jiangxi"))
    clock.day = date(2026, 11, 23)
    told = casework.stands(made.case_id)
    assert "作出异议标注：最晚2026年11月23日，今天到期" in told.said.text
    assert "最晚2026年11月25日，还有2个工作日" in told.said.text
    assert "最晚2026年12月1日，还有6个工作日" in told.said.text
    assert "现在是“已提交”。最近一步：2026年11月20日，提交异议申请。" in told.said.text
    check(told.said, "2026-11-20")  # the day of the last step is the case's own


def test_a_day_that_passed_is_told_with_what_can_be_done(
    casework: Casework, office: Office, clock: SetClock, check: Check
) -> None:
    made = filed(casework, office, flow(Act.OBJECTION, "jiangxi"))
    clock.day = date(2026, 11, 26)
    told = casework.stands(made.case_id)
    assert "作出异议标注：最晚2026年11月23日，已逾期" in told.said.text
    assert "“作出异议标注”过了日子，可以这样办" in told.said.text
    assert "到2026-11-26没有办结的记录" in told.said.text
    assert "只在" in told.said.text or "是否适用，要看这一办件" in told.said.text
    check(told.said, "2026-11-20")
    clock.day = date(2026, 11, 24)
    steps.mark(office, OFFICER, steps_accepted(office, made.case_id))
    late = casework.stands(made.case_id)
    assert "作出异议标注：2026年11月24日才办，晚于到期日2026年11月23日" in late.said.text
    check(late.said)


def test_a_duty_done_in_time_and_one_ruled_out(casework: Casework, office: Office, clock: SetClock) -> None:
    made = filed(casework, office, flow(Act.OBJECTION, "jiangxi"))
    case_id = steps_accepted(office, made.case_id)
    clock.day = date(2026, 11, 23)
    steps.mark(office, OFFICER, case_id)
    steps.start_check(office, OFFICER, case_id, "own")
    text = casework.stands(case_id).said.text
    assert "作出异议标注：2026年11月23日办了，没有超过期限" in text
    assert "属于本单位处理范围的，完成处理" in text
    assert "最晚2026年12月1日" not in text  # the other alternative is ruled out


@pytest.mark.rule("JX-52")
def test_every_day_is_counted_on_request(casework: Casework, office: Office, check: Check) -> None:
    said = casework.counting(filed(casework, office, flow(Act.OBJECTION, "jiangxi")).case_id)
    for line in (
        "2026年11月21日 不计（星期六，周末休息）",
        "2026年12月1日 第7个工作日（星期二）",
        "解释 A-8（未经律师审核）",
    ):
        assert line in said.text
    assert {c.due for c in said.computed} == {"2026-11-23", "2026-11-25", "2026-12-01"}
    check(said)


@pytest.mark.rule("SX-35")
def test_without_days_to_count_that_is_said(casework: Casework, office: Office, check: Check) -> None:
    said = casework.counting(filed(casework, office, flow(Act.REVOCATION, "shanxi")).case_id)
    assert "现在没有要数日子的事" in said.text
    assert "从“文书被变更、撤销或者确认无效之日”起算，现在还没有起算" in said.text
    check(said)


def test_a_provisional_day_is_not_called_missed(
    casework: Casework, office: Office, clock: SetClock, check: Check
) -> None:
    clock.day = date(2026, 12, 30)
    made = filed(casework, office, flow(Act.REPAIR, "jiangxi"))
    clock.day = date(2027, 1, 20)
    told = casework.stands(made.case_id)
    assert "已逾期" not in told.said.text
    assert "日子暂定，现在还不能说已经过了" in told.said.text
    assert Caveat.PROVISIONAL in told.said.caveats
    check(told.said, "2026-12-30")
    clock.day = date(2027, 2, 15)
    late = casework.stands(made.case_id)
    assert "已逾期" in late.said.text
    check(late.said, "2026-12-30")


def test_a_case_that_waits_for_an_identity_says_so(casework: Casework, office: Office) -> None:
    query = casework.stands(filed(casework, office, flow(Act.QUERY_OWN_RECORD, "city")).case_id)
    assert query.identity_pending
    assert "正在等核对身份" in query.said.text
    objection = casework.stands(filed(casework, office, flow(Act.OBJECTION, "city", key="k2")).case_id)
    assert not objection.identity_pending


def steps_accepted(office: Office, case_id: str) -> str:
    """The case, accepted by an officer today."""
    steps.accept(office, OFFICER, case_id, findings={"applicant": True, "recipient_competent": True})
    return case_id
