"""What the web channel needs from `assistant`: its front doors, as seen from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, Protocol, TypeVar

from assistant.answer import Answer
from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.state import StoredFile

if TYPE_CHECKING:
    from assistant.citizens import Citizens
    from assistant.desk.front import Desk
    from assistant.dialogue.identity.verifier import Verified
    from assistant.forms import Forms
    from credit_core.use_cases.office import Office
    from credit_core.use_cases.vocabulary import CreditReport

T = TypeVar("T")


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
        channel: str | None = None,
    ) -> Answer: ...

    def again(self, question: str, place: str | None, as_of: date, today: date, before: Sequence[Any] = ()) -> Answer:
        """What would be answered now, after the turns `before`; nothing is stored."""
        ...

    @property
    def edition(self) -> str:
        """Of corpus, phrasings and model together."""
        ...

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


class Identity(Protocol):
    """What a page does with a case that waits for the applicant's identity, and with its result.

    What is wrong comes as an error of `assistant.dialogue.errors`, whose words are for the citizen.
    """

    @property
    def signs_in(self) -> bool:
        """True if there is an identity provider to sign in at."""
        ...

    def awaits(self, case_id: str) -> bool:
        """True if the case waits for the applicant's identity."""
        ...

    def by_code(self, conversation_id: str, case_id: str, code: str) -> None:
        """Identify the applicant by a one-time code."""
        ...

    def sign_in(self, conversation_id: str) -> str:
        """The provider's page at which the citizen signs in."""
        ...

    def signed_in(self, conversation_id: str, case_id: str, query: str) -> None:
        """The browser came back with this query string."""
        ...

    def who(self, conversation_id: str, query: str) -> Verified:
        """Who came back with this query string, for no case."""
        ...

    def release(self, case_id: str, prepare: Callable[[CreditReport], T]) -> T:
        """Give the result, once; where `prepare` fails nothing is given."""
        ...


class Applications(Protocol):
    """Written applications of conversations."""

    def file(self, conversation_id: str, form: str) -> tuple[str, bytes]:
        """Title and content, `form` docx or pdf. Raises DialogueError: there is none now."""
        ...


class Conversing(Protocol):
    """The front door of conversations. Every method but `turn` is cheap; times come from its own clock.

    What is wrong comes as an error of `assistant.dialogue.errors`, whose words are for the citizen.
    """

    @property
    def names(self) -> Mapping[str, str]:
        """Chinese names of acts and of slots by their ids."""
        ...

    @property
    def identity(self) -> Identity:
        """Identity and results outside the turns."""
        ...

    @property
    def applications(self) -> Applications:
        """Written applications."""
        ...

    @property
    def forms(self) -> Forms:
        """The same acts as form pages."""
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

    def desk(self) -> Desk:
        """The front doors for staff work; they need the database only. Raises RuntimeError before they are there."""
        ...

    def citizens(self) -> Citizens:
        """The front door of citizens who were identified; as `desk`."""
        ...

    def checks(self) -> dict[str, bool | str]:
        """Each check with True, or with what is wrong."""
        ...
