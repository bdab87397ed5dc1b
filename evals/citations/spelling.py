"""The same quotation in another spelling that the one normalisation lets pass (docs/normalisation.md)."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_NARROW = str.maketrans("，；：（）", ",;:()")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def otherwise_spelled(words: str, dice: Random) -> Iterator[str]:
    """Narrow marks, wide digits, and line breaks with blanks around them; only what differs from `words`."""
    at = dice.choice([i for i in range(1, len(words)) if not any(c.isspace() for c in words[i - 1 : i + 1])])
    spellings = (
        words.translate(_NARROW),
        words.translate(_WIDE),
        f"　{words} ",
        f"{words[:at]}\n　　{words[at:]}",
        f"{words[:at].translate(_NARROW)} \r\n{words[at:].translate(_WIDE)}",
    )
    yield from (spelling for spelling in dict.fromkeys(spellings) if spelling != words)
