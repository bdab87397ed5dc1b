"""Text as search sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.tokens import fold, ngrams, unique_ngrams


@pytest.mark.parametrize(
    ("text", "folded"),
    [("異議申請", "异议申请"), ("ＡＢ１２", "ab12"), ("信用修復", "信用修复"), ("黑名單", "黑名单"), ("㈱", "(株)")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_ngrams() -> None:
    assert ngrams("异议3日ID") == ["异", "议", "异议", "3", "日", "id"]
    assert ngrams("！？ ") == []
    assert unique_ngrams("好好好") == ["好", "好好"]


@given(st.text(max_size=60))
def test_any_text_is_cut_and_folding_again_changes_no_token(text: str) -> None:
    assert ngrams(fold(text)) == ngrams(text)
    assert all(token and token == token.strip() for token in ngrams(text))
