"""Values as a script writes them, beside those that the contract has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any


def wrong_slots(want: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Values that are not as written; None means that there is none, `{has: words}` that the words are in it."""
    for name, value in want.items():
        value, have = plain(value), found.get(name)
        if isinstance(value, Mapping):
            joined = "\n".join(have) if isinstance(have, list) else str(have)
            if value["has"] not in joined:
                yield f"{name} 里应有 {value['has']}，却是 {have}"
        elif have != value:
            yield f"{name} 应为 {value}，却是 {have}"


def several(value: Any) -> list[Any]:
    """A list of what may be; of a single value, itself."""
    return value if isinstance(value, list) else [value]


def plain(value: Any) -> Any:
    """A day that YAML read as one, as the contract writes it."""
    return value.isoformat() if isinstance(value, date) else value
