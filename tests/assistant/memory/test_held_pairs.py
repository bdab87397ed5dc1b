"""Pairs are looked up before every answer: that must cost next to nothing, and never fail an answer."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from sqlalchemy import Engine

from assistant.answering.pairs import NOTHING_HELD
from assistant.memory import held_pairs
from assistant.memory.held_pairs import HeldPairs, Pair
from assistant.memory.transactions import writing
from credit_core.storage.engine import open_engine
from knowledge.citations.reference import ClauseRef
from tests.assistant.memory.turns import NOW

MANY = 2000
MOST = 0.001
"""Seconds."""


def pair(number: int, edition: str = "e") -> Pair:
    return Pair("", f"{number:064d}", edition, "jiangxi-2022#39", "outdated", ("jiangxi-2022#40",), "a", NOW, "s")


def test_one_look_up_among_many_takes_less_than_a_millisecond(both: Engine) -> None:
    with writing(both) as connection:
        for number in range(MANY):
            held_pairs.hold(connection, pair(number))
    pairs, taken = HeldPairs(both, "e"), []
    for number in range(200):
        key = f"{number * 20:064d}"
        started = time.perf_counter()
        held = pairs.held(key)
        taken.append(time.perf_counter() - started)
        assert bool(held.wrong) == (number * 20 < MANY)
    assert statistics.median(taken) < MOST


def test_only_the_question_and_the_edition_count(both: Engine) -> None:
    with writing(both) as connection:
        held_pairs.hold(connection, pair(1))
    held = HeldPairs(both, "e").held(pair(1).question_key)
    assert [set(held.wrong), set(held.right)] == [
        {ClauseRef.parse("jiangxi-2022#39")},
        {ClauseRef.parse("jiangxi-2022#40")},
    ]
    assert HeldPairs(both, "f").held(pair(1).question_key) is NOTHING_HELD
    assert HeldPairs(both, "e").held(pair(2).question_key) is NOTHING_HELD


def test_a_lifted_pair_is_lifted_once(both: Engine) -> None:
    with writing(both) as connection:
        held_pairs.hold(connection, pair(1))
        (held,) = held_pairs.every(connection, 9)
        assert held_pairs.lift(connection, [held.id], "s", "看错了", NOW) == 1
        assert held_pairs.lift(connection, [held.id], "s", "看错了", NOW) == 0
    assert HeldPairs(both, "e").held(pair(1).question_key) is NOTHING_HELD


def test_without_a_database_citizens_are_answered_all_the_same(tmp_path: Path) -> None:
    empty = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    assert HeldPairs(empty, "e").held("k") is NOTHING_HELD
