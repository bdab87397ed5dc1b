"""The vectors in chromadb."""

from __future__ import annotations

import numpy as np
import pytest
from chromadb.errors import InternalError
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.index.embedder import Vectors
from knowledge.index.vector_index import VectorStore


def units(rows: int, seed: int = 0) -> Vectors:
    found = np.random.default_rng(seed).normal(size=(rows, 16)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def test_similarities_are_cosines() -> None:
    vectors = units(50)
    found = VectorStore().add("test.cosines", vectors).similarities(vectors[7], 50)
    assert found == pytest.approx(vectors @ vectors[7], abs=1e-3)
    assert found.argmax() == 7


def test_beyond_the_limit_all_are_as_far_as_the_last() -> None:
    vectors = units(50)
    found = VectorStore().add("test.limit", vectors).similarities(vectors[7], 5)
    exact = np.sort(vectors @ vectors[7])[::-1]
    assert np.sort(found)[::-1][:5] == pytest.approx(exact[:5], abs=1e-3)
    assert set(np.round(np.sort(found)[:45], 5)) == {np.round(found.min(), 5)}


def test_a_question_without_a_known_word_is_near_nothing() -> None:
    index = VectorStore().add("test.zero", units(5))
    assert not index.similarities(np.zeros(16, dtype=np.float32), 5).any()


def test_a_name_is_given_once_in_a_store() -> None:
    store, vectors = VectorStore(), units(5)
    first = store.add("test.again", vectors)
    with pytest.raises(InternalError, match="already exists"):
        store.add("test.again", units(3, seed=1))
    assert first.similarities(vectors[0], 5) == pytest.approx(vectors @ vectors[0], abs=1e-3)


def test_two_stores_of_one_process_do_not_share() -> None:
    vectors = units(5)
    first = VectorStore().add("test.shared", vectors)
    VectorStore().add("test.shared", units(5, seed=1))
    assert first.similarities(vectors[0], 5) == pytest.approx(vectors @ vectors[0], abs=1e-3)


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 30), st.integers(1, 40))
def test_every_text_gets_a_finite_number(rows: int, limit: int) -> None:
    vectors = units(rows)
    found = VectorStore().add("test.finite", vectors).similarities(vectors[0], limit)
    assert found.shape == (rows,)
    assert np.isfinite(found).all()
