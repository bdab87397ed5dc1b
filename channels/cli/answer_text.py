"""An answer on the terminal: the text with its quotes indented, tables, and the list of clauses it rests on.

Works on the contract object (docs/architecture.md), so that an answer of this process and one of a server look the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import isqrt
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from channels import messages
from channels.cli.wrapping import Cell, wrap
from channels.rendering import Block, CitationView, Line, chinese_date, parse_blocks
from channels.text import clean

WIDEST = 88
"""Columns of a line of text: 44 characters are comfortable to read, however wide the window is."""
PIPED_TABLE = 100
"""Columns of a table that is written to a file."""

BAR = "  │ "
BULLET = "  · "
MARK, QUOTE, FAINT, HEAD = "cyan", "italic", "dim", "bold"


def show(answer: Mapping[str, Any], console: Console) -> None:
    """Print `answer`. A terminal gets wrapped lines; a file or pipe gets each paragraph as one line."""
    width = min(console.width, WIDEST) if console.is_terminal else None
    for number, part in enumerate(_parts(answer)):
        if number:
            console.print()
        for piece in part:
            _print(piece, console, width)


Piece = tuple[str, Text] | Table
"""A line with what stands before each line of it, or a table."""


def _print(piece: Piece, console: Console, width: int | None) -> None:
    if isinstance(piece, Table):
        console.print(piece, width=width or PIPED_TABLE)
        return
    before, text = piece
    lines = [text] if width is None else wrap(text, width - Text(before).cell_len)
    for number, line in enumerate(lines):
        lead = before if before == BAR or not number else " " * len(before)
        console.print(Text.assemble((lead, FAINT), line), soft_wrap=True)


def _parts(answer: Mapping[str, Any]) -> Iterator[Iterable[Piece]]:
    cited = {c["marker"]: _citation(c) for c in answer["citations"]}
    blocks = list(parse_blocks(clean(answer["text"]), cited))
    for block in blocks:
        yield _block(block)
    if not any(block.remarks for block in blocks) and (codes := answer["caveats"]):
        remarks = [messages.CAVEAT[code] for code in codes if code in messages.CAVEAT]
        yield [("", Text(f"{messages.REMARKS}：")), *((BULLET, Text(words)) for words in remarks)]
    if cited:
        quoted = {block.source.marker for block in blocks if block.source}
        yield list(_basis(cited.values(), quoted))
    if answer["origin"] == "model":
        yield [("", Text(messages.MODEL_LABEL, style=HEAD))]
    if cited:
        law_of = messages.LAW_OF.format(date=chinese_date(date.fromisoformat(answer["as_of"])))
        yield [("", Text(f"{law_of}。{messages.DISCLAIMER}", style=FAINT))]


def _block(block: Block) -> list[Piece]:
    pieces: list[Piece] = [("", _text(block.caption))] if block.caption else []
    if block.kind == "table":
        return [*pieces, _table(block)]
    before = {"quote": BAR, "list": BULLET}.get(block.kind, "")
    style = HEAD if block.lead else QUOTE if block.kind == "quote" else ""
    return [*pieces, *((before, _text(line, style)) for line in block.lines)]


def _table(block: Block) -> Table:
    _, *rows = block.table
    table = Table(show_lines=True)
    for column in zip(*block.table, strict=True):
        # The square root keeps a long column from starving the short ones.
        table.add_column(Cell(_text(column[0])), ratio=isqrt(max(_text(cell).cell_len for cell in column)) + 1)
    for row in rows:
        table.add_row(*(Cell(_text(cell)) for cell in row))
    return table


def _text(line: Line, style: str = "") -> Text:
    return Text.assemble(*((span.text, f"not italic {MARK}" if span.href else style) for span in line))


def _basis(cited: Iterable[CitationView], quoted: set[int]) -> Iterator[Piece]:
    """One line for each clause, with its words where the text does not have them."""
    yield "", Text(f"{messages.BASIS}：", style=HEAD)
    for citation in cited:
        place = f"《{citation.title}》{citation.locator}（{citation.force}）"
        yield "", Text.assemble((f"[{citation.marker}]", MARK), place)
        if citation.marker not in quoted:
            yield from ((BAR, Text(line, style=QUOTE)) for line in citation.quote.splitlines() if line.strip())


def _citation(citation: Mapping[str, Any]) -> CitationView:
    return CitationView(
        marker=citation["marker"],
        title=clean(citation["title"]),
        locator=clean(citation["locator"]),
        quote=clean(citation["quote"]),
        force=messages.FORCE[citation["in_force"]],
        in_force=citation["in_force"],
        href=citation["clause"],
    )
