"""Which passwords are taken, and how they are kept."""

from __future__ import annotations

from typing import Literal

import pytest
from argon2 import PasswordHasher

from assistant.desk.access_passwords import Passwords, check_new, one_time
from credit_core.use_cases.vocabulary import BadFiling
from tests.channels.web.staff.desks import QUICK


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("elevenchars", "至少要12个字符"),
        ("x" * 201, "最多200个字符"),
        ("Wang.Gong is my name", "登录名称"),
        ("password1234", "太常见"),
        ("P@ssw0rd123456", "太常见"),
        ("123456123456", "太常见"),
        ("aaaaaaaaaaaaaaaa", "太常见"),
        ("abcabcabcabcabc", "太常见"),
        ("abcdefghijklmnop", "太常见"),
        ("ponmlkjihgfedcba", "太常见"),
        ("ｐａｓｓｗｏｒｄ１２３４", "太常见"),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, words: str) -> None:
    with pytest.raises(BadFiling, match=words):
        check_new(password, "wang.gong")


@pytest.mark.parametrize(
    "password", ["correct horse battery 9", "山高水长云淡风轻月白天青", "k4mZ-p2Qv-8rTw", one_time()]
)
def test_others_are_taken(password: str) -> None:
    check_new(password, "wang.gong")


def test_a_short_name_may_occur() -> None:
    check_new("lively liberty lion 7", "li")


def test_it_is_argon2id_and_never_the_password() -> None:
    stored = Passwords().hash("correct horse battery 9")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "horse" not in stored


def test_the_right_one_is_right_in_whatever_width() -> None:
    passwords = Passwords(QUICK)
    stored = passwords.hash("correct horse battery 9")
    assert passwords.right(stored, "correct horse battery ９")
    assert not passwords.right(stored, "correct horse battery 8")
    assert not passwords.right("no hash", "correct horse battery 9")


def test_without_an_account_the_same_work_is_done_and_nothing_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - its name in argon2
            checked.append(str(hash))
            return super().verify(hash, password)

    passwords = Passwords(Counting(time_cost=1, memory_cost=8, parallelism=1))
    stored = passwords.hash("correct horse battery 9")
    assert not passwords.right(None, "whatever")
    assert not passwords.right(stored, "whatever")
    assert [made.rsplit("$", 2)[0] for made in checked] == ["$argon2id$v=19$m=8,t=1,p=1"] * 2


def test_older_parameters_are_outdated() -> None:
    assert Passwords().outdated(QUICK.hash("x"))
    assert not Passwords(QUICK).outdated(QUICK.hash("x"))


def test_one_time_passwords_are_all_different() -> None:
    made = {one_time() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 24 for one in made)
