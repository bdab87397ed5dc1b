"""Turns are kept, bounded and forgotten."""

from __future__ import annotations

from channels.web.conversations import (
    IDLE_SECONDS,
    MAX_CONVERSATIONS,
    MAX_TURNS,
    Conversations,
    new_id,
    valid_id,
)
from tests.fakes import objection_answer


class Clock:
    """Seconds that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_numbers_go_on_when_old_turns_fall_off() -> None:
    held = Conversations()
    for n in range(MAX_TURNS + 5):
        turn = held.add("a", f"问{n}", None, None, objection_answer())
    turns = held.turns("a")
    assert turn.number == MAX_TURNS + 5
    assert (len(turns), turns[0].number) == (MAX_TURNS, 6)


def test_the_least_recently_used_conversation_makes_room() -> None:
    held = Conversations()
    answer = objection_answer()
    for n in range(MAX_CONVERSATIONS):
        held.add(str(n), "问", None, None, answer)
    held.add("0", "又问", None, None, answer)
    held.add("new", "问", None, None, answer)
    assert held.turns("1") == ()
    assert len(held.turns("0")) == 2
    assert len(held.turns("new")) == 1


def test_idle_conversations_are_forgotten() -> None:
    clock = Clock()
    held = Conversations(clock)
    held.add("a", "问", None, None, objection_answer())
    clock.now = IDLE_SECONDS
    assert held.turns("a")
    clock.now = IDLE_SECONDS + 0.1
    assert held.turns("a") == ()


def test_ids_are_128_random_bits() -> None:
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(valid_id(i) == i for i in ids)
    for bad in (None, "", "x" * 32, "A" * 32, "0" * 31, "../" + "0" * 29):
        assert valid_id(bad) is None
