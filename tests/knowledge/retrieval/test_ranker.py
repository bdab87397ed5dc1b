"""The light reranker: linear, standardised, and the weights it ships with."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.book import SIGNALS
from knowledge.regulations.model import Kind
from knowledge.retrieval.ranker import FEATURES, Ranker, features, shipped_ranker


def test_the_shipped_weights_name_known_features() -> None:
    assert set(shipped_ranker().weights) <= set(FEATURES)
    assert any(shipped_ranker().weights.values())


# The vector libraries may have set the processor to flush subnormal numbers to zero.
@given(st.integers(1, 20), st.floats(-1e3, 1e3, allow_subnormal=False), st.integers(0, 99))
def test_features_are_finite_even_when_all_are_alike(rows: int, value: float, seed: int) -> None:
    raw = np.full((rows, len(SIGNALS)), value, dtype=np.float32)
    raw[:, 0] = np.random.default_rng(seed).normal(size=rows)
    table = features(raw, np.arange(rows) // 2, [Kind.REGULATION] * rows, "异议")
    assert table.shape == (rows, len(FEATURES))
    assert np.isfinite(table).all()


def test_the_source_class_counts_only_where_it_differs() -> None:
    raw = np.zeros((3, len(SIGNALS)), dtype=np.float32)
    kinds = [Kind.REGULATION, Kind.NORMATIVE_DOCUMENT, Kind.PLAN]
    named = features(raw, np.arange(3), kinds, "规划里怎么说")
    assert named[:, FEATURES.index("is_plan")].tolist() == [0, 0, 1]
    assert named[:, FEATURES.index("names_plan")].tolist() == [0, 0, 1]
    assert named[:, FEATURES.index("names_opinion")].tolist() == [0, 0, 0]


def test_a_feature_without_a_weight_counts_nothing() -> None:
    table = np.ones((2, len(FEATURES)), dtype=np.float32)
    assert Ranker({}).scores(table).tolist() == [0, 0]
    assert Ranker({"near": 2.0}).scores(table).tolist() == [2, 2]
