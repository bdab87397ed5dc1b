"""Shares with their 95 % intervals, and percentiles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_Z = 1.959964
"""Standard normal quantile of 97.5 %."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `total`."""

    hits: int
    total: int

    @classmethod
    def of(cls, outcomes: Iterable[bool | None]) -> Rate:
        """The share of True; None (does not apply) is not counted."""
        counted = [o for o in outcomes if o is not None]
        return cls(sum(counted), len(counted))

    @property
    def share(self) -> float:
        """`hits` / `total`; nan of nothing."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson score interval at 95 %; (0, 1) of nothing."""
        if not self.total:
            return 0.0, 1.0
        n, p = self.total, self.share
        centre = p + _Z**2 / (2 * n)
        reach = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        scale = 1 + _Z**2 / n
        return max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale)


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value that at least `share` of all values do not exceed; nan of nothing."""
    if not values:
        return math.nan
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
