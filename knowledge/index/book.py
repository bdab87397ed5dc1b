"""A book: everything search knows of one document, ready to score a query against its units.

Signals, each one number per unit:

``law``       BM25 over the unit's own words, the query widened by the lexicon (all that a new text has)
``expanded``  BM25 over the unit's words together with its phrasings
``article``   the same over the whole article
``asked``     BM25 of the nearest phrasings of the article
``near``      cosine of the nearest phrasings of the unit
``meaning``   cosine to the unit's own words
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from knowledge.citations.reference import ClauseRef
from knowledge.index.embedder import Vectors
from knowledge.index.keyword_index import KeywordIndex, Scores
from knowledge.index.phrasings import Phrasing
from knowledge.index.units import Unit
from knowledge.index.vector_index import VectorIndex

SIGNALS = ("law", "expanded", "article", "asked", "near", "meaning")
NEAREST = 3
"""How many of a clause's phrasings speak for it: one may be a fluke, all would favour clauses asked often."""
_REACH = 400

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Probe:
    """A query as the indexes take it."""

    tokens: Mapping[str, float]
    """The question's tokens, weight 1."""
    widened: Mapping[str, float]
    """The same with the lexicon's legal terms at a lower weight."""
    vector: Vectors
    """Shape (dim,), unit length."""


@dataclass(frozen=True, slots=True)
class Book:
    """The indexes of one document. `phrasing_unit[i]` is the position of the unit that phrasing i names."""

    document: str
    units: tuple[Unit, ...]
    phrasings: tuple[Phrasing, ...]
    phrasing_unit: Positions
    law: KeywordIndex
    expanded: KeywordIndex
    by_article: KeywordIndex
    asked: KeywordIndex | None
    near: VectorIndex | None
    meaning: VectorIndex
    articles: tuple[ClauseRef, ...] = field(init=False)
    article_of: Positions = field(init=False)
    """For each unit the position of its article in `articles`."""

    def __post_init__(self) -> None:
        articles, article_of = group_by_article(self.units)
        object.__setattr__(self, "articles", articles)
        object.__setattr__(self, "article_of", article_of)

    def score(self, probe: Probe) -> npt.NDArray[np.float32]:
        """Raw signals, shape (len(units), len(SIGNALS)), columns in the order of `SIGNALS`."""
        article_of = self.article_of
        columns: dict[str, Scores] = {
            "law": self.law.scores(probe.widened),
            "expanded": self.expanded.scores(probe.tokens),
            "article": self.by_article.scores(probe.tokens)[article_of],
            "meaning": self.meaning.similarities(probe.vector, self.meaning.size),
        }
        nothing = np.zeros(len(self.units), dtype=np.float32)
        if self.asked is not None and self.near is not None:
            asked = nearest_sum(self.asked.scores(probe.tokens), article_of[self.phrasing_unit], len(self.articles))
            columns["asked"] = asked[article_of]
            cosines = self.near.similarities(probe.vector, _REACH)
            columns["near"] = nearest_sum(cosines, self.phrasing_unit, len(self.units))
        else:  # a text just taken in: its own words stand in for the questions nobody has written yet
            columns["near"] = NEAREST * columns["meaning"]
        return np.stack([columns.get(name, nothing) for name in SIGNALS], axis=1)

    @property
    def has_phrasings(self) -> bool:
        """False for a text that was taken in without any."""
        return self.near is not None

    def closest(self, probe: Probe, article: ClauseRef) -> tuple[Phrasing, float] | None:
        """The phrasing of `article` that is nearest in meaning, and its cosine; None if the article has none."""
        if self.near is None or article not in self.articles:
            return None
        own = self.article_of[self.phrasing_unit] == self.articles.index(article)
        if not own.any():
            return None
        cosines = np.where(own, self.near.similarities(probe.vector, _REACH), -1.0)
        best = int(cosines.argmax())
        return self.phrasings[best], float(cosines[best])


def group_by_article(units: Sequence[Unit]) -> tuple[tuple[ClauseRef, ...], Positions]:
    """The distinct articles in the order of the text, and for each unit the position of its article among them."""
    articles = tuple(dict.fromkeys(u.article for u in units))
    where = {ref: i for i, ref in enumerate(articles)}
    return articles, np.array([where[u.article] for u in units], dtype=np.int64)


def nearest_sum(scores: Scores, owner: Positions, owners: int, k: int = NEAREST) -> Scores:
    """For each owner the sum of its `k` best scores, shape (owners,)."""
    order = np.lexsort((-scores, owner))
    grouped = owner[order]
    starts = np.r_[0, np.flatnonzero(np.diff(grouped)) + 1]
    place = np.arange(len(grouped)) - np.repeat(starts, np.diff(np.r_[starts, len(grouped)]))
    best = order[place < k]
    return np.bincount(owner[best], weights=scores[best], minlength=owners).astype(np.float32)
