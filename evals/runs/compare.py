"""Two runs side by side, and which of their differences are regressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evals.runs.run import Run


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure in two runs; None where a run has none. `worse` by more than the figure's own step."""

    result: str
    key: str
    label: str
    before: float | None
    after: float | None
    worse: bool

    @property
    def change(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences of results that both runs have, and results that cannot be compared, with the reason's key."""

    differences: tuple[Difference, ...]
    changed: tuple[str, ...]
    """Results whose questions changed: their figures are not comparable."""
    missing: tuple[str, ...]
    """Results that only the earlier run has."""
    new: tuple[str, ...]
    """Results that only the later run has."""

    @property
    def regressions(self) -> tuple[Difference, ...]:
        """The figures that got worse."""
        return tuple(d for d in self.differences if d.worse)


def compare(before: Run, after: Run) -> Comparison:
    """Every figure of `after` beside that of `before`, for the same questions only."""
    shared = [key for key in after.results if key in before.results]
    same = [key for key in shared if before.results[key]["version"] == after.results[key]["version"]]
    return Comparison(
        tuple(
            difference
            for key in same
            for difference in _differences(
                key, before.figures(key), after.figures(key), sampled=after.results[key]["sampled"] is not None
            )
        ),
        tuple(key for key in shared if key not in same),
        tuple(key for key in before.results if key not in after.results),
        tuple(key for key in after.results if key not in before.results),
    )


def _differences(
    result: str, before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]], *, sampled: bool
) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        named = new or old or {}
        yield Difference(
            result,
            key,
            named["label"],
            old["value"] if old else None,
            new["value"] if new else None,
            _worse(old, new, sampled=sampled),
        )


def _worse(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, *, sampled: bool) -> bool:
    """A figure that is gone is worse: nothing must pass by not being measured.

    In a sample one question weighs more than a point, and rounding on another processor may turn one: two are needed.
    """
    if old is None or old["step"] is None:
        return False
    if new is None:
        return True
    loss = old["value"] - new["value"] if new["higher_is_better"] else new["value"] - old["value"]
    one = 100 / new["total"] if sampled and new.get("hits") is not None and new["total"] else 0.0
    return bool(loss > max(old["step"], one) + 1e-9)
