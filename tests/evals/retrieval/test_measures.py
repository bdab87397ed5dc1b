from __future__ import annotations

import math

import pytest

from evals.retrieval.measures import LABELS, Ranking, measure


def _figures(*rankings: Ranking) -> dict[str, float]:
    return dict(zip(LABELS, measure(rankings), strict=True))


def test_found_first_second_and_never() -> None:
    found = _figures(Ranking("gab", ["g"]), Ranking("agb", ["g"]), Ranking("abc", ["g"]), Ranking("", ["g"]))
    assert found["R@1"] == pytest.approx(25)
    assert found["R@5"] == pytest.approx(50)
    assert found["MRR"] == pytest.approx(100 * (1 + 1 / 2) / 4)
    assert found["nDCG@10"] == pytest.approx(100 * (1 + 1 / math.log2(3)) / 4)


def test_clauses_that_answer_equally_well_count_as_one() -> None:
    assert _figures(Ranking("hg", ["gh"])) == _figures(Ranking("g", ["g"]))


def test_of_two_answers_each_counts() -> None:
    both = Ranking("agbh", ["g", "hx"])
    assert both.ranks() == [2, 4]
    found = _figures(both)
    assert (found["R@1"], found["R@5"], found["MRR"]) == (0, 100, 50)
    assert _figures(Ranking("ag", ["g", "h"]))["R@5"] == 50


def test_one_clause_may_give_two_answers_only_once() -> None:
    assert Ranking("gg", ["g", "g"]).ranks() == [1, 2]
    assert Ranking("g", ["g", "g"]).ranks() == [1, None]


def test_beyond_the_depth_is_not_found() -> None:
    names = [str(n) for n in range(50)]
    assert _figures(Ranking([*names, "g"], [{"g"}]))["MRR"] == 0


def test_nothing_asked_measures_nothing() -> None:
    assert all(math.isnan(value) for value in measure([]))
