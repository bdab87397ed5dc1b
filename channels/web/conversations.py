"""The turns a browser has seen, kept in memory for the pages: bounded, and forgotten after a while."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from assistant.answer import Answer

MAX_CONVERSATIONS = 500
MAX_TURNS = 20
IDLE_SECONDS = 2 * 60 * 60
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer. `number` counts from 1 within the conversation."""

    number: int
    question: str
    place: str | None
    as_of: date | None
    answer: Answer


@dataclass(slots=True)
class _Conversation:
    last: float
    count: int = 0
    turns: list[Turn] = field(default_factory=list)


def new_id() -> str:
    """A conversation id of 128 random bits."""
    return secrets.token_hex(16)


def valid_id(value: str | None) -> str | None:
    """`value` if it has the form of an id, else None."""
    return value if value is not None and _ID.fullmatch(value) else None


class Conversations:
    """Conversations by id, least recently used first. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: OrderedDict[str, _Conversation] = OrderedDict()

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """The last `MAX_TURNS` turns, oldest first."""
        with self._lock:
            self._forget_idle()
            held = self._held.get(conversation_id)
            return tuple(held.turns) if held else ()

    def add(self, conversation_id: str, question: str, place: str | None, as_of: date | None, answer: Answer) -> Turn:
        """Keep a turn."""
        with self._lock:
            self._forget_idle()
            held = self._held.setdefault(conversation_id, _Conversation(self._clock()))
            self._held.move_to_end(conversation_id)
            held.last = self._clock()
            held.count += 1
            turn = Turn(held.count, question, place, as_of, answer)
            held.turns = [*held.turns, turn][-MAX_TURNS:]
            while len(self._held) > MAX_CONVERSATIONS:
                self._held.popitem(last=False)
            return turn

    def forget(self, conversation_id: str) -> None:
        """Drop a conversation; unknown ids are ignored."""
        with self._lock:
            self._held.pop(conversation_id, None)

    def _forget_idle(self) -> None:
        oldest_allowed = self._clock() - IDLE_SECONDS
        while self._held:
            first = next(iter(self._held))
            if self._held[first].last >= oldest_allowed:
                return
            del self._held[first]
