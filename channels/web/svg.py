"""Charts as inline SVG, from plain data. Each stands before a table of the same figures, so nothing is told by a chart alone.

No chart holds a style of its own: colours are classes of desk.css, and words are text that scales with the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from markupsafe import Markup, escape

_WIDTH, _HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 12, 30, 30
_ROW, _LABEL, _VALUE = 30, 250, 60
_MOST_LABELS: Final = 7
_MOST_LETTERS: Final = 18
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures over time. `rows` has for each label as many values as there are `names`.

    `id` must be the only one of its kind on the page; `title` says what is shown, `told` the main thing in words.
    """

    id: str
    title: str
    told: str
    names: Sequence[str]
    labels: Sequence[str]
    rows: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1 with its name."""

    label: str
    value: float


def columns(chart: Chart) -> Markup:
    """A column for each label, its parts one on the other; empty without a label."""
    if not chart.labels:
        return Markup("")
    top = _ceiling(max((sum(row) for row in chart.rows), default=0))
    step = (_WIDTH - _LEFT - _RIGHT) / len(chart.labels)
    parts = [_opened(chart), *_axis(top), *_names(chart), *_labels(chart, step)]
    for column, row in enumerate(chart.rows):
        x, width = _LEFT + column * step + step * 0.1, step * 0.8
        for number, (value, reached) in enumerate(zip(row, accumulate(row), strict=True)):
            if value:
                high = _y(reached - value, top) - _y(reached, top)
                parts.append(
                    f'<rect class="part p{number}" x="{x:.1f}" y="{_y(reached, top):.1f}" width="{width:.1f}" height="{high:.1f}"/>'
                )
    return Markup("".join((*parts, "</svg>")))  # noqa: S704 - every text in it was escaped


def lines(chart: Chart) -> Markup:
    """A line for each name, with a mark at each value; empty without a label."""
    if not chart.labels:
        return Markup("")
    top = _ceiling(max((value for row in chart.rows for value in row), default=0))
    step = (_WIDTH - _LEFT - _RIGHT) / len(chart.labels)
    parts = [_opened(chart), *_axis(top), *_names(chart), *_labels(chart, step)]
    for number in range(len(chart.names)):
        spots = [(_LEFT + (at + 0.5) * step, _y(row[number], top)) for at, row in enumerate(chart.rows)]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        parts.append(f'<polyline class="line p{number}" points="{joined}"/>')
        parts.extend(f'<circle class="part p{number}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in spots)
    return Markup("".join((*parts, "</svg>")))  # noqa: S704


def shares(id: str, title: str, told: str, rows: Sequence[Share]) -> Markup:  # noqa: A002 - as in HTML
    """A bar for each share, in the order given; empty without one."""
    if not rows:
        return Markup("")
    height, plot = _ROW * len(rows), _WIDTH - _LABEL - _VALUE
    parts = [_head(id, title, told, height)]
    for number, row in enumerate(rows):
        y = number * _ROW
        parts.append(
            f'<text class="name" x="{_LABEL - 8}" y="{y + 19}" text-anchor="end">{escape(short(row.label, _MOST_LETTERS))}</text>'
            f'<rect class="track" x="{_LABEL}" y="{y + 7}" width="{plot}" height="16"/>'
            f'<rect class="part p0" x="{_LABEL}" y="{y + 7}" width="{plot * row.value:.1f}" height="16"/>'
            f'<text class="value" x="{_LABEL + plot + 6}" y="{y + 19}">{percent(row.value)}</text>'
        )
    return Markup("".join((*parts, "</svg>")))  # noqa: S704


def spark(values: Sequence[float], title: str) -> Markup:
    """A small line within a row, the oldest value first; empty with fewer than two."""
    if len(values) < 2:
        return Markup("")
    low, high = min(values), max(values)
    span, step = high - low or 1.0, 112 / (len(values) - 1)
    spots = " ".join(f"{4 + at * step:.1f},{24 - 20 * (v - low) / span:.1f}" for at, v in enumerate(values))
    return Markup(  # noqa: S704
        f'<svg class="spark" role="img" viewBox="0 0 120 28" width="120" height="28" aria-label="{escape(title)}">'
        f'<polyline class="line p0" points="{spots}"/></svg>'
    )


def percent(share: float) -> str:
    """A share as 98.5%."""
    return f"{100 * share:.1f}%"


def short(label: str, most: int) -> str:
    """The label, cut where it is longer than `most` characters."""
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _opened(chart: Chart) -> str:
    return _head(chart.id, chart.title, chart.told, _HEIGHT)


def _head(id: str, title: str, told: str, height: int) -> str:  # noqa: A002
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {_WIDTH} {height}" aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{escape(title)}</title><desc id="{id}-desc">{escape(told)}</desc>'
    )


def _axis(top: float) -> list[str]:
    parts = []
    for value in (0, top / 2, top):
        y = _y(value, top)
        parts.append(f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>')
        parts.append(f'<text class="axis" x="{_LEFT - 6}" y="{y + 5:.1f}" text-anchor="end">{value:g}</text>')
    return parts


def _names(chart: Chart) -> list[str]:
    parts, x = [], _LEFT
    for number, name in enumerate(chart.names):
        parts.append(f'<rect class="part p{number}" x="{x}" y="6" width="12" height="12"/>')
        parts.append(f'<text class="name" x="{x + 17}" y="17">{escape(name)}</text>')
        x += 34 + 15 * len(name)
    return parts


def _labels(chart: Chart, step: float) -> list[str]:
    each = -(-len(chart.labels) // _MOST_LABELS)
    return [
        f'<text class="axis" x="{_LEFT + (at + 0.5) * step:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(label)}</text>'
        for at, label in enumerate(chart.labels)
        if at % each == 0
    ]


def _y(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / top


def _ceiling(most: float) -> float:
    """The next round number, and at least 2, so that the half of it is a whole one."""
    size = 1.0
    while True:
        for step in _STEPS:
            if 2 * step * size >= most:
                return 2 * step * size
        size *= 10
