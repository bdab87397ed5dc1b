"""Fit the reranker's weights on questions that neither the index nor the dense model has seen."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import torch

from knowledge.index.build import open_index
from knowledge.index.embedder import Vectors
from knowledge.index.phrasings import Phrasing
from knowledge.index.units import ranked_as
from knowledge.regulations.corpus import Corpus
from knowledge.retrieval.query import Query
from knowledge.retrieval.ranker import FEATURES, Matrix
from knowledge.retrieval.retriever import ClauseRetriever
from knowledge.training.encoding import Vocabulary

_DECAY = 1e-3
_PRIOR = {"is_opinion": -0.6, "is_plan": -1.0}
"""Added to the fitted weights: the phrasings hold many more questions on policy papers than citizens ask, and where a question
names no document the regulation comes first."""
_DAY = date(2026, 1, 1)
"""A day on which all shipped regulations are in force."""


class ArrayEmbedder:
    """A model under training behind the `Embedder` port."""

    fingerprint = "under training"

    def __init__(self, vocabulary: Vocabulary, vectors: Vectors) -> None:
        self._vocabulary, self._vectors = vocabulary, vectors

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dim)."""
        means = np.stack([self._vectors[self._vocabulary.bag(t)].mean(axis=0) for t in texts]).astype(np.float32)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)


def fit_weights(
    corpus: Corpus, embedder: ArrayEmbedder, indexed: Sequence[Phrasing], asked: Sequence[Phrasing]
) -> dict[str, float]:
    """Conditional logit over the candidates of each question in `asked`; `indexed` are the phrasings it may find."""
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(Path(folder), corpus, embedder, phrasings=indexed)
        retriever = ClauseRetriever(corpus, index, embedder)
        tables, golds = [], []
        for phrasing in asked:
            meta = corpus.document(phrasing.clause.document).meta
            units, _, table = retriever.candidates(Query(phrasing.text, meta.jurisdiction, _DAY))
            refs = {u.ref for u in units}
            right = {ranked_as(corpus.document(g.document), g, refs) for g in phrasing.golds}
            gold = np.array([u.ref in right for u in units])
            if gold.any():
                tables.append(table)
                golds.append(gold)
    fitted = dict(zip(FEATURES, _conditional_logit(tables, golds), strict=True))
    return {name: round(weight + _PRIOR.get(name, 0.0), 4) for name, weight in fitted.items()}


def _conditional_logit(tables: Sequence[Matrix], golds: Sequence[np.ndarray]) -> list[float]:
    weights = torch.zeros(len(FEATURES), requires_grad=True)
    pairs = [(torch.from_numpy(t), torch.from_numpy(g)) for t, g in zip(tables, golds, strict=True)]
    optimiser = torch.optim.LBFGS([weights], max_iter=200)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        total = torch.zeros(())
        for table, gold in pairs:
            shares = torch.log_softmax(table @ weights, dim=0)
            total = total - torch.logsumexp(shares[gold], dim=0)
        value = total / len(pairs) + _DECAY * weights.square().sum()
        value.backward()
        return value

    optimiser.step(loss)
    return [round(float(w), 4) for w in weights.detach()]
