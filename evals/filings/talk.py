"""A conversation as a script sees it: a message in, the contract's object out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from evals.filings.world import World


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back: the contract's object, and the access code where a case was filed."""

    turn: Mapping[str, Any]
    code: str | None = None


class Talk(Protocol):
    """One conversation over one channel."""

    def say(self, text: str, files: Sequence[str] = ()) -> Heard: ...
    def restart(self) -> None:
        """Everything that is not in the database is lost."""
        ...

    def close(self) -> None:
        """The conversation is over."""
        ...


Channel = Callable[[World, str | None], Talk]
"""Begins a conversation in a world, with the place chosen in the session or none."""


@dataclass
class Direct:
    """The front door itself."""

    world: World
    place: str | None
    channel: str = "api"
    id: str = field(init=False)

    def __post_init__(self) -> None:
        self.restart()
        self.id = self._door.begin(self.channel, "session-of-a-script", self.place)

    def say(self, text: str, files: Sequence[str] = ()) -> Heard:
        """Take a turn."""
        made = self._door.turn(self.id, text, [self._door.store(name, content(name)) for name in files])
        return Heard(made.to_dict(), made.access_code)

    def restart(self) -> None:
        """Another process."""
        self._door = self.world.service().reception

    def close(self) -> None:
        """Nothing is held."""


def content(name: str) -> bytes:
    """What the file of this name holds: the beginning of a document of the type that its name says."""
    head = {"pdf": b"%PDF-1.4\n", "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "png": b"\x89PNG\r\n\x1a\n"}
    return head[name.rpartition(".")[2]] + name.encode()
