"""What the web channel needs from `assistant`: its front doors, as seen from here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assistant.answer import Answer


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
    def checks(self) -> dict[str, bool | str]:
        """Each check with True, or with what is wrong."""
        ...
