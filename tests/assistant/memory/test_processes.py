"""Several processes, and processes that die: no slot is lost, and nothing that was acknowledged."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection as Pipe

import pytest
from sqlalchemy import Engine, text

from assistant.dialogue.errors import ConversationBusy
from assistant.memory.database import WRITES
from assistant.memory.dialogues import Dialogues
from credit_core.storage.engine import open_engine
from tests.assistant.memory.turns import NOW, add_slot, take

KILLS = 8
TURNS = 12
FORK = multiprocessing.get_context("fork")


def _url(engine: Engine) -> str:
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()  # no connection is shared with a child
    return url


def _talk(url: str, conversation_id: str, name: str) -> None:
    dialogues = Dialogues(open_engine(url))
    for number in range(TURNS):
        add_slot(dialogues, conversation_id, f"{name}{number}")


def test_two_processes_talk_in_one_conversation(dialogues: Dialogues, both: Engine) -> None:
    made = dialogues.begin("web", "s", NOW)
    url = _url(both)
    children = [FORK.Process(target=_talk, args=(url, made, name)) for name in "甲乙"]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    conversation = dialogues.load(made)
    assert [child.exitcode for child in children] == [0, 0]
    assert conversation.flow is not None
    expected = {f"{name}{number}" for name in "甲乙" for number in range(TURNS)}
    assert set(conversation.flow.slots["evidence"]) == expected
    assert conversation.version == len(expected)
    past = dialogues.transcript(made, last=99)
    assert [turn.number for turn in past] == list(range(1, len(expected) + 1))


def _talk_for_ever(url: str, conversation_id: str, round_: int, tell: Pipe) -> None:
    dialogues = Dialogues(open_engine(url))
    for number in itertools.count():
        add_slot(dialogues, conversation_id, f"{round_}-{number}")
        tell.send(f"{round_}-{number}")


def test_a_killed_process_loses_no_acknowledged_turn(dialogues: Dialogues, both: Engine) -> None:
    made = dialogues.begin("web", "s", NOW)
    url, chance, acknowledged = _url(both), random.Random(0), []
    for round_ in range(KILLS):
        reading, writing = FORK.Pipe(duplex=False)
        child = FORK.Process(target=_talk_for_ever, args=(url, made, round_, writing))
        child.start()
        writing.close()
        reading.poll(10)
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        while True:
            try:
                acknowledged.append(reading.recv())
            except EOFError:
                break
    conversation = dialogues.load(made)
    assert conversation.flow is not None
    kept = conversation.flow.slots["evidence"]
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= set(kept)
    assert [turn.question for turn in dialogues.transcript(made, last=9999)] == kept  # state and transcript agree
    assert conversation.version == len(kept)


@pytest.mark.parametrize("both", ["sqlite"], indirect=True)
def test_who_waits_too_long_is_told_so(dialogues: Dialogues, both: Engine) -> None:
    made = dialogues.begin("web", "s", NOW)
    conversation = dialogues.load(made)
    impatient = open_engine(both.url.render_as_string(hide_password=False))
    with impatient.connect() as connection:
        connection.execute(text("PRAGMA busy_timeout=1"))
    with both.connect() as connection:
        holding = connection.execution_options(**{WRITES: True})
        with holding.begin(), pytest.raises(ConversationBusy, match="还在处理"):
            take(Dialogues(impatient), conversation)
    take(dialogues, conversation)
    impatient.dispose()
