from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import load_cases, question_sets
from evals.leaks import find_leaks, known_phrasings
from knowledge.training.split import plain
from tests.evals.examples import case

PHRASINGS = ("提出异议以后几天能有结果", "谢谢", "信用修复到哪里申请")


@pytest.mark.parametrize(
    ("question", "like"),
    [
        ("提出异議以後，幾天能有結果？", 1.0),
        ("我提出异议以后几天能有结果呢", 10 / 12),
        ("谢谢！", 1.0),
    ],
    ids=["marks and script", "few words more", "shorter than a gram"],
)
def test_a_near_duplicate_is_found(question: str, like: float) -> None:
    (leak,) = find_leaks([case(question=question)], PHRASINGS)
    assert leak.likeness == pytest.approx(like, abs=1e-9)


@pytest.mark.parametrize("question", ["几天有结果", "谢谢你告诉我", "？", "失信记录挂多少年"])
def test_another_question_is_none(question: str) -> None:
    assert list(find_leaks([case(question=question)], PHRASINGS)) == []


def test_normalised_drops_marks_width_and_script() -> None:
    assert plain("信用修復，ＡＢ 3 天！") == "信用修复ab3天"


@pytest.mark.parametrize("path", question_sets(), ids=lambda p: p.stem)
def test_no_shipped_question_stands_among_the_phrasings(path: Path) -> None:
    """What measures is neither indexed nor trained on, nor nearly so."""
    leaks = find_leaks(load_cases(path), known_phrasings())
    assert [(leak.case.id, leak.case.question, leak.phrasing) for leak in leaks] == []
