"""Who is it? One port for every way in which an installation identifies people (实名认证)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from assistant.wording import load_wording


class Failed(StrEnum):
    """Why somebody was not identified; each has its sentence in dialogue_memory.identity."""

    WRONG = "wrong"
    EXPIRED = "expired"
    USED = "used"
    LOCKED = "locked"
    CANCELLED = "cancelled"
    UNREACHABLE = "unreachable"
    NOT_TRUSTED = "not_trusted"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Verified:
    """Who was identified, by which method, and what shows it. Name and number never appear in a representation."""

    method: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    proof: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Nobody was identified. `minutes`: how long a lock holds."""

    reason: Failed
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the citizen needs for the check: a page to go to, or (demo) a code to show; neither at the counter."""

    url: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)


class Verifier(Protocol):
    """One way of identifying people."""

    @property
    def method(self) -> str:
        """counter, oidc or demo: what is recorded with the case."""
        ...

    def begin(self, conversation_id: str, at: datetime, /) -> Challenge | Failure:
        """Prepare a check for the conversation."""
        ...

    def check(self, conversation_id: str, assertion: str, at: datetime, /) -> Verified | Failure:
        """What the citizen brings: a code, or the query string with which the browser came back.

        A code that identified somebody once does so again in the same conversation until it expires, so that a turn
        that is decided twice does not lose it; in another conversation it is used up.
        """
        ...


def told(failure: Failure) -> str:
    """The sentence for the citizen."""
    return load_wording().say(f"dialogue_memory.identity.{failure.reason.value}", minutes=failure.minutes)


class Codes(Protocol):
    """One-time codes, as a verifier sees them (assistant.memory.identity_codes)."""

    def issue(
        self,
        method: str,
        staff: str,
        name: str,
        number: str,
        minutes: int,
        at: datetime,
        *,
        conversation_id: str | None = None,
        case_id: str | None = None,
    ) -> str: ...
    def check(self, method: str, conversation_id: str, code: str, at: datetime) -> Verified | Failure: ...
