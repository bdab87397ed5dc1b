"""Looking for words in the regulations: every passage that holds all of them, each with its address and the words marked.

Plain text and nothing else: no model, no ranking. What is found stands in the order of the library and of its text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.source_layout import Heading, Passage, Piece, Segment, rows
from knowledge.regulations.model import Document

MOST_WORDS: Final = 6
"""Words that are looked for at once."""
LONGEST: Final = 80
"""Characters of a search."""
_AROUND: Final = 60
"""Characters told before the first and after the last word that is found in a piece."""
_DOTS: Final = "……"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds all words. `pieces`: those of its 款、项 that hold one, by anchor and name, the words marked."""

    document: str
    anchor: str
    label: str
    path: tuple[str, ...]
    pieces: tuple[tuple[str, str, tuple[Segment, ...]], ...]


def words_of(text: str) -> tuple[str, ...]:
    """What is looked for: the words between blanks, in half width."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).replace("(", "（").replace(")", "）")
    return tuple(dict.fromkeys(folded.split()))[:MOST_WORDS]


def search(documents: Sequence[Document], text: str) -> Iterator[Hit]:
    """Every passage with all words of `text`, in the order of the documents; nothing for an empty text."""
    words = words_of(text)
    if words:
        for document in documents:
            yield from _within(document, words)


def _within(document: Document, words: tuple[str, ...]) -> Iterator[Hit]:
    path: tuple[str, ...] = ()
    for row in rows(document):
        if isinstance(row, Heading):
            path = (*path[: row.level - 2], row.text)
            continue
        text = row.label + "".join(_text(piece) for piece in row.pieces)
        if all(word in text for word in words):
            yield Hit(document.id, row.anchor, row.label, path, tuple(_pieces(row, words)))


def _pieces(passage: Passage, words: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[Segment, ...]]]:
    """The pieces that hold a word; the first one where only the number was looked for."""
    holding = [piece for piece in passage.pieces if any(word in _text(piece) for word in words)]
    for piece in holding or passage.pieces[:1]:
        yield piece.anchor, piece.name, marked(piece.number + _text(piece), words, around=_AROUND)


def marked(text: str, words: Sequence[str], around: int | None = None) -> tuple[Segment, ...]:
    """The text cut at the words, which are marked; `around` keeps only so much before the first and after the last."""
    if not any(word in text for word in words):
        kept = text if around is None or len(text) <= 2 * around else text[: 2 * around] + _DOTS
        return (Segment(kept, False),)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    found = list(pattern.finditer(text))
    start, end = 0, len(text)
    if around is not None:
        start, end = max(0, found[0].start() - around), min(len(text), found[-1].end() + around)
    segments, at = [Segment(_DOTS if start else "", False)], start
    for match in found:
        segments += [Segment(text[at : match.start()], False), Segment(match[0], True)]
        at = match.end()
    segments += [Segment(text[at:end], False), Segment(_DOTS if end < len(text) else "", False)]
    return tuple(segment for segment in segments if segment.text)


def _text(piece: Piece) -> str:
    return "".join(segment.text for segment in piece.segments)
