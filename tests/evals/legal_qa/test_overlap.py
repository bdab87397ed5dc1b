"""METEOR and BLEU against sums done by hand."""

from __future__ import annotations

import math

import pytest

from evals.legal_qa.overlap import bleu, meteor, overlap, words

REFERENCE = ["公民", "可以", "登记", "为", "个体", "户"]
ANSWER = ["公民", "可以", "登记", "吗"]


def test_meteor_by_hand() -> None:
    """Three of four words match, in one run: P 3/4, R 3/6, one chunk of three words."""
    precision, recall = 3 / 4, 3 / 6
    mean = precision * recall / (0.9 * precision + 0.1 * recall)
    assert meteor(REFERENCE, ANSWER) == pytest.approx(mean * (1 - 0.5 * (1 / 3) ** 3))
    assert meteor(REFERENCE, ANSWER) == pytest.approx(0.507663, abs=1e-6)


def test_bleu_by_hand() -> None:
    """3/4 words, 2/3 pairs, 1/2 triples, no four: smoothed to 1 / (2 · 5 / ln 4); four words against six."""
    geometric = (3 / 4 * 2 / 3 * 1 / 2 * math.log(4) / 10) ** 0.25
    assert bleu(REFERENCE, ANSWER) == pytest.approx(math.exp(1 - 6 / 4) * geometric)
    assert bleu(REFERENCE, ANSWER) == pytest.approx(0.261698, abs=1e-6)


def test_a_broken_order_costs_meteor_chunks() -> None:
    """All four words match, but in two runs."""
    assert meteor(["甲", "乙", "丙", "丁"], ["丙", "丁", "甲", "乙"]) == pytest.approx(1 - 0.5 * (2 / 4) ** 3)


def test_synonyms_do_not_count() -> None:
    assert meteor(["car"], ["automobile"]) == 0
    assert meteor(["Registered"], ["registers"]) == pytest.approx(0.5)  # lower case and stems do, as published


def test_texts_are_cut_into_words_with_nothing_left_out() -> None:
    assert words("信用修复，\n公民可以登记") == ["信用", "修复", "，", "\n", "公民", "可以", "登记"]
    same = overlap("公民可以登记为个体工商户。", "公民可以登记为个体工商户。")
    assert same.bleu == pytest.approx(1)
    assert 0.99 < same.meteor < 1
    none = overlap("公民可以登记。", "")
    assert (none.meteor, none.bleu) == (0, 0)
