"""A written application (书面申请书) on paper: parts with labelled values and sentences, set as every paper of this office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from credit_core.messages import report as messages
from credit_core.reports import blocks
from credit_core.reports.fonts import find_font
from credit_core.reports.pages import edge, foot_of, print_pages
from credit_core.reports.receipt import Part
from credit_core.reports.rows import Cell, Row

__all__ = ["Part", "WrittenApplication", "application_pdf"]


@dataclass(frozen=True, slots=True)
class WrittenApplication:
    """An application as it is printed. `closing` are the lines for signature and day; a blank is drawn as it stands."""

    title: str
    addressee: str
    parts: tuple[Part, ...]
    closing: tuple[str, ...]


def application_pdf(application: WrittenApplication, font: Path | None = None) -> bytes:
    """The application as a PDF of A4 pages, in the font of the file `font`, else as `paper.receipt_pdf` finds one.

    Raises:
        FontUnusable: `font` cannot be embedded. MissingGlyphs: the font lacks a character of the application.
    """
    return print_pages(
        _rows(application),
        find_font(font),
        title=application.title,
        author="",
        edges=lambda number, pages: _edges(application.title, number, pages),
    )


def _rows(application: WrittenApplication) -> Iterator[Row]:
    yield from blocks.opening(application.title, application.addressee)
    for part in application.parts:
        yield blocks.heading(part.heading)
        yield from blocks.pairs(part.pairs)
        yield from blocks.bullets(part.lines)
    yield from _closing(application.closing)


def _closing(lines: Sequence[str]) -> Iterator[Row]:
    """The lines stand together: a signature never stands alone on a page."""
    for place, line in enumerate(lines):
        cell = Cell(line, blocks.INDENT, blocks.WIDTH - 2 * blocks.INDENT, blocks.BODY)
        yield Row((cell,), above=28, keep=place < len(lines) - 1)


def _edges(title: str, number: int, pages: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    head = replace(edge(title), line=blocks.RULE)
    return (head,) if number > 1 else (), foot_of(edge("", messages.PAGE.format(page=number, pages=pages)))
