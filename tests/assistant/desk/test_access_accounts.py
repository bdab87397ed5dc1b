"""Administration: who may, what is checked, what ends at once, and what the audit chain keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.desk.access import Access
from assistant.desk.access_accounts import AccountDraft
from assistant.desk.access_ground import SignInRefused
from assistant.desk.access_keys import MOST_KEYS
from credit_core.use_cases.vocabulary import Actor, BadFiling, Forbidden, NotFound, Role, StaleVersion
from tests.channels.web.staff.desks import PASSWORD, Desks

ADMINISTRATOR = Actor("command-line", Role.ADMINISTRATOR)
AUDITOR = Actor("auditor-1", Role.AUDITOR)
CLERK = AccountDraft("Li.Si", frozenset({Role.PROVIDER_CLERK}), "李四", "某市某局", frozenset({"jiangxi"}))


def entries(desks: Desks) -> list[tuple[str, str, Any, Any]]:
    with desks.office.store.read() as unit:
        found = zip(unit.audit_entries.where(order=("seq",)), unit.audit_contents.where(order=("seq",)), strict=True)
        return [(entry.act, entry.actor_id, content.before, content.after) for entry, content in found]


def test_an_account_is_made_as_it_was_asked_for(desks: Desks) -> None:
    added = desks.access.accounts.add(ADMINISTRATOR, CLERK)
    (account,) = desks.access.accounts.list(ADMINISTRATOR)
    assert (account.id, account.name, account.shown, account.roles) == (added.id, "li.si", "李四", CLERK.roles)
    assert (account.body, account.places, account.active) == ("某市某局", frozenset({"jiangxi"}), True)
    assert (account.one_time, account.factor, account.last_at) == (True, False, None)
    assert desks.access.accounts.named(ADMINISTRATOR, "LI.SI") == account
    assert desks.access.shown(added.id) == "李四"
    assert desks.access.shown("nobody") == "nobody"
    assert [one.shown for one in desks.access.colleagues()] == ["李四"]
    assert added.password not in repr(added)


def test_a_password_can_be_given_and_has_to_be_changed_all_the_same(desks: Desks) -> None:
    added = desks.access.accounts.add(ADMINISTRATOR, CLERK, PASSWORD)
    assert added.password == PASSWORD
    assert desks.access.sign_in.by_password("li.si", PASSWORD, "", "c").member.pending == "password"
    with pytest.raises(BadFiling, match="12个字符"):
        desks.access.accounts.add(ADMINISTRATOR, replace(CLERK, name="wang"), "short")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "x"}, "2至40个"),
        ({"name": "a b/c"}, "2至40个"),
        ({"name": "demo-auditor"}, "不能以“demo-”开头"),
        ({"name": "LI.SI"}, "已经有人用了"),
        ({"shown": "李" * 41}, "1至40个字"),
        ({"roles": frozenset()}, "至少选一个角色"),
        ({"roles": frozenset({Role.CITIZEN})}, "没有这个角色：citizen"),
        ({"body": " "}, "要写明单位"),
        ({"body": "局" * 201}, "最多200个字"),
        ({"places": frozenset({"atlantis"})}, "没有这个地区：atlantis"),
    ],
)
def test_what_does_not_hold_is_told(desks: Desks, changes: dict[str, Any], words: str) -> None:
    desks.access.accounts.add(ADMINISTRATOR, CLERK)
    with pytest.raises(BadFiling, match=words):
        desks.access.accounts.add(ADMINISTRATOR, replace(replace(CLERK, name="other"), **changes))
    assert len(desks.access.accounts.list(ADMINISTRATOR)) == 1


def test_changes_are_made_on_what_one_saw(desks: Desks) -> None:
    made = desks.access.accounts.add(ADMINISTRATOR, CLERK).id
    accounts = desks.access.accounts
    accounts.change(ADMINISTRATOR, made, replace(CLERK, shown="李师傅"), 0)
    with pytest.raises(StaleVersion):
        accounts.change(ADMINISTRATOR, made, replace(CLERK, shown="李工"), 0)
    account = accounts.find(ADMINISTRATOR, made)
    assert (account.shown, account.version) == ("李师傅", 1)
    accounts.change(ADMINISTRATOR, made, replace(CLERK, name="", shown=""), 1)
    account = accounts.find(ADMINISTRATOR, made)
    assert (account.name, account.shown) == ("li.si", "li.si")


def test_disabling_ends_sessions_and_keys_at_once(desks: Desks) -> None:
    member = desks.member(Role.AUDITOR)
    token = desks.session(member)
    key = desks.access.keys.add(ADMINISTRATOR, member.id, "推送").key
    desks.access.accounts.disable(ADMINISTRATOR, member.id)
    assert desks.access.member(token) is None
    assert desks.access.by_key(key) is None
    desks.access.accounts.disable(ADMINISTRATOR, member.id)
    desks.access.accounts.enable(ADMINISTRATOR, member.id)
    assert desks.access.member(token) is None
    assert desks.access.by_key(key)


def test_a_reset_makes_everything_anew_and_unlocks(desks: Desks) -> None:
    ann = desks.account(Role.AUDITOR, name="ann")
    member = desks.access.ground.member(ann)
    assert member is not None
    token = desks.session(member)
    sign_in = desks.access.sign_in
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in.by_password("ann", "wrong password 1", "", "c")
    given = desks.access.accounts.reset(ADMINISTRATOR, ann.id)
    assert desks.access.member(token) is None
    assert sign_in.by_password("ann", given, "", "c").member.pending == "password"
    with pytest.raises(SignInRefused):
        sign_in.by_password("ann", PASSWORD, desks.code(ann), "c")


def test_there_is_always_an_administrator(desks: Desks) -> None:
    desks.access.sign_in.as_role(Role.ADMINISTRATOR)  # the demonstration's does not count
    first = desks.member(Role.ADMINISTRATOR)
    accounts = desks.access.accounts
    draft = AccountDraft(first.name, frozenset({Role.AUDITOR}))
    with pytest.raises(BadFiling, match="最后一个"):
        accounts.disable(ADMINISTRATOR, first.id)
    with pytest.raises(BadFiling, match="最后一个"):
        accounts.change(ADMINISTRATOR, first.id, draft, 0)
    assert accounts.find(ADMINISTRATOR, first.id).version == 0
    desks.member(Role.ADMINISTRATOR)
    accounts.change(ADMINISTRATOR, first.id, draft, 0)


def test_others_can_be_disabled_where_no_administrator_is_left(desks: Desks) -> None:
    clerk = desks.access.accounts.add(ADMINISTRATOR, CLERK).id
    desks.access.accounts.disable(ADMINISTRATOR, clerk)
    assert not desks.access.accounts.find(ADMINISTRATOR, clerk).active


VERBS: tuple[Callable[[Access, Actor, str], object], ...] = (
    lambda access, actor, _: access.accounts.add(actor, CLERK),
    lambda access, actor, one: access.accounts.change(actor, one, CLERK, 0),
    lambda access, actor, one: access.accounts.disable(actor, one),
    lambda access, actor, one: access.accounts.enable(actor, one),
    lambda access, actor, one: access.accounts.reset(actor, one),
    lambda access, actor, one: access.keys.add(actor, one, "x"),
    lambda access, actor, one: access.keys.revoke(actor, one, "x"),
)
LOOKS: tuple[Callable[[Access, Actor, str], object], ...] = (
    lambda access, actor, _: access.accounts.list(actor),
    lambda access, actor, one: access.accounts.find(actor, one),
    lambda access, actor, _: access.accounts.named(actor, "x"),
    lambda access, actor, one: access.keys.of(actor, one),
)
OTHERS = [role for role in Role if role is not Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("verb", VERBS)
def test_only_administrators_administer(desks: Desks, verb: Callable[..., object], role: Role) -> None:
    with pytest.raises(Forbidden):
        verb(desks.access, Actor("somebody", role), desks.member(Role.AUDITOR).id)


@pytest.mark.parametrize("role", [role for role in OTHERS if role is not Role.AUDITOR])
@pytest.mark.parametrize("look", LOOKS)
def test_only_auditors_may_look_besides(desks: Desks, look: Callable[..., object], role: Role) -> None:
    with pytest.raises(Forbidden):
        look(desks.access, Actor("somebody", role), desks.member(Role.AUDITOR).id)


def test_auditors_do_look(desks: Desks) -> None:
    member = desks.member(Role.REVIEWER)
    assert desks.access.accounts.find(AUDITOR, member.id).name == member.name
    assert desks.access.keys.of(AUDITOR, member.id) == ()


@pytest.mark.parametrize("verb", [*VERBS[1:6], LOOKS[1], LOOKS[2], LOOKS[3]])
def test_who_is_not_there_is_not_found(desks: Desks, verb: Callable[..., object]) -> None:
    with pytest.raises(NotFound, match="没有这个账号"):
        verb(desks.access, ADMINISTRATOR, "x")


def test_members_keep_their_own_keys(desks: Desks) -> None:
    member = desks.member(Role.PROVIDER_CLERK, body="某局")
    keys, me = desks.access.keys, member.actor()
    made = keys.add(me, member.id, " 推送  系统 ", 30)
    found = desks.access.by_key(made.key)
    assert found is not None
    assert (found.id, found.body) == (member.id, "某局")
    (shown,) = keys.of(me, member.id)
    assert (shown.id, shown.label) == (made.id, "推送 系统")
    assert made.key not in repr(made) + repr(shown)
    keys.revoke(me, member.id, made.id)
    assert desks.access.by_key(made.key) is None
    with pytest.raises(NotFound):
        keys.revoke(me, member.id, made.id)


@pytest.mark.parametrize(
    ("label", "days", "words"), [(" ", 30, "1至60个字"), ("x", 0, "1至366天"), ("x", 367, "1至366天")]
)
def test_a_key_has_a_label_and_an_end(desks: Desks, label: str, days: int, words: str) -> None:
    with pytest.raises(BadFiling, match=words):
        desks.access.keys.add(ADMINISTRATOR, desks.member(Role.AUDITOR).id, label, days)


def test_there_are_not_ever_more_keys(desks: Desks) -> None:
    member = desks.member(Role.AUDITOR)
    for _ in range(MOST_KEYS):
        desks.access.keys.add(ADMINISTRATOR, member.id, "x", 1)
    with pytest.raises(BadFiling, match="最多有10个"):
        desks.access.keys.add(ADMINISTRATOR, member.id, "x", 1)
    desks.now.move(days=1)
    assert desks.access.keys.add(ADMINISTRATOR, member.id, "x", 1)


def test_a_key_works_while_the_password_is_still_to_be_changed(desks: Desks) -> None:
    added = desks.access.accounts.add(ADMINISTRATOR, CLERK)
    member = desks.access.by_key(desks.access.keys.add(ADMINISTRATOR, added.id, "推送").key)
    assert member is not None
    assert member.pending is None


def test_the_audit_chain_keeps_who_changed_what_and_no_secret(desks: Desks) -> None:
    access = desks.access
    desks.member(Role.ADMINISTRATOR)
    added = access.accounts.add(ADMINISTRATOR, CLERK)
    access.accounts.change(ADMINISTRATOR, added.id, replace(CLERK, places=frozenset()), 0)
    given = access.accounts.reset(ADMINISTRATOR, added.id)
    key = access.keys.add(ADMINISTRATOR, added.id, "推送", 30)
    access.keys.revoke(ADMINISTRATOR, added.id, key.id)
    access.accounts.disable(ADMINISTRATOR, added.id)
    was = {
        "name": "li.si",
        "shown": "李四",
        "roles": ["provider_clerk"],
        "body": "某市某局",
        "places": ["jiangxi"],
        "active": True,
    }
    now = was | {"places": []}
    of_key = {"member": added.id, "label": "推送"}
    told = entries(desks)
    assert told == [
        ("account.added", "command-line", None, was),
        ("account.changed", "command-line", was, now),
        ("account.reset", "command-line", None, None),
        ("key.added", "command-line", None, of_key | {"days": 30}),
        ("key.revoked", "command-line", of_key, None),
        ("account.disabled", "command-line", now, now | {"active": False}),
    ]
    assert not [secret for secret in (added.password, given, key.key) if secret in str(told)]


def test_a_change_that_fails_leaves_no_entry(desks: Desks) -> None:
    administrator = desks.member(Role.ADMINISTRATOR)
    with pytest.raises(BadFiling):
        desks.access.accounts.disable(ADMINISTRATOR, administrator.id)
    assert entries(desks) == []
