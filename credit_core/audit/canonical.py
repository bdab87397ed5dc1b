"""Canonical JSON (RFC 8785): one value, one sequence of bytes, so that a hash of it means something.

Of RFC 8785 everything but fractions: no value of ours is one, and a float is refused rather than rounded.
Keys are sorted by UTF-16 code units (3.2.3), text is UTF-8 and not normalised (3.1), only ``"``, ``\\`` and
the control characters are escaped (3.2.2.2), and integers stay within ±(2^53-1), which every reader holds exactly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import TypeAlias

from credit_core.audit.errors import NotCanonical
from credit_core.messages import audit as messages
from knowledge.citations.reference import ClauseRef

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"

_LARGEST = 2**53 - 1


def canonical(value: object) -> bytes:
    """The canonical bytes of a value that consists of dict, list, str, int, bool and None only (see `plain`).

    Raises:
        NotCanonical: anything else, a key that is no text, an integer beyond ±(2^53-1), a lone surrogate.
    """
    try:
        text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), check_circular=False)
        return text.encode("utf-8")
    except RecursionError:
        raise NotCanonical(messages.TOO_DEEP) from None
    except UnicodeEncodeError:
        raise NotCanonical(messages.NOT_TEXT) from None


def _ordered(value: object) -> object:
    """The value with the keys of every object in order; exact types, so that no subclass brings its own form."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if isinstance(value, int) and kind is int:
        if not -_LARGEST <= value <= _LARGEST:
            raise NotCanonical(messages.NUMBER_TOO_LARGE)
        return value
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    if isinstance(value, dict):
        if any(type(key) is not str for key in value):
            raise NotCanonical(messages.KEY_NOT_TEXT)
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    raise NotCanonical(messages.NOT_CANONICAL.format(found=kind.__name__))


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def plain(value: object) -> Plain:
    """The value in JSON's own types.

    A date becomes YYYY-MM-DD, a moment becomes UTC with six digits (see `stamp`), a ClauseRef its id, an Enum its
    text (or its name, where its value is no text), a tuple a list. Nothing else is converted.

    Raises:
        NotCanonical: a float, a moment without a zone, a key that is no text, or any other object.
    """
    if isinstance(value, Enum):
        return str(value.value) if isinstance(value.value, str) else value.name
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ClauseRef):
        return str(value)
    if isinstance(value, Mapping):
        return plain_object(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise NotCanonical(messages.NOT_CANONICAL.format(found=type(value).__name__))


def plain_object(values: Mapping[str, object]) -> dict[str, Plain]:
    """The mapping in JSON's own types; see `plain`."""
    plainly: dict[str, Plain] = {}
    for key, value in values.items():
        name = plain(key)
        if not isinstance(name, str):
            raise NotCanonical(messages.KEY_NOT_TEXT)
        plainly[name] = plain(value)
    return plainly


def stamp(at: datetime) -> str:
    """A moment as 2026-11-20T08:05:00.000000Z: UTC, always six digits.

    Raises:
        NotCanonical: the moment has no zone.
    """
    if at.utcoffset() is None:
        raise NotCanonical(messages.NAIVE_TIME.format(at=at))
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
