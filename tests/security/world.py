"""A small world for the tests of security: two citizens, two places, one object of each kind on either side."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from pydantic import SecretStr
from sqlalchemy import select

from assistant.answer import Answer
from assistant.conversing import open_reception
from assistant.memory import citizen_sessions, staff, staff_keys, staff_sessions
from assistant.memory.desk_tables import HeldPairRow
from assistant.memory.transactions import writing
from channels.web.access.gate import CITIZEN_COOKIE, STAFF_COOKIE
from channels.web.sessions import BEARER, CHANNEL, COOKIE
from credit_core.model.cases import CaseType
from credit_core.model.subjects import Subject
from credit_core.use_cases.query import file_query
from credit_core.use_cases.vocabulary import Role
from knowledge.regulations.corpus import load_corpus
from tests.assistant.desk.given import give
from tests.channels.web.house import AskedWithin
from tests.channels.web.staff.case_work import case, evidence
from tests.channels.web.staff.desks import Desks, opened, prepared
from tests.channels.web.staff.test_answers import PATH as ANSWERS
from tests.channels.web.staff.test_answers import WRONG
from tests.channels.web.staff.test_handoffs import waiting
from tests.credit_core.offices import CITIZEN, CLERK, add_person, add_record
from tests.credit_core.query_filings import granted, own_slots
from tests.fakes import objection_answer

PLACE, OTHER_PLACE = "jiangxi", "shanxi"
NOBODYS = "f" * 32
"""An id that nothing has."""
WEBHOOK_SECRET = "webhook-secret-of-the-tests"
BROWSERS = {PLACE: "a" * 43, OTHER_PLACE: "b" * 43}
"""The secrets of the browsers in which a conversation was begun."""
SECRET = "只有本人知道的话"
"""What stands in a conversation of somebody else."""


class _Asked(AskedWithin):
    """Each answer has an id of its own."""

    def ask_within(self, question: str, jurisdiction: str | None, conversation_id: str) -> tuple[Answer, str]:
        """As the service."""
        answer, understood = super().ask_within(question, jurisdiction, conversation_id)
        return replace(answer, answer_id=secrets.token_hex(16)), understood


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who comes with these cookies and headers. `role` where an account in good standing is behind them."""

    name: str
    cookies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    role: Role | None = None
    citizen: bool = False
    pending: bool = False


@dataclass
class World:
    """One application and what is in it; `restore` puts the database back as it was."""

    desks: Desks
    file: Path
    own: Mapping[str, str] = field(default_factory=dict)
    foreign: Mapping[str, str] = field(default_factory=dict)
    visitors: tuple[Visitor, ...] = ()
    _kept: Path | None = None

    def keep(self) -> None:
        """Remember the database as it is now."""
        self._kept = self.file.with_suffix(".kept")
        _copy(self.file, self._kept)

    def restore(self) -> None:
        """As it was kept."""
        assert self._kept is not None
        _copy(self._kept, self.file)

    @contextmanager
    def watched(self) -> Iterator[list[bool]]:
        """Afterwards holds whether anybody wrote into the database meanwhile."""
        wrote: list[bool] = []
        with closing(sqlite3.connect(self.file)) as connection:
            (before,) = connection.execute("PRAGMA data_version").fetchone()
            yield wrote
            (after,) = connection.execute("PRAGMA data_version").fetchone()
        wrote.append(before != after)

    def visitor(self, name: str) -> Visitor:
        """By name."""
        return next(one for one in self.visitors if one.name == name)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


@contextmanager
def inhabited(folder: Path) -> Iterator[World]:
    """The world in a folder."""
    (folder / "copy").mkdir()
    with opened(prepared(folder), folder / "copy") as desks:
        token, secret = SecretStr("12345:token"), SecretStr(WEBHOOK_SECRET)
        changed = desks.settings.model_copy(update={"telegram_token": token, "telegram_webhook_secret": secret})
        desks.settings = changed
        talks = open_reception(changed, _Asked(), desks.office, desks.engine, load_corpus())  # type: ignore[arg-type]
        desks.runtime.conversing = talks  # type: ignore[assignment]
        desks.runtime.office = lambda: desks.office  # type: ignore[method-assign]
        world = World(desks, folder / "copy" / "desks.db")
        person, other = _people(desks)
        world.own = _things(desks, person, PLACE)
        world.foreign = _things(desks, other, OTHER_PLACE)
        world.visitors = (*_outsiders(desks, person, other), *_staff(desks), *_no_longer(desks, person))
        world.keep()
        yield world


def _people(desks: Desks) -> tuple[Subject, Subject]:
    with desks.office.store.begin() as unit:
        return add_person(unit, 11), add_person(unit, 12)


def _things(desks: Desks, subject: Subject, place: str) -> dict[str, str]:
    """One of each kind, by the blank of a path that its id fills."""
    office = desks.office
    with office.store.begin() as unit:
        record = add_record(unit, subject, place)
    query = file_query(
        office, CITIZEN, CaseType.QUERY_OWN_RECORD, place, own_slots(subject), key=f"q-{place}", channel="web"
    )
    work = case(desks, "accept", place=place)
    with office.store.read() as unit:
        notice = unit.notices.where(case_id=work.id)[0]
        duty = unit.duties.where(case_id=query.case.id)
    answer = give(desks, f"在{place}提出异议申请，几天给结果", replace(objection_answer(), jurisdiction=place))
    judged = desks.client(Role.REVIEWER).post(f"{ANSWERS}/{answer.answer_id}/verdict", data=WRONG)
    assert judged.status_code == 303
    with desks.engine.connect() as connection:
        pair = connection.scalars(select(HeldPairRow.id).where(HeldPairRow.answer_id == answer.answer_id)).one()
    _, handoff = waiting(desks, place)
    talks = desks.runtime.conversing
    talk, by_id = talks.begin(CHANNEL, BROWSERS[place]), talks.begin(*BEARER)
    talks.turn(talk, SECRET)
    member = desks.member(Role.CASE_OFFICER, places=(place,))
    with writing(desks.engine) as connection:
        key_id = staff_keys.add(connection, member.id, "系统", 30, desks.now())[0]
    return {
        "subject_id": subject.id,
        "record_id": record.id,
        "case_id": work.id,
        "own_case_id": query.case.id,
        "number": work.number,
        "notice_id": notice.id,
        "duty_id": duty[0].id if duty else NOBODYS,
        "attachment_id": evidence(desks, work).id,
        "authorisation_id": granted(office, subject, place),
        "answer_id": answer.answer_id,
        "pair_id": pair,
        "handoff_id": handoff,
        "conversation": talk,
        "conversation_id": by_id if place == PLACE else talk,  # who has the id of one begun in a browser has nothing
        "member_id": member.id,
        "key_id": key_id,
    }


def _outsiders(desks: Desks, person: Subject, other: Subject) -> Iterator[Visitor]:
    yield Visitor("anonymous")
    for name, one, place in (("citizen", person, PLACE), ("another citizen", other, OTHER_PLACE)):
        token = desks.citizens.by_claims(one.name, one.id_number, one.id_kind.value, "oidc")
        yield Visitor(name, {CITIZEN_COOKIE: token, COOKIE: BROWSERS[place]}, citizen=True)
    chat = desks.runtime.conversing.begin("telegram", "4711")
    yield Visitor("telegram", {"conversation": chat, "session": "4711"}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"})


def _staff(desks: Desks) -> Iterator[Visitor]:
    for role in (one for one in Role if one not in (Role.CITIZEN, Role.SYSTEM)):
        member = desks.member(role, places=(PLACE,), body=CLERK.body)
        yield Visitor(role.value, {STAFF_COOKIE: desks.session(member)}, role=role)
        with writing(desks.engine) as connection:
            key = staff_keys.add(connection, member.id, "测试系统", 30, desks.now())[1]
        assert desks.access.by_key(key)  # that it is in use is written down now
        yield Visitor(f"{role.value} by key", headers={"Authorization": f"Bearer {key}"}, role=role)


def _no_longer(desks: Desks, person: Subject) -> Iterator[Visitor]:
    """Who could once do everything, and no longer can."""
    every = [role for role in Role if role not in (Role.CITIZEN, Role.SYSTEM)]
    now = desks.now()

    def session(*, disabled: bool = False, one_time: bool = False, ago: timedelta = timedelta()) -> dict[str, str]:
        account = desks.account(*every, one_time=one_time, places=(PLACE,), body=CLERK.body)
        with writing(desks.engine) as connection:
            token = staff_sessions.begin(connection, account.id, "Testbrowser", now - ago)
            if disabled:
                staff.change(connection, account.id, active=False)
        return {STAFF_COOKIE: token}

    def key(days: int, *, revoked: bool = False) -> dict[str, str]:
        account = desks.account(*every, places=(PLACE,), body=CLERK.body)
        with writing(desks.engine) as connection:
            made, secret = staff_keys.add(connection, account.id, "旧系统", days, now - timedelta(days=2))
            if revoked:
                assert staff_keys.revoke(connection, account.id, made, now)
        return {"Authorization": f"Bearer {secret}"}

    yield Visitor("account disabled", session(disabled=True))
    yield Visitor("key revoked", headers=key(30, revoked=True))
    yield Visitor("key expired", headers=key(1))
    yield Visitor("key invented", headers={"Authorization": f"Bearer ck_{secrets.token_urlsafe(32)}"})
    yield Visitor("password to change", session(one_time=True), pending=True)
    yield Visitor("session idle", session(ago=staff_sessions.IDLE))
    with writing(desks.engine) as connection:
        long_ago = now - citizen_sessions.LONGEST
        token = citizen_sessions.begin(
            connection, person.name, person.id_number, "resident_id", "oidc", "oidc", long_ago
        )
    yield Visitor("citizen's session expired", {CITIZEN_COOKIE: token})
