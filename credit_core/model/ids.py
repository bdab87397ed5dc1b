"""Identifiers that cannot be guessed, and case numbers that can be read out on the telephone."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date

RECORD_PREFIX = "JL"
"""Begins the number of a credit record (记录); a case's begins with its procedure's own."""

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I
_RANDOM_LETTERS = 6
_CODE_LETTERS = 10


def new_id() -> str:
    """128 random bits, in hex."""
    return secrets.token_hex(16)


def new_number(prefix: str, on: date) -> str:
    """A number such as YY-20261120-7K3QFMX: six random letters and a check letter."""
    body = "".join(secrets.choice(_LETTERS) for _ in range(_RANDOM_LETTERS))
    return f"{prefix}-{on:%Y%m%d}-{body}{_check(prefix, on, body)}"


def is_number(text: str) -> bool:
    """True if the text is a number that `new_number` could have given."""
    prefix, _, rest = text.partition("-")
    day, _, body = rest.partition("-")
    try:
        on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    if len(body) != _RANDOM_LETTERS + 1 or not set(body) <= set(_LETTERS):
        return False
    return body[-1] == _check(prefix, on, body[:-1])


def new_access_code() -> str:
    """Fifty random bits for the holder of a receipt; only its hash is stored."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))


def access_hash(number: str, code: str) -> str:
    """What is stored of an access code: bound to its case number. Letters compare without case."""
    return hashlib.sha256(f"{number}:{code.strip().upper()}".encode()).hexdigest()


def opens(number: str, code: str, stored: str) -> bool:
    """True if the code belongs to the number; compares in constant time."""
    return hmac.compare_digest(access_hash(number, code), stored)


def _check(prefix: str, on: date, body: str) -> str:
    total = sum((place + 2) * ord(letter) for place, letter in enumerate(f"{prefix}{on:%Y%m%d}{body}"))
    return _LETTERS[total % len(_LETTERS)]
