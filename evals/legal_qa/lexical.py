"""BM25 over character uni- and bigrams of title and text: the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import bm25s

from evals.progress import track
from knowledge.index.keyword_index import KeywordIndex, Scores
from knowledge.index.tokens import ngrams, unique_ngrams

_K1, _B = 1.8, 0.9
"""Measured best on this collection (docs/retrieval.md); our own regulations' shorter pieces want less."""


class LexicalSearch:
    """One index over all articles."""

    def __init__(self, texts: Sequence[str]) -> None:
        model = bm25s.BM25(k1=_K1, b=_B, method="lucene")
        model.index([ngrams(text) or [""] for text in track(texts, "词面索引")], show_progress=False)
        self._index = KeywordIndex(model, len(texts))

    def scores(self, questions: Sequence[str]) -> Iterator[Scores]:
        """Scores of every article for each question, shape (articles,); a repeated query token counts once."""
        for question in questions:
            yield self._index.scores(dict.fromkeys(unique_ngrams(question), 1.0))
