"""Quotations in free text and the references they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge.citations.finder import Citation, Mention, find_citations
from knowledge.regulations.normalise import is_han

_PAIRS = {"”": "“", "」": "「", "』": "『"}
_MARK = re.compile(r'[“”「」『』"]')
_SENTENCE_END = re.compile(r"[。！？]|(?<![：:])\n")
_SOURCE = r"(?:详见|参见|见|依据|根据|出自|摘自|引自|来自|来源)于?[：:]? ?"
_LEADS_BACK = re.compile(rf"[，,；]?\s?(?:[（(\[【](?:{_SOURCE})?|—{{1,2}} ?)|[，,]?\s?{_SOURCE}")
"""What stands between a quotation and its source behind it: “…”（《…》第三十九条）, “…”——《…》. After ；依据 something new begins."""
_SHORT = 8
"""A shorter quotation is often just a term: it belongs to a reference only if it follows close by."""
_CLOSE = 12
_FAR = 200
"""A quotation further than this from a reference does not belong to it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """text[start:end] within quotation marks; `citations` are indexes into the references found.

    `document` is the title it follows where no clause is named. Both may be empty: a quotation without a source.
    """

    start: int
    end: int
    text: str
    citations: tuple[int, ...] = ()
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a text cites and quotes, each in order."""

    citations: tuple[Citation, ...]
    quotes: tuple[Quote, ...]


def find(text: str, names: Iterable[str] = ()) -> Found:
    """Every reference and quotation in `text`; `names` are titles and aliases that count without 《》, too."""
    spans = list(_outermost(text))
    masked = _masked(text, spans)
    named = frozenset(names)
    outside, mentions = find_citations(masked, named)
    headings = dict(_headings(text, spans, mentions))
    citations = _merged(outside, headings.values())
    quotes = [
        _attached(Quote(start, end, text[start:end]), masked, citations, mentions)
        for start, end in spans
        if start not in headings and sum(map(is_han, text[start:end])) >= 2
    ]
    inner = [c for start, end in spans for c in _cited_inside(text, start, end, named)]
    return Found(tuple(citations) + tuple(inner), tuple(quotes))


def _outermost(text: str) -> Iterator[tuple[int, int]]:
    """The spans within quotation marks that lie in no other pair; marks without a partner do not count."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    straight: int | None = None
    for mark in _MARK.finditer(text):
        at, char = mark.start(), mark[0]
        if char in "“「『":
            opened.append((char, at + 1))
        elif char in _PAIRS:
            while opened:
                opening, start = opened.pop()
                if opening == _PAIRS[char]:
                    pairs.append((start, at))
                    break
        elif char == '"':
            if straight is None:
                straight = at + 1
            else:
                pairs.append((straight, at))
                straight = None
    end = -1
    for start, stop in sorted(pairs):
        if start > end:
            end = stop
            if stop - start > 1:
                yield start, stop


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the words inside quotations blanked, so that what they cite is not taken for the writer's."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], "□" * (end - start)]
        last = end
    return "".join([*parts, text[last:]])


def _cited_inside(text: str, start: int, end: int, names: frozenset[str]) -> list[Citation]:
    """A quotation that is itself nothing but a reference: “《江西省社会信用条例》第三十九条”."""
    found, _ = find_citations(text[start:end], names)
    if len(found) != 1 or (found[0].end - found[0].start) < 0.6 * (end - start):
        return []
    return [replace(found[0], start=found[0].start + start, end=found[0].end + start, group=-1_000_000 - start)]


def _headings(text: str, spans: list[tuple[int, int]], mentions: tuple[Mention, ...]) -> Iterator[tuple[int, Citation]]:
    """规划“税务领域信用建设”部分, and 规划期 right after a title: where the heading begins, and the reference."""
    for mention in mentions:
        if text.startswith("规划期", mention.end) or (text.startswith("期", mention.end) and mention.name == "规划"):
            end = text.index("期", mention.end) + 1
            yield mention.end, Citation(mention.start, end, mention.name, False, 0, heading="规划期")
    ends = {m.end: m for m in mentions}
    for start, end in spans:
        owner = ends.get(start - 1) or ends.get(start - 2)
        if owner and text.startswith(("部分", "一节", "一项", "领域"), end + 1):
            yield start, Citation(owner.start, end + 3, owner.name, False, 0, heading=text[start:end])


def _merged(references: Iterable[Citation], headings: Iterable[Citation]) -> list[Citation]:
    """Both in text order; a heading is a group of its own."""
    own = [replace(heading, group=-1 - number) for number, heading in enumerate(headings)]
    return sorted([*references, *own], key=lambda c: (c.start, c.end))


def _attached(quote: Quote, masked: str, citations: list[Citation], mentions: tuple[Mention, ...]) -> Quote:
    at = bisect_right(citations, quote.end, key=lambda c: c.start)
    if at < len(citations) and citations[at].start - quote.end <= _CLOSE:
        between = masked[quote.end + 1 : citations[at].start]
        if between.strip() and _LEADS_BACK.fullmatch(between):
            return replace(quote, citations=_members(citations, at))
    at = bisect_left(citations, quote.start, key=lambda c: c.start) - 1
    if at >= 0 and _belongs(quote, masked, citations[at].end):
        return replace(quote, citations=_members(citations, at))
    at = bisect_left(mentions, quote.start, key=lambda m: m.start) - 1
    mention = mentions[at] if at >= 0 else None
    if mention and len(quote.text) >= _SHORT and _belongs(quote, masked, mention.end):
        return replace(quote, document=mention.name)
    return quote


def _belongs(quote: Quote, masked: str, end: int) -> bool:
    between = masked[max(end, quote.start - _FAR - 2) : quote.start - 1]
    if len(between) > (_CLOSE if len(quote.text) < _SHORT else _FAR):
        return False
    return not _SENTENCE_END.search(between)


def _members(citations: list[Citation], at: int) -> tuple[int, ...]:
    """The references of the list or range that the one at `at` belongs to; they stand side by side."""
    first = last = at
    while first > 0 and citations[first - 1].group == citations[at].group:
        first -= 1
    while last + 1 < len(citations) and citations[last + 1].group == citations[at].group:
        last += 1
    return tuple(range(first, last + 1))
