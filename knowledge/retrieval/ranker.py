"""The light reranker: one linear score over the signals of a unit and of its article.

Every signal is standardised over the candidates of the query, so that BM25 and cosine may be added; the weights are
fitted by ``python -m knowledge.training rank`` on the phrasings' training part and shipped as ``ranker.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from knowledge.index.book import SIGNALS
from knowledge.regulations.model import Kind

Matrix = npt.NDArray[np.float32]

FEATURES = (*SIGNALS, "near_of_article", "meaning_of_article", "is_opinion", "is_plan", "names_opinion", "names_plan")
_OPINION_WORDS = ("实施意见", "10号", "政府文件", "办公厅", "部门文件")
_PLAN_WORDS = ("规划", "2014", "2020年前")


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights by feature name; a feature without a weight counts nothing."""

    weights: Mapping[str, float]

    def scores(self, features: Matrix) -> Matrix:
        """Linear scores, shape (candidates,), of features (candidates, len(FEATURES))."""
        vector = np.array([self.weights.get(name, 0.0) for name in FEATURES], dtype=np.float32)
        return np.asarray(features @ vector, dtype=np.float32)


@lru_cache(maxsize=1)
def shipped_ranker() -> Ranker:
    """The fitted weights."""
    text = (resources.files("knowledge") / "index" / "model" / "ranker.json").read_text("utf-8")
    return Ranker(json.loads(text)["weights"])


def features(raw: Matrix, article_of: npt.NDArray[np.int64], kinds: Sequence[Kind], question: str) -> Matrix:
    """Features of all candidates of one query, shape (candidates, len(FEATURES)).

    `raw` holds the signals (candidates, len(SIGNALS)); `article_of` numbers the article of each candidate.
    """
    standard = (raw - raw.mean(axis=0)) / (raw.std(axis=0) + 1e-6)
    pooled = []
    for name in ("near", "meaning"):
        column = standard[:, SIGNALS.index(name)]
        best = np.full(int(article_of.max()) + 1, -np.inf, dtype=np.float32)
        np.maximum.at(best, article_of, column)
        pooled.append(best[article_of])
    opinion = np.array([k is Kind.NORMATIVE_DOCUMENT for k in kinds], dtype=np.float32)
    plan = np.array([k is Kind.PLAN for k in kinds], dtype=np.float32)
    names_opinion = any(w in question for w in _OPINION_WORDS)
    names_plan = any(w in question for w in _PLAN_WORDS)
    columns = [*standard.T, *pooled, opinion, plan, opinion * names_opinion, plan * names_plan]
    return np.stack(columns, axis=1).astype(np.float32)
