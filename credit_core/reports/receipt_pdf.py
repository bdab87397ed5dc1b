"""The receipt on paper: A4 pages as a PDF, the same bytes for the same receipt and font."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from credit_core.messages import receipt as messages
from credit_core.messages import report as report_messages
from credit_core.reports import blocks
from credit_core.reports.fonts import ReportFont
from credit_core.reports.pages import edge, foot_of, print_pages
from credit_core.reports.receipt import Receipt, parts, title
from credit_core.reports.rows import Row


def render_receipt(receipt: Receipt, font: ReportFont, *, counting: bool = False) -> bytes:
    """The receipt as a PDF; the counting of its days only if asked for.

    Raises:
        MissingGlyphs: the font lacks a character of the receipt; nothing is printed with a blank in its place.
    """
    return print_pages(
        _rows(receipt, counting),
        font,
        title=f"{title(receipt)} {receipt.number}",
        author=receipt.body,
        edges=lambda number, pages: _edges(receipt, number, pages),
    )


def _rows(receipt: Receipt, counting: bool) -> Iterator[Row]:
    yield from blocks.opening(title(receipt), messages.NUMBERED.format(number=receipt.number))
    for part in parts(receipt, blocks.moment(receipt.filed_at), counting=counting):
        yield blocks.heading(part.heading)
        yield from blocks.pairs(part.pairs)
        yield from blocks.bullets(part.lines)


def _edges(receipt: Receipt, number: int, pages: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    head = edge(title(receipt), messages.NUMBERED.format(number=receipt.number))
    filed = messages.FILED_AT.format(at=blocks.moment(receipt.filed_at))
    foot = foot_of(edge(filed, report_messages.PAGE.format(page=number, pages=pages)))
    return (replace(head, line=blocks.RULE),) if number > 1 else (), foot
