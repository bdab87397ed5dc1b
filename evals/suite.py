"""What every suite measures in: trials with outcomes, metrics over them, and means that no single trial has."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from evals.intervals import Rate


class Step(StrEnum):
    """The step of the pipeline at which an answer went wrong; the value is what a report prints."""

    ROUTING = "分流"
    UNDERSTANDING = "理解地区与日期"
    RETRIEVAL = "检索"
    RANKING = "排序"
    COMPOSITION = "组织答复"
    RULES = "规则计算"
    VERIFICATION = "核验"
    PROTECTION = "防护"
    HEARING = "听懂市民的话"
    FILING = "办事引导"


@dataclass(frozen=True, slots=True)
class Metric:
    """A share of trials.

    Attributes:
        target: the least share wanted (0 to 1), None where none is set.
        hard: a rule that holds without exception: one trial that fails it fails the run, whatever the baseline.
    """

    key: str
    label: str
    target: float | None = None
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a trial: how bad (CONTRIBUTING.md ranks the errors), in words, and where it arose."""

    weight: int
    words: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause beside a trial: its id, the words quoted from it or its text, and what names it for people."""

    clause: str
    words: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing tried, and what came of it.

    Attributes:
        asked: what was put in.
        groups: dimension to group, e.g. ``{"题型": "single"}``.
        outcome: metric key to passed; None or absent where the metric does not apply.
        expected, shown: behaviours, where the suite has them (for the confusion table).
        cited, gold: clauses of the answer and of a right answer.
    """

    id: str
    asked: str
    groups: Mapping[str, str]
    outcome: Mapping[str, bool | None]
    faults: tuple[Fault, ...] = ()
    expected: str = ""
    shown: str = ""
    answer: str = ""
    cited: tuple[Quoted, ...] = ()
    gold: tuple[Quoted, ...] = ()
    note: str = ""
    seconds: float = 0.0

    @property
    def weight(self) -> int:
        """How bad it is altogether; 0 of a trial with nothing wrong."""
        return sum(fault.weight for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Mean:
    """A figure that is no share of trials: nDCG, METEOR, citations on average.

    Attributes:
        value: in the unit that `label` names.
        step: how far it may move the wrong way before that is a regression, None: it is told, not judged.
        higher_is_better: False where less is better.
    """

    key: str
    label: str
    value: float
    count: int
    step: float | None = 1.0
    higher_is_better: bool = True
    published: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric or a mean as it came out. `value` is a percentage for shares, else in the mean's own unit."""

    key: str
    label: str
    value: float
    total: int
    hits: int | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    hard: bool = False
    step: float | None = 1.0
    higher_is_better: bool = True
    published: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One suite over one dataset.

    Attributes:
        version: hash of the dataset, so that figures of different questions are never compared.
        sealed: no trial of it may be shown; only the figures.
        sampled: how many rows were tried where not all were, else None.
        command: how to repeat it.
    """

    suite: str
    dataset: str
    version: str
    command: str
    metrics: tuple[Metric, ...]
    trials: tuple[Trial, ...]
    means: tuple[Mean, ...] = ()
    notes: tuple[str, ...] = ()
    sealed: bool = False
    sampled: int | None = None

    @property
    def key(self) -> str:
        """What this result is compared under: ``answers/compare``, with ``@60`` where only 60 rows were tried."""
        return f"{self.suite}/{self.dataset}" + (f"@{self.sampled}" if self.sampled else "")

    def figures(self, trials: Iterable[Trial] | None = None) -> tuple[Figure, ...]:
        """Every metric over `trials` (default: all of them), and then the means; metrics that apply to none left out."""
        chosen = self.trials if trials is None else tuple(trials)
        found = [_share(metric, Rate.of(t.outcome.get(metric.key) for t in chosen)) for metric in self.metrics]
        means = () if trials is not None else self.means
        return (*(f for f in found if f.total), *(_mean(mean) for mean in means))

    def grouped(self, dimension: str) -> dict[str, list[Trial]]:
        """Trials by group, the largest group first."""
        groups: dict[str, list[Trial]] = {}
        for trial in self.trials:
            if dimension in trial.groups:
                groups.setdefault(trial.groups[dimension], []).append(trial)
        return dict(sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])))

    def dimensions(self) -> list[str]:
        """The dimensions that tell at least two groups apart, in the order the trials name them."""
        seen = dict.fromkeys(name for trial in self.trials for name in trial.groups)
        return [name for name in seen if len(self.grouped(name)) > 1]

    def worst(self) -> list[Trial]:
        """Trials with something wrong, the worst first, equals in the order tried."""
        return sorted((t for t in self.trials if t.faults), key=lambda t: -t.weight)

    def by_step(self) -> dict[Step, int]:
        """How many trials went wrong at each step; a trial counts once, at its worst fault."""
        counts: dict[Step, int] = {}
        for trial in self.worst():
            step = max(trial.faults, key=lambda f: f.weight).step
            if step is not None:
                counts[step] = counts.get(step, 0) + 1
        return counts

    def confusion(self) -> dict[tuple[str, str], int]:
        """How often each (expected, shown) pair occurred."""
        counts: dict[tuple[str, str], int] = {}
        for trial in self.trials:
            if trial.expected:
                pair = (trial.expected, trial.shown)
                counts[pair] = counts.get(pair, 0) + 1
        return counts

    def percentile(self, share: float) -> float:
        """Seconds of a trial at this share, nearest rank; nan of nothing."""
        seconds = sorted(t.seconds for t in self.trials)
        return seconds[max(0, math.ceil(share * len(seconds)) - 1)] if seconds else math.nan


def broken_rules(results: Iterable[Result]) -> list[tuple[Result, Figure]]:
    """Hard rules that some trial failed."""
    return [
        (result, figure)
        for result in results
        for figure in result.figures()
        if figure.hard and figure.hits is not None and figure.hits < figure.total
    ]


def to_json(result: Result) -> dict[str, Any]:
    """The result as a run file keeps it: of a sealed dataset the figures only."""
    return {
        "suite": result.suite,
        "dataset": result.dataset,
        "version": result.version,
        "command": result.command,
        "sealed": result.sealed,
        "sampled": result.sampled,
        "figures": [asdict(figure) for figure in result.figures()],
        "groups": {
            dimension: {
                name: [asdict(figure) for figure in result.figures(trials)]
                for name, trials in result.grouped(dimension).items()
            }
            for dimension in result.dimensions()
        },
        "confusion": [[*pair, count] for pair, count in sorted(result.confusion().items())],
        "steps": {step.value: count for step, count in result.by_step().items()},
        "notes": list(result.notes),
        "trials": len(result.trials),
        "seconds": {"p50": result.percentile(0.5), "p95": result.percentile(0.95)},
        "faulty": len(result.worst()),
        "worst": [] if result.sealed else [_trial(t) for t in result.worst()],
    }


def _trial(trial: Trial) -> dict[str, Any]:
    return {**asdict(trial), "weight": trial.weight}


def _share(metric: Metric, rate: Rate) -> Figure:
    low, high = rate.interval
    return Figure(
        metric.key,
        metric.label,
        100 * rate.share,
        rate.total,
        hits=rate.hits,
        low=100 * low,
        high=100 * high,
        target=None if metric.target is None else 100 * metric.target,
        hard=metric.hard,
    )


def _mean(mean: Mean) -> Figure:
    return Figure(
        mean.key,
        mean.label,
        mean.value,
        mean.count,
        step=mean.step,
        higher_is_better=mean.higher_is_better,
        published=mean.published,
    )
