"""The product's own means of search, over other people's articles: BM25, the shipped vectors, and both fused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.legal_qa.data import Article, full_texts, short_texts
from evals.legal_qa.measures import Ranked, best
from evals.progress import track
from knowledge.index.embedder import Embedder, Vectors
from knowledge.index.keyword_index import KeywordIndex, Scores
from knowledge.index.tokens import unique_ngrams

_LEXICAL, _DENSE = 0.6, 0.4
"""Weights of the fusion of standardised scores (docs/retrieval.md)."""
_AT_ONCE = 2048
"""Articles that are embedded in one go."""


@dataclass(frozen=True, slots=True)
class System:
    """A way to rank. `seen`: the model was tuned on questions of this collection, so its figures are too high."""

    key: str
    name: str
    seen: bool


BM25 = System("bm25", "BM25", seen=False)
SHIPPED = System("shipped", "随附向量，见过训练半部", seen=True)
FUSED = System("fused", "BM25＋随附向量，见过训练半部", seen=True)
SYSTEMS = (BM25, SHIPPED, FUSED)


class ArticleSearch:
    """Both indexes over all articles, the words exactly as the shipped index takes them; `build` takes half a minute."""

    def __init__(self, keywords: KeywordIndex, vectors: Vectors, embedder: Embedder) -> None:
        self._keywords, self._vectors, self._embedder = keywords, vectors, embedder

    @classmethod
    def build(cls, articles: Sequence[Article], embedder: Embedder) -> ArticleSearch:
        """Index `articles` (at least one)."""
        return cls(KeywordIndex.build(full_texts(articles)), embedded(articles, embedder), embedder)

    def find(self, question: str) -> Mapping[System, Ranked]:
        """The best articles by each of `SYSTEMS`; a repeated word of the question counts once."""
        words = self._keywords.scores(dict.fromkeys(unique_ngrams(question), 1.0))
        cosines = self._embedder.embed([question])[0] @ self._vectors.T
        return {BM25: best(words), SHIPPED: best(cosines), FUSED: best(fused(words, cosines))}


def embedded(articles: Sequence[Article], embedder: Embedder) -> Vectors:
    """Unit vectors of title and text, shape (articles, dim)."""
    texts = short_texts(articles)
    starts = range(0, len(texts), _AT_ONCE)
    return np.concatenate([embedder.embed(texts[i : i + _AT_ONCE]) for i in track(starts, "随附向量读条文")])


def fused(lexical: Scores, dense: Scores) -> Scores:
    """Scores of all articles for one question: standardised, then added by weight."""
    return _LEXICAL * _standard(lexical) + _DENSE * _standard(dense)


def _standard(scores: Scores) -> Scores:
    return np.asarray((scores - scores.mean()) / (scores.std() + 1e-9), dtype=np.float32)
