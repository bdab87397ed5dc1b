"""Citizens who were identified (核对过身份的本人): their sessions, and how one begins."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Engine

from assistant.clock import Clock
from assistant.dialogue.errors import ConversationBusy, DialogueError
from assistant.dialogue.identity.verifier import Failed, Failure, told
from assistant.memory import citizen_sessions
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.transactions import writing
from assistant.memory.tries import Counter
from assistant.wording import load_wording
from credit_core.use_cases.vocabulary import IdentifierKind, guess_kind

COUNTER: Final = "counter"
DEMO: Final = "demo"
DEMO_MINUTES: Final = 30
BY_CLIENT: Final = Counter("citizen-client", most=10, minutes=60)


class NotIdentified(DialogueError):
    """Nobody was identified; the words are for the citizen."""


@dataclass(frozen=True, slots=True)
class Citizen:
    """One identified person in one browser.

    Attributes:
        session: id of the session; it stands in the audit trail as the acting account.
        name, number: as the checked document has them; never in a log, an address or a title.
        kind: `resident_id`, `uscc` or `other`, the kind of the document.
        method: how they were identified (counter, oidc, demo).
        until: when the session ends at the latest.
    """

    session: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    kind: str
    method: str
    until: datetime


@dataclass(frozen=True)
class Citizens:
    """The front door.

    Attributes:
        key: the installation's secret (memory.secret_key).
        clock: today's, by which codes are issued. now: the true moment, by which sessions end.
        demo: in demo mode a code identifies whoever one says one is.
    """

    engine: Engine
    codes: IdentityCodes
    key: bytes = field(repr=False)
    clock: Clock
    now: Callable[[], datetime]
    demo: bool = False

    def by_code(self, code: str, client: str) -> str:
        """Identify by a one-time code from the counter (or the demonstration's) that is bound to no case; a session's token.

        Raises:
            NotIdentified: the code is wrong, over or used, or this address was wrong too often.
        """
        with writing(self.engine) as connection:
            minutes = BY_CLIENT.take(connection, self.key, client, self.now())
        if minutes:
            raise NotIdentified(told(Failure(Failed.LOCKED, minutes)))
        methods = (COUNTER, DEMO) if self.demo else (COUNTER,)
        tried = [self.codes.redeem(method, code, self.clock.now()) for method in methods]
        for found in tried:
            if not isinstance(found, Failure):
                with writing(self.engine) as connection:
                    BY_CLIENT.clear(connection, self.key, client)
                return self._begin(found.name, found.number, _kind(found.number), found.method, found.proof)
        failures = [found for found in tried if isinstance(found, Failure)]
        raise NotIdentified(told(next((one for one in failures if one.reason is not Failed.WRONG), failures[0])))

    def by_claims(self, name: str, number: str, kind: str, method: str) -> str:
        """A session's token for whom an identity provider named, after its statement was checked.

        Raises:
            NotIdentified: name or number is missing.
        """
        name, number = name.strip(), number.strip()
        if not name or not number:
            raise NotIdentified(told(Failure(Failed.INCOMPLETE)))
        return self._begin(name, number, IdentifierKind(kind).value, method, method)

    def demo_code(self, name: str, number: str) -> str:
        """A code that identifies whoever one says one is.

        Raises:
            NotIdentified: not in demo mode, or name or number is missing.
        """
        if not self.demo:
            raise NotIdentified(load_wording().say("dialogue_memory.identity.demo_only"))
        if not name.strip() or not number.strip():
            raise NotIdentified(told(Failure(Failed.INCOMPLETE)))
        return self.codes.issue(DEMO, DEMO, name, number, DEMO_MINUTES, self.clock.now())

    def citizen(self, token: str) -> Citizen | None:
        """The citizen of a session that is alive; its idle time begins anew."""
        if not token:
            return None
        at = self.now()
        with self.engine.connect() as connection:
            found = citizen_sessions.find(connection, token, at)
        if found is None or (found.method == DEMO and not self.demo):
            return None
        if found.stale:
            with suppress(ConversationBusy), writing(self.engine) as connection:  # a page need not wait for it
                citizen_sessions.seen(connection, token, at)
        return Citizen(found.id, found.name, found.number, found.kind, found.method, found.until)

    def end(self, token: str) -> None:
        """End the session, if it is one; who it was is forgotten."""
        with writing(self.engine) as connection:
            citizen_sessions.end(connection, token, self.now())

    def tidy(self) -> int:
        """Forget who was in the sessions that are over; how many."""
        with writing(self.engine) as connection:
            return citizen_sessions.tidy(connection, self.now())

    def _begin(self, name: str, number: str, kind: str, method: str, proof: str) -> str:
        with writing(self.engine) as connection:
            return citizen_sessions.begin(connection, name, number, kind, method, proof, self.now())


def _kind(number: str) -> str:
    return (guess_kind(number) or IdentifierKind.OTHER_DOCUMENT).value
