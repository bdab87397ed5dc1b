"""Building blocks of every printed paper: its colours and sizes, a title, a heading, label and value, a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Final

from credit_core.messages import report as messages
from credit_core.reports.rows import Cell, Row, Style

WIDTH: Final = 495.0  # of the content, on A4 with margins of about 50

INK: Final = "#1b2430"
FAINT: Final = "#5b6777"
ACCENT: Final = "#163d6b"
RULE: Final = "#d5dce5"
TINT: Final = "#eaf0f7"
QUIET: Final = "#f6f7f9"

TITLE: Final = Style(24, 34, ACCENT, bold=True)
SECTION: Final = Style(13.5, 20, ACCENT, bold=True)
BODY: Final = Style(9.5, 15, INK)
LABEL: Final = Style(9.5, 15, FAINT)

INDENT: Final = 10.0
LABEL_WIDTH: Final = 82.0
GAP: Final = 8.0

_BEIJING: Final = timezone(timedelta(hours=8))


def moment(at: datetime) -> str:
    """2026年11月20日 09:05（北京时间）."""
    return messages.MOMENT.format(at=at.astimezone(_BEIJING))


def day(on: date | None) -> str:
    """2026年11月20日."""
    return messages.DAY.format(on=on) if on else messages.NOT_STATED


def opening(title: str, number: str) -> Iterator[Row]:
    """The paper's title with its number below, and a line."""
    yield Row((Cell(title, 0, WIDTH, TITLE),), bookmark=(0, title))
    yield Row((Cell(number, 0, WIDTH, BODY),))
    yield Row((), above=6, inside=0, line=ACCENT)


def heading(title: str) -> Row:
    """A section's heading, on the page of what follows it."""
    return Row((Cell(title, 0, WIDTH, SECTION),), above=14, keep=True, bookmark=(0, title))


def pairs(labelled: Iterable[tuple[str, str]], heads: tuple[Row, ...] = ()) -> Iterator[Row]:
    """Labels with their values, a line under each."""
    left = INDENT + LABEL_WIDTH + GAP
    for label, value in labelled:
        cells = (
            Cell(label, INDENT, LABEL_WIDTH, LABEL),
            Cell(value or messages.NOT_STATED, left, WIDTH - left - INDENT, BODY),
        )
        yield Row(cells, line=RULE, heads=heads)


def bullets(texts: Iterable[str], heads: tuple[Row, ...] = ()) -> Iterator[Row]:
    """Sentences, each with a dot before it."""
    for text in texts:
        left = INDENT + GAP
        cells = (Cell(messages.BULLET, INDENT, GAP, BODY), Cell(text, left, WIDTH - left - INDENT, BODY))
        yield Row(cells, inside=1, heads=heads)
