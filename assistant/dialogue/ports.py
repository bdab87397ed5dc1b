"""What the turn of a conversation rests on, as seen from it: the guide through a form, casework, and memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import Connection

from assistant.answer import Answer, Citation
from assistant.dialogue.acts import Act
from assistant.dialogue.contract import TurnResult
from assistant.dialogue.guide_topics import Topic
from assistant.dialogue.said import Said
from assistant.dialogue.state import Conversation, Flow, StoredFile


@dataclass(frozen=True, slots=True)
class Step:
    """The next question of a flow.

    Attributes:
        slot: what is asked for; None where nothing is left to ask, and the summary is to be shown.
        said: the question, with the reason for asking and its clause where this place's law requires it.
        brief: the question alone, for who was asked it before.
        essential: it cannot be filed without. Anything else may be skipped, and is then filed as missing.
        required: this place's law requires it (and it is told so once when it is skipped).
    """

    slot: str | None
    said: Said
    brief: str = ""
    essential: bool = False
    required: bool = False


class Guide(Protocol):
    """Walks through the declarative flow of an act, with what the law of the place requires."""

    def next(self, flow: Flow, today: date) -> Step: ...
    def missing(self, flow: Flow, today: date) -> tuple[str, ...]:
        """Needed slots that are not given, in the order of asking."""
        ...

    def previous(self, flow: Flow, today: date) -> str | None:
        """The slot before the one asked for, on the path walked; None at the beginning."""
        ...

    def otherwise(self, flow: Flow, slot: str, today: date) -> Said:
        """What can be done all the same by who cannot give a slot that nothing is filed without."""
        ...

    def example(self, slot: str) -> str:
        """What an answer for the slot may look like."""
        ...

    def summary(self, flow: Flow, today: date) -> Said:
        """Everything understood, what will happen, which clocks start, what stays visible; ends with the question."""
        ...

    def answer(self, flow: Flow, topic: Topic, today: date) -> Said | None:
        """What the law of the place says of the act on a topic, with the days of this form; None where it is not known yet."""
        ...

    def given(self, flow: Flow) -> Said:
        """What has been filled in so far, field by field."""
        ...

    def grounds(self, flow: Flow, today: date) -> Mapping[str, str]:
        """The place's grounds of an objection, value to its Chinese name; empty where the act has none."""
        ...

    def act_name(self, act: Act) -> str: ...
    def slots(self, act: Act) -> frozenset[str]:
        """The slots that the act knows."""
        ...

    def acts_about(self, citations: Sequence[Citation], today: date) -> tuple[Act, ...]:
        """The acts that the clauses are about; empty where they are about none."""
        ...


@dataclass(frozen=True, slots=True)
class Filed:
    """An act that became a case. `case` is the contract's object; `code` is there the first time only."""

    case_id: str
    case: Mapping[str, Any]
    said: Said
    code: str | None


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case as it stands, and the words for it. `identity_pending`: it waits for the applicant's identity."""

    case_id: str
    case: Mapping[str, Any]
    said: Said
    identity_pending: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """credit_core would not do it; nothing was changed."""

    said: Said


class Casework(Protocol):
    """What a conversation does with credit_core's verbs. `connection` is that of the turn's own transaction."""

    def file(self, connection: Connection, flow: Flow, channel: str) -> Filed | Refusal:
        """File once under `flow.key`; the same key again gives the same case, without its code."""
        ...

    def find(self, number: str, code: str) -> CaseTold | Refusal:
        """A case by number and access code; a wrong one of the two is not told apart."""
        ...

    def stands(self, case_id: str) -> CaseTold:
        """Where a case known in this conversation stands, each duty with its clause, due day and countdown."""
        ...

    def counting(self, case_id: str) -> Said:
        """How the days of its duties were counted, one by one."""
        ...

    def add_evidence(
        self, connection: Connection, case_id: str, words: Sequence[str], files: Sequence[StoredFile]
    ) -> CaseTold | Refusal: ...

    def withdraw(self, connection: Connection, case_id: str) -> CaseTold | Refusal: ...

    def verify(
        self, connection: Connection, case_id: str, method: str, proof: str, name: str, number: str
    ) -> CaseTold | Refusal:
        """Record that the applicant was identified; the result is then ready, never shown in chat."""
        ...

    def hypothetical(self, act: Act | None, jurisdiction: str, submitted_on: date, today: date) -> Said | None:
        """The clocks that would run from a day the citizen names, without a case; None where the law gives none."""
        ...


class Memory(Protocol):
    """Conversations in SQL."""

    def begin(self, channel: str, session: str, at: datetime, jurisdiction: str | None = None) -> str: ...
    def load(self, conversation_id: str) -> Conversation:
        """Raises UnknownConversation."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction that writes; it commits at the end or leaves nothing."""
        ...

    def save(self, connection: Connection, conversation: Conversation, at: datetime) -> None:
        """Store the conversation as version `conversation.version` + 1. Raises ConversationBusy if it moved on meanwhile."""
        ...

    def result(
        self, conversation_id: str, key: str, words: str, files: Sequence[StoredFile] = ()
    ) -> dict[str, Any] | None:
        """What the turn with this key came to, None if there was none. Raises TurnKeyReused for other words or files."""
        ...

    def keep(
        self,
        connection: Connection,
        conversation: Conversation,
        words: str,
        answer: Answer,
        result: TurnResult,
        key: str | None,
        at: datetime,
        *,
        files: Sequence[StoredFile] = (),
        understood: str | None = None,
    ) -> None:
        """Append the turn to the transcript, personal data and the access code masked, and its result under the key.

        `understood` is the whole question that was answered by the law, None where the turn was no question on the law:
        only those are what a later follow-up can rest on. The access code of the turn before goes: its result was read, or will not be.
        """
        ...


class HandOffs(Protocol):
    """The queue of conversations that want a person."""

    def open(
        self, connection: Connection, conversation_id: str, reason: str, priority: str, summary: str, at: datetime
    ) -> str: ...
    def say(self, connection: Connection, handoff_id: str, text: str, at: datetime) -> None:
        """What the citizen says while a person answers."""
        ...
