"""A person is asked for, takes the conversation, answers in it, and gives it back to the assistant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from assistant.dialogue.errors import ConversationBusy, DialogueError, UnknownConversation
from assistant.dialogue.state import HandOff
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs, HandOffTaken, UnknownHandOff
from assistant.memory.messages import Inbox
from tests.assistant.memory.turns import NOW, NUMBER, PHONE, take


@pytest.fixture
def handoffs(both: Engine) -> HandOffs:
    return HandOffs(both)


@pytest.fixture
def inbox(both: Engine) -> Inbox:
    return Inbox(both)


def hand_over(dialogues: Dialogues, handoffs: HandOffs, priority: str = "normal", minutes: int = 0) -> tuple[str, str]:
    """A conversation in the queue, and its hand-off."""
    made = dialogues.begin("web", "s", NOW)
    conversation = dialogues.load(made)
    at = NOW + timedelta(minutes=minutes)
    with dialogues.writing() as connection:
        opened = handoffs.open(connection, made, "human", priority, f"江西；异议；来话：我是{NUMBER}", at)
        dialogues.save(connection, replace(conversation, handoff=HandOff(opened, "human", priority)), at)
    return made, opened


def test_the_queue_is_served_by_urgency_then_by_age(dialogues: Dialogues, handoffs: HandOffs) -> None:
    _, late = hand_over(dialogues, handoffs, minutes=2)
    _, early = hand_over(dialogues, handoffs, minutes=1)
    _, urgent = hand_over(dialogues, handoffs, "urgent", minutes=3)
    _, taken = hand_over(dialogues, handoffs, "urgent")
    handoffs.take(taken, "staff-1", NOW)
    assert [one.id for one in handoffs.queue()] == [urgent, early, late, taken]
    first = handoffs.queue()[0]
    assert (first.channel, first.reason, first.priority, first.state) == ("web", "human", "urgent", "open")
    assert first.summary == "江西；异议；来话：我是〔身份证号〕"


def test_a_conversation_waits_once_and_can_become_more_urgent(dialogues: Dialogues, handoffs: HandOffs) -> None:
    made, opened = hand_over(dialogues, handoffs)
    with dialogues.writing() as connection:
        assert handoffs.open(connection, made, "distress", "urgent", "又来话", NOW) == opened
        assert handoffs.open(connection, made, "human", "normal", "再来话", NOW) == opened
    (one,) = handoffs.queue()
    assert (one.priority, one.reason, one.summary) == ("urgent", "distress", "再来话")
    known = dialogues.load(made).handoff
    assert known is not None
    assert known.priority == "urgent"


def test_taken_the_conversation_knows_it(dialogues: Dialogues, handoffs: HandOffs) -> None:
    made, opened = hand_over(dialogues, handoffs)
    decided = dialogues.load(made)
    handoffs.take(opened, "staff-1", NOW)
    handoffs.take(opened, "staff-1", NOW)
    with pytest.raises(ConversationBusy):  # it was decided while nobody had taken it
        take(dialogues, decided)
    known = dialogues.load(made).handoff
    assert known is not None
    assert known.taken
    with pytest.raises(HandOffTaken, match="staff-1"):
        handoffs.take(opened, "staff-2", NOW)


def test_staff_and_citizen_talk(dialogues: Dialogues, handoffs: HandOffs, inbox: Inbox) -> None:
    made, opened = hand_over(dialogues, handoffs)
    with pytest.raises(HandOffTaken, match="先接手"):
        handoffs.answer(opened, "staff-1", "您好", NOW)
    handoffs.take(opened, "staff-1", NOW)
    handoffs.answer(opened, "staff-1", "您好", NOW, key="request-1")
    handoffs.answer(opened, "staff-1", "您好", NOW, key="request-1")
    with dialogues.writing() as connection:
        handoffs.say(connection, opened, f"电话{PHONE}", NOW)
    handoffs.answer(opened, "staff-1", " 好的 ", NOW)
    with pytest.raises(HandOffTaken):
        handoffs.answer(opened, "staff-2", "我来", NOW)
    with pytest.raises(DialogueError, match="请写下"):
        handoffs.answer(opened, "staff-1", " ", NOW)
    _, said = handoffs.read(opened)
    assert [(m.number, m.author, m.text) for m in said] == [
        (1, "staff", "您好"),
        (2, "citizen", "电话〔电话〕"),
        (3, "staff", "好的"),
    ]
    assert [m.text for m in inbox.inbox(made)] == ["您好", "好的"]
    assert [m.text for m in inbox.inbox(made, after=1)] == ["好的"]


def test_closed_the_assistant_answers_again(dialogues: Dialogues, handoffs: HandOffs) -> None:
    made, opened = hand_over(dialogues, handoffs)
    handoffs.take(opened, "staff-1", NOW)
    handoffs.close(opened, NOW)
    handoffs.close(opened, NOW)
    assert dialogues.load(made).handoff is None
    assert handoffs.queue() == ()
    with pytest.raises(UnknownHandOff):
        handoffs.answer(opened, "staff-1", "还在吗", NOW)
    with dialogues.writing() as connection, pytest.raises(ConversationBusy):  # the turn is decided again
        handoffs.say(connection, opened, "还在吗", NOW)
    with dialogues.writing() as connection:
        assert handoffs.open(connection, made, "human", "normal", "再转一次", NOW) != opened


def test_there_is_no_such_hand_off(dialogues: Dialogues, handoffs: HandOffs) -> None:
    for refused in (
        lambda: handoffs.take("none", "staff-1", NOW),
        lambda: handoffs.close("none", NOW),
        lambda: handoffs.read("none"),
    ):
        with pytest.raises(UnknownHandOff):
            refused()
    with dialogues.writing() as connection, pytest.raises(UnknownConversation):
        handoffs.open(connection, "nobody", "human", "normal", "", NOW)


def test_messages_are_read_once(dialogues: Dialogues, inbox: Inbox) -> None:
    made = dialogues.begin("web", "s", NOW)
    with dialogues.writing() as connection:
        for number in range(3):
            inbox.notify(connection, made, f"通知{number}", NOW, case_id="c1", key=f"notice-{number}")
    assert inbox.read(made, 2, NOW) == 2
    assert inbox.read(made, 3, NOW) == 1
    assert inbox.read(made, 3, NOW) == 0
    assert [m.read_at for m in inbox.inbox(made)] == [NOW] * 3


def test_a_notice_is_put_in_once_and_delivered_once(dialogues: Dialogues, inbox: Inbox) -> None:
    chat = dialogues.begin("telegram", "4711", NOW, address="4711")
    page = dialogues.begin("web", "s", NOW)
    for _ in range(2):  # the worker runs again
        with dialogues.writing() as connection:
            for made in (chat, page):
                inbox.notify(connection, made, "已经受理", NOW, case_id="c1", key="notice-1")
    (outgoing,) = inbox.undelivered("telegram")
    assert (outgoing.address, outgoing.conversation_id, outgoing.message.text) == ("4711", chat, "已经受理")
    assert outgoing.message.case_id == "c1"
    assert inbox.delivered(outgoing.message.id, "telegram", NOW)
    assert not inbox.delivered(outgoing.message.id, "telegram", NOW)
    assert not inbox.delivered("none", "telegram", NOW)
    assert inbox.undelivered("telegram") == ()
    assert [m.text for m in inbox.inbox(page)] == ["已经受理"]


def test_the_newest_address_counts(dialogues: Dialogues, inbox: Inbox) -> None:
    made = dialogues.begin("telegram", "4711", NOW, address="old")
    dialogues.bind(made, "telegram", "4712", NOW + timedelta(minutes=1), address="new")
    dialogues.bind(made, "web", "cookie", NOW + timedelta(minutes=2))
    with dialogues.writing() as connection:
        inbox.notify(connection, made, "已经受理", NOW, case_id="c1", key="notice-1")
    assert [one.address for one in inbox.undelivered("telegram")] == ["new"]
    dialogues.bind(made, "telegram", "4711", NOW + timedelta(minutes=3))  # it keeps the address it has
    assert [one.address for one in inbox.undelivered("telegram")] == ["old"]


def test_a_message_is_activity(dialogues: Dialogues, inbox: Inbox) -> None:
    made = dialogues.begin("web", "s", NOW - timedelta(days=400))
    with dialogues.writing() as connection:
        inbox.notify(connection, made, "已经受理", NOW, case_id="c1", key="notice-1")
    assert dialogues.expire(NOW - timedelta(days=30), NOW) == 0
