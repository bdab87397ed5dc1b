"""What the web channel needs from `assistant`: its front doors, as seen from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer
from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.state import StoredFile

if TYPE_CHECKING:
    from credit_core.use_cases.office import Office


class Place(Protocol):
    """A place a citizen can choose."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str: ...


class Assistant(Protocol):
    """Answers a question. Bad input comes back as an answer, never as an exception."""

    def ask(
        self,
        question: str,
        *,
        jurisdiction: str | None = None,
        as_of: date | None = None,
        conversation_id: str | None = None,
    ) -> Answer: ...

    def places(self) -> Sequence[Place]: ...


class PastTurn(Protocol):
    """A turn of the transcript: personal data and access codes are masked in it."""

    @property
    def number(self) -> int: ...
    @property
    def said_at(self) -> datetime: ...
    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> Answer: ...
    @property
    def choices(self) -> Sequence[Choice]: ...


class Message(Protocol):
    """What staff (`author` staff) or a case (notice) said to the citizen; `number` counts up in its conversation."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def author(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def said_at(self) -> datetime: ...
    @property
    def case_id(self) -> str | None: ...


class Standing(Protocol):
    """Where a conversation stands between two turns.

    Attributes:
        flow: as the public contract has it; None outside a guided act.
        handoff: reason, priority, and `taken` (a member of staff answers); None without one.
        cases: ids of the cases filed or opened in it.
        jurisdiction: the place that its answers are for.
    """

    @property
    def flow(self) -> Mapping[str, Any] | None: ...
    @property
    def handoff(self) -> Mapping[str, Any] | None: ...
    @property
    def cases(self) -> Sequence[str]: ...
    @property
    def jurisdiction(self) -> str | None: ...


class Conversing(Protocol):
    """The front door of conversations. Every method but `turn` is cheap; times come from its own clock.

    What is wrong comes as an error of `assistant.dialogue.errors`, whose words are for the citizen.
    """

    @property
    def names(self) -> Mapping[str, str]:
        """Chinese names of acts and of slots by their ids."""
        ...

    def begin(self, channel: str, session: str, jurisdiction: str | None = None) -> str: ...
    def turn(
        self, conversation_id: str, text: str, files: Sequence[StoredFile] = (), *, key: str | None = None
    ) -> TurnResult: ...
    def store(self, name: str, content: bytes | IO[bytes]) -> StoredFile:
        """Keep a file for the next turn. Raises AttachmentRefused."""
        ...

    def owned(self, conversation_id: str, channel: str, session: str) -> bool: ...
    def conversation_of(self, channel: str, session: str) -> str | None:
        """The conversation that the session began or opened last."""
        ...

    def transcript(self, conversation_id: str) -> Sequence[PastTurn]:
        """The newest turns, oldest first."""
        ...

    def standing(self, conversation_id: str) -> Standing: ...
    def inbox(self, conversation_id: str, after: int = 0) -> Sequence[Message]: ...
    def read(self, conversation_id: str, upto: int) -> None:
        """The citizen saw the messages up to this number."""
        ...

    def forget(self, conversation_id: str) -> None:
        """The citizen's wish: all that was said goes; cases stay."""
        ...

    def resume(self, number: str, code: str, channel: str, session: str) -> str:
        """A new conversation of this session that knows the case. Raises DialogueError: they do not fit together."""
        ...

    def look(self, token: str) -> str:
        """What a one-time link is for (a slot), without using it. Raises DialogueError."""
        ...

    def redeem(self, token: str, channel: str, session: str) -> str:
        """Use a one-time link: the session is let into its conversation. Raises DialogueError."""
        ...

    def demo_code(self, conversation_id: str) -> str:
        """A code of the demonstration's identity check, in demo mode only. Raises DialogueError."""
        ...


class Runtime(Protocol):
    """Loads the assistant behind a server that already listens."""

    @property
    def ready(self) -> bool: ...
    @property
    def failure(self) -> str | None: ...
    @property
    def stage(self) -> str: ...
    def start(self) -> None: ...
    def wait(self, timeout: float | None = None) -> Assistant: ...
    def converser(self) -> Conversing:
        """The front door of conversations; there as soon as `ready`."""
        ...

    def office(self) -> Office:
        """The office, for receipts and the view of a case; there as soon as `ready`."""
        ...

    def checks(self) -> dict[str, bool | str]:
        """Each check with True, or with what is wrong."""
        ...
