"""Members and their own account: password, second factor, sessions."""

from __future__ import annotations

import pytest

from assistant.desk.access_accounts import AccountDraft
from assistant.desk.access_ground import SignInRefused
from assistant.memory.staff import Account
from credit_core.use_cases.vocabulary import Actor, BadFiling, Role
from tests.channels.web.staff.desks import PASSWORD, Desks

NEW = "quite another phrase 7"
ADMINISTRATOR = Actor("command-line", Role.ADMINISTRATOR)


@pytest.fixture
def ann(desks: Desks) -> Account:
    return desks.account(Role.REVIEWER, name="ann")


@pytest.fixture
def token(desks: Desks, ann: Account) -> str:
    member = desks.access.ground.member(ann)
    assert member is not None
    return desks.session(member)


def test_a_new_password_ends_every_session_and_begins_one(desks: Desks, ann: Account, token: str) -> None:
    made = desks.access.own.change_password(token, PASSWORD, NEW, "B")
    assert desks.access.member(token) is None
    assert desks.access.member(made)
    sign_in = desks.access.sign_in
    with pytest.raises(SignInRefused):
        sign_in.by_password("ann", PASSWORD, desks.code(ann), "c")
    assert sign_in.by_password("ann", NEW, desks.code(ann), "c")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("wrong password 1", NEW, "现在的密码不对"),
        (PASSWORD, "short", "至少要12"),
        (PASSWORD, PASSWORD, "不能和现在的一样"),
    ],
)
def test_what_does_not_hold_changes_nothing(desks: Desks, token: str, old: str, new: str, words: str) -> None:
    with pytest.raises(BadFiling, match=words):
        desks.access.own.change_password(token, old, new)
    assert desks.access.member(token)


def test_whoever_finds_the_browser_open_cannot_guess_on(desks: Desks, token: str) -> None:
    for _ in range(5):
        with pytest.raises(BadFiling):
            desks.access.own.change_password(token, "wrong password 1", NEW)
    with pytest.raises(SignInRefused, match="15分钟"):
        desks.access.own.change_password(token, PASSWORD, NEW)
    with pytest.raises(SignInRefused, match="15分钟"):
        desks.access.own.renew_factor(token, PASSWORD)


def test_a_given_password_is_done_with_once_it_is_changed(desks: Desks) -> None:
    added = desks.access.accounts.add(ADMINISTRATOR, AccountDraft("eve", frozenset({Role.AUDITOR})))
    signed_in = desks.access.sign_in.by_password("eve", added.password, "", "c")
    made = desks.access.own.change_password(signed_in.token, added.password, NEW)
    member = desks.access.member(made)
    assert member is not None
    assert member.pending == "second_factor"
    desks.now.move(days=8)
    assert desks.access.sign_in.by_password("eve", NEW, "", "c")


def test_setting_up_the_second_factor(desks: Desks) -> None:
    bob = desks.account(Role.AUDITOR, name="bob", factor_set=False)
    own = desks.access.own
    before = desks.access.sign_in.by_password("bob", PASSWORD, "", "c").token
    other = desks.access.sign_in.by_password("bob", PASSWORD, "", "c").token
    assert own.enrolment(before).secret == own.enrolment(before).secret
    good = desks.code(bob)
    with pytest.raises(BadFiling, match="验证码不对"):
        own.confirm(before, f"{(int(good) + 1) % 10**6:06}")
    secured = own.confirm(before, good)
    assert len(secured.codes) == 8
    assert secured.codes[0] not in repr(secured)
    assert [desks.access.member(one) for one in (before, other)] == [None, None]
    member = desks.access.member(secured.token)
    assert member is not None
    assert member.pending is None
    state = own.state(secured.token)
    assert (state.factor, state.recovery, len(state.sessions), state.sessions[0].mine) == (True, 8, 1, True)
    with pytest.raises(SignInRefused):
        desks.access.sign_in.by_password("bob", PASSWORD, good, "c")  # that code was taken when it was set up


def test_once_set_up_the_secret_is_not_shown_again(desks: Desks, ann: Account, token: str) -> None:
    with pytest.raises(BadFiling, match="已经设置好了"):
        desks.access.own.enrolment(token)
    with pytest.raises(BadFiling, match="已经设置好了"):
        desks.access.own.confirm(token, desks.code(ann))


def test_guessing_at_the_set_up_ends(desks: Desks) -> None:
    desks.account(Role.AUDITOR, name="bob", factor_set=False)
    token = desks.access.sign_in.by_password("bob", PASSWORD, "", "c").token
    for _ in range(5):
        with pytest.raises(BadFiling):
            desks.access.own.confirm(token, "")
    with pytest.raises(SignInRefused, match="15分钟"):
        desks.access.own.confirm(token, "")


def test_another_phone_voids_the_old_one(desks: Desks, ann: Account, token: str) -> None:
    other = desks.session(desks.access.member(token))  # type: ignore[arg-type]
    old = desks.code(ann)
    with pytest.raises(BadFiling, match="密码不对"):
        desks.access.own.renew_factor(token, "wrong password 1")
    desks.access.own.renew_factor(token, PASSWORD)
    assert desks.access.member(other) is None
    member = desks.access.member(token)
    assert member is not None
    assert member.pending == "second_factor"
    with pytest.raises(BadFiling):
        desks.access.own.confirm(token, old)
    assert desks.access.own.state(token).recovery == 0


def test_other_sessions_end_on_wish(desks: Desks, token: str) -> None:
    other = desks.session(desks.access.member(token))  # type: ignore[arg-type]
    assert [one.mine for one in desks.access.own.state(token).sessions].count(True) == 1
    assert desks.access.own.end_others(token) == 1
    assert desks.access.member(other) is None
    assert desks.access.member(token)


@pytest.mark.parametrize("verb", ["state", "enrolment", "end_others"])
def test_without_a_session_there_is_nothing(desks: Desks, verb: str) -> None:
    with pytest.raises(SignInRefused, match="过期"):
        getattr(desks.access.own, verb)("x" * 43)
