"""Turns are numbered without gaps, whoever writes at the same time."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event, text

from assistant.memory.conversations import Conversations, RememberedTurn
from assistant.memory.database import migrate
from credit_core.storage.engine import open_engine

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def turn(question: str = "江西异议几天") -> RememberedTurn:
    made = {"answer_id": secrets.token_hex(16), "citations": []}
    return RememberedTurn(question, question, "jiangxi", date(2026, 11, 20), "found", made)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = open_engine(f"sqlite:///{tmp_path / 'assistant.db'}")
    migrate(made)
    return made


def test_an_unknown_conversation_is_empty(engine: Engine) -> None:
    assert Conversations(engine).turns("never-seen") == ()


def test_turns_come_back_as_they_were_oldest_first(engine: Engine) -> None:
    conversations = Conversations(engine)
    told = [turn(f"第{i}句") for i in range(8)]
    assert [conversations.append("a", t, NOW) for t in told] == list(range(1, 9))
    assert conversations.turns("a", last=8) == tuple(told)
    assert conversations.turns("a") == tuple(told[2:])
    assert conversations.turns("b") == ()


def test_four_at_once_leave_no_gap(engine: Engine) -> None:
    conversations = Conversations(engine)
    start = threading.Barrier(4)

    def write(_: int) -> list[int]:
        numbers = []
        for _round in range(5):
            start.wait(10)
            numbers.append(conversations.append("busy", turn(), NOW))
        return numbers

    with ThreadPoolExecutor(4) as pool:
        numbers = [n for found in pool.map(write, range(4)) for n in found]
    assert sorted(numbers) == list(range(1, 21))
    assert len(conversations.turns("busy", last=99)) == 20


def test_a_turn_is_not_lost_however_often_others_are_quicker(engine: Engine) -> None:
    conversations = Conversations(engine)
    conversations.append("busy", turn(), NOW)
    rivals, overtaking = 6, False

    def overtake(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal rivals, overtaking
        if statement.startswith("INSERT INTO turn") and rivals and not overtaking:
            rivals, overtaking = rivals - 1, True
            conversations.append("busy", turn("抢先"), NOW)
            overtaking = False

    event.listen(engine, "before_cursor_execute", overtake)
    conversations.append("busy", turn("后到"), NOW)
    assert [t.question for t in conversations.turns("busy", last=9)[1:]] == [*["抢先"] * 6, "后到"]


def test_a_conversation_takes_its_turns_with_it(engine: Engine) -> None:
    conversations = Conversations(engine)
    conversations.append("gone", turn(), NOW)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM conversation"))
    assert conversations.turns("gone") == ()
