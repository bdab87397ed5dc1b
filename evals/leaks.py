"""Does a question that measures also stand, or nearly stand, among what is indexed and trained on?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Case
from knowledge.index.phrasings import load_phrasings, load_routes, load_topic_phrasings
from knowledge.training.split import NEAR, trigrams


@dataclass(frozen=True, slots=True)
class Leak:
    """A case and the phrasing it is too like; 1.0 is the same words but for marks, width and script."""

    case: Case
    phrasing: str
    likeness: float


def known_phrasings() -> tuple[str, ...]:
    """Every question in knowledge/phrasings, held ones included."""
    rows: Iterable[Sequence[str]] = (
        [p.text for p in load_phrasings()],
        [p.text for p in load_routes()],
        [p.text for p in load_topic_phrasings()],
    )
    return tuple(text for texts in rows for text in texts)


def find_leaks(cases: Iterable[Case], phrasings: Sequence[str]) -> Iterator[Leak]:
    """The nearest phrasing of each case that has one at or above `NEAR`."""
    grams = [trigrams(text) for text in phrasings]
    holders = _holders(grams)
    for case in cases:
        own = trigrams(case.question)
        shared: Counter[int] = Counter(i for gram in own for i in holders.get(gram, ()))
        likeness = {i: n / (len(own) + len(grams[i]) - n) for i, n in shared.items()}
        nearest = max(likeness, key=lambda i: likeness[i], default=None)
        if nearest is not None and likeness[nearest] >= NEAR:
            yield Leak(case, phrasings[nearest], likeness[nearest])


def _holders(grams: Sequence[frozenset[str]]) -> Mapping[str, list[int]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(grams):
        for gram in own:
            holders[gram].append(i)
    return holders
