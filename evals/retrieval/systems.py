"""The systems compared: each turns the features of a question's candidates into one score per candidate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from knowledge.index.book import SIGNALS
from knowledge.retrieval.ranker import FEATURES, Matrix, shipped_ranker


@dataclass(frozen=True, slots=True)
class System:
    """A way to rank. `scores` takes features, shape (candidates, len(FEATURES)), and gives shape (candidates,)."""

    label: str
    scores: Callable[[Matrix], Matrix]


def summed(*signals: str) -> Callable[[Matrix], Matrix]:
    """Equal weights: the sum of standardised signals."""
    columns = [FEATURES.index(name) for name in signals]
    return lambda table: np.asarray(table[:, columns].sum(axis=1), dtype=np.float32)


def fitted(table: Matrix) -> Matrix:
    """The shipped weights."""
    return shipped_ranker().scores(table)


DENSE_LAW = System("向量：法条原文", summed("meaning"))
WITHOUT_PHRASINGS: tuple[System, ...] = (
    System("词面：法条原文＋词典", summed("law")),
    DENSE_LAW,
    System("等权融合：法条原文", summed("law", "meaning")),
    System("融合＋重排（随附权重），索引里没有问法", fitted),
)
WITH_PHRASINGS: tuple[System, ...] = (
    System("词面：含问法", summed("expanded", "article", "asked")),
    System("向量：含问法", summed("near", "meaning")),
    System("等权融合：含问法", summed(*SIGNALS)),
    System("融合＋重排（随附）", fitted),
)
SHIPPED = WITH_PHRASINGS[-1]
