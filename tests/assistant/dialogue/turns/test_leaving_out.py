"""What cannot be given ends nowhere in a loop: the ways out are told, and the form waits with all that was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.contract import TurnResult

Say = Callable[..., TurnResult]
CHILD = ("我要查信用记录，在沭阳，替我孩子查，我是他妈妈", "监护人", "陶小满")


def _to_the_number(say: Say) -> None:
    made = say(*CHILD)
    for _ in range(3):
        if made.flow is not None and made.flow["asked"] == "subject_id":
            return
        made = say("陶小满")
    assert made.flow is not None
    assert made.flow["asked"] == "subject_id", made.reply.text


def test_who_has_no_number_is_told_what_to_bring_where_and_what_can_be_filed_without(say: Say) -> None:
    _to_the_number(say)
    made = say("号码没带来，先空着")
    assert made.flow is not None
    assert made.flow["asked"] == "subject_id"
    for words in ("窗口", "监护关系证明", "没有号码也能先提交", "先放着", "转人工"):
        assert words in made.reply.text


@pytest.mark.parametrize("second", ["跳过", "先放着", "没有"])
def test_the_form_is_put_aside_and_gone_back_to_with_all_that_was_filled_in(second: str, say: Say) -> None:
    _to_the_number(say)
    left = say("跳过", second)
    assert left.flow is None
    assert "接着办" in left.reply.text
    back = say("接着办")
    assert back.flow is not None
    assert back.flow["asked"] == "subject_id"
    assert back.flow["slots"]["subject_name"] == "陶小满"


def test_what_lacked_is_brought_and_the_form_goes_on(say: Say) -> None:
    _to_the_number(say)
    made = say("跳过", "跳过", "身份证找到了，00000020180611325X")
    assert made.flow is not None
    assert made.flow["slots"].items() >= {"subject_name": "陶小满", "subject_id": "00000020180611325X"}.items()
    assert made.flow["asked"] != "subject_id"


def test_a_form_put_aside_is_gone_back_to_by_its_name(say: Say) -> None:
    say(
        "我要申请信用修复，在南昌，我自己的事",
        "我叫陶大川",
        "我要投诉",
        "有家店没有问过我就查了我的信用",
        "跳过",
        "跳过",
    )
    made = say("确认提交", "接着办刚才的信用修复")
    assert made.flow is not None
    assert made.flow["act"] == "repair"
    assert made.flow["slots"]["subject_name"] == "陶大川"


@pytest.mark.parametrize("words", ["不用", "不用了", "不要"])
def test_who_declines_what_is_only_offered_leaves_it_out(words: str, say: Say) -> None:
    made = say("我要投诉，在南昌", "有家店没有问过我就查了我的信用", "跳过")
    assert made.flow is not None
    assert made.flow["asked"] == "contact"
    made = say(words)
    assert made.flow is not None
    assert made.flow["state"] == "confirming", made.reply.text
