"""Rows on A4 pages as a PDF: the same bytes for the same content and font.

Content is drawn as plain text, never read as markup: `<b>` in a name is printed as `<b>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from credit_core.reports import blocks
from credit_core.reports.fonts import ReportFont
from credit_core.reports.rows import Align, Cell, Placed, Row, Style, paginate, stack

_LEFT: Final = (A4[0] - blocks.WIDTH) / 2
_TOP: Final = A4[1] - 70.0  # of the content; the running head stands above
_BOTTOM: Final = 84.0  # of the content; the foot stands below
_HEAD: Final = A4[1] - 44.0
_FOOT: Final = 72.0
_BAR: Final = 3.5
_BOLD_STROKE: Final = 0.028  # of the size: no bold face is needed, the outline thickens the strokes

_EDGE: Final = Style(8, 12, blocks.FAINT)
_EDGE_RIGHT: Final = Style(8, 12, blocks.FAINT, align=Align.RIGHT)

Edges = Callable[[int, int], tuple[tuple[Row, ...], tuple[Row, ...]]]
"""Running head and foot of page n of so many."""


def print_pages(content: Iterable[Row], font: ReportFont, *, title: str, author: str, edges: Edges) -> bytes:
    """The rows on as many pages as they need, each with its head and foot.

    Raises:
        MissingGlyphs: the font lacks a character; nothing is printed with a blank in its place.
    """
    rows = tuple(content)
    pages = paginate(rows, font, _TOP - _BOTTOM)
    around = [edges(number, len(pages)) for number in range(1, len(pages) + 1)]
    font.check("".join(_texts(chain(rows, *chain.from_iterable(around)))))
    out = BytesIO()
    # Invariant: no moment of printing in the file. The moment of issue stands on every page.
    canvas = Canvas(out, pagesize=A4, pdfVersion=(1, 5), invariant=1, lang="zh-CN", initialFontName=font.name)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for placed, (head, foot) in zip(pages, around, strict=True):
        _draw_all(canvas, font, placed, _TOP)
        _draw_all(canvas, font, stack(head, font), _HEAD)
        _draw_all(canvas, font, stack(foot, font), _FOOT)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def edge(left: str, right: str = "") -> Row:
    """A row of a running head or foot; one text alone may fill it."""
    if not right:
        return Row((Cell(left, 0, blocks.WIDTH, _EDGE),), inside=0)
    half = blocks.WIDTH / 2
    return Row((Cell(left, 0, half, _EDGE), Cell(right, half, half, _EDGE_RIGHT)), inside=0)


def foot_of(first: Row, *others: Row) -> tuple[Row, ...]:
    """The foot of a page: a line, and its rows."""
    return Row((), inside=0, line=blocks.RULE), replace(first, above=4), *others


def _texts(rows: Iterator[Row]) -> Iterator[str]:
    for row in rows:
        yield from (cell.text for cell in row.cells)
        yield from _texts(iter(row.heads))


def _draw_all(canvas: Any, font: ReportFont, items: Iterable[Placed], origin: float) -> None:
    for item in items:
        _draw(canvas, font, item, origin)


def _draw(canvas: Any, font: ReportFont, placed: Placed, origin: float) -> None:
    row = placed.row.row
    upper = origin - placed.top - row.above
    lower = upper - placed.row.body
    if row.fill:
        canvas.setFillColor(HexColor(row.fill))
        canvas.rect(_LEFT, lower, blocks.WIDTH, upper - lower, stroke=0, fill=1)
    if row.bar:
        canvas.setFillColor(HexColor(row.bar))
        canvas.rect(_LEFT, lower, _BAR, upper - lower, stroke=0, fill=1)
    if row.line:
        canvas.setStrokeColor(HexColor(row.line))
        canvas.setLineWidth(0.5)
        canvas.line(_LEFT, lower, _LEFT + blocks.WIDTH, lower)
    if row.bookmark:
        level, title = row.bookmark
        key = f"{canvas.getPageNumber()}-{upper:.2f}"
        canvas.bookmarkHorizontal(key, 0, upper)
        canvas.addOutlineEntry(title, key, level)
    for cell, lines in zip(row.cells, placed.row.lines, strict=True):
        y = upper - row.inside
        for line in lines:
            _draw_line(canvas, font, line, cell, y)
            y -= cell.style.leading


def _draw_line(canvas: Any, font: ReportFont, line: str, cell: Cell, top: float) -> None:
    style = cell.style
    shift = cell.width - font.width(line, style.size) if style.align is Align.RIGHT else 0.0
    # The ink of a Chinese character reaches from about 0.12 below the base line to 0.86 above it.
    base = top - (style.leading - style.size) / 2 - 0.87 * style.size
    canvas.saveState()  # reportlab forgets to leave the bold mode of an earlier text
    text = canvas.beginText(_LEFT + cell.x + shift, base)
    text.setFont(font.name, style.size)
    text.setFillColor(HexColor(style.colour))
    text.setStrokeColor(HexColor(style.colour))
    canvas.setLineWidth(style.size * _BOLD_STROKE)
    text.setTextRenderMode(2 if style.bold else 0)
    text.textOut(line)
    canvas.drawText(text)
    canvas.restoreState()
