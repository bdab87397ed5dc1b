"""What the Telegram channel needs from `assistant`: its front door for conversations, as seen from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol

from assistant.answer import Answer
from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.state import StoredFile

CHANNEL: Final = "telegram"


class PastTurn(Protocol):
    """A turn of the transcript, with the buttons that were shown below it."""

    @property
    def number(self) -> int: ...
    @property
    def answer(self) -> Answer: ...
    @property
    def choices(self) -> Sequence[Choice]: ...


class Standing(Protocol):
    """Where a conversation stands. `flow`: as the public contract has it; None outside a guided act."""

    @property
    def flow(self) -> Mapping[str, Any] | None: ...


class Conversing(Protocol):
    """The front door of conversations. What is wrong comes as a `DialogueError`, whose words are for the citizen."""

    @property
    def names(self) -> Mapping[str, str]:
        """Chinese names of acts and of slots by their ids."""
        ...

    def begin(
        self, channel: str, session: str, jurisdiction: str | None = None, *, address: str | None = None
    ) -> str: ...
    def turn(
        self,
        conversation_id: str,
        text: str,
        files: Sequence[StoredFile] = (),
        *,
        key: str | None = None,
        link: Callable[[str, str], str] | None = None,
    ) -> TurnResult: ...
    def kept(self, conversation_id: str, text: str, key: str) -> TurnResult | None:
        """What the turn with this key came to; None if there was none. Raises TurnKeyReused: it had other words."""
        ...

    def store(self, name: str, content: bytes) -> StoredFile:
        """Keep a file for the next turn. Raises AttachmentRefused."""
        ...

    def conversation_of(self, channel: str, session: str) -> str | None:
        """The conversation that the session began or opened last."""
        ...

    def transcript(self, conversation_id: str) -> Sequence[PastTurn]:
        """The newest turns, oldest first."""
        ...

    def standing(self, conversation_id: str) -> Standing:
        """Raises UnknownConversation."""
        ...

    def link_to(self, conversation_id: str, purpose: str) -> str:
        """The token of a one-time link to the conversation on the web; `purpose` is the slot that is asked there."""
        ...

    def look(self, token: str) -> str:
        """What a one-time link is for, without using it. Raises DialogueError: it is over."""
        ...


class Message(Protocol):
    """Something that staff (`author` staff) or a case (notice) said to the citizen."""

    @property
    def id(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def text(self) -> str: ...


class Outgoing(Protocol):
    """A message that has to be sent, and the chat it goes to."""

    @property
    def message(self) -> Message: ...
    @property
    def address(self) -> str: ...


class Outbox(Protocol):
    """Messages for citizens that were not delivered yet."""

    def undelivered(self, channel: str) -> Sequence[Outgoing]: ...
    def delivered(self, message_id: str, channel: str) -> object:
        """Record the delivery."""
        ...
