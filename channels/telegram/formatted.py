"""Text with its formatting as data. Nothing that people or regulations write is ever parsed as mark-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from telegram import MessageEntity

MOST_ENTITIES = 100
"""Telegram ignores what goes beyond."""


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 code units, in which Telegram counts."""
    return len(text) + sum(ord(c) > 0xFFFF for c in text)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, by characters, and how it is shown (a type of MessageEntity)."""

    start: int
    end: int
    type: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    def part(self, start: int, end: int) -> Formatted:
        """The characters from `start` to `end`, with the part of each mark that falls on them."""
        cut = (Mark(max(m.start, start) - start, min(m.end, end) - start, m.type, m.url) for m in self.marks)
        return Formatted(self.text[start:end], tuple(m for m in cut if m.start < m.end))

    def entities(self) -> list[MessageEntity]:
        """The marks as Telegram takes them; where there are too many, links go first and quotes last."""
        kept = sorted(self.marks, key=lambda m: m.type == MessageEntity.TEXT_LINK)[:MOST_ENTITIES]
        return [
            MessageEntity(m.type, utf16(self.text[: m.start]), utf16(self.text[m.start : m.end]), url=m.url)
            for m in sorted(kept, key=lambda m: (m.start, -m.end))
        ]


@dataclass(slots=True)
class Writer:
    """Puts a formatted text together, piece by piece."""

    _pieces: list[str] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _length: int = 0

    def add(self, text: str, type: str | None = None, url: str | None = None) -> None:  # noqa: A002
        """Append `text`, shown as `type`."""
        if type is not None and text:
            self._marks.append(Mark(self._length, self._length + len(text), type, url))
        self._pieces.append(text)
        self._length += len(text)

    def append(self, other: Formatted, type: str | None = None) -> None:  # noqa: A002
        """Append a formatted text, shown as `type` as a whole."""
        start = self._length
        self.add(other.text, type)
        self._marks += [Mark(start + m.start, start + m.end, m.type, m.url) for m in other.marks]

    def done(self) -> Formatted:
        """What was put together."""
        return Formatted("".join(self._pieces), tuple(self._marks))


def joined(parts: Iterable[Formatted], between: str) -> Formatted:
    """The parts that say something, with `between` between them."""
    writer = Writer()
    for number, part in enumerate(part for part in parts if part.text):
        writer.add(between if number else "")
        writer.append(part)
    return writer.done()
