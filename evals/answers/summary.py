"""Scores put together: one figure per question that issue, citizen and lawyer would ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.answers.score import Score, place_of
from evals.cases import BEHAVIOUR_OF, Behaviour
from evals.intervals import Rate
from knowledge.regulations.corpus import Corpus

SEVERAL = "多地"
NO_PLACE = "未指明"


@dataclass(frozen=True, slots=True)
class Metric:
    """A share of cases. `target` is the least share wanted (0 to 1), None where none is set."""

    key: str
    label: str
    of: Callable[[Score], bool | None]
    target: float | None = None

    def rate(self, scores: Iterable[Score]) -> Rate:
        """The share over `scores`, cases to which it does not apply left out."""
        return Rate.of(self.of(s) for s in scores)


METRICS: tuple[Metric, ...] = (
    Metric("cited", "依据在所引条款之中", lambda s: s.cited, 0.97),
    Metric("first", "首条引用即为依据", lambda s: s.first, 0.88),
    Metric("facts", "要点齐全", lambda s: s.facts, 0.92),
    Metric("behaviour", "该答则答、该问则问、该拒则拒", lambda s: s.behaviour, 0.95),
    Metric("place", "没有引用别处的法规", lambda s: None if s.foreign is None else not s.foreign, 1.0),
    Metric("verbatim", "引文逐字相符", lambda s: None if not s.quotes else not s.altered, 1.0),
    Metric("not_misled", "没有自信地答错", lambda s: not s.misled, 0.98),
    Metric("clean", "没有不该出现的话", lambda s: None if not s.case.must_not_include else not s.forbidden),
    Metric("reason", "原因代码相符", lambda s: s.reason),
    Metric("cited_gold", "依据在所引条款之中（不算同样可以的条款）", lambda s: s.cited_gold),
    Metric("answered", "该答的答了", lambda s: s.behaviour if s.case.behaviour is Behaviour.ANSWER else None, 0.88),
)
MEAN_CITATIONS_TARGET = 3.0
GROUP_METRICS = ("behaviour", "cited", "first", "facts", "place")


def by_key(key: str) -> Metric:
    """The metric with this key."""
    return next(m for m in METRICS if m.key == key)


def mean_citations(scores: Sequence[Score]) -> float:
    """Citations per answer, over the cases whose answer should cite known clauses; 0 of nothing."""
    counted = [s.quotes for s in scores if s.case.expects_clauses]
    return sum(counted) / len(counted) if counted else 0.0


def grouped(scores: Iterable[Score], key: Callable[[Score], str]) -> dict[str, list[Score]]:
    """Scores by a property of their case, largest group first."""
    groups: dict[str, list[Score]] = {}
    for score in scores:
        groups.setdefault(key(score), []).append(score)
    return dict(sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])))


def place_key(corpus: Corpus) -> Callable[[Score], str]:
    """Groups by the place asked about: the chosen one, else that of the gold clauses."""

    def key(score: Score) -> str:
        case = score.case
        places = {place for ref in case.gold if (place := place_of(ref, corpus))}
        return SEVERAL if len(places) > 1 else next(iter(places), case.jurisdiction or NO_PLACE)

    return key


def document_key(score: Score) -> str:
    """Groups by the document of the gold clauses."""
    documents = {ref.document for ref in score.case.gold}
    return SEVERAL if len(documents) > 1 else (documents.pop() if documents else NO_PLACE)


def confusion(scores: Iterable[Score]) -> Counter[tuple[Behaviour, Behaviour]]:
    """How often each (expected, shown) behaviour occurred."""
    return Counter((s.case.behaviour, BEHAVIOUR_OF[s.answer.status]) for s in scores)


def failures(score: Score) -> list[tuple[int, str]]:
    """What is wrong with an answer, each with its weight (CONTRIBUTING.md ranks the errors), the worst first."""
    found: list[tuple[int, str]] = []
    if score.altered:
        found.append((100, "引文与原文不符：" + "、".join(score.altered)))
    if score.foreign:
        found.append((90, "引用了别处：" + "、".join(score.foreign)))
    if score.forbidden:
        found.append((60, "出现了不该有的话：" + "、".join(score.forbidden)))
    if score.misled:
        found.append((50, "自信地答错"))
    if not score.behaviour:
        found.append((40, f"应当 {score.case.behaviour}，却是 {score.answer.status}"))
    if score.cited is False:
        found.append((30, "没有引到依据"))
    if score.facts is False:
        found.append((20, "缺要点：" + "、".join(score.missing)))
    if score.first is False and score.cited:
        found.append((10, "依据不在首条"))
    if score.reason is False and score.behaviour:
        found.append((5, f"原因应为 {score.case.reason}"))
    return found


def worst(scores: Iterable[Score]) -> list[Score]:
    """The answers with something wrong, the worst first, equals in the order asked."""
    wrong = [(sum(weight for weight, _ in f), s) for s in scores if (f := failures(s))]
    return [s for _, s in sorted(wrong, key=lambda pair: -pair[0])]
