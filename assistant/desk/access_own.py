"""What members do with their own account: the password, the second factor, where else they are signed in."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from assistant.desk import access_factor as factor
from assistant.desk.access_factor import Enrolment
from assistant.desk.access_ground import BY_NAME, Ground, SignInRefused, found, say
from assistant.desk.access_passwords import check_new
from assistant.memory import staff, staff_recovery, staff_sessions
from assistant.memory.staff import Account
from assistant.memory.staff_sessions import Session
from assistant.memory.transactions import writing
from credit_core.use_cases.vocabulary import BadFiling


@dataclass(frozen=True, slots=True)
class Secured:
    """The second factor is set up: recovery codes to be kept, shown this once, and the token of a new session."""

    codes: tuple[str, ...] = field(repr=False)
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnState:
    """How the own account stands. `recovery`: how many codes are left. `required`: nobody goes without second factor."""

    factor: bool
    required: bool
    recovery: int
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """Each verb takes the token of the session it comes from.

    Raises:
        SignInRefused: that session is over.
    """

    ground: Ground

    def state(self, token: str) -> OwnState:
        """Second factor and sessions."""
        with self.ground.engine.connect() as connection:
            account = self._account(connection, token)
            return OwnState(
                factor=account.factor_since is not None,
                required=self.ground.second_factor,
                recovery=staff_recovery.left(connection, account.id),
                sessions=staff_sessions.of_member(connection, account.id, token, self.ground.now()),
            )

    def change_password(self, token: str, old: str, new: str, browser: str = "") -> str:
        """Change it. All sessions end, also this one; the token of a new one.

        Raises:
            BadFiling: the old one is wrong, or the new one will not do. SignInRefused: it was wrong too often.
        """
        account = self._proven(token, old)
        check_new(new, account.name)
        if old == new:
            raise BadFiling(say("password.same"))
        ground, at = self.ground, self.ground.now()
        stored = ground.passwords.hash(new)
        with writing(ground.engine) as connection:
            staff.change(connection, account.id, password=stored, password_at=at, one_time=False)
            staff_sessions.end_all(connection, account.id)
            made = staff_sessions.begin(connection, account.id, browser, at)
            ground.note(connection, account, "account.password_changed")
        return made

    def enrolment(self, token: str) -> Enrolment:
        """What the authenticator app is set up with.

        Raises:
            BadFiling: it was set up; the secret is not shown again.
        """
        with self.ground.engine.connect() as connection:
            account = self._account(connection, token)
        if account.factor_since is not None:
            raise BadFiling(say("factor.there"))
        return factor.enrolment(self._secret(account), account.name)

    def confirm(self, token: str, code: str, browser: str = "") -> Secured:
        """The app shows this code, so it is set up. Other sessions end; this one goes on under a new token.

        Raises:
            BadFiling: the code is wrong, or the factor was set up before. SignInRefused: it was wrong too often.
        """
        ground, at = self.ground, self.ground.now()
        with writing(ground.engine) as connection:
            account = self._account(connection, token)
            minutes = BY_NAME.take(connection, ground.key, account.name, at)
        self._open(minutes)
        with writing(ground.engine) as connection:
            account = found(connection, account.id, lock=True)
            if account.factor_since is not None:
                raise BadFiling(say("factor.there"))
            step = factor.step_of(self._secret(account), code, at)
            if step is None or not staff.take_step(connection, account.id, step):
                raise BadFiling(say("factor.wrong"))
            BY_NAME.clear(connection, ground.key, account.name)
            staff.change(connection, account.id, factor_since=at)
            codes = staff_recovery.renew(connection, ground.key, account.id)
            staff_sessions.end_all(connection, account.id)
            made = staff_sessions.begin(connection, account.id, browser, at)
            ground.note(connection, account, "account.second_factor_set")
        return Secured(codes, made)

    def renew_factor(self, token: str, password: str) -> None:
        """Begin anew, for another phone: the old codes and recovery codes are void, other sessions end.

        Raises:
            BadFiling: the password is wrong. SignInRefused: it was wrong too often.
        """
        account, ground = self._proven(token, password), self.ground
        with writing(ground.engine) as connection:
            staff.change(connection, account.id, factor_since=None, factor_seed=factor.new_seed())
            staff_recovery.drop(connection, account.id)
            staff_sessions.end_all(connection, account.id, but=token)
            ground.note(connection, account, "account.second_factor_renewed")

    def end_others(self, token: str) -> int:
        """End all other sessions; how many."""
        with writing(self.ground.engine) as connection:
            account = self._account(connection, token)
            ended = staff_sessions.end_all(connection, account.id, but=token)
            self.ground.note(connection, account, "account.sessions_ended", ended=ended)
        return ended

    def _account(self, connection: Connection, token: str) -> Account:
        whose = staff_sessions.whose(connection, token, self.ground.now())
        account = staff.find(connection, whose[0]) if whose else None
        if account is None or self.ground.member(account) is None:
            raise SignInRefused(say("over"))
        return account

    def _proven(self, token: str, password: str) -> Account:
        """The account, if that is its password: whoever finds the browser open cannot guess on."""
        ground = self.ground
        with writing(ground.engine) as connection:
            account = self._account(connection, token)
            minutes = BY_NAME.take(connection, ground.key, account.name, ground.now())
        self._open(minutes)
        if not ground.passwords.right(account.password, password):
            raise BadFiling(say("password.wrong"))
        with writing(ground.engine) as connection:
            BY_NAME.clear(connection, ground.key, account.name)
        return account

    def _open(self, minutes: int) -> None:
        if minutes:
            raise SignInRefused(say("locked", minutes=minutes), minutes)

    def _secret(self, account: Account) -> str:
        return factor.secret_of(self.ground.key, account.id, account.factor_seed)
