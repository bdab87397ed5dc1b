"""A reply as Telegram shows it: quotes as quotes, markers that open their clause, tables as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from telegram import MessageEntity

from assistant.answer import Answer
from assistant.outcome import Status
from channels import messages
from channels.rendering import Block, CitationView, Line, parse_blocks, spans, view
from channels.telegram.formatted import Formatted, Mark, Writer, joined
from channels.text import clean

LONG_QUOTE = 300
"""Characters of a quote above which it is folded."""
LONG_BASIS = 60
"""The same below the reply, where it is looked up rather than read: three lines on a phone."""
_BULLET = "· "


def shown(answer: Answer, site: str = "", code: str | None = None) -> Formatted:
    """`answer` with its basis below it. `site`: where clauses can be opened; `code`: an access code, made easy to copy."""
    seen = view(answer, {})
    cited = {citation.marker: citation for citation in seen.citations}
    parts = [_body(clean(answer.text), cited, site)]
    if seen.caveats:
        parts.append(Formatted("\n".join([f"{messages.REMARKS}：", *(_BULLET + words for words in seen.caveats)])))
    if seen.citations:
        parts.append(_basis(seen.citations, site))
    if seen.origin_label:
        parts.append(_whole(seen.origin_label, MessageEntity.BOLD))
    if seen.citations and answer.status is not Status.CLARIFY:
        parts.append(_whole(f"{seen.law_of}。{messages.DISCLAIMER}", MessageEntity.ITALIC))
    return _copyable(joined(parts, "\n\n"), code)


def _whole(text: str, type_: str) -> Formatted:
    return Formatted(text, (Mark(0, len(text), type_),))


def _body(text: str, cited: Mapping[int, CitationView], site: str) -> Formatted:
    """The answer's own words, line by line; blank lines stay where they are."""
    made: list[Formatted] = []
    for kind, group in groupby(text.split("\n"), key=_kind):
        lines = list(group)
        if kind == "quote":
            words = [line.strip()[1:].strip() for line in lines]
            made.append(_quote([tuple(spans(line, cited)) for line in words], site))
        elif kind == "table":
            made.append(joined(_table(parse_blocks("\n".join(lines), cited), site), "\n"))
        elif kind == "list":
            made += [_line(tuple(spans(line.strip()[2:], cited)), site, _BULLET) for line in lines]
        else:
            made += [_line(tuple(spans(line.strip(), cited)), site) for line in lines]
    writer = Writer()
    for number, part in enumerate(made):
        writer.add("\n" if number else "")
        writer.append(part)
    return writer.done()


def _kind(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith(">"):
        return "quote"
    if stripped.startswith("- "):
        return "list"
    return "table" if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1 else "text"


def _line(line: Line, site: str, before: str = "") -> Formatted:
    writer = Writer()
    writer.add(before)
    for span in line:
        linked = bool(span.href and site)
        writer.add(span.text, MessageEntity.TEXT_LINK if linked else None, f"{site}{span.href}" if linked else None)
    return writer.done()


def _quote(lines: Iterable[Line], site: str, longest: int = LONG_QUOTE) -> Formatted:
    words = joined((_line(line, site) for line in lines), "\n")
    long = len(words.text) > longest
    writer = Writer()
    writer.append(words, MessageEntity.EXPANDABLE_BLOCKQUOTE if long else MessageEntity.BLOCKQUOTE)
    return writer.done()


def _table(blocks: Iterable[Block], site: str) -> Iterator[Formatted]:
    """Each row as a heading with a line for each column; lines that are no table stay as they are."""
    for block in blocks:
        if not block.table:
            yield from (_line(line, site) for line in block.lines)
            continue
        head, *rows = block.table
        for number, row in enumerate(rows):
            writer = Writer()
            writer.add("\n" if number else "")
            writer.append(_line(row[0], site), MessageEntity.BOLD)
            for name, cell in zip(head[1:], row[1:], strict=True):
                writer.add("\n")
                writer.append(_line(name, site))
                writer.add("：")
                writer.append(_line(cell, site))
            yield writer.done()


def _basis(citations: Iterable[CitationView], site: str) -> Formatted:
    """One line for each clause, with its words where the text does not have them."""
    writer = Writer()
    writer.add(f"{messages.BASIS}：")
    for citation in citations:
        writer.add("\n")
        marker = f"[{citation.marker}]"
        writer.append(_line(tuple(spans(marker, {citation.marker: citation})), site))
        writer.add(f"《{citation.title}》{citation.locator}（{citation.force}）")
        if not citation.shown:
            writer.add("\n")
            lines = [tuple(spans(line, {})) for line in clean(citation.quote).splitlines()]
            writer.append(_quote(lines, site, LONG_BASIS))
    return writer.done()


def _copyable(whole: Formatted, code: str | None) -> Formatted:
    """The access code set as code, which a touch copies."""
    at = whole.text.find(code) if code else -1
    if code is None or at < 0 or any(m.start < at + len(code) and at < m.end for m in whole.marks):
        return whole
    return Formatted(whole.text, (*whole.marks, Mark(at, at + len(code), MessageEntity.CODE)))
