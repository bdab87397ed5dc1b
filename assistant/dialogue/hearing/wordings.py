"""How people say yes, no, skip, cancel and the other commands, dialect included: wordings.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import yaml

from assistant.dialogue.acts import Command

POLITE = "polite"
"""Words that say nothing besides: 谢谢."""
_PARTICLES = "particles"


@lru_cache(maxsize=1)
def _loaded() -> Mapping[str, str]:
    content: Mapping[str, str] = yaml.safe_load((resources.files(__package__) / "wordings.yaml").read_text("utf-8"))
    return content


@lru_cache(maxsize=32)
def words(section: str) -> frozenset[str]:
    """The wordings of a command (by its value) or of `POLITE`."""
    return frozenset(_loaded()[section].split())


def says(piece: str, *commands: Command) -> bool:
    """Whether `piece` is a wording of one of the commands, with or without the sounds that trail off (提交吧)."""
    if piece in _DONE_BEFORE:
        return False
    return any(_among(piece, words(command.value)) for command in commands) or (
        Command.YES in commands and _twice(piece)
    )


def is_polite(piece: str) -> bool:
    """Whether `piece` only greets or thanks."""
    return _among(piece, words(POLITE))


_DONE_BEFORE = frozenset({"交了", "交啦", "删了", "查了"})
"""Said of a fine or a record, as likely as of the form."""
_THEN = ("提交", "确认", "办", "就这", "交", "递", "报")


def _twice(piece: str) -> bool:
    """没问题提交: a yes, and behind it a yes that says what for."""
    known = words(Command.YES.value)
    return any(
        piece[:cut] in known and piece[cut:].startswith(_THEN) and _among(piece[cut:], known)
        for cut in range(1, len(piece) - 1)
    )


def _among(piece: str, known: frozenset[str]) -> bool:
    if piece in known:
        return True
    particles = _loaded()[_PARTICLES]
    while piece and piece[-1] in particles:
        piece = piece[:-1]
        if piece in known:
            return True
    return False
