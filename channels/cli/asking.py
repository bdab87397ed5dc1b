"""What commands ask, and of whom: the assistant of this process, or (remote.py) a server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.settings import get_settings
from channels.cli import loading

AnswerObject = dict[str, Any]
"""The public contract of an answer (docs/architecture.md)."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the command line; `as_of` is the day whose law is asked for, None for today."""

    text: str
    jurisdiction: str | None = None
    as_of: date | None = None


Ask = Callable[[Question], AnswerObject]


class NoAnswer(Exception):
    """There is no answer object. `bad_input`: because of the question. The message is for a person."""

    def __init__(self, message: str, *, bad_input: bool = False) -> None:
        super().__init__(message)
        self.bad_input = bad_input


class Unreachable(NoAnswer):
    """Nobody to ask: the next question would fail just the same."""


def this_process() -> Ask:
    """The assistant of this process, without a database: each question stands alone."""
    assistant = loading.load_assistant(get_settings(), remember=False)

    def ask(question: Question) -> AnswerObject:
        return assistant.ask(
            question.text, jurisdiction=question.jurisdiction, as_of=question.as_of, channel="cli"
        ).to_dict()

    return ask
