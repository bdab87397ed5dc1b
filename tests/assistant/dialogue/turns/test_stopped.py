"""While answers are stopped, an act is filed all the same; while a channel is stopped, only staff hear what is said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from assistant.clock import Clock
from assistant.conversing import open_reception
from assistant.dialogue.errors import ChannelStopped
from assistant.memory import switches
from assistant.memory.conversations import Conversations
from assistant.memory.handoffs import HandOffs
from assistant.memory.switches import Switches
from assistant.memory.transactions import writing
from assistant.outcome import Reason
from assistant.reception import Reception
from assistant.service import Assistant
from tests.assistant.dialogue.script import TODAY
from tests.assistant.dialogue.world import World, opened

NOW = Clock(TODAY).now()


@pytest.fixture
def world(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    with opened(prepared_file, tmp_path, TODAY) as made:
        yield made


@pytest.fixture
def door(world: World) -> Reception:
    """A reception that reads the switches anew each time."""
    ticks = count()
    stops = Switches(world.engine, lambda: float(next(ticks)))
    clock = Clock(TODAY)
    assistant = Assistant(world.tools, clock, Conversations(world.engine), stops=stops)
    return open_reception(world.settings, assistant, world.service().office, world.engine, world.tools.corpus, stops)


def switch(world: World, what: str, *, off: bool) -> None:
    with writing(world.engine) as connection:
        (switches.stop if off else switches.lift)(connection, what, "member-1", "原因", NOW)


def test_a_complaint_is_filed_while_answers_are_stopped(world: World, door: Reception) -> None:
    talk = door.begin("web", "session")
    switch(world, "answers", off=True)
    asked = door.turn(talk, "江西异议几天给结果")
    assert (asked.reply.reason, asked.reply.citations) == (Reason.STOPPED, ())
    for words in ("我要投诉，在南昌", "有家店没有问过我就查了我的信用", "跳过", "跳过"):
        door.turn(talk, words)
    filed = door.turn(talk, "确认提交")
    assert filed.case is not None
    switch(world, "answers", off=False)
    assert door.turn(talk, "江西异议几天给结果").reply.reason is Reason.FOUND


def test_questions_that_get_no_answer_bring_nobody_in(world: World, door: Reception) -> None:
    talk = door.begin("web", "session")
    switch(world, "answers", off=True)
    for _ in range(4):
        assert "转给工作人员" not in door.turn(talk, "江西异议几天给结果").reply.text
    assert HandOffs(world.engine).queue() == ()


def test_a_stopped_channel_takes_no_turn_and_another_does(world: World, door: Reception) -> None:
    talk, other = door.begin("telegram", "chat"), door.begin("web", "session")
    switch(world, "telegram", off=True)
    with pytest.raises(ChannelStopped, match="暂停使用"):
        door.turn(talk, "江西异议几天给结果")
    assert door.transcript(talk) == ()
    assert door.turn(other, "江西异议几天给结果").reply.reason is Reason.FOUND
    switch(world, "telegram", off=False)
    assert door.turn(talk, "江西异议几天给结果").reply.reason is Reason.FOUND


def test_a_person_who_answers_still_hears_the_citizen(world: World, door: Reception) -> None:
    talk = door.begin("web", "session")
    door.turn(talk, "转人工")
    (waiting,) = HandOffs(world.engine).queue()
    switch(world, "web", off=True)
    with pytest.raises(ChannelStopped):
        door.turn(talk, "有人吗")
    HandOffs(world.engine).take(waiting.id, "member-1", NOW)
    door.turn(talk, "您好，我想问问")
    _, messages = HandOffs(world.engine).read(waiting.id)
    assert [message.text for message in messages] == ["您好，我想问问"]
