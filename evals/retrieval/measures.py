"""Retrieval measures by ir-measures, for questions of which one clause is the answer.

Clauses that answer equally well count as one: the question is answered when the first of them is found. So each
question has exactly one relevant entry, and R@k is the share of questions answered among the first k.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, R, nDCG

CUTOFFS = (1, 5, 10)
DEPTH = 50
"""Ranks that are looked at; an answer below counts as not found."""
MEASURES = (*(R @ k for k in CUTOFFS), RR @ DEPTH, nDCG @ 10)
LABELS = ("R@1", "R@5", "R@10", "MRR", "nDCG@10")
_ANSWER = "gold"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Clauses found for a question, best first, and those that are right."""

    found: Sequence[str]
    right: Collection[str]


def measure(rankings: Iterable[Ranking]) -> list[float]:
    """Means over all questions, as percentages, in the order of `LABELS`; nan of nothing."""
    qrels: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    for number, ranking in enumerate(rankings):
        qrels[str(number)] = {_ANSWER: 1}
        # Scores fall with the rank and never tie; an empty ranking still counts as a question.
        run[str(number)] = {name: -float(rank) for rank, name in enumerate(_collapsed(ranking))} or {"": 0.0}
    if not qrels:
        return [float("nan")] * len(MEASURES)
    found = ir_measures.calc_aggregate(MEASURES, qrels, run)
    return [100 * float(found[m]) for m in MEASURES]


def _collapsed(ranking: Ranking) -> list[str]:
    """The first `DEPTH` entries, the first right one named `_ANSWER`, further right ones left out."""
    out: list[str] = []
    for name in ranking.found:
        if name in ranking.right:
            if _ANSWER not in out:
                out.append(_ANSWER)
        else:
            out.append(name)
        if len(out) == DEPTH:
            break
    return out
