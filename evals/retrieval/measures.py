"""Retrieval measures by ir-measures.

Clauses that answer equally well count as one: found when the first of them is. So a question with one answer has exactly
one relevant entry, and R@k is the share of questions answered among the first k; one that needs two clauses has two.
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """Clauses found for a question, best first, and those wanted: for each answer the clauses that give it equally well."""

    found: Sequence[str]
    wanted: Sequence[Collection[str]]

    def ranks(self) -> list[int | None]:
        """At which rank, from 1, each answer is first found; None if not among the first `DEPTH`."""
        found = list(enumerate(self.collapsed(), 1))
        return [next((rank for rank, name in found if name == _answer(i)), None) for i in range(len(self.wanted))]

    def collapsed(self) -> list[str]:
        """The first `DEPTH` entries: the first clause of an answer bears the answer's name, further ones are left out."""
        out: list[str] = []
        for name in self.found:
            answers = [_answer(i) for i, right in enumerate(self.wanted) if name in right]
            if not answers:
                out.append(name)
            elif new := [answer for answer in answers if answer not in out]:
                out.append(new[0])
            if len(out) == DEPTH:
                break
        return out


def measure(rankings: Iterable[Ranking]) -> list[float]:
    """Means over all questions, as percentages, in the order of `LABELS`; nan of nothing."""
    qrels: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    for number, ranking in enumerate(rankings):
        qrels[str(number)] = {_answer(i): 1 for i in range(len(ranking.wanted))}
        # Scores fall with the rank and never tie; an empty ranking still counts as a question.
        run[str(number)] = {name: -float(rank) for rank, name in enumerate(ranking.collapsed())} or {"": 0.0}
    if not qrels:
        return [float("nan")] * len(MEASURES)
    found = ir_measures.calc_aggregate(MEASURES, qrels, run)
    return [100 * float(found[m]) for m in MEASURES]


def _answer(number: int) -> str:
    return f"answer {number}"
