"""Text that people type, before it goes any further."""

from __future__ import annotations

import unicodedata

MAX_QUESTION = 2_000
"""Characters of a question, counted after `clean`."""

_KEPT = "\n\t"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
"""Control, format (bidirectional overrides, zero width) and lone surrogates. Private and unassigned characters stay:
rare characters of personal names are written with them."""


def clean(text: str) -> str:
    """`text` without invisible characters, with plain line ends, and trimmed. Line feeds and tabs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _INVISIBLE).strip()
