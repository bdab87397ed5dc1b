"""Everyday words widened to legal terms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.phrasings import LexiconEntry
from knowledge.retrieval.lexicon import WEIGHT, Lexicon, shipped_lexicon

LEXICON = Lexicon([LexiconEntry("信教", ("宗教信仰",)), LexiconEntry("看病记录", ("疾病", "病史"))])


def test_legal_terms() -> None:
    assert LEXICON.legal_terms("信教的人看病记录") == ("宗教信仰", "疾病", "病史")
    assert LEXICON.legal_terms("信 教") == ()


def test_added_words_weigh_less_than_those_of_the_question() -> None:
    own, widened = LEXICON.widen("信教 信仰")
    assert set(own.values()) == {1.0}
    assert widened["宗"] == WEIGHT
    assert widened["信仰"] == 1.0
    assert own.items() <= widened.items()


def test_the_shipped_lexicon_widens() -> None:
    assert shipped_lexicon().legal_terms("黑名单")


@given(st.text(max_size=40))
def test_any_text_is_safe(text: str) -> None:
    own, widened = shipped_lexicon().widen(text)
    assert own.keys() <= widened.keys()
