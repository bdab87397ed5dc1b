"""What a turn is decided from, and what was decided: the next state, the words, and what must happen with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import Connection

from assistant.answer import Answer
from assistant.dialogue.acts import Command
from assistant.dialogue.contract import Choice
from assistant.dialogue.heard import Heard
from assistant.dialogue.identity.verifier import Verifier
from assistant.dialogue.ports import Casework, Guide, HandOffs
from assistant.dialogue.said import Said
from assistant.dialogue.state import Conversation, StoredFile
from assistant.outcome import Reason
from assistant.wording import Wording


class Asks(Protocol):
    """The answering pipeline: a question, for a place, in a conversation; its answer, and the whole question understood."""

    def __call__(self, question: str, jurisdiction: str | None, conversation_id: str) -> tuple[Answer, str]: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that deciding may use. Nothing here writes but inside the turn's own transaction."""

    guide: Guide
    casework: Casework
    handoffs: HandOffs
    wording: Wording
    ask: Asks
    places: Mapping[str, str]
    verifiers: tuple[Verifier, ...] = ()
    link: Callable[[str, str], str] | None = None
    """Makes a one-time link to a conversation on the web, for the slot to be filled in there; None where the channel takes
    personal data itself."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One turn before it is decided."""

    conversation: Conversation
    heard: Heard
    files: Sequence[StoredFile]
    now: datetime
    tools: Tools

    @property
    def today(self) -> date:
        """The day of the turn."""
        return self.now.date()

    def says(self, command: Command) -> bool:
        """True if the message gives this command."""
        return command in self.heard.commands

    def say(self, key: str, reason: Reason, *choices: Choice, **values: object) -> Said:
        """A canned sentence of this area as a piece of a reply."""
        return Said(self.tools.wording.say(f"dialogue.{key}", **values), reason, choices=choices)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of the effect of a turn: the conversation and the words after it."""

    conversation: Conversation
    said: Said
    case: Mapping[str, Any] | None = None
    access_code: str | None = None


Effect = Callable[[Connection], Done]
"""Runs inside the turn's transaction. What it wrote and the conversation's next version commit together, or neither."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was decided.

    Attributes:
        effect: what must happen, if anything; then `Done` replaces `conversation`, `said` and `case`.
        case: the contract's object of a case that the turn is about.
        answer: an answer of the pipeline that is the reply itself (its own id, place and day are kept), and `understood`
            the whole question that it answers.
        unsafe: the message holds personal data that the channel does not take; it should delete it there.
        missed: the message was not understood, or could not be used.
    """

    conversation: Conversation
    said: Said
    effect: Effect | None = None
    case: Mapping[str, Any] | None = None
    answer: Answer | None = None
    understood: str | None = None
    unsafe: bool = False
    missed: bool = False
