"""A normative document: 一、 part / （一） heading / 1. numbered item, with the bodies responsible in brackets.

The level is told by the numeral, never by Markdown signs; item numbers run through all parts, so an item opens only
with the next number. A bracket names bodies only if it ends in 负责, and belongs to the sentences before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.regulations.article_tree import ParsedText
from knowledge.regulations.lines import Passage, SourceLine, ends_passage, join_lines, page_breaks, read_lines
from knowledge.regulations.model import Article, Chapter, Paragraph
from knowledge.regulations.normalise import BLANKS, CitableText, join
from knowledge.regulations.numerals import NUMERAL_CLASS, try_int

_PART = re.compile(rf"(?P<number>[{NUMERAL_CLASS}]{{1,3}})、(?P<title>.{{1,60}})")
_HEADING = re.compile(rf"[（(](?P<number>[{NUMERAL_CLASS}]{{1,3}})[）)](?P<title>.{{1,60}})")
_ITEM = re.compile(r"(?P<number>[0-9０-９]{1,3})[.．、][ \t\u3000]{0,8}")
_DUTY = re.compile(r"（([^（）]{2,400}负责)）")


@dataclass(frozen=True, slots=True)
class Assignment:
    """The sentences text[start:end] of an item and the bodies responsible for them."""

    start: int
    end: int
    bodies: str


def assignments(text: str) -> tuple[Assignment, ...]:
    """Which sentences of an item each bracket of responsible bodies belongs to."""
    found: list[Assignment] = []
    for match in _DUTY.finditer(text):
        found.append(Assignment(found[-1].end if found else 0, match.end(), match[1]))
    return tuple(found)


def parse_opinion(raw: str) -> ParsedText:
    """Parse such a document; one without numbered items gives no chapters and all its words as `front`."""
    passages = list(join_lines(read_lines(raw), _continues))
    pieces: list[tuple[str, int, int]] = []  # kind, number, length of the marker
    last = 0
    for passage in passages:
        kind, number, marker = _kind(passage, last)
        last = number if kind == "item" else last
        pieces.append((kind, number, marker))
    texts = [_laid_out(p.text, kind) for p, (kind, _, _) in zip(passages, pieces, strict=True)]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    return ParsedText(
        citable=join(texts, "\n"),
        chapters=tuple(_parts(list(zip(pieces, texts, starts, strict=False)))),
        front=tuple(t.text for t, (kind, _, _) in zip(texts, pieces, strict=True) if kind == "front"),
        tail=tuple(t.text for t, (kind, _, _) in zip(texts, pieces, strict=True) if kind == "tail"),
        page_breaks=tuple(
            start + at
            for start, breaks, piece in zip(starts, page_breaks(passages), pieces, strict=False)
            for at in breaks
            if piece[0] == "item"
        ),
    )


def _continues(before: list[SourceLine], line: SourceLine) -> bool:
    """A page break split a numbered item: its last line has no closing mark."""
    if not before or not _ITEM.match(before[0].text.text) or ends_passage(before[-1].text.text, brackets_end=True):
        return False
    words = line.text.text
    return not (_PART.fullmatch(words) or _HEADING.fullmatch(words) or _ITEM.match(words))


def _kind(passage: Passage, last: int) -> tuple[str, int, int]:
    text = passage.text.text
    if (match := _ITEM.match(text)) and try_int(match["number"]) == last + 1:
        return "item", last + 1, match.end()
    for kind, pattern in (("part", _PART), ("heading", _HEADING)):
        if (match := pattern.fullmatch(text)) and (number := try_int(match["number"])):
            return kind, number, match.start("title")
    return ("tail" if last else "front"), 0, 0


def _laid_out(text: CitableText, kind: str) -> CitableText:
    """Titles and headings lose their spaces."""
    title = kind in ("part", "heading") or (kind == "front" and not text.text.endswith("。"))
    return text.without_spaces() if title else text


def _parts(placed: list[tuple[tuple[str, int, int], CitableText, int]]) -> Iterator[Chapter]:
    number, title, path = 0, "", ""
    headings: list[tuple[str, list[int]]] = []
    items: list[Article] = []
    for (kind, found, marker), text, start in placed:
        if kind == "part":
            if items:
                yield _part(number, title, path, headings, items)
            path = text.text.rstrip("。")
            number, title, headings, items = found, path[marker:], [], []
        elif kind == "heading":
            headings.append((text.text.rstrip("。"), []))
        elif kind == "item":
            if headings:
                headings[-1][1].append(found)
            items.append(_item(found, text, start, marker))
    if items:
        yield _part(number, title, path, headings, items)


def _part(number: int, title: str, path: str, headings: list[tuple[str, list[int]]], items: list[Article]) -> Chapter:
    under = tuple((heading, tuple(numbers)) for heading, numbers in headings)
    return Chapter(number, title, tuple(items), under, (path,) if path else ())


def _item(number: int, text: CitableText, start: int, marker: int) -> Article:
    words = text.text[marker:].rstrip(BLANKS)
    begin = start + marker
    paragraph = Paragraph(1, words, begin, begin + len(words))
    bodies = tuple(a.bodies for a in assignments(words))
    return Article(number, None, (paragraph,), begin, paragraph.end, responsible=bodies)
