"""Where a quotation stands in a text, and if it stands nowhere, which passage it comes closest to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

_LONGEST = 3000
"""Characters of a quotation that are compared for closeness."""
_ANCHORS = 5
"""Places of the longest common words that are tried."""


@dataclass(frozen=True, slots=True)
class Flat:
    """Text without its line breaks, so that a quotation may run over them. `at[i]` is the place of text[i] before."""

    text: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Flat:
        """Flatten `text`, which begins at `start` of a longer one."""
        kept = [i for i, char in enumerate(text) if char != "\n"]
        return cls("".join(text[i] for i in kept), tuple(start + i for i in kept))

    def find(self, quote: str) -> tuple[int, int] | None:
        """The span of `quote`, or None."""
        place = self.text.find(quote)
        return (self.at[place], self.at[place + len(quote) - 1] + 1) if quote and place >= 0 else None


@dataclass(frozen=True, slots=True)
class Difference:
    """The passage that comes closest to a quotation, and how they differ.

    `steps` run through both: ("same", words), ("left_out", words of the law), ("put_in", words of the quotation).
    `likeness` is 0 to 1.
    """

    passage: str
    start: int
    end: int
    likeness: float
    steps: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        marks = {"same": "{}", "left_out": "［漏：{}］", "put_in": "［多：{}］"}
        return "".join(marks[kind].format(words) for kind, words in self.steps)


def closest(flat: Flat, quote: str) -> Difference | None:
    """The stretch of `flat` most like `quote`; None if they share less than two characters in a row."""
    quote = quote[:_LONGEST]
    anchor = SequenceMatcher(None, flat.text, quote, autojunk=False).find_longest_match()
    if anchor.size < 2:
        return None
    shared = quote[anchor.b : anchor.b + anchor.size]
    around = [_around(flat, place, anchor.b, quote) for place in islice(_places(flat.text, shared), _ANCHORS)]
    return max(around, key=_likest)


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _likest(difference: Difference) -> tuple[float, int]:
    return difference.likeness, -len(difference.passage)


def _around(flat: Flat, a: int, b: int, quote: str) -> Difference:
    """The stretch most like `quote` where flat.text[a:] and quote[b:] begin alike."""
    slack = 6 + len(quote) // 8
    begin = max(0, a - b - slack)
    window = flat.text[begin : a - b + len(quote) + slack]
    blocks = [x for x in SequenceMatcher(None, window, quote, autojunk=False).get_matching_blocks() if x.size > 1]
    first, last = blocks[0], blocks[-1]
    starts = {first.a, max(0, first.a - first.b)}  # what the quotation has before: put in, or changed
    ends = {last.a + last.size, min(len(window), last.a + len(quote) - last.b)}
    return max((_difference(flat, begin + s, begin + e, quote) for s in starts for e in ends), key=_likest)


def _difference(flat: Flat, start: int, end: int, quote: str) -> Difference:
    passage = flat.text[start:end]
    steps = tuple(_steps(passage, quote))
    same = sum(len(words) for kind, words in steps if kind == "same")
    return Difference(passage, flat.at[start], flat.at[end - 1] + 1, 2 * same / (len(passage) + len(quote)), steps)


def _steps(passage: str, quote: str) -> list[tuple[str, str]]:
    steps: list[tuple[str, str]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, passage, quote, autojunk=False).get_opcodes():
        if kind == "equal":
            steps.append(("same", passage[a1:a2]))
            continue
        if a1 < a2:
            steps.append(("left_out", passage[a1:a2]))
        if b1 < b2:
            steps.append(("put_in", quote[b1:b2]))
    return steps
