"""From an answer to what a channel shows: blocks for HTML (escaped by the template) and plain text.

The text of an answer may hold paragraphs, quotes (lines that begin with ``>``), lists (``- ``), pipe tables, and citation
markers like ``[1]``. A line right above a quote or a list is its caption. Exactly this much of Markdown is rendered;
anything else stays the characters it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal
from urllib.parse import quote as percent
from urllib.parse import urlencode

from assistant.answer import Answer, Citation
from channels import messages

_MARKER = re.compile(r"\[(\d{1,3})\]")
_LABEL = re.compile(r"([^：，。；、“”（）]{1,14})：")
_RULE_CELL = re.compile(r":?-{1,}:?")
_ELISION = "……"
_QUOTE_IN_ADDRESS = 120
_QUOTE_END = 40


@dataclass(frozen=True, slots=True)
class Span:
    """Words, or a marker with the address of its clause."""

    text: str
    href: str = ""
    locator: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, a quote with the citation it belongs to, or a table (first row: the head).

    `lead` marks a direct answer: a paragraph that rests on the clause quoted right below it, or that introduces a table.
    """

    kind: Literal["paragraph", "list", "quote", "table"]
    lines: tuple[Line, ...] = ()
    caption: Line = ()
    table: tuple[tuple[Line, ...], ...] = ()
    source: CitationView | None = None
    lead: bool = False

    @property
    def pairs(self) -> tuple[tuple[str, Line], ...]:
        """A list of which every line is a label and its value (“电话：…”), as such; empty for any other."""
        found = [_pair(line) for line in self.lines] if self.kind == "list" else []
        return tuple(pair for pair in found if pair) if len(found) > 1 and all(found) else ()

    @property
    def remarks(self) -> bool:
        """True for the list of what to mind."""
        return self.kind == "list" and any(span.text.startswith(messages.REMARKS) for span in self.caption)


@dataclass(frozen=True, slots=True)
class CitationView:
    """One citation as shown below an answer; `shown` says that its quote stands in the text already."""

    marker: int
    title: str
    locator: str
    quote: str
    force: str
    in_force: bool | None
    href: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Everything a page shows of an answer, in words for people. `caveats` holds those that the text does not say."""

    id: str
    status: str
    reason: str
    label: str
    place: str
    law_of: str
    blocks: tuple[Block, ...]
    citations: tuple[CitationView, ...]
    caveats: tuple[str, ...]
    origin_label: str
    plain: str


def view(answer: Answer, places: Mapping[str, str]) -> AnswerView:
    """`answer` for a page; `places` names the jurisdictions."""
    cited = {citation.marker: citation_view(citation) for citation in answer.citations}
    blocks = tuple(_with_lead(parse_blocks(answer.text, cited)))
    quoted = {block.source.marker for block in blocks if block.source}
    return AnswerView(
        id=answer.answer_id,
        status=answer.status.value,
        reason=answer.reason.value,
        label=messages.REASON_LABEL[answer.reason.value],
        place=places.get(answer.jurisdiction, answer.jurisdiction) if answer.jurisdiction else "",
        law_of=messages.LAW_OF.format(date=chinese_date(answer.as_of)),
        blocks=blocks,
        citations=tuple(replace(c, shown=c.marker in quoted) for c in cited.values()),
        caveats=_unsaid_caveats(answer, blocks),
        origin_label=messages.MODEL_LABEL if answer.origin == "model" else "",
        plain=plain(answer),
    )


def plain(answer: Answer) -> str:
    """The answer as plain text with its citations, for a terminal or the clipboard."""
    parts = [answer.text.strip()]
    if answer.citations:
        parts.append("\n".join([f"{messages.BASIS}：", *(_plain_citation(c) for c in answer.citations)]))
    if unsaid := _unsaid_caveats(answer, parse_blocks(answer.text, {})):
        parts.insert(1, "\n".join([f"{messages.REMARKS}：", *(f"- {words}" for words in unsaid)]))
    if answer.origin == "model":
        parts.append(messages.MODEL_LABEL)
    if answer.citations:
        parts.append(f"{messages.LAW_OF.format(date=chinese_date(answer.as_of))}。{messages.DISCLAIMER}")
    return "\n\n".join(parts)


def _plain_citation(citation: Citation) -> str:
    return f"[{citation.marker}]《{citation.title}》{citation.locator}（{messages.FORCE[citation.in_force]}）"


def _unsaid_caveats(answer: Answer, blocks: Iterable[Block]) -> tuple[str, ...]:
    """The words of the caveats, unless the text has its own list of them."""
    if any(block.remarks for block in blocks):
        return ()
    return tuple(messages.CAVEAT[caveat.value] for caveat in answer.caveats)


def _pair(line: Line) -> tuple[str, Line] | None:
    """A short label before the first colon of a line, and what follows."""
    match = _LABEL.match(line[0].text) if line else None
    if match is None:
        return None
    value = (replace(line[0], text=line[0].text[match.end() :]), *line[1:])
    return match[1], tuple(span for span in value if span.text)


def _with_lead(blocks: Iterable[Block]) -> Iterator[Block]:
    held = list(blocks)
    paragraphs = [n for n, block in enumerate(held) if block.kind == "paragraph"]
    quoted = {n - 1 for n, block in enumerate(held) if block.kind == "quote"}
    leads = [n for n in paragraphs if n in quoted and any(span.href for span in held[n].lines[0])]
    if not leads and any(block.table for block in held):
        leads = paragraphs[:1]
    return (replace(block, lead=n in leads) for n, block in enumerate(held))


def chinese_date(day: date) -> str:
    """2026年11月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def citation_view(citation: Citation) -> CitationView:
    """A citation with the address of its clause in context."""
    return CitationView(
        marker=citation.marker,
        title=citation.title,
        locator=citation.locator,
        quote=citation.quote,
        force=messages.FORCE[citation.in_force],
        in_force=citation.in_force,
        href=clause_href(citation.clause, citation.quote),
    )


def clause_href(clause: str, quote: str = "") -> str:
    """The page of a regulation, opened at `clause`, with `quote` marked; a long quote by its first and last words."""
    document, _, place = clause.partition("#")
    words = quote
    if len(words) > _QUOTE_IN_ADDRESS and _ELISION not in words:
        words = f"{words[:_QUOTE_END]}{_ELISION}{words[-_QUOTE_END:]}"
    query = urlencode({"clause": place, **({"quote": words} if words else {})})
    return f"/regulations/{percent(document, safe='')}?{query}#{percent(place, safe='')}"


def parse_blocks(text: str, cited: Mapping[int, CitationView]) -> Iterator[Block]:
    """The blocks of an answer's text, in order."""
    caption: Line = ()
    for kind, group in groupby(text.replace("\r\n", "\n").split("\n"), key=_kind):
        lines = list(group)
        if kind not in ("quote", "list") and caption:
            yield Block("paragraph", (caption,))
            caption = ()
        if kind == "table":
            yield from _table(lines, cited)
        elif kind == "quote":
            yield from _quotes([line.lstrip()[1:].strip() for line in lines], caption, cited)
            caption = ()
        elif kind == "list":
            yield Block("list", tuple(tuple(spans(line.strip()[1:].strip(), cited)) for line in lines), caption)
            caption = ()
        elif kind == "paragraph":
            *before, caption = (tuple(spans(line.strip(), cited)) for line in lines)
            yield from (Block("paragraph", (line,)) for line in before)
    if caption:
        yield Block("paragraph", (caption,))


def _kind(line: str) -> str:
    stripped = line.strip()
    if not stripped:
        return "blank"
    if stripped.startswith(">"):
        return "quote"
    if stripped.startswith("- "):
        return "list"
    if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") >= 2:
        return "table"
    return "paragraph"


def _table(lines: list[str], cited: Mapping[int, CitationView]) -> Iterator[Block]:
    """A pipe table needs its rule below the head; without it the lines stay text."""
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    if len(cells) < 3 or not all(_RULE_CELL.fullmatch(cell) for cell in cells[1]):
        yield from (Block("paragraph", (tuple(spans(line.strip(), cited)),)) for line in lines)
        return
    width = len(cells[0])
    rows = [_of_width(row, width) for row in (cells[0], *cells[2:])]
    yield Block("table", table=tuple(tuple(tuple(spans(cell, cited)) for cell in row) for row in rows))


def _of_width(row: list[str], width: int) -> list[str]:
    """A short row filled with blanks, the surplus of a long one joined in its last cell."""
    if len(row) <= width:
        return row + [""] * (width - len(row))
    return [*row[: width - 1], " | ".join(row[width - 1 :])]


def _quotes(lines: Iterable[str], caption: Line, cited: Mapping[int, CitationView]) -> Iterator[Block]:
    """One block for each run of lines up to a marker that ends a line, since a marker closes its quote."""
    held: list[str] = []
    for line in lines:
        if line:
            held.append(line)
        if held and (not line or (_MARKER.findall(line) and line.endswith("]"))):
            yield _quote(held, caption, cited)
            held, caption = [], ()
    if held:
        yield _quote(held, caption, cited)
    elif caption:
        yield Block("paragraph", (caption,))


def _quote(lines: list[str], caption: Line, cited: Mapping[int, CitationView]) -> Block:
    """The quote's source: by a marker in the quote, by one in its caption, or by its words."""
    whole = "\n".join(lines)
    marked = [int(n) for n in _MARKER.findall(whole) if int(n) in cited]
    marked += [
        citation.marker for citation in cited.values() for span in caption if span.text == f"[{citation.marker}]"
    ]
    source = cited[marked[0]] if marked else next((c for c in cited.values() if c.quote and c.quote in whole), None)
    return Block("quote", tuple(tuple(spans(line, cited)) for line in lines), caption, source=source)


def spans(text: str, cited: Mapping[int, CitationView]) -> Iterator[Span]:
    """Words and markers. A marker without a citation stays text."""
    at = 0
    for match in _MARKER.finditer(text):
        citation = cited.get(int(match[1]))
        if citation is None:
            continue
        if match.start() > at:
            yield Span(text[at : match.start()])
        yield Span(match[0], citation.href, f"《{citation.title}》{citation.locator}")
        at = match.end()
    if at < len(text):
        yield Span(text[at:])
