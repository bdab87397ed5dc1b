"""Each way of spoiling a quotation, on a clause one can see through; and the spellings that spoil nothing."""

from __future__ import annotations

from random import Random

import pytest

from evals.citations import forgery
from evals.citations.spelling import otherwise_spelled
from knowledge.regulations.normalise import fold_quote

WORDS = "应当在三个工作日内完成，不得收费；五日内告知"


@pytest.mark.parametrize(
    ("spoil", "some"),
    [
        (forgery.other_numbers, "应当在四个工作日内完成，不得收费；五日内告知"),
        (forgery.other_unit, "应当在三个日内完成，不得收费；五日内告知"),
        (forgery.other_unit, "应当在三个工作日内完成，不得收费；五工作日内告知"),
        (forgery.negated, "应当在三个工作日内完成，得收费；五日内告知"),
        (forgery.negated, "不应当在三个工作日内完成，不得收费；五日内告知"),
        (forgery.swapped, "应当三在个工作日内完成，不得收费；五日内告知"),
        (forgery.other_glyph, "应当在三个工作曰内完成，不得收费；五日内告知"),
        (forgery.other_mark, "应当在三个工作日内完成；不得收费；五日内告知"),
        (forgery.left_out, "应当在三个工日内完成，不得收费；五日内告知"),
        (forgery.stitched, "应当在三……得收费；五日内告知"),
    ],
)
def test_a_forgery_changes_just_that(spoil: forgery.Spoiler, some: str) -> None:
    made = list(spoil(WORDS))
    assert some in made or spoil is forgery.stitched
    assert WORDS not in made
    assert made


def test_a_number_stays_a_number() -> None:
    assert {words[3] for words in forgery.other_numbers(WORDS)} == {"三", "四", "八"}
    assert set(forgery.other_numbers("第9项")) == {"第1项", "第5项"}


def test_a_stitched_quotation_leaves_out_the_middle() -> None:
    made = list(forgery.stitched("一二三四五六七八九十甲乙丙丁戊己庚辛"))
    assert "一二三四丙丁戊己庚辛" in made
    assert "一二三四……丙丁戊己庚辛" in made


@pytest.mark.parametrize("seed", range(5))
def test_another_spelling_is_the_same_quotation(seed: int) -> None:
    words = "自2022年10月1日起，应当（一个）月内完成"
    made = list(otherwise_spelled(words, Random(seed)))
    assert len(made) == 5
    assert {fold_quote(spelling).strip("　 ") for spelling in made} == {words}
