"""The front door: whatever is typed comes back as an answer, and conversations carry on."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering.clean import MAX_LENGTH
from assistant.answering.turn import Tools
from assistant.clock import Clock
from assistant.memory.conversations import Conversations
from assistant.outcome import Reason, Status
from assistant.service import Assistant
from assistant.settings import get_settings
from credit_core.storage.engine import open_engine
from knowledge.retrieval.query import Hit, Query
from tests.assistant.real import TODAY


@pytest.fixture
def memory(assistant: Assistant) -> Conversations:
    """The conversations as another process would open them."""
    return Conversations(open_engine(get_settings().database))


@pytest.fixture
def talk() -> str:
    """A new conversation's id."""
    return secrets.token_urlsafe(16)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "没有收到问题"),
        (" \u200b\u3000\n", "没有收到问题"),
        ("！？。", "没有看到文字"),
        ("😀😀", "没有看到文字"),
        ("12345", "没有看到文字"),
        ("信" * (MAX_LENGTH + 1), "太长"),
    ],
)
def test_what_cannot_be_a_question_gets_a_clear_error(question: str, words: str, assistant: Assistant) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.reason) == (Status.ERROR, Reason.BAD_INPUT)
    assert words in answer.text


def test_the_longest_question_is_answered(assistant: Assistant) -> None:
    assert assistant.ask("在江西信用修复要几天。" + "好" * (MAX_LENGTH - 12)).status is not Status.ERROR


def test_an_unknown_place_code_names_the_known_ones(assistant: Assistant) -> None:
    answer = assistant.ask("异议几天", jurisdiction="beijing")
    assert answer.reason is Reason.BAD_INPUT
    assert all(place.id in answer.text for place in assistant.places())


def test_places_carry_the_note_on_a_text_without_a_name(assistant: Assistant) -> None:
    places = {place.id: place for place in assistant.places()}
    assert set(places) == {"shanxi", "jiangxi", "city"}
    assert "宿迁" in places["city"].note
    assert places["shanxi"].note == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=80), place=st.sampled_from([None, "shanxi", "city"]))
def test_no_text_breaks_it(question: str, place: str | None, assistant: Assistant) -> None:
    answer = assistant.ask(question, jurisdiction=place)
    assert answer.reason is not Reason.INTERNAL
    assert answer.text


@pytest.mark.parametrize(
    "question", ["{} {0} {title}", "%s%d", "\\d+[", "[1] 江西异议几天", "江西" * 300, "> 第三十九条"]
)
def test_marks_in_the_question_are_only_text(question: str, assistant: Assistant) -> None:
    answer = assistant.ask(question, jurisdiction="jiangxi")
    assert answer.reason is not Reason.INTERNAL
    assert {c.marker for c in answer.citations} == set(range(1, len(answer.citations) + 1))


def test_a_fault_inside_becomes_an_apology(tools: Tools) -> None:
    class Broken:
        def search(self, query: Query, probe: object = None) -> list[Hit]:
            raise ZeroDivisionError

        books = closest = probe = search

    broken = Assistant(replace(tools, retriever=Broken()), Clock(TODAY))  # type: ignore[arg-type]
    answer = broken.ask("江西异议几天给结果")
    assert (answer.status, answer.reason) == (Status.ERROR, Reason.INTERNAL)
    assert "ZeroDivisionError" not in answer.text


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    once, again = (assistant.ask("山西信用修复以后多久停止公示") for _ in range(2))
    assert once.answer_id != again.answer_id
    assert replace(once, answer_id="") == replace(again, answer_id="")


def test_four_at_once_get_what_each_would_get_alone(assistant: Assistant) -> None:
    questions = [
        f"{place}{what}" for place in ("山西", "江西", "宿迁") for what in ("异议几天给结果", "信用修复找谁")
    ] * 3
    alone = [assistant.ask(q) for q in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(assistant.ask, questions))
    assert [a.text for a in together] == [a.text for a in alone]
    assert len({a.answer_id for a in together}) == len(questions)


def test_as_of_never_changes_today(assistant: Assistant) -> None:
    answer = assistant.ask("在江西，今天交的异议哪天前给结果", as_of=date(2023, 5, 4))
    assert answer.as_of == date(2023, 5, 4)
    assert {c.start for c in answer.computed} == {TODAY.isoformat()}


def test_a_turn_is_stored_masked_before_the_answer_is_given(
    assistant: Assistant, memory: Conversations, talk: str
) -> None:
    secret = "110105194912310021"
    answer = assistant.ask(f"我的身份证{secret}，在江西怎么提异议申请", conversation_id=talk)
    (turn,) = memory.turns(talk)
    assert turn.answer["answer_id"] == answer.answer_id
    assert secret not in repr(turn)
    assert "〔身份证号〕" in turn.question
    assert (turn.place, turn.as_of, turn.reason) == ("jiangxi", TODAY, answer.reason.value)


def test_errors_are_not_remembered(assistant: Assistant, memory: Conversations, talk: str) -> None:
    assistant.ask("？？？", conversation_id=talk)
    assert memory.turns(talk) == ()


@pytest.mark.parametrize("identifier", ["", "a b", "../../etc", "x" * 65, "对话"])
def test_a_malformed_conversation_id_stores_nothing(
    identifier: str, assistant: Assistant, memory: Conversations
) -> None:
    assert assistant.ask("江西异议几天给结果", conversation_id=identifier).reason is Reason.FOUND
    assert memory.turns(identifier) == ()


def test_another_process_continues_the_conversation(tools: Tools, memory: Conversations, talk: str) -> None:
    first = Assistant(tools, Clock(TODAY), memory)
    second = Assistant(tools, Clock(TODAY), Conversations(open_engine(get_settings().database)))
    first.ask("江西提出异议申请，几天给结果", conversation_id=talk)
    answer = second.ask("那山西呢", conversation_id=talk)
    assert (answer.reason, answer.jurisdiction) == (Reason.SILENT, "shanxi")
    assert len(memory.turns(talk)) == 2


def test_conversations_do_not_mix(assistant: Assistant, talk: str) -> None:
    assistant.ask("江西提出异议申请，几天给结果", conversation_id=talk)
    other = assistant.ask("那山西呢", conversation_id=secrets.token_urlsafe(16))
    assert other.status is not Status.ANSWERED or other.reason is not Reason.SILENT


def test_without_memory_nothing_is_stored(tools: Tools, talk: str) -> None:
    forgetful = Assistant(tools, Clock(TODAY))
    assert forgetful.ask("江西异议几天给结果", conversation_id=talk).status is Status.ANSWERED
    assert forgetful.ask("那山西呢", conversation_id=talk).reason is not Reason.SILENT
