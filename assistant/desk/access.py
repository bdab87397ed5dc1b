"""Access (账号与登录): who is signed in as staff, who may act by a key, and where accounts are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection

from assistant.desk.access_accounts import Accounts
from assistant.desk.access_ground import Ground
from assistant.desk.access_keys import Keys
from assistant.desk.access_own import Own
from assistant.desk.access_sign_in import SignIn
from assistant.desk.member import Member
from assistant.dialogue.errors import ConversationBusy
from assistant.memory import staff, staff_keys, staff_sessions
from assistant.memory.staff import Account
from assistant.memory.transactions import writing
from credit_core.use_cases.desk.scope import Reach, reach_of
from credit_core.use_cases.vocabulary import STAFF, Actor, Role

_Whose: TypeAlias = Callable[[Connection, str, datetime], tuple[str, bool] | None]
_Note: TypeAlias = Callable[[Connection, str, datetime], None]


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff as colleagues know them, to whom work can be given, within their `reach`."""

    id: str
    shown: str
    roles: frozenset[Role]
    active: bool
    reach: Reach


@dataclass(frozen=True, slots=True)
class Access:
    """The front door."""

    ground: Ground

    @property
    def sign_in(self) -> SignIn:
        """Signing in."""
        return SignIn(self.ground)

    @property
    def own(self) -> Own:
        """What members do with their own account."""
        return Own(self.ground)

    @property
    def accounts(self) -> Accounts:
        """Administration."""
        return Accounts(self.ground)

    @property
    def keys(self) -> Keys:
        """Keys for programs."""
        return Keys(self.ground)

    @property
    def places(self) -> Mapping[str, str]:
        """Id and name of the places that an account can be held to."""
        return self.ground.places

    def member(self, token: str) -> Member | None:
        """The member of a session that is alive; its idle time begins anew."""
        return self._whose(token, staff_sessions.whose, staff_sessions.seen, by_key=False)

    def by_key(self, key: str) -> Member | None:
        """The member that an API key belongs to, while both are in use."""
        return self._whose(key, staff_keys.whose, staff_keys.used, by_key=True)

    def sign_out(self, token: str) -> None:
        """End the session, if it is one."""
        with writing(self.ground.engine) as connection:
            staff_sessions.end(connection, token)

    def colleagues(self) -> tuple[Colleague, ...]:
        """Everybody by name, also who no longer works here."""
        with self.ground.engine.connect() as connection:
            found = staff.every(connection)
        return tuple(Colleague(one.id, one.shown, one.roles, one.active, _reach(one)) for one in found)

    def shown(self, member_id: str) -> str:
        """How colleagues call whoever has this id; the id itself where nobody has it."""
        with self.ground.engine.connect() as connection:
            account = staff.find(connection, member_id)
        return account.shown if account else member_id

    def _whose(self, secret: str, whose: _Whose, note: _Note, *, by_key: bool) -> Member | None:
        if not secret:
            return None
        at = self.ground.now()
        with self.ground.engine.connect() as connection:
            known = whose(connection, secret, at)
            account = staff.find(connection, known[0]) if known else None
        member = self.ground.member(account, by_key=by_key) if account else None
        if known and known[1] and member is not None:
            with suppress(ConversationBusy), writing(self.ground.engine) as connection:  # a page need not wait for it
                note(connection, secret, at)
        return member


def _reach(account: Account) -> Reach:
    """As far as the widest of their roles sees."""
    role = next((one for one in STAFF if one in account.roles), Role.PROVIDER_CLERK)
    return reach_of(Actor(account.id, role, account.body), account.places)
