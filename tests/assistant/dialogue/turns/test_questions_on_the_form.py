"""Questions on the act itself are answered from its own law, whatever else the message holds, and the form goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.contract import TurnResult
from assistant.dialogue.guide_topics import Topic, topic_of
from assistant.dialogue.questions import asked_part, told_part
from assistant.outcome import Status

Say = Callable[..., TurnResult]


@pytest.mark.parametrize("words", ["多少天能办完？", "要等多久啊", "啥时候能有答复"])
def test_a_complaint_is_told_no_days_of_an_objection(words: str, say: Say) -> None:
    """江西 writes days for objections and none for complaints: silence is told as silence."""
    made = say("我要投诉，在南昌", words)
    assert made.reply.status is Status.ANSWERED
    assert made.reply.computed == ()
    assert "没有为这件事写期限" in made.reply.text
    assert not [one for one in made.reply.citations if "#39" in one.clause]
    assert made.flow is not None
    assert made.flow["asked"] == "topic"


@pytest.mark.parametrize(
    ("words", "slot", "value"),
    [
        ("我叫尚青，多久能有结果？", "subject_name", "尚青"),
        ("身份证号000000199402053553，要不要收费？", "subject_id", "000000199402053553"),
        ("电话15442901928，材料交给谁？", "contact", "15442901928"),
    ],
)
def test_a_value_and_a_question_in_one_message_are_both_heard(words: str, slot: str, value: str, say: Say) -> None:
    say("我要提异议，在南昌，公共信用信息", "我自己")
    made = say(words)
    assert made.flow is not None
    assert made.flow["slots"][slot] == value
    assert made.reply.citations, made.reply.text
    assert made.flow["asked"] not in (None, slot)


def test_the_days_of_an_objection_are_those_of_this_very_case(say: Say) -> None:
    made = say("我要提异议，在南昌，公共信用信息", "我自己，几个工作日有结果？")
    assert {(one.days, one.due) for one in made.reply.computed} == {
        (1, "2026-11-23"),
        (3, "2026-11-25"),
        (7, "2026-12-01"),
    }


def test_what_begins_an_act_and_asks_loses_nothing(say: Say) -> None:
    made = say("我要提异议，在南昌，我叫尚青，公共信用信息的，要收费吗？")
    assert made.flow is not None
    assert made.flow["slots"].items() >= {"subject_name": "尚青", "jurisdiction": "jiangxi"}.items()
    assert "收费" in made.reply.text


def test_why_is_answered_with_the_reason(say: Say) -> None:
    say("我要提异议，在南昌，公共信用信息", "我自己", "尚青")
    made = say("为什么要问这个？")
    assert "受理单位靠它找准人" in made.reply.text
    assert made.flow is not None
    assert made.flow["asked"] == "subject_id"


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("多久能好", Topic.TIME),
        ("修复要几天", None),
        ("异议几天出结果", Topic.TIME),
        ("收钱不", Topic.FEE),
        ("要收费吗", Topic.FEE),
        ("要准备什么材料", Topic.PAPERS),
        ("归哪个单位管", Topic.BODY),
        ("核查期间还公示吗", Topic.MEANWHILE),
        ("为啥要留电话", Topic.WHY),
        ("第三十九条写的几天", None),
        ("上了名单能坐飞机吗，要多久才能坐", None),
    ],
)
def test_only_what_is_asked_of_this_act_has_a_topic(words: str, topic: Topic | None) -> None:
    assert topic_of(words, Act.OBJECTION) is topic


def test_a_message_is_parted_into_what_it_tells_and_what_it_asks() -> None:
    words = "我叫尚青，几天能有结果？电话15442901928"
    assert told_part(words) == "我叫尚青，电话15442901928"
    assert asked_part(words) == "几天能有结果？"
    assert asked_part("你好") == "你好"
