"""A file's name as it is shown: nothing of a path, nothing that hides what the name says."""

from __future__ import annotations

import re
import unicodedata

from assistant.memory.file_kinds import FileKind
from assistant.memory.words import say

LONGEST = 80
"""Characters, the suffix included."""
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Controls, writing-direction and zero-width characters, and what no font shows."""


def clean_name(name: str) -> str:
    """The name without its folders and without characters that steer or hide; 附件 if nothing is left."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(char for char in last if unicodedata.category(char) not in _HIDDEN)
    shown = " ".join(_FORBIDDEN.sub("", shown).split()).strip(" .")
    return _shortened(shown) or say("file.unnamed")


def with_suffix(name: str, kind: FileKind) -> str:
    """The clean name with a suffix that says what the content is: a text called a.exe becomes a.exe.txt."""
    if name.lower().endswith(kind.suffixes):
        return name
    return name[: LONGEST - len(kind.suffixes[0])] + kind.suffixes[0]


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > len(".docx"):
        return name[:LONGEST]
    return stem[: LONGEST - len(suffix) - 1] + dot + suffix
