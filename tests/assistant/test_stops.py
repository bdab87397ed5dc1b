"""What citizens read while something is stopped, and that filing goes on while only answers are."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.answering.turn import Tools
from assistant.clock import Clock
from assistant.outcome import Reason, Status
from assistant.service import Assistant
from assistant.stops import CHANNELS, NO_STOPS, instead_of_a_turn, instead_of_an_answer
from tests.assistant.real import TODAY


@dataclass
class Fixed:
    """So much is stopped."""

    what: frozenset[str]

    def stopped(self) -> frozenset[str]:
        return self.what


def of(*what: str) -> Fixed:
    return Fixed(frozenset(what))


@pytest.mark.parametrize("channel", [*CHANNELS, None])
def test_nothing_is_said_while_nothing_is_stopped(channel: str | None) -> None:
    assert instead_of_a_turn(NO_STOPS, channel) is None
    assert instead_of_an_answer(NO_STOPS, channel) is None


def test_a_stop_of_answers_leaves_turns_alone() -> None:
    words = instead_of_an_answer(of("answers"), "web") or ""
    assert "办事和查办件照常" in words
    assert instead_of_a_turn(of("answers"), "web") is None


def test_a_channel_leads_to_the_web_only_while_that_is_open() -> None:
    assert "也可以到网页上办" in (instead_of_a_turn(of("telegram"), "telegram") or "")
    for stopped, channel in ((of("telegram", "web"), "telegram"), (of("web"), "web")):
        words = instead_of_a_turn(stopped, channel) or ""
        assert "窗口" in words
        assert "12345" in words
        assert "12356" in words  # nobody listens there: the notice itself names who does
        assert "网页" not in words
    assert instead_of_a_turn(of("telegram"), "web") is None


@pytest.fixture
def stopped(tools: Tools) -> Assistant:
    return Assistant(tools, Clock(TODAY), stops=of("answers"))


@pytest.mark.parametrize("question", ["江西异议几天给结果", "异议几天给结果", "火星上怎么修复信用"])
def test_no_question_on_the_law_is_answered(stopped: Assistant, question: str) -> None:
    made = stopped.ask(question)
    assert (made.status, made.reason, made.citations) == (Status.ABSTAINED, Reason.STOPPED, ())
    assert "暂停解答" in made.text
    within, _ = stopped.ask_within(question, None, "conversation")
    assert within.reason is Reason.STOPPED


def test_who_needs_help_is_still_heard(stopped: Assistant) -> None:
    assert "12356" in stopped.ask("我不想活了").text
    assert stopped.ask("你好").reason is Reason.GREETING
    assert stopped.ask("").reason is Reason.BAD_INPUT


def test_a_stopped_channel_answers_nothing_and_the_others_do(tools: Tools) -> None:
    assistant = Assistant(tools, Clock(TODAY), stops=of("cli"))
    assert assistant.ask("江西异议几天给结果", channel="cli").reason is Reason.STOPPED
    assert assistant.ask("江西异议几天给结果", channel="web").status is Status.ANSWERED


def test_a_review_sees_what_would_be_answered(stopped: Assistant) -> None:
    assert stopped.again("江西异议几天给结果", None, TODAY, TODAY).status is Status.ANSWERED
