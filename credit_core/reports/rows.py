"""Rows of text and how they fill pages. Knows nothing of credit; all measures are points (1/72 inch)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import floor

from credit_core.reports.fonts import ReportFont
from credit_core.reports.typesetting import break_lines

FEWEST_LINES = 2
"""A row is torn at a page's end only if so many lines of it stay there."""


class Align(StrEnum):
    """At which edge of its column a text stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """Size and line distance in points, colour as #rrggbb."""

    size: float
    leading: float
    colour: str
    bold: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a column that begins `x` points from the left edge of the content."""

    text: str
    x: float
    width: float
    style: Style


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side.

    `fill` and `bar` colour the ground and the left edge, `line` the lower edge; `heads` is repeated on top of a page
    that begins with this row; `keep` holds the row on the page of the next one; `bookmark` is (level, title).
    """

    cells: tuple[Cell, ...]
    above: float = 0
    inside: float = 2
    fill: str | None = None
    bar: str | None = None
    line: str | None = None
    heads: tuple[Row, ...] = ()
    keep: bool = False
    bookmark: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row with its text broken into lines."""

    row: Row
    lines: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        """From the top of the space above to the lower edge."""
        return self.row.above + self.body

    @property
    def body(self) -> float:
        """Height of the coloured ground."""
        texts = [len(lines) * cell.style.leading for cell, lines in zip(self.row.cells, self.lines, strict=True)]
        return max(texts, default=0) + 2 * self.row.inside

    @property
    def least(self) -> float:
        """Height of the smallest first part, the whole row where it is too short to be torn."""
        most = max(map(len, self.lines), default=0)
        if most < 2 * FEWEST_LINES:
            return self.height
        return self.row.above + 2 * self.row.inside + FEWEST_LINES * max(c.style.leading for c in self.row.cells)

    def tear(self, height: float) -> tuple[SetRow, SetRow]:
        """The part that fits `height` and the rest; at least one line moves on, so that every tear makes progress."""
        room = height - self.row.above - 2 * self.row.inside
        counts = [max(1, floor(room / cell.style.leading)) for cell in self.row.cells]
        first = tuple(lines[:count] for lines, count in zip(self.lines, counts, strict=True))
        rest = tuple(lines[count:] for lines, count in zip(self.lines, counts, strict=True))
        return SetRow(replace(self.row, line=None), first), SetRow(replace(self.row, above=0, bookmark=None), rest)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row on a page, `top` points below the upper edge of the content."""

    top: float
    row: SetRow


def set_row(row: Row, font: ReportFont) -> SetRow:
    """Breaks the text of each cell into lines."""
    return SetRow(row, tuple(_lines(cell, font) for cell in row.cells))


def _lines(cell: Cell, font: ReportFont) -> tuple[str, ...]:
    return break_lines(cell.text, cell.width, lambda text: font.width(text, cell.style.size))


def stack(rows: Iterable[Row], font: ReportFont) -> tuple[Placed, ...]:
    """The rows one under the other, on no page in particular."""
    placed, top = [], 0.0
    for row in rows:
        placed.append(Placed(top, set_row(row, font)))
        top += placed[-1].row.height
    return tuple(placed)


def paginate(rows: Iterable[Row], font: ReportFont, height: float) -> tuple[tuple[Placed, ...], ...]:
    """The rows on pages of `height` points. Nothing is left out: a row that does not fit is torn or moves on."""
    queue = deque(set_row(row, font) for row in rows)
    pages: list[list[Placed]] = [[]]
    top = 0.0

    def place(row: SetRow) -> None:
        nonlocal top
        pages[-1].append(Placed(top, row))
        top += row.height

    def turn(heads: tuple[Row, ...]) -> None:
        nonlocal top
        pages.append([])
        top = 0.0
        for head in heads:
            place(set_row(head, font))

    begun = False  # the page holds a row of its own, not only repeated heads
    while queue:
        if begun and top + _together(queue) > height:
            turn(queue[0].row.heads)
            begun = False
        row = queue.popleft()
        if top + row.height > height and row.height > row.least:
            row, rest = row.tear(height - top)
            queue.appendleft(rest)
            place(row)
            turn(rest.row.heads)
            begun = False
        else:
            place(row)
            begun = True
    return tuple(tuple(page) for page in pages)


def _together(queue: deque[SetRow]) -> float:
    """Height that must stay on one page: the rows that keep to the next, and the least of the row they keep to."""
    need = 0.0
    for row in queue:
        if not row.row.keep:
            return need + row.least
        need += row.height
    return need
