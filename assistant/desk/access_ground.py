"""What all parts of access (账号与登录) stand on: the database, the installation's key, the clock, and the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.desk.access_passwords import Passwords
from assistant.desk.member import Member
from assistant.memory import staff
from assistant.memory.staff import Account
from assistant.memory.tries import Counter
from assistant.wording import load_wording
from credit_core.use_cases.administration import Trail
from credit_core.use_cases.vocabulary import Actor, Forbidden, NotFound, Role

ROLES: Final = (
    Role.PROVIDER_CLERK,
    Role.CASE_OFFICER,
    Role.REVIEWER,
    Role.SUPERVISOR,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
"""The roles that an account may have."""
DEMO: Final = "demo"
"""Who made the accounts of the demonstration; they open nothing outside of it."""
BY_NAME: Final = Counter("staff-name", most=5, minutes=15)
BY_CLIENT: Final = Counter("staff-client", most=30, minutes=15)
"""An address may stand for a whole office, so it may be wrong more often than a name."""


class SignInRefused(Exception):
    """Nobody is signed in; the words are for the person, and the same whatever was wrong. `minutes`: a lock holds so long."""

    def __init__(self, words: str, minutes: int = 0) -> None:
        super().__init__(words)
        self.minutes = minutes


@dataclass(frozen=True)
class Ground:
    """Shared by all parts.

    Attributes:
        key: the installation's secret (memory.secret_key).
        now: the true moment. Sessions and one-time passwords do not follow the demonstration's clock.
        second_factor: every account needs one.
        places: id and name of the places that an account can be held to.
        demo_body: the body of the demonstration's clerk; None outside demo mode.
    """

    engine: Engine
    key: bytes = field(repr=False)
    trail: Trail
    now: Callable[[], datetime]
    passwords: Passwords
    second_factor: bool
    places: Mapping[str, str]
    demo_body: str | None = None

    @property
    def demo(self) -> bool:
        """True in demo mode."""
        return self.demo_body is not None

    def member(self, account: Account, *, by_key: bool = False) -> Member | None:
        """Who the account is; None if it may not be used. What is pending concerns browsers, and no key."""
        if not account.active or (account.made_by == DEMO and not self.demo):
            return None
        pending = None if by_key or account.made_by == DEMO else self._pending(account)
        return Member(
            account.id, account.name, account.shown, account.roles, account.body, account.places, pending=pending
        )

    def _pending(self, account: Account) -> str | None:
        if account.one_time:
            return "password"
        return "second_factor" if self.second_factor and account.factor_since is None else None

    def note(self, connection: Connection, account: Account, act: str, **after: object) -> None:
        """A deed of the member's own about their own account, in the audit chain."""
        role = min(account.roles, default=Role.SYSTEM)
        self.trail.note(
            connection, Actor(account.id, role, account.body), act, "staff", account.id, after=after or None
        )


def say(key: str, **values: object) -> str:
    """The sentence with its blanks filled (assistant/messages/desk_access.yaml)."""
    return load_wording().say(f"desk_access.{key}", **values)


def found(connection: Connection, member_id: str, *, lock: bool = False) -> Account:
    """The account.

    Raises:
        NotFound
    """
    account = staff.find(connection, member_id, lock=lock)
    if account is None:
        raise NotFound(say("no_such_member"))
    return account


def allow(actor: Actor, *roles: Role) -> None:
    """Raises Forbidden unless the actor has one of the roles."""
    if actor.role not in roles:
        raise Forbidden(say("administrators"))
