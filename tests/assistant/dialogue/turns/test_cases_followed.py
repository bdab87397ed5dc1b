"""What is said of a case that was filed: how long it still takes, which of several, and withdrawing only on a yes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.contract import TurnResult

Say = Callable[..., TurnResult]
OWN_RECORD = ("我要查自己的信用报告，在吉安，我叫尚青，身份证000000199402053553", "跳过", "确认提交")


@pytest.mark.parametrize(
    "words", ["什么时候有回音", "大概多久能有个说法", "有动静没", "怎么到现在还没消息", "办得怎么样了"]
)
def test_who_waits_is_told_where_the_case_stands(words: str, complaint: TurnResult, say: Say) -> None:
    assert complaint.case is not None
    made = say(words)
    assert made.case is not None
    assert made.case["number"] == complaint.case["number"], made.reply.text


def test_a_question_on_the_law_of_another_act_is_none_on_the_case(complaint: TurnResult, say: Say) -> None:
    assert complaint.case is not None
    made = say("信用修复多久有结果")
    assert made.case is None
    assert any("#40" in one.clause for one in made.reply.citations)


def test_of_several_cases_the_one_that_is_named(complaint: TurnResult, say: Say) -> None:
    assert complaint.case is not None
    own = say(*OWN_RECORD).case
    told = say("我的投诉怎么样了").case
    assert own is not None
    assert told is not None
    assert told["number"] == complaint.case["number"] != own["number"]


def test_a_query_waits_for_the_identity_until_it_is_checked(say: Say) -> None:
    filed = say(*OWN_RECORD)
    assert filed.flow is not None
    assert (filed.flow["state"], filed.flow["asked"], filed.flow["missing"]) == ("awaiting_identity", None, [])
    later = say("要收费吗")
    assert later.flow is not None
    assert later.flow["state"] == "awaiting_identity"


def test_a_code_for_the_case_leaves_the_form_begun_since_alone(say: Say) -> None:
    say(*OWN_RECORD, "我要投诉")
    made = say("AAAA-BBBB")
    assert made.flow is not None
    assert (made.flow["act"], made.flow["state"], made.flow["asked"]) == ("complaint", "collecting", "topic")


def test_withdrawing_waits_for_a_yes_and_for_nothing_else(complaint: TurnResult, say: Say) -> None:
    assert complaint.case is not None
    asked = say("撤回申请", "撤回了还能再提吗？")
    assert "确定要撤回" in asked.reply.text
    say("有动静没", "是的")
    still = say("查进度").case
    assert still is not None
    assert still["state"] == complaint.case["state"]
    gone = say("撤回申请", "确认撤回").case
    assert gone is not None
    assert gone["state"] == "withdrawn"
