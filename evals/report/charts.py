"""Charts as inline SVG. Each is drawn from figures that also stand in a table beside it, so nothing is told by a chart alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_ROW, _LABEL, _PLOT, _PAD = 26, 300, 420, 56
"""Pixels: height of a row, width of the labels, of the plot, and of what stands right of it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A share with its interval, in percent; `target` and `before` are drawn where they are known."""

    label: str
    value: float
    low: float
    high: float
    target: float | None = None
    before: float | None = None


def intervals(points: Sequence[Point], title: str) -> str:
    """Each share as a dot on its 95 % interval; the target as a tick, the accepted value as a ring."""
    if not points:
        return ""
    floor = _floor(points)
    height = _ROW * (len(points) + 1)
    parts = [_open(_LABEL + _PLOT + _PAD, height, title)]
    for mark in range(int(floor), 101, 10):
        x = _x(mark, floor)
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height - _ROW}"/>')
        parts.append(f'<text class="axis" x="{x:.1f}" y="{height - 8}" text-anchor="middle">{mark}</text>')
    for row, point in enumerate(points):
        y = _ROW * row + _ROW / 2
        low, high, at = (_x(v, floor) for v in (point.low, point.high, point.value))
        parts.append(
            f'<text class="label" x="{_LABEL - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(point.label)}</text>'
        )
        parts.append(f'<line class="range" x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}"/>')
        if point.target is not None:
            x = _x(point.target, floor)
            parts.append(f'<line class="target" x1="{x:.1f}" y1="{y - 8}" x2="{x:.1f}" y2="{y + 8}"/>')
        if point.before is not None:
            parts.append(f'<circle class="before" cx="{_x(point.before, floor):.1f}" cy="{y}" r="7"/>')
        missed = point.target is not None and point.value < point.target
        parts.append(f'<circle class="{"missed" if missed else "dot"}" cx="{at:.1f}" cy="{y}" r="4.5"/>')
        parts.append(f'<text class="label" x="{_LABEL + _PLOT + 10}" y="{y + 4:.1f}">{point.value:.1f}</text>')
    return "".join([*parts, "</svg>"])


def bars(counts: Mapping[str, int], title: str) -> str:
    """Counts as horizontal bars, in the order given."""
    if not counts:
        return ""
    most = max(counts.values())
    parts = [_open(_LABEL + _PLOT + _PAD, _ROW * len(counts), title)]
    for row, (label, count) in enumerate(counts.items()):
        y = _ROW * row
        width = max(1.0, _PLOT * count / most)
        parts.append(
            f'<text class="label" x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(label)}</text>'
            f'<rect class="bar" x="{_LABEL}" y="{y + 5}" width="{width:.1f}" height="16"/>'
            f'<text class="label" x="{_LABEL + width + 6:.1f}" y="{y + 17}">{count}</text>'
        )
    return "".join([*parts, "</svg>"])


def trend(values: Sequence[float], title: str) -> str:
    """A small line over the accepted values, oldest first, and the value of now; empty with fewer than two."""
    if len(values) < 2:
        return ""
    width, height, margin = 120, 28, 4
    low, high = min(values), max(values)
    span = high - low or 1.0
    step = (width - 2 * margin) / (len(values) - 1)
    spots = [
        (margin + i * step, height - margin - (height - 2 * margin) * (v - low) / span) for i, v in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    x, y = spots[-1]
    dot = f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
    return f'{_open(width, height, title)}<polyline class="line" points="{line}"/>{dot}</svg>'


def _open(width: int, height: int, title: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
    )


def _floor(points: Sequence[Point]) -> float:
    """The left end of the axis: the round ten below everything drawn."""
    least = min(min(p.low, p.value, p.before if p.before is not None else 100.0, p.target or 100.0) for p in points)
    return max(0.0, min(90.0, 10 * (least // 10)))


def _x(percent: float, floor: float) -> float:
    return _LABEL + _PLOT * (percent - floor) / (100 - floor)
