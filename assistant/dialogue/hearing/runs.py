"""Runs of digits and Latin letters, with the gaps that people leave in long numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PART = (
    r"(?:(?:前|头|开头|中间|当中|后|最后|末尾?|尾|接着|再|然后)(?:面|边)?(?:的)?"
    r"(?:[一二两三四五六七八九十]{1,2}个?(?:位|数|号)?|[0-9]{1,2}个?(?:位|数))?(?:数字?|是|为|:)*)"
)
_PARTS = re.compile(rf"(?:[，,、。；\s]{{0,3}}{_PART})(?=\s?[0-9])")
"""前六位…，中间八位…: how a long number is read out in parts."""
_COMMAS = re.compile(r"(?<=[0-9])\s?[，,、]\s?(?=[0-9Xx])")
_BETWEEN = "\u2060"
_RUN = re.compile(rf"[0-9A-Za-z]+(?:(?:[ \t.·_—–‐‑−-]{{1,3}}|\s?{_BETWEEN}{{1,16}}\s?)[0-9A-Za-z]+){{0,39}}")
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Token:
    """Letters and digits without a gap, at their place in the message."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Neighbouring tokens written together, upper case."""

    text: str
    start: int
    end: int

    @property
    def digits(self) -> int:
        """How many of the characters are digits."""
        return sum(c.isdigit() for c in self.text)


def runs(line: str, *, in_parts: bool = False) -> Iterator[list[Token]]:
    """The runs of a line, each as its tokens; only those with a digit."""
    line = _PARTS.sub(lambda part: _BETWEEN * len(part.group()), line)
    if in_parts:
        line = _COMMAS.sub(lambda comma: _BETWEEN * len(comma.group()), line)
    for run in _RUN.finditer(line):
        tokens = [
            Token(m.group(), run.start() + m.start(), run.start() + m.end()) for m in _TOKEN.finditer(run.group())
        ]
        if any(c.isdigit() for token in tokens for c in token.text):
            yield tokens


def joins(tokens: list[Token]) -> Iterator[Joined]:
    """Every way to read neighbouring tokens as one number, longer ones first for each beginning."""
    for first in range(len(tokens)):
        made: list[Joined] = []
        text = ""
        for token in tokens[first:]:
            text += token.text
            if len(text) > _LONGEST:
                break
            made.append(Joined(text.upper(), tokens[first].start, token.end))
        yield from reversed(made)
