"""What both reports say, drawn from a run and the accepted baseline: plain data for the templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.registry import LABELS, SuiteName
from evals.report.charts import Point, bars, intervals, trend
from evals.runs.run import Run

RULE_OF_THREE = 3
"""No failure in N trials shows, with 95 % confidence, a failure rate below 3/N."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words. `state`: ok, missed (below its target), broken (a hard rule), told (no target)."""

    label: str
    count: str
    value: str
    interval: str
    target: str
    before: str
    note: str
    state: str
    trend: str


@dataclass(frozen=True, slots=True)
class Section:
    """One result: suite and dataset."""

    key: str
    anchor: str
    suite: str
    dataset: str
    sealed: bool
    sampled: int | None
    command: str
    trials: int
    faulty: int
    speed: str
    lines: tuple[Line, ...]
    chart: str
    groups: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    """(dimension, headings, rows)."""
    behaviours: tuple[str, ...]
    confusion: tuple[tuple[str, tuple[int, ...]], ...]
    """(expected, how often each behaviour was shown), in the order of `behaviours`."""
    steps: Mapping[str, int]
    steps_chart: str
    worst: Sequence[Mapping[str, Any]]
    notes: tuple[str, ...]


def sections(run: Run, baseline: Run) -> tuple[Section, ...]:
    """Every result of the run, in the order it was run in."""
    return tuple(_section(key, result, baseline.results.get(key)) for key, result in run.results.items())


def _section(key: str, result: Mapping[str, Any], accepted: Mapping[str, Any] | None) -> Section:
    same = accepted if accepted and accepted["version"] == result["version"] else None
    before = {f["key"]: f["value"] for f in same["figures"]} if same else {}
    past = list(_past(same)) if same else []
    lines = tuple(_line(figure, before.get(figure["key"]), past) for figure in result["figures"])
    points = [_point(f, before.get(f["key"])) for f in result["figures"] if f["hits"] is not None]
    behaviours = tuple(dict.fromkeys(name for pair in result["confusion"] for name in pair[:2]))
    label = LABELS[SuiteName(result["suite"])]
    return Section(
        key=key,
        anchor=key.replace("/", "-").replace("@", "-"),
        suite=label,
        dataset=result["dataset"],
        sealed=result["sealed"],
        sampled=result["sampled"],
        command=result["command"],
        trials=result["trials"],
        faulty=result["faulty"],
        speed=f"p50 {1000 * result['seconds']['p50']:.0f} 毫秒，p95 {1000 * result['seconds']['p95']:.0f} 毫秒",
        lines=lines,
        chart=intervals(points, f"{key} 各项指标与 95 % 区间"),
        groups=tuple(_group(name, groups) for name, groups in result["groups"].items()),
        behaviours=behaviours,
        confusion=tuple(_confusion(result["confusion"], behaviours)),
        steps=result["steps"],
        steps_chart=bars(result["steps"], f"{key} 有毛病的题错在哪一步"),
        worst=result["worst"],
        notes=tuple(result["notes"]),
    )


def _line(figure: Mapping[str, Any], before: float | None, past: Sequence[Mapping[str, float]]) -> Line:
    shared = figure["hits"] is not None
    value, target = figure["value"], figure["target"]
    perfect = shared and figure["hits"] == figure["total"]
    if figure["hard"]:
        state, aim = ("ok" if perfect else "broken"), "必须全对"
    else:
        state = "told" if target is None else "ok" if value >= target else "missed"
        aim = "—" if target is None else f"{target:.0f}"
    values = [values[figure["key"]] for values in past if figure["key"] in values]
    history = [*values, *([] if before is None else [before]), value]
    return Line(
        label=figure["label"],
        count=f"{figure['hits']}/{figure['total']}" if shared else str(figure["total"]),
        value=number(value),
        interval=f"{figure['low']:.1f}–{figure['high']:.1f}" if shared else "—",
        target=aim,
        before="—" if before is None else f"{value - before:+.1f}",
        note=f"0 错；95 % 把握错误率低于 {100 * RULE_OF_THREE / figure['total']:.2g} %"
        if perfect
        else figure["published"],
        state=state,
        trend=trend(history, f"{figure['label']}：" + "、".join(number(v) for v in history)),
    )


def number(value: float) -> str:
    """One decimal, and more where the figure is a small one."""
    return f"{value:.4f}" if 0 < abs(value) < 1 else f"{value:.1f}"


def _point(figure: Mapping[str, Any], before: float | None) -> Point:
    return Point(figure["label"], figure["value"], figure["low"], figure["high"], figure["target"], before)


def _past(accepted: Mapping[str, Any]) -> Iterator[Mapping[str, float]]:
    for entry in accepted["history"]:
        if entry["version"] == accepted["version"]:
            yield entry["values"]


def _group(
    dimension: str, groups: Mapping[str, Sequence[Mapping[str, Any]]]
) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    labels = dict.fromkeys(figure["label"] for figures in groups.values() for figure in figures)
    rows = []
    for name, figures in groups.items():
        found = {figure["label"]: figure for figure in figures}
        most = max((figure["total"] for figure in figures), default=0)
        rows.append((name, str(most), *(number(found[x]["value"]) if x in found else "—" for x in labels)))
    return dimension, (dimension, "题数", *labels), tuple(rows)


def _confusion(
    pairs: Sequence[tuple[str, str, int]], behaviours: Sequence[str]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    counts = {(expected, shown): count for expected, shown, count in pairs}
    for expected in dict.fromkeys(pair[0] for pair in pairs):
        yield expected, tuple(counts.get((expected, shown), 0) for shown in behaviours)
