"""Passwords (密码): argon2id, what makes one acceptable, and those that are given out for one use."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.memory.identity_codes import LETTERS
from assistant.wording import load_wording
from credit_core.use_cases.vocabulary import BadFiling, Busy

LEAST: Final = 12
MOST: Final = 200
ONE_TIME: Final = timedelta(days=7)
"""A password that was given out opens nothing after so long."""
_COMMON: Final = (
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwerty", "asdfgh", "zxcvbn", "1q2w3e", "1qaz2wsx", "qazwsx", "abc123",
    "abcd1234", "admin", "administrator", "letmein", "welcome", "iloveyou", "woaini", "5201314", "1314520", "123456", "654321",
    "123123", "112233", "888888", "666666", "111111", "000000",
)  # fmt: skip
"""What most guesses begin with; a password that is little more than these is one of the first to be tried."""
_NAME = 4
"""Shorter names occur in many words."""
_GROUPS, _LETTERS = 5, 4
_AT_ONCE: Final = 4
_SECONDS: Final = 5


class Passwords:
    """Hashes and checks. Each takes some 64 MB and a moment, so only a few are looked at at once; the rest waits."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """The argon2id hash to be stored.

        Raises:
            Busy: too many at once.
        """
        with self._slot():
            return self._hasher.hash(_plain(password))

    def right(self, stored: str | None, password: str) -> bool:
        """True if it is the password. Without an account (None) it takes as long, and is never right.

        Raises:
            Busy: too many at once.
        """
        with self._slot():
            try:
                return self._hasher.verify(stored or self._nobodys, _plain(password)) and stored is not None
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, stored: str) -> bool:
        """True if it was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe())

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._free.acquire(timeout=_SECONDS):
            raise Busy(load_wording().say("desk_access.busy"))
        try:
            yield
        finally:
            self._free.release()


def check_new(password: str, name: str) -> None:
    """Whether it may become a password of the account with this name.

    Raises:
        BadFiling: the words say why not.
    """
    plain = _plain(password)
    if len(plain) < LEAST:
        raise _bad("short", least=LEAST)
    if len(plain) > MOST:
        raise _bad("long", most=MOST)
    folded = plain.casefold()
    if len(name) >= _NAME and name.casefold() in folded:
        raise _bad("name")
    if len(set(folded)) < LEAST // 3 or _runs(folded) or len(_rest(folded)) <= LEAST // 3:
        raise _bad("common")


def one_time() -> str:
    """A password to be given out: 20 characters that are not mixed up when read out."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(_LETTERS)) for _ in range(_GROUPS))
    return "-".join(groups)


def _bad(key: str, **values: object) -> BadFiling:
    return BadFiling(load_wording().say(f"desk_access.password.{key}", **values))


def _runs(text: str) -> bool:
    """Every character follows the one before: 123456789abc, zyxwvu…"""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps <= {1} or steps <= {-1}


def _rest(text: str) -> str:
    """What is left without the common parts."""
    for part in sorted(_COMMON, key=len, reverse=True):
        text = text.replace(part, "")
    return text


def _plain(password: str) -> str:
    """One form of the same characters, whatever keyboard they came from."""
    return unicodedata.normalize("NFKC", password)
