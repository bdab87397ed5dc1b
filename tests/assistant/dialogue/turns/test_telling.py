"""More of the story where papers were asked for is story, and papers are papers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.contract import TurnResult

Say = Callable[..., TurnResult]
STORY = "有家店没有问过我就查了我的信用"


@pytest.mark.parametrize("words", ["他们还到处说我欠钱不还", "我去问，经理态度特别差"])
def test_the_account_grows_and_the_papers_are_asked_for_again(words: str, say: Say) -> None:
    made = say("我要投诉，在南昌", STORY, words)
    assert made.flow is not None
    assert made.flow["slots"]["topic"] == f"{STORY}；{words}"
    assert "evidence" not in made.flow["slots"]
    assert made.flow["asked"] == "evidence"
    assert "事情的经过" in made.reply.text


@pytest.mark.parametrize("words", ["通话录音", "他写的欠条", "我有短信截图"])
def test_papers_are_taken_as_such(words: str, say: Say) -> None:
    made = say("我要投诉，在南昌", STORY, words)
    assert made.flow is not None
    assert made.flow["slots"]["topic"] == STORY
    assert made.flow["slots"]["evidence"]
