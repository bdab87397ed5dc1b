"""The credit report on paper: A4 pages as a PDF, the same bytes for the same report and font.

Content is drawn as plain text, never read as markup: `<b>` in a name is printed as `<b>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain
from typing import Any, Final

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from credit_core.messages import report as messages
from credit_core.reports import layout
from credit_core.reports.fonts import ReportFont
from credit_core.reports.report import CreditReport
from credit_core.reports.rows import Align, Cell, Placed, Row, Style, paginate, stack

_LEFT: Final = (A4[0] - layout.WIDTH) / 2
_TOP: Final = A4[1] - 70.0  # of the content; the running head stands above
_BOTTOM: Final = 84.0  # of the content; the foot stands below
_HEAD: Final = A4[1] - 44.0
_FOOT: Final = 72.0
_BAR: Final = 3.5
_BOLD_STROKE: Final = 0.028  # of the size: no bold face is needed, the outline thickens the strokes

_EDGE: Final = Style(8, 12, layout.FAINT)
_EDGE_RIGHT: Final = Style(8, 12, layout.FAINT, align=Align.RIGHT)


def render_pdf(report: CreditReport, font: ReportFont) -> bytes:
    """The report as a PDF of A4 pages.

    Raises:
        MissingGlyphs: the font lacks a character of the report; nothing is printed with a blank in its place.
    """
    content = tuple(layout.rows(report, font))
    pages = paginate(content, font, _TOP - _BOTTOM)
    edges = [_edges(report, number, len(pages)) for number in range(1, len(pages) + 1)]
    font.check("".join(_texts(chain(content, *chain.from_iterable(edges)))))
    out = BytesIO()
    # Invariant: no moment of printing in the file. The moment of issue stands on every page.
    canvas = Canvas(out, pagesize=A4, pdfVersion=(1, 5), invariant=1, lang="zh-CN", initialFontName=font.name)
    canvas.setTitle(f"{messages.TITLE.format(place=report.place)} {report.number}")
    canvas.setAuthor(report.issuing_body)
    for placed, (head, foot) in zip(pages, edges, strict=True):
        _draw_all(canvas, font, placed, _TOP)
        _draw_all(canvas, font, stack(head, font), _HEAD)
        _draw_all(canvas, font, stack(foot, font), _FOOT)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _edges(report: CreditReport, number: int, pages: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Running head and foot of a page. The first page has its title instead of a running head."""
    title, whole = messages.TITLE.format(place=report.place), layout.WIDTH
    head = _edge(title, messages.NUMBER.format(number=report.number))
    issued = messages.ISSUED.format(at=layout.moment(report.issued_at))
    foot = (
        Row((), inside=0, line=layout.RULE),
        replace(_edge(issued, messages.PAGE.format(page=number, pages=pages)), above=4),
        Row((Cell(messages.VERIFICATION.format(code=report.verification_code), 0, whole, _EDGE),), inside=0),
        Row((Cell(messages.AUDIT_HEAD.format(head=report.audit_head), 0, whole, _EDGE),), inside=0),
    )
    return (replace(head, line=layout.RULE),) if number > 1 else (), foot


def _edge(left: str, right: str) -> Row:
    half = layout.WIDTH / 2
    return Row((Cell(left, 0, half, _EDGE), Cell(right, half, half, _EDGE_RIGHT)), inside=0)


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
        canvas.rect(_LEFT, lower, layout.WIDTH, upper - lower, stroke=0, fill=1)
    if row.bar:
        canvas.setFillColor(HexColor(row.bar))
        canvas.rect(_LEFT, lower, _BAR, upper - lower, stroke=0, fill=1)
    if row.line:
        canvas.setStrokeColor(HexColor(row.line))
        canvas.setLineWidth(0.5)
        canvas.line(_LEFT, lower, _LEFT + layout.WIDTH, lower)
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
