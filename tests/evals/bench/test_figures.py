from __future__ import annotations

import math
from dataclasses import replace

from evals.bench.figures import Figure, Server, Warm, as_table, figures
from evals.bench.run import questions

FAST = Warm([0.01] * 95 + [0.059] * 5, 700.0)
GOOD = figures(12.0, [6.0, 7.5], Server(1.0, 8.0, FAST), FAST)


def test_all_targets_met() -> None:
    assert [f.label for f in GOOD if f.missed] == []


def test_the_slowest_start_counts() -> None:
    assert GOOD[0].value == 7.5


def test_each_target_can_be_missed() -> None:
    slow = Warm([0.01] * 94 + [0.061] * 6, 901.0)
    rows = figures(20.1, [12.1], Server(3.1, 12.1, slow), slow)
    assert [f.label for f in rows if not f.missed] == ["整个答复 p50（进程内）", "整个答复 p50（REST）"]


def test_a_figure_that_was_not_measured_is_missed() -> None:
    assert replace(GOOD[0], value=math.nan).missed


def test_the_table_has_the_target_beside_the_figure() -> None:
    text = as_table(
        [Figure("甲", 1.25, "秒", 3.0, "…"), Figure("乙", 5.0, "秒", 3.0, "…"), Figure("丙", 1.0, "秒", None, "…")]
    )
    assert "| 甲 | 1.2 | ≤ 3.0 | 是 | 秒 | … |" in text
    assert "| 乙 | 5.0 | ≤ 3.0 | **否** | 秒 | … |" in text
    assert "| 丙 | 1.0 | — | — | 秒 | … |" in text


def test_the_questions_are_different_and_as_many_as_wanted() -> None:
    asked = [case.question for case in questions(1000)]
    assert len(asked) == 1000
    assert len(set(asked)) >= 990  # a held question may be asked in two places
