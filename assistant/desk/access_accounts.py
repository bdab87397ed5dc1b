"""Administration of accounts (账号管理): every change stands in the audit chain, with what was before and after."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from assistant.desk import access_factor as factor
from assistant.desk import access_passwords as passwords
from assistant.desk.access_ground import BY_NAME, DEMO, ROLES, Ground, allow, found, say
from assistant.memory import staff, staff_recovery, staff_sessions
from assistant.memory.staff import Account
from assistant.memory.transactions import writing
from credit_core.use_cases.vocabulary import Actor, BadFiling, Role, StaleVersion

_NAME: Final = re.compile(r"[\w.\-@]{2,40}")
_SHOWN, _BODY = 40, 200


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account as it is to be. `shown` empty: as `name`. `places` empty: all."""

    name: str
    roles: frozenset[Role]
    shown: str = ""
    body: str | None = None
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as administrators see it. `factor`: the second one is set up; `one_time`: the password was given out."""

    id: str
    name: str
    shown: str
    roles: frozenset[Role]
    body: str | None
    places: frozenset[str]
    active: bool
    version: int
    created_at: datetime
    last_at: datetime | None
    factor: bool
    one_time: bool


@dataclass(frozen=True, slots=True)
class Added:
    """A new account with its one-time password, shown this once."""

    id: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Accounts:
    """For administrators; auditors may look.

    Raises:
        Forbidden: neither. NotFound: no such account.
    """

    ground: Ground

    def list(self, actor: Actor) -> tuple[AccountView, ...]:
        """All accounts by name."""
        allow(actor, Role.ADMINISTRATOR, Role.AUDITOR)
        with self.ground.engine.connect() as connection:
            return tuple(map(_view, staff.every(connection)))

    def find(self, actor: Actor, member_id: str) -> AccountView:
        """One account."""
        allow(actor, Role.ADMINISTRATOR, Role.AUDITOR)
        with self.ground.engine.connect() as connection:
            return _view(found(connection, member_id))

    def named(self, actor: Actor, name: str) -> AccountView:
        """The account that signs in with this name."""
        allow(actor, Role.ADMINISTRATOR, Role.AUDITOR)
        with self.ground.engine.connect() as connection:
            account = staff.by_name(connection, name)
            return _view(found(connection, account.id if account else ""))

    def add(self, actor: Actor, draft: AccountDraft, password: str | None = None) -> Added:
        """A new account. Its password, made up unless one is given, has to be changed at the first sign-in.

        Raises:
            BadFiling: the words say what will not do.
        """
        allow(actor, Role.ADMINISTRATOR)
        name = staff.plain_name(draft.name)
        if not _NAME.fullmatch(name) or name.startswith(f"{DEMO}-"):
            raise BadFiling(say("account.name"))
        values = self._checked(draft, name)
        if password is not None:
            passwords.check_new(password, name)
        given, at = password or passwords.one_time(), self.ground.now()
        account = Account(
            id=secrets.token_hex(16),
            name=name,
            **values,
            active=True,
            version=0,
            made_at=at,
            made_by=actor.id,
            password=self.ground.passwords.hash(given),
            password_at=at,
            one_time=True,
            factor_seed=factor.new_seed(),
        )
        try:
            with writing(self.ground.engine) as connection:
                staff.add(connection, account)
                self._note(connection, actor, "account.added", account.id, None, account)
        except IntegrityError:
            raise BadFiling(say("account.taken", name=name)) from None
        return Added(account.id, given)

    def change(self, actor: Actor, member_id: str, draft: AccountDraft, version: int) -> None:
        """Change all but the name.

        Raises:
            BadFiling: as `add`; the last administrator has to stay one. StaleVersion: somebody else changed it.
        """
        allow(actor, Role.ADMINISTRATOR)
        with writing(self.ground.engine) as connection:
            before = found(connection, member_id, lock=True)
            values = self._checked(draft, before.name)
            if before.version != version:
                raise StaleVersion(say("account.changed"))
            staff.change(connection, member_id, **values)
            self._keep_one(connection, before)
            self._note(connection, actor, "account.changed", member_id, before, found(connection, member_id))

    def disable(self, actor: Actor, member_id: str) -> None:
        """Nobody acts by this account any more; its sessions end, its keys open nothing.

        Raises:
            BadFiling: it is the last administrator.
        """
        self._switch(actor, member_id, active=False, act="account.disabled")

    def enable(self, actor: Actor, member_id: str) -> None:
        """It can be used again, with its password and second factor as they were."""
        self._switch(actor, member_id, active=True, act="account.enabled")

    def reset(self, actor: Actor, member_id: str) -> str:
        """For who lost the password or the phone: a new one-time password, no second factor, no lock, no session."""
        allow(actor, Role.ADMINISTRATOR)
        ground, given = self.ground, passwords.one_time()
        stored, at = ground.passwords.hash(given), ground.now()
        with writing(ground.engine) as connection:
            account = found(connection, member_id, lock=True)
            anew = {"password": stored, "password_at": at, "one_time": True}
            staff.change(connection, member_id, **anew, factor_seed=factor.new_seed(), factor_since=None)
            staff_recovery.drop(connection, member_id)
            staff_sessions.end_all(connection, member_id)
            BY_NAME.clear(connection, ground.key, account.name)
            ground.trail.note(connection, actor, "account.reset", "staff", member_id)
        return given

    def _switch(self, actor: Actor, member_id: str, *, active: bool, act: str) -> None:
        allow(actor, Role.ADMINISTRATOR)
        with writing(self.ground.engine) as connection:
            before = found(connection, member_id, lock=True)
            if before.active is active:
                return
            staff.change(connection, member_id, active=active)
            if not active:
                staff_sessions.end_all(connection, member_id)
            self._keep_one(connection, before)
            self._note(connection, actor, act, member_id, before, found(connection, member_id))

    def _keep_one(self, connection: Connection, before: Account) -> None:
        """Somebody has to be able to let people in again. The demonstration's administrator is none."""
        if Role.ADMINISTRATOR not in before.roles or not before.active:
            return
        administrators = (one for one in staff.every(connection, lock=True) if Role.ADMINISTRATOR in one.roles)
        if not any(one.active and one.made_by != DEMO for one in administrators):
            raise BadFiling(say("account.last_administrator"))

    def _checked(self, draft: AccountDraft, name: str) -> dict[str, Any]:
        shown = " ".join((draft.shown or name).split())
        body = " ".join((draft.body or "").split()) or None
        if not 1 <= len(shown) <= _SHOWN:
            raise BadFiling(say("account.shown"))
        if not draft.roles:
            raise BadFiling(say("account.roles"))
        if unknown := draft.roles - set(ROLES):
            raise BadFiling(say("account.role", role="、".join(sorted(unknown))))
        if Role.PROVIDER_CLERK in draft.roles and body is None:
            raise BadFiling(say("account.body"))
        if len(body or "") > _BODY:
            raise BadFiling(say("account.body_long"))
        if lost := draft.places - self.ground.places.keys():
            known = "、".join(sorted(self.ground.places))
            raise BadFiling(say("account.place", place="、".join(sorted(lost)), known=known))
        return {"shown": shown, "roles": draft.roles, "body": body, "places": draft.places}

    def _note(
        self, connection: Connection, actor: Actor, act: str, member_id: str, before: Account | None, after: Account
    ) -> None:
        was = _told(before) if before else None
        self.ground.trail.note(connection, actor, act, "staff", member_id, before=was, after=_told(after))


def _view(account: Account) -> AccountView:
    return AccountView(
        id=account.id,
        name=account.name,
        shown=account.shown,
        roles=account.roles,
        body=account.body,
        places=account.places,
        active=account.active,
        version=account.version,
        created_at=account.made_at,
        last_at=account.last_at,
        factor=account.factor_since is not None,
        one_time=account.one_time,
    )


def _told(account: Account) -> Mapping[str, Any]:
    """What the audit chain keeps of an account: no password and nothing made of one."""
    return {
        "name": account.name,
        "shown": account.shown,
        "roles": sorted(account.roles),
        "body": account.body,
        "places": sorted(account.places),
        "active": account.active,
    }
