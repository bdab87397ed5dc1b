"""Commands where no form is open are answered for what they are, and offers are taken up in many ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.contract import TurnResult
from assistant.outcome import Status

Say = Callable[..., TurnResult]


@pytest.mark.parametrize("words", ["帮助", "/help", "能办什么", "/start"])
def test_help_says_what_can_be_done(words: str, say: Say) -> None:
    made = say(words)
    assert "带您办事" in made.reply.text
    assert "投诉举报" in [choice.label for choice in made.choices]


@pytest.mark.parametrize("words", ["不办了", "取消", "/cancel", "算了"])
def test_there_is_nothing_to_cancel(words: str, say: Say) -> None:
    made = say(words)
    assert made.reply.status is Status.SMALLTALK
    assert "没有在办的事" in made.reply.text


def test_what_is_filed_is_not_cancelled_by_the_way(complaint: TurnResult, say: Say) -> None:
    assert complaint.case is not None
    made = say("不办了")
    assert complaint.case["number"] in made.reply.text
    assert made.case is not None
    assert made.case["state"] == complaint.case["state"]


@pytest.mark.parametrize("words", ["接着办", "上一步", "我都填了什么"])
def test_there_is_nothing_to_go_on_with(words: str, say: Say) -> None:
    assert "没有填到一半的事" in say(words).reply.text


@pytest.mark.parametrize("words", ["要", "要办，帮我弄", "那我现在就提", "现在办理异议申请", "第一个"])
def test_an_offer_is_taken_up(words: str, say: Say) -> None:
    offered = say("记录写错了怎么提异议，在江西")
    assert [choice.label for choice in offered.choices] == ["现在办理异议申请"]
    made = say(words)
    assert made.flow is not None
    assert made.flow["act"] == "objection", made.reply.text


def test_a_place_said_to_an_offer_keeps_the_offer(say: Say) -> None:
    say("我还没满十八岁，能自己查自己的信用记录吗")
    made = say("江西的")
    begun = say("第一个")
    assert begun.flow is not None, made.reply.text
    assert begun.flow["slots"]["jurisdiction"] == "jiangxi"


def test_who_asks_how_to_get_off_a_list_is_offered_both_ways(say: Say) -> None:
    made = say("严重失信主体名单怎么移出", "江西的")
    assert [choice.label for choice in made.choices] == ["现在办理信用修复", "现在办理异议申请"]
    begun = say("第二个")
    assert begun.flow is not None
    assert begun.flow["act"] == "objection"
