"""BM25 over character n-grams, by bm25s. Scores every text of a document for a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from knowledge.index.tokens import ngrams

Scores = npt.NDArray[np.float32]

_K1, _B = 1.2, 0.75


class KeywordIndex:
    """One BM25 index over `size` texts."""

    def __init__(self, model: bm25s.BM25, size: int) -> None:
        self._model = model
        self._vocabulary: dict[str, int] = model.vocab_dict
        self.size = size

    @classmethod
    def build(cls, texts: Sequence[str]) -> KeywordIndex:
        """Index `texts` (at least one, with at least one token among them)."""
        model = bm25s.BM25(k1=_K1, b=_B, method="lucene")
        model.index([ngrams(t) or [""] for t in texts], show_progress=False)
        return cls(model, len(texts))

    def save(self, folder: Path) -> None:
        """Write to `folder`."""
        self._model.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> KeywordIndex:
        """Read what `save` wrote."""
        return cls(bm25s.BM25.load(folder, load_corpus=False), size)

    def scores(self, weighted: Mapping[str, float]) -> Scores:
        """Score of every text for tokens and their weights, shape (size,); zeros where no token is known."""
        out = np.zeros(self.size, dtype=np.float32)
        groups: dict[float, list[int]] = {}
        for token, weight in weighted.items():
            if (number := self._vocabulary.get(token)) is not None:
                groups.setdefault(weight, []).append(number)
        for weight, numbers in groups.items():
            out += weight * self._model.get_scores_from_ids(numbers)
        return out
