"""The desks for tests: real accounts, sessions and citizens beside a real office over one database; no models."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pyotp
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from assistant.citizens import Citizens
from assistant.clock import Clock
from assistant.desk import access_factor as factor
from assistant.desk.access import Access
from assistant.desk.access_ground import Ground
from assistant.desk.access_passwords import Passwords
from assistant.desk.front import Desk
from assistant.desk.member import Member
from assistant.desk.opening import assemble
from assistant.memory import staff, staff_keys, staff_sessions
from assistant.memory.database import migrate
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.staff import Account
from assistant.memory.transactions import writing
from assistant.settings import Settings
from channels.web.access.gate import CITIZEN_COOKIE, STAFF_COOKIE
from channels.web.app import create_app
from channels.web.ports import Runtime
from channels.web.throttle import Limits
from credit_core.storage.engine import open_engine
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.administration import Trail
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import Role
from tests.channels.web.conversing import TalkingRuntime
from tests.credit_core.databases import build
from tests.credit_core.offices import SetClock, open_test_office
from tests.fakes import TODAY

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
KEY = b"installation key of the tests"
PASSWORD = "correct horse battery 9"
"""Of every account that `member` makes."""
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Argon2id all the same, with parameters that take no time."""
NO_LIMITS = Limits(pages="100000/minute", api="100000/minute")


@dataclass
class Now:
    """The true clock, as a test sets it: it stands still until it is moved."""

    at: datetime = field(default_factory=lambda: Clock(TODAY).now())

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """On by so many minutes, hours, days."""
        self.at += timedelta(**by)


@dataclass
class DeskRuntime(TalkingRuntime):
    """A runtime with desks."""

    its_desk: Desk | None = None
    its_citizens: Citizens | None = None

    def desk(self) -> Desk:
        """The front doors."""
        assert self.its_desk is not None
        return self.its_desk

    def citizens(self) -> Citizens:
        """The identified."""
        assert self.its_citizens is not None
        return self.its_citizens


@dataclass
class Desks:
    """One application over one database."""

    engine: Engine
    office: Office
    desk: Desk
    citizens: Citizens
    now: Now
    runtime: DeskRuntime
    settings: Settings
    _app: FastAPI | None = field(default=None, repr=False)

    @property
    def access(self) -> Access:
        """Accounts and sessions."""
        return self.desk.access

    @property
    def app(self) -> FastAPI:
        """The application, made when it is first asked for."""
        if self._app is None:
            self._app = create_app(cast("Runtime", self.runtime), self.settings, NO_LIMITS)
        return self._app

    def anybody(self) -> TestClient:
        """A browser in which nobody is signed in; forms come from our own pages, redirects are not followed."""
        return TestClient(self.app, headers=OWN_PAGE, follow_redirects=False)

    def client(
        self, role: Role | str, *more: Role | str, places: tuple[str, ...] = (), body: str | None = None
    ) -> TestClient:
        """A browser in which a new member with these roles is signed in. Its `member` is who that is."""
        return self.client_of(self.member(role, *more, places=places, body=body))

    def client_of(self, member: Member) -> TestClient:
        """A browser in which this member is signed in."""
        client = self.anybody()
        client.cookies.set(STAFF_COOKIE, self.session(member))
        client.member = member  # type: ignore[attr-defined]
        return client

    def session(self, member: Member) -> str:
        """The token of a new session."""
        with writing(self.engine) as connection:
            return staff_sessions.begin(connection, member.id, "Testbrowser", self.now())

    def member(
        self, role: Role | str, *more: Role | str, places: tuple[str, ...] = (), body: str | None = None
    ) -> Member:
        """A new member, whose password is PASSWORD and whose second factor is set up."""
        account = self.account(role, *more, places=places, body=body)
        member = self.access.ground.member(account)
        assert member is not None
        return member

    def account(
        self,
        *roles: Role | str,
        name: str = "",
        places: tuple[str, ...] = (),
        body: str | None = None,
        one_time: bool = False,
        factor_set: bool = True,
    ) -> Account:
        """A new account as it is stored."""
        made = Account(
            id=secrets.token_hex(16),
            name=name or f"{Role(roles[0]).value}{secrets.token_hex(4)}",
            shown="王工",
            roles=frozenset(map(Role, roles)),
            body=body,
            places=frozenset(places),
            active=True,
            version=0,
            made_at=self.now(),
            made_by="test",
            password=_HASH,
            password_at=self.now(),
            one_time=one_time,
            factor_seed=factor.new_seed(),
            factor_since=self.now() if factor_set else None,
        )
        with writing(self.engine) as connection:
            staff.add(connection, made)
        return made

    def key(self, role: Role | str, *more: Role | str, places: tuple[str, ...] = (), body: str | None = None) -> str:
        """An API key of a new member."""
        member = self.member(role, *more, places=places, body=body)
        with writing(self.engine) as connection:
            return staff_keys.add(connection, member.id, "测试系统", 30, self.now())[1]

    def code(self, account: Account, *, steps: int = 0) -> str:
        """What the member's authenticator app shows, so many steps of 30 seconds from now."""
        app = pyotp.TOTP(factor.secret_of(KEY, account.id, account.factor_seed))
        return app.generate_otp(int(self.now().timestamp()) // factor.STEP + steps)

    def citizen(self, name: str, number: str, kind: str = "resident_id") -> TestClient:
        """A browser in which a citizen was identified."""
        client = self.anybody()
        client.cookies.set(CITIZEN_COOKIE, self.citizens.by_claims(name, number, kind, "oidc"))
        return client


_HASH = QUICK.hash(PASSWORD)


def prepared(folder: Path) -> Path:
    """A database with the tables of both, to be copied for each test."""
    file = folder / "desks.db"
    engine = open_engine(f"sqlite:///{file}")
    build(engine)
    migrate(engine)
    engine.dispose()
    return file


@contextmanager
def opened(template: Path, folder: Path, *, demo: bool = True, second_factor: bool = True) -> Iterator[Desks]:
    """The desks over a copy of a prepared database."""
    file = folder / "desks.db"
    shutil.copy(template, file)
    engine, clock, now = open_engine(f"sqlite:///{file}"), SetClock(), Now()
    office = open_test_office(Store(engine), clock)
    settings = Settings(data_dir=folder, demo_mode=demo, clock=TODAY if demo else None)
    trail, places = Trail(office.store, clock), office.law.jurisdictions
    ground = Ground(
        engine=engine,
        key=KEY,
        trail=trail,
        now=now,
        passwords=Passwords(QUICK),
        second_factor=second_factor,
        places=places,
        demo_body="演示报送单位" if demo else None,
    )
    desk = replace(assemble(settings, engine, trail, places), access=Access(ground))
    citizens = Citizens(engine, IdentityCodes(engine, KEY), KEY, Clock(TODAY), now, demo)
    runtime = DeskRuntime(open_office=lambda: office, its_desk=desk, its_citizens=citizens)
    try:
        yield Desks(engine, office, desk, citizens, now, runtime, settings)
    finally:
        engine.dispose()
