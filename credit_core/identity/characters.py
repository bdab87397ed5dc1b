"""One spelling of what people type: half width, upper case, without spaces, hyphens and invisible characters."""

from __future__ import annotations

import unicodedata

DIGITS = frozenset("0123456789")
_DROPPED = frozenset({"Pd", "Zs", "Zl", "Zp", "Cc", "Cf"})  # dashes, spaces, control and format characters
_DROPPED_FROM_NAMES = _DROPPED - {"Pd"}
_MINUS = "\N{MINUS SIGN}"  # a symbol to Unicode, a hyphen to who types it


def compact(text: str) -> str:
    """`text` as identifiers are stored: NFKC (full width becomes half width), no separators, upper case."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in _DROPPED and c != _MINUS)
    return "".join(kept).upper()


def without_spaces(text: str) -> str:
    """`text` without any space or invisible character, hyphens and case kept: for names and addresses."""
    return "".join(c for c in text if unicodedata.category(c) not in _DROPPED_FROM_NAMES)
