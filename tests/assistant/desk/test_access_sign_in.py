"""Signing in: what is needed, what is not told, and when it is over."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event, select

from assistant.desk import access_passwords
from assistant.desk.access_accounts import AccountDraft
from assistant.desk.access_ground import SignInRefused
from assistant.desk.access_passwords import Passwords
from assistant.desk.access_sign_in import SignedIn
from assistant.memory import staff
from assistant.memory.staff import Account
from assistant.memory.staff_tables import StaffRow, StaffSessionRow
from credit_core.use_cases.vocabulary import Actor, Forbidden, Role
from tests.channels.web.staff.desks import PASSWORD, QUICK, Desks

ADMINISTRATOR = Actor("command-line", Role.ADMINISTRATOR)
CLIENT = "10.0.0.1"


def enter(desks: Desks, name: str, password: str = PASSWORD, code: str = "", client: str = CLIENT) -> SignedIn:
    return desks.access.sign_in.by_password(name, password, code, client, "Testbrowser")


def refused(desks: Desks, name: str, password: str = PASSWORD, code: str = "", client: str = CLIENT) -> SignInRefused:
    with pytest.raises(SignInRefused) as caught:
        enter(desks, name, password, code, client)
    return caught.value


@pytest.fixture
def ann(desks: Desks) -> Account:
    return desks.account(Role.REVIEWER, Role.AUDITOR, name="ann", places=("jiangxi",))


def test_name_password_and_code_open_the_desks(desks: Desks, ann: Account) -> None:
    signed_in = enter(desks, " Ann ", code=desks.code(ann))
    assert desks.access.member(signed_in.token) == signed_in.member
    assert signed_in.member.roles == {Role.REVIEWER, Role.AUDITOR}
    assert signed_in.member.places == {"jiangxi"}
    assert signed_in.member.pending is None
    assert signed_in.token not in repr(signed_in)


def test_whatever_is_wrong_the_words_are_the_same(desks: Desks, ann: Account) -> None:
    stopped = desks.account(Role.AUDITOR, name="stopped")
    desks.access.accounts.disable(ADMINISTRATOR, stopped.id)
    good = desks.code(ann)
    wrong = f"{(int(good) + 1) % 10**6:06}"
    tried = [
        refused(desks, "nobody", code=good),
        refused(desks, "ann", "wrong password 1", good),
        refused(desks, "ann", code=wrong),
        refused(desks, "ann", code=""),
        refused(desks, "stopped", code=desks.code(stopped)),
    ]
    assert {str(one) for one in tried} == {"名称、密码或者验证码不对。请检查后再试；还是不行，请找管理员。"}
    assert {one.minutes for one in tried} == {0}


def test_whether_the_name_exists_the_same_work_is_done(
    desks: Desks, ann: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many statements and as many argon2 runs for a name that nobody has as for a wrong password."""
    work: dict[str, list[str]] = {}
    real_right = Passwords.right

    def counted(self: Passwords, stored: str | None, password: str) -> bool:
        work[name].append("argon2")
        return real_right(self, stored, password)

    monkeypatch.setattr(Passwords, "right", counted)

    def executed(_c: object, _k: object, statement: str, *_: object) -> None:
        work[name].append(statement.split("(")[0][:40])

    event.listen(desks.engine, "before_cursor_execute", executed)
    for name in ("ann", "nobody"):
        work[name] = []
        refused(desks, name, "wrong password 1", "123456", client=name)
    event.remove(desks.engine, "before_cursor_execute", executed)
    assert work["ann"] == work["nobody"]
    assert work["ann"].count("argon2") == 1


@pytest.mark.parametrize("name", ["ann", "nobody"])
def test_after_five_wrong_tries_the_name_is_closed_for_a_quarter_of_an_hour(
    desks: Desks, ann: Account, name: str
) -> None:
    for _ in range(5):
        assert refused(desks, name, "wrong password 1").minutes == 0
    closed = refused(desks, name, code=desks.code(ann))
    assert (closed.minutes, "15分钟" in str(closed)) == (15, True)
    desks.now.move(minutes=14)
    assert refused(desks, name, code=desks.code(ann), client="10.0.0.2").minutes == 1


def test_then_it_opens_again_and_counts_from_the_beginning(desks: Desks, ann: Account) -> None:
    for _ in range(5):
        refused(desks, "ann", code="000000")
    desks.now.move(minutes=15)
    for _ in range(4):
        refused(desks, "ann", "wrong password 1")
    assert enter(desks, "ann", code=desks.code(ann))
    for _ in range(4):
        assert refused(desks, "ann", "wrong password 1").minutes == 0


def test_an_address_is_closed_whatever_names_it_tries(desks: Desks, ann: Account) -> None:
    for number in range(30):
        assert refused(desks, f"name{number}").minutes == 0
    assert refused(desks, "ann", code=desks.code(ann)).minutes == 15
    assert enter(desks, "ann", code=desks.code(ann), client="10.0.0.2")


def test_a_code_is_taken_once(desks: Desks, ann: Account) -> None:
    code = desks.code(ann)
    enter(desks, "ann", code=code)
    refused(desks, "ann", code=code)
    refused(desks, "ann", code=desks.code(ann, steps=-1))
    desks.now.move(seconds=30)
    assert enter(desks, "ann", code=desks.code(ann))


def test_every_sign_in_has_a_token_of_its_own(desks: Desks, ann: Account) -> None:
    first = enter(desks, "ann", code=desks.code(ann)).token
    desks.now.move(seconds=30)
    second = enter(desks, "ann", code=desks.code(ann)).token
    assert first != second
    with desks.engine.connect() as connection:
        assert {first, second}.isdisjoint(connection.scalars(select(StaffSessionRow.token_hash)))


def test_it_ends_after_half_an_hour_of_nothing_and_after_twelve_hours(desks: Desks, ann: Account) -> None:
    token = enter(desks, "ann", code=desks.code(ann)).token
    for _ in range(24):
        desks.now.move(minutes=29)
        assert desks.access.member(token)
    desks.now.move(minutes=25)  # 12 hours and a minute since the sign-in, busy all the time
    assert desks.access.member(token) is None
    idle = desks.session(desks.member(Role.AUDITOR))
    desks.now.move(minutes=30)
    assert desks.access.member(idle) is None


def test_signing_out_ends_it(desks: Desks, ann: Account) -> None:
    token = enter(desks, "ann", code=desks.code(ann)).token
    desks.access.sign_out(token)
    assert desks.access.member(token) is None


@pytest.mark.parametrize("token", ["", "x", "x" * 43])
def test_what_is_no_token_opens_nothing(desks: Desks, token: str) -> None:
    assert desks.access.member(token) is None
    assert desks.access.by_key(token) is None


def test_a_recovery_code_stands_in_for_the_phone_once(desks: Desks) -> None:
    bob = desks.account(Role.AUDITOR, name="bob", factor_set=False)
    secured = desks.access.own.confirm(enter(desks, "bob").token, desks.code(bob))
    assert enter(desks, "bob", code=secured.codes[3].lower())
    refused(desks, "bob", code=secured.codes[3])
    refused(desks, "bob", "wrong password 1", secured.codes[4])
    assert enter(desks, "bob", code=secured.codes[4])  # a wrong password did not use it up


def test_a_given_password_has_to_be_changed_and_opens_for_seven_days(desks: Desks) -> None:
    added = desks.access.accounts.add(ADMINISTRATOR, AccountDraft("eve", frozenset({Role.AUDITOR})))
    assert enter(desks, "eve", added.password).member.pending == "password"
    desks.now.move(days=7)
    refused(desks, "eve", added.password)


def test_without_second_factor_one_gets_in_to_set_it_up(desks: Desks) -> None:
    desks.account(Role.AUDITOR, name="bob", factor_set=False)
    assert enter(desks, "bob").member.pending == "second_factor"


def test_hashes_follow_the_parameters_of_today(desks: Desks, ann: Account) -> None:
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    object.__setattr__(desks.access.ground, "passwords", Passwords(stronger))
    enter(desks, "ann", code=desks.code(ann))
    with desks.engine.connect() as connection:
        stored = connection.scalar(select(StaffRow.password).where(StaffRow.id == ann.id))
    assert stored
    assert "m=16,t=2" in stored
    desks.now.move(seconds=30)
    assert enter(desks, "ann", code=desks.code(ann))


def test_many_at_once_are_told_to_wait(desks: Desks, ann: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_passwords, "_SECONDS", 0)
    passwords = Passwords(QUICK)
    slots = [passwords._slot() for _ in range(4)]
    for slot in slots:
        slot.__enter__()
    with pytest.raises(Exception, match="登录的人较多"):
        passwords.right(None, "x")
    for slot in slots:
        slot.__exit__(None, None, None)
    assert not passwords.right(None, "x")


def test_the_demonstration_lets_in_as_any_role(desks: Desks) -> None:
    clerk = desks.access.sign_in.as_role(Role.PROVIDER_CLERK).member
    assert (clerk.name, clerk.body, clerk.pending) == ("demo-provider_clerk", "演示报送单位", None)
    again = desks.access.sign_in.as_role(Role.PROVIDER_CLERK)
    assert again.member == clerk
    assert desks.access.member(again.token) == clerk
    refused(desks, "demo-provider_clerk")


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.SYSTEM])
def test_but_not_as_what_staff_are_not(desks: Desks, role: Role) -> None:
    with pytest.raises(Forbidden):
        desks.access.sign_in.as_role(role)


def test_outside_the_demonstration_it_does_not(real: Desks) -> None:
    with pytest.raises(Forbidden, match="DEMO_MODE=1"):
        real.access.sign_in.as_role(Role.ADMINISTRATOR)


def test_nor_do_its_accounts_stay_open(desks: Desks) -> None:
    signed_in = desks.access.sign_in.as_role(Role.ADMINISTRATOR)
    key = desks.access.keys.add(signed_in.member.actor(), signed_in.member.id, "x").key
    assert desks.access.by_key(key)
    object.__setattr__(desks.access.ground, "demo_body", None)
    assert desks.access.member(signed_in.token) is None
    assert desks.access.by_key(key) is None


def test_sign_ins_and_locks_stand_in_the_audit_chain(desks: Desks, ann: Account) -> None:
    enter(desks, "ann", code=desks.code(ann))
    for _ in range(5):
        refused(desks, "ann", "wrong password 1")
    with desks.office.store.read() as unit:
        entries = unit.audit_entries.where(entity="staff", order=("seq",))
    told = [(entry.act, entry.actor_id, entry.entity_id) for entry in entries]
    assert told == [("account.signed_in", ann.id, ann.id), ("account.locked", "system", ann.id)]


def test_an_account_that_changed_meanwhile_is_not_entered(
    desks: Desks, ann: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the password and the session somebody disabled it."""
    real_right = Passwords.right

    def right(self: Passwords, stored: str | None, password: str) -> bool:
        desks.access.accounts.disable(ADMINISTRATOR, ann.id)
        return real_right(self, stored, password)

    monkeypatch.setattr(Passwords, "right", right)
    refused(desks, "ann", code=desks.code(ann))
    with desks.engine.connect() as connection:
        assert staff.find(connection, ann.id) is not None
        assert connection.execute(select(StaffSessionRow.token_hash)).all() == []
