"""BM25 over character n-grams."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.index.keyword_index import KeywordIndex
from knowledge.index.tokens import unique_ngrams

TEXTS = ["异议申请三个工作日", "信用修复十个工作日", "查询自身信息免费", "，。！"]


def weighted(text: str, weight: float = 1.0) -> dict[str, float]:
    return dict.fromkeys(unique_ngrams(text), weight)


def test_the_text_with_the_words_comes_first() -> None:
    index = KeywordIndex.build(TEXTS)
    for wanted, question in enumerate(("异议几天", "怎么修复", "免费吗")):
        assert index.scores(weighted(question)).argmax() == wanted


def test_a_lower_weight_counts_less() -> None:
    index = KeywordIndex.build(TEXTS)
    assert np.allclose(index.scores(weighted("免费", 0.5)), 0.5 * index.scores(weighted("免费")))


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    index = KeywordIndex.build(TEXTS)
    index.save(tmp_path / "索引")
    again = KeywordIndex.load(tmp_path / "索引", len(TEXTS))
    assert np.allclose(again.scores(weighted("信用修复")), index.scores(weighted("信用修复")))


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_gets_finite_scores(text: str) -> None:
    found = KeywordIndex.build(TEXTS).scores(weighted(text))
    assert found.shape == (len(TEXTS),)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
