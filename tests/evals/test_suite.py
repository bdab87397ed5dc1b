"""Figures of a result: shares with intervals, groups, steps, confusion, and what a sealed one keeps to itself."""

from __future__ import annotations

import pytest

from evals.suite import Step, broken_rules, to_json
from tests.evals.results import result


def test_figures_are_shares_with_intervals_and_then_means() -> None:
    cited, verbatim, meteor = result([True, True, True, False], mean=0.25).figures()
    assert (cited.hits, cited.total, cited.value, cited.target) == (3, 4, 75.0, 97.0)
    assert (cited.low, cited.high) == pytest.approx((30.06, 95.44), abs=0.01)
    assert (verbatim.hits, verbatim.hard) == (4, True)
    assert (meteor.value, meteor.hits, meteor.published) == (0.25, None, "0.2974")


def test_groups_steps_and_confusion() -> None:
    found = result([True, False, True, False, False])
    assert {k: len(v) for k, v in found.grouped("地区").items()} == {"shanxi": 3, "jiangxi": 2}
    assert found.dimensions() == ["地区"]
    assert found.by_step() == {Step.RETRIEVAL: 3}
    assert found.confusion() == {("answer", "answer"): 2, ("answer", "abstain"): 3}


def test_one_failure_breaks_a_hard_rule_and_only_that() -> None:
    right, wrong = result([True, False]), result([True, True], verbatim=False)
    assert [(r.key, f.key) for r, f in broken_rules([right, wrong])] == [("answers/样例", "verbatim")]


def test_a_sealed_result_keeps_its_questions_to_itself() -> None:
    kept = to_json(result([True, False], sealed=True, asked="封存的问题"))
    assert kept["faulty"] == 1
    assert "封存的问题" not in str(kept)
    assert "封存的问题" in str(to_json(result([True, False], asked="封存的问题")))
