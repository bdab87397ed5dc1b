"""The counter (窗口): staff look at a document and hand out a one-time code, with which its holder is identified elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from assistant.dialogue.identity.counter import CounterVerifier
from assistant.wording import load_wording
from credit_core.use_cases.vocabulary import (
    Actor,
    BadFiling,
    Forbidden,
    IdentifierError,
    Role,
    guess_kind,
    read_identifier,
)

ISSUERS: Final = (Role.CASE_OFFICER, Role.REVIEWER)
MINUTES: Final = 60
LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Slip:
    """A code as it is printed, once: only a keyed hash of it is kept. `name` is the holder's."""

    code: str
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class CounterDesk:
    """The front door. That a document was checked, and by whom, is kept with the code; `now`: today's clock."""

    verifier: CounterVerifier
    now: Callable[[], datetime]

    def issue(self, actor: Actor, name: str, number: str, *, seen: bool) -> Slip:
        """A code for the holder of this document; `seen`: the original was seen, and it is theirs.

        Raises:
            Forbidden: the role does not have it. BadFiling: something is missing, or the number cannot be one.
        """
        if actor.role not in ISSUERS:
            raise Forbidden(_say("members"))
        name, number = name.strip(), number.strip()
        if not name or not number or max(len(name), len(number)) > LONGEST:
            raise BadFiling(_say("name_and_number"))
        if not seen:
            raise BadFiling(_say("not_seen"))
        at = self.now()
        if (kind := guess_kind(number)) is not None:
            try:
                number = read_identifier(kind, number, today=at.date()).number
            except IdentifierError as error:
                raise BadFiling(str(error)) from error
        code = self.verifier.issue_code(actor.id, name, number, at, minutes=MINUTES)
        return Slip(code, name, at + timedelta(minutes=MINUTES))


def _say(key: str) -> str:
    return load_wording().say(f"desk_counter.{key}")
