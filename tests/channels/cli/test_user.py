"""Accounts of staff from the command line: the first administrator, and everything that needs no page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.bootstrap import open_desk
from assistant.desk.access import Access
from assistant.settings import get_settings
from channels.cli import user
from tests.channels.cli.conftest import Run

SetUp = Callable[..., None]
PASSWORD = "correct horse battery 9"


@pytest.fixture(autouse=True)
def here(set_up: SetUp) -> None:
    """A data folder of its own."""


def access() -> Access:
    return open_desk(get_settings()).access


def test_the_first_administrator_gets_a_password_once(run: Run) -> None:
    assert user.EMPTY in run("user", "list").stdout
    made = run("user", "add", "--role", "administrator", "--role", "auditor", "--shown", "王主任", "wang")
    given = re.search(r"：((?:[2-9A-Z]{4}-){4}[2-9A-Z]{4})", made.stdout)
    assert given is not None
    assert access().sign_in.by_password("wang", given[1], "", "here").member.pending == "password"
    listed = run("user", "list").stdout
    assert "wang  王主任  管理员、审计人员" in listed
    assert given[1] not in listed


def test_a_password_can_come_from_elsewhere_and_is_not_printed(run: Run) -> None:
    made = run("user", "add", "--role", "auditor", "--password-stdin", "li", stdin=f"{PASSWORD}\n")
    assert PASSWORD not in made.stdout
    assert access().sign_in.by_password("li", PASSWORD, "", "here").member.pending == "password"


def test_a_clerk_has_a_body_and_places(run: Run) -> None:
    body = ("--body", "某市某局", "--place", "jiangxi")
    assert run("user", "add", "--role", "provider_clerk", *body, "li").exit_code == 0
    assert "某市某局  jiangxi  在用" in run("user", "list").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--role", "king", "x1"), "没有角色“king”，可以用：provider_clerk、"),
        (("--role", "citizen", "x1"), "没有这个角色：citizen"),
        (("--role", "provider_clerk", "x1"), "要写明单位"),
        (("--role", "auditor", "--place", "atlantis", "x1"), "没有这个地区：atlantis"),
        (("--role", "auditor", "x"), "登录名称用2至40个"),
    ],
)
def test_what_does_not_hold_is_one_sentence(run: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run("user", "add", *arguments)
    assert (result.exit_code, words in result.stderr) == (2, True)


def test_an_account_is_disabled_enabled_and_reset(run: Run) -> None:
    run("user", "add", "--role", "auditor", "--password-stdin", "li", stdin=PASSWORD)
    assert user.DISABLED.format(name="li") in run("user", "disable", "li").stdout
    assert user.STOPPED in run("user", "list").stdout
    assert user.ENABLED.format(name="li") in run("user", "enable", "li").stdout
    reset = run("user", "reset", "li").stdout
    given = re.search(r"((?:[2-9A-Z]{4}-){4}[2-9A-Z]{4})", reset)
    assert given is not None
    assert user.RESET.format(name="li") in reset
    assert access().sign_in.by_password("li", given[1], "", "here")


def test_the_last_administrator_stays(run: Run) -> None:
    run("user", "add", "--role", "administrator", "wang")
    result = run("user", "disable", "wang")
    assert (result.exit_code, "最后一个" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "verb", [("disable",), ("enable",), ("reset",), ("key", "list"), ("key", "add", "--label", "x")]
)
def test_who_is_not_there_is_told(run: Run, verb: tuple[str, ...]) -> None:
    result = run("user", *verb, "nobody")
    assert (result.exit_code, "没有这个账号" in result.stderr) == (2, True)


def test_a_key_is_made_listed_and_revoked(run: Run) -> None:
    run("user", "add", "--role", "provider_clerk", "--body", "某局", "li")
    assert user.NO_KEYS in run("user", "key", "list", "li").stdout
    key = re.search(r"ck_\S+", run("user", "key", "add", "li", "--label", "推送", "--days", "30").stdout)
    assert key is not None
    assert access().by_key(key[0])
    listed = run("user", "key", "list", "li").stdout
    assert key[0] not in listed
    number = listed.split()[0]
    assert user.REVOKED in run("user", "key", "revoke", "li", number).stdout
    assert access().by_key(key[0]) is None
    assert run("user", "key", "revoke", "li", number).exit_code == 2


def test_it_stands_in_the_audit_chain_as_the_command_line(run: Run) -> None:
    run("user", "add", "--role", "auditor", "li")
    exported = run("audit", "verify").stdout
    assert "没有发现问题" in exported
    assert "共1条" in exported
