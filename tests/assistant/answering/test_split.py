"""Two questions in one message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.split import split_questions


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("提出异议几天给结果？查自己的信用记录要不要钱？", 2),
        ("问两件事：异议几天答复；信用修复找谁", 2),
        ("问两件事：异议几天答复；修复找谁", 2),
        ("信用修复要多少天，另外查信用要不要交钱", 2),
        ("异议几天答复", 1),
        ("我被列入名单了，怎么办？", 1),
        ("我家开小店，去年被罚了款，今年贷款的时候人家说我失信，这个怎么办", 1),
    ],
)
def test_how_many(message: str, count: int) -> None:
    assert len(split_questions(message)) == count


@given(st.text(alphabet="异议几天？；，另外吗信用修复\n", max_size=60))
def test_there_is_always_a_question_and_at_most_three(text: str) -> None:
    parts = split_questions(text)
    assert 1 <= len(parts) <= 3
    assert len(parts) > 1 or parts == [text]
