"""Signing in (登录): name, password and the second factor at once, so that nothing tells which of them was wrong."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sqlalchemy import Connection

from assistant.desk import access_factor as factor
from assistant.desk.access_ground import BY_CLIENT, BY_NAME, DEMO, ROLES, Ground, SignInRefused, say
from assistant.desk.access_passwords import ONE_TIME
from assistant.desk.member import Member
from assistant.memory import staff, staff_recovery, staff_sessions
from assistant.memory.staff import Account
from assistant.memory.transactions import writing
from credit_core.use_cases.vocabulary import ROLES as ROLE_NAMES
from credit_core.use_cases.vocabulary import SYSTEM, Forbidden, Role

_UNKNOWN = "unknown"
"""Stands for the account where a name that nobody has was tried too often."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and the token of the new session, for the browser's cookie alone."""

    member: Member
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignIn:
    """The door."""

    ground: Ground

    def by_password(self, name: str, password: str, code: str, client: str, browser: str = "") -> SignedIn:
        """Sign in. `code`: of the authenticator app, or a recovery code; empty where no second factor was set up yet.

        Raises:
            SignInRefused: something was wrong, or too much was wrong before. Busy: too many at once.
        """
        account = self._attempt(name, client)
        passwords = self.ground.passwords
        right = passwords.right(account.password if account else None, password)
        if account is not None and right:
            anew = passwords.hash(password) if passwords.outdated(account.password) else None
            with writing(self.ground.engine) as connection:
                signed_in = self._enter(connection, account, anew, code, client, browser)
            if signed_in is not None:
                return signed_in
        self._note_lock(name, account)
        raise SignInRefused(say("refused"))

    def as_role(self, role: Role, browser: str = "") -> SignedIn:
        """Into the demonstration's account of that role, which is made when it is first asked for.

        Raises:
            Forbidden: not in demo mode, or staff have no such role.
        """
        if not self.ground.demo or role not in ROLES:
            raise Forbidden(say("demo_only"))
        with writing(self.ground.engine) as connection:
            account = staff.by_name(connection, _demo_name(role)) or self._demo_account(connection, role)
            return self._begin(connection, account, browser)

    def _attempt(self, name: str, client: str) -> Account | None:
        """Count the attempt before anything is looked at."""
        ground, at = self.ground, self.ground.now()
        with writing(ground.engine) as connection:
            minutes = BY_CLIENT.take(connection, ground.key, client, at)
            minutes = minutes or BY_NAME.take(connection, ground.key, staff.plain_name(name), at)
            if not minutes:
                return staff.by_name(connection, name)
        raise SignInRefused(say("locked", minutes=minutes), minutes)

    def _enter(
        self, connection: Connection, seen: Account, anew: str | None, code: str, client: str, browser: str
    ) -> SignedIn | None:
        """The rest is looked at, and everything right is written down, in one transaction; None if something is wrong."""
        ground, at = self.ground, self.ground.now()
        account = staff.find(connection, seen.id, lock=True)
        if account is None or account.password != seen.password or ground.member(account) is None:
            return None
        if account.one_time and at >= account.password_at + ONE_TIME:
            return None
        if not self._second(connection, account, code):
            return None
        BY_NAME.clear(connection, ground.key, account.name)
        BY_CLIENT.clear(connection, ground.key, client)
        if anew is not None:
            staff.note(connection, account.id, password=anew)
        return self._begin(connection, account, browser)

    def _second(self, connection: Connection, account: Account, code: str) -> bool:
        if account.factor_since is None:
            return True
        step = factor.step_of(
            factor.secret_of(self.ground.key, account.id, account.factor_seed), code, self.ground.now()
        )
        if step is not None:
            return staff.take_step(connection, account.id, step)
        if not staff_recovery.use(connection, self.ground.key, account.id, code):
            return False
        self.ground.note(connection, account, "account.recovery_code_used")
        return True

    def _begin(self, connection: Connection, account: Account, browser: str) -> SignedIn:
        at = self.ground.now()
        member = self.ground.member(account)
        if member is None:
            raise SignInRefused(say("refused"))
        token = staff_sessions.begin(connection, account.id, browser, at)
        staff.note(connection, account.id, last_at=at)
        self.ground.note(connection, account, "account.signed_in")
        return SignedIn(member, token)

    def _note_lock(self, name: str, account: Account | None) -> None:
        """The attempt that closed the name for a while stands in the audit chain; whether it is one or not takes as long."""
        ground = self.ground
        with writing(ground.engine) as connection:
            if BY_NAME.full(connection, ground.key, staff.plain_name(name), ground.now()):
                ground.trail.note(connection, SYSTEM, "account.locked", "staff", account.id if account else _UNKNOWN)

    def _demo_account(self, connection: Connection, role: Role) -> Account:
        ground, at = self.ground, self.ground.now()
        account = Account(
            id=secrets.token_hex(16),
            name=_demo_name(role),
            shown=f"演示{ROLE_NAMES[role]}",
            roles=frozenset({role}),
            body=ground.demo_body if role is Role.PROVIDER_CLERK else None,
            places=frozenset(),
            active=True,
            version=0,
            made_at=at,
            made_by=DEMO,
            password=ground.passwords.hash(secrets.token_urlsafe()),  # nobody knows it
            password_at=at,
            one_time=False,
            factor_seed=factor.new_seed(),
        )
        staff.add(connection, account)
        return account


def _demo_name(role: Role) -> str:
    return f"{DEMO}-{role}"
