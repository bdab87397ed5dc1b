"""Retrieval measures by ir-measures over one ranked list of articles per question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import RR, R, nDCG

from evals.legal_qa.data import LegalQuestion
from knowledge.index.keyword_index import Scores

DEPTH = 100
MEASURES = (R @ 1, R @ 5, R @ 10, R @ 20, R @ 100, RR, nDCG @ 10)
LABELS = ("R@1", "R@5", "R@10", "R@20", "R@100", "MRR", "nDCG@10")

Ranked = npt.NDArray[np.int64]
"""Positions of the `DEPTH` best articles, best first; of equals the one that stands first."""


def best(scores: Scores) -> Ranked:
    """The ranking that scores of all articles make."""
    return np.argsort(-scores, kind="stable")[:DEPTH].astype(np.int64)


def measure(questions: Sequence[LegalQuestion], rankings: Iterable[Ranked]) -> list[float]:
    """Means over the questions, as percentages, in the order of `LABELS`."""
    qrels = {str(n): {str(gold): 1 for gold in q.gold} for n, q in enumerate(questions)}
    run = {
        str(n): {str(article): -float(rank) for rank, article in enumerate(ranked)} for n, ranked in enumerate(rankings)
    }
    found = ir_measures.calc_aggregate(MEASURES, qrels, run)
    return [100 * float(found[m]) for m in MEASURES]
