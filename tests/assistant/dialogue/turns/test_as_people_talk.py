"""What people say in passing: a question that becomes a wish, anger with a wish, what they lack, a shop's own name."""

from __future__ import annotations

from collections.abc import Callable

from assistant.dialogue.contract import TurnResult
from assistant.outcome import Status

Say = Callable[..., TurnResult]


def _act(made: TurnResult) -> str | None:
    return made.flow["act"] if made.flow else None


def test_a_question_about_an_act_is_an_occasion_to_begin_it(say: Say) -> None:
    asked = say("欠税补了，信用能修复吗")
    assert asked.flow is None
    assert _act(say("那给我办一个")) == "repair"


def test_getting_off_a_list_is_answered_and_offered(say: Say) -> None:
    made = say("我在太原，失信名单可不可以把我拿掉")
    assert made.reply.status is Status.ANSWERED, made.reply.text
    assert [choice.label for choice in made.choices] == ["现在办理信用修复"]


def test_anger_with_a_wish_begins_what_is_wanted(say: Say) -> None:
    made = say("真是气死人，我要举报宿迁一家中介，没有授权就查我的信用")
    assert (_act(made), made.handoff) == ("complaint", None)


def test_anger_at_a_form_is_handed_over(say: Say) -> None:
    say("我要提异议，在南昌")
    assert say("气死我了，什么破系统").handoff is not None


def test_what_is_lacking_is_not_asked_for(say: Say) -> None:
    made = say("我要报告处罚决定被撤销了，请更正信息，在九江", "我自己", "文号没有")
    assert made.flow is not None
    assert made.flow["asked"] == "subject_name"
    made = say("甘文斌", "000000197005024848")
    assert made.flow is not None
    assert made.flow["asked"] == "record_ref"


def test_the_keeper_of_a_shop_is_asked_for_its_name(say: Say) -> None:
    made = say("我要修复信用，在南昌", "给我的小吃店办，我开了个小吃店")
    assert made.flow is not None
    assert made.flow["asked"] == "subject_name"
    assert "营业执照" in made.reply.text.splitlines()[0]


def test_a_comparison_while_confirming_is_answered(say: Say) -> None:
    say("我要投诉，在南昌", "有家店没有问过我就查了我的信用", "跳过", "跳过")
    made = say("三地的修复规定对比一下")
    assert made.reply.status is not Status.CLARIFY or "没有听明白" in made.reply.text
    assert made.flow is not None
    assert made.flow["state"] == "confirming"
