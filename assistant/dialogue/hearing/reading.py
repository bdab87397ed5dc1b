"""A message that is read span by span: what one reader has taken, no other reads again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.answering.clean import mended
from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Expectation, Mention, Trouble
from assistant.dialogue.hearing.gaps import spoken, told_apart
from assistant.dialogue.hearing.mending import mend, mend_words

TAKEN = "\ufffc"
"""Stands in `Reading.open` where a value was taken: no pattern reaches across it."""
_BREAK = re.compile(r"[，。；！？\n,;!?]")
_EDGE = " \t\r\n，。；、：,.;:!！?？"
_CLAUSES = re.compile(r"[，。；！？、\n,;!?\s]+")
_TRAILING = re.compile(r"(?<=.)[吧啊呀呗哈嘛呢啦哦]+$")
_GAPS = re.compile(rf"[\s{TAKEN}]+")
_ALIKE = {"×": "X", "\N{CYRILLIC CAPITAL LETTER HA}": "X", "\N{CYRILLIC SMALL LETTER HA}": "x"}


@dataclass(slots=True)
class Reading:
    """One message on its way to `Heard`.

    Attributes:
        raw: the message without hidden characters; values are cut from it as the citizen wrote them.
        line: `raw`, character by character in 简体 and half width (punctuation stays Chinese), a comma for a space that parts
            two clauses: what patterns run on.
        open: `line` with `TAKEN` for every character already read.
        plain: the message with slips of the pen mended, for wishes and commands; not aligned with `raw`.
        expected: what the conversation stands at.
        act: the act wanted or in progress, once known.
        asks: the message is a question.
        question_follows: what is read now was told before a question, and is no whole message.
        role: the applicant's role, said in this message or known already.
    """

    raw: str
    line: str
    open: str
    plain: str
    expected: Expectation
    act: Act | None = None
    asks: bool = False
    role: str | None = None
    question_follows: bool = False
    mentions: list[Mention] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def take(self, start: int, end: int) -> str:
        """The citizen's own words between two positions, now read."""
        self.open = self.open[:start] + TAKEN * (end - start) + self.open[end:]
        return self.raw[start:end].strip()

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in what is still unread; the text may be taken while iterating."""
        at = 0
        while (found := pattern.search(self.open, at)) is not None:
            yield found
            at = max(found.end(), found.start() + 1)

    def mention(self, slot: str, value: Any, words: str, *, sure: bool = True) -> None:
        """Note a value. The first sure one of a slot stands; an unsure one gives way."""
        known = next((m for m in self.mentions if m.slot == slot), None)
        if known is not None:
            if known.sure or not sure:
                return
            self.mentions.remove(known)
        self.mentions.append(Mention(slot, value, words, sure))

    def trouble(self, slot: str, code: str, words: str) -> None:
        """Note something that looks like a value and is none."""
        if not any(t.slot == slot and t.code == code for t in self.troubles):
            self.troubles.append(Trouble(slot, code, words))

    def value(self, slot: str) -> Any:
        """The value heard in this message, else the one known before."""
        heard = next((m.value for m in self.mentions if m.slot == slot), None)
        return heard if heard is not None else self.expected.slots.get(slot)

    def clause(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a span within its own clause (between commas and stops), also where taken."""
        before = self.line[max(0, start - 30) : start]
        cuts = [m.end() for m in _BREAK.finditer(before)]
        after = self.line[end : end + 30]
        stop = _BREAK.search(after)
        return before[cuts[-1] if cuts else 0 :], after[: stop.start()] if stop else after

    def rest(self) -> str:
        """What is left in the citizen's words."""
        kept = "".join(r if o != TAKEN else TAKEN for r, o in zip(self.raw, self.open, strict=True))
        return _GAPS.sub(lambda gap: " " if TAKEN in gap.group() else gap.group(), kept).strip(_EDGE)

    @property
    def bare(self) -> str:
        """The whole message in `line`'s spelling, without punctuation at its ends."""
        return self.line.strip(_EDGE + "~…")


def start_reading(text: str, expected: Expectation) -> Reading:
    """The message cleaned of hidden characters, nothing read yet."""
    raw, apart = told_apart(spoken(text))
    line = mend(aligned(apart))
    role = expected.slots.get("applicant_role")
    return Reading(raw, line, line, mend_words(mended(apart)), expected, act=expected.act, role=role)


def aligned(raw: str) -> str:
    """`raw` in 简体 and half-width letters, digits and spaces, of the very same length."""
    narrow = "".join(_narrow(c) for c in raw)
    simple = mended(narrow)
    return simple if len(simple) == len(raw) else narrow


def clauses(line: str) -> tuple[str, ...]:
    """The clauses of a line without the sounds that trail off (我自己呗)."""
    found = (_TRAILING.sub("", piece.strip(_EDGE)) for piece in _CLAUSES.split(line))
    return tuple(piece for piece in found if piece)


def _narrow(char: str) -> str:
    if char.isascii():
        return char
    if char in _ALIKE:
        return _ALIKE[char]
    made = unicodedata.normalize("NFKC", char)
    if len(made) == 1 and made.isascii() and (made.isalnum() or made in " .-_/@+:()[]{}"):
        return made
    return char
