"""A question is not repeated word for word a third time, and who is not understood is offered a person."""

from __future__ import annotations

from collections.abc import Callable

from assistant.dialogue.contract import TurnResult
from assistant.dialogue.flows.load import load_flows
from assistant.dialogue.flows.words import sentences
from assistant.wording import load_wording

Say = Callable[..., TurnResult]


def _labels(made: TurnResult) -> list[str]:
    return [choice.label for choice in made.choices]


def test_the_third_time_a_question_comes_with_an_example_and_the_ways_around_it(say: Say) -> None:
    asked = "您认为它属于哪一种情形？"
    say("我要提异议，在南昌，公共信用信息", "我自己", "跳过", "跳过", "那条罚款", "跳过")
    second, third = say("橙子"), say("葡萄")
    assert asked in second.reply.text
    assert "例如" not in second.reply.text
    assert asked in third.reply.text
    assert "例如" in third.reply.text
    assert {"先跳过", "转人工"} <= set(_labels(third))
    assert third.reply.text != second.reply.text


def test_after_three_misunderstandings_a_person_is_offered(say: Say) -> None:
    say("我要提异议，在南昌，公共信用信息")
    replies = [say(word) for word in ("橙子", "葡萄", "西瓜")]
    assert ["没有听明白，让您费心" in made.reply.text for made in replies] == [False, False, True]
    assert _labels(replies[-1])[-1] == "转人工"
    assert say("转人工").handoff is not None


def test_one_answer_that_is_understood_ends_the_count(say: Say) -> None:
    say("我要提异议，在南昌，公共信用信息", "橙子", "葡萄", "我自己", "西瓜")
    assert "让您费心" not in say("桃子").reply.text


def test_every_question_has_an_example() -> None:
    asked = {node.slot for flow in load_flows().values() for node in flow.nodes}
    assert set(sentences(load_wording(), "examples")) == asked
