from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.outcome import Reason
from evals.answers.report import as_json, markdown
from evals.answers.score import Score
from evals.answers.summary import by_key, document_key, failures, grouped, mean_citations, place_key, worst
from evals.cases import Behaviour
from evals.intervals import Rate
from evals.provenance import Provenance
from knowledge.regulations.corpus import Corpus
from tests.evals.examples import case, cited

Judge = Callable[..., Score]
ON = Provenance("abc123", "c0", "p0", "m0", "随附", "2026-11-20")


@pytest.fixture
def scores(judge: Judge, corpus: Corpus) -> list[Score]:
    """Right; not first; wrong place; altered quote; answered what is outside; rightly refused."""
    return [
        judge(case(id="right"), "jiangxi-2022#39.2"),
        judge(case(id="second", type="two"), "jiangxi-2022#40", "jiangxi-2022#39.2"),
        judge(case(id="foreign"), "jiangxi-2022#39.2", "shanxi-2022#39.1"),
        judge(case(id="altered"), cited(corpus, "jiangxi-2022#39.2", "五个工作日")),
        judge(case(id="outside", gold=(), behaviour=Behaviour.ABSTAIN), "jiangxi-2022#1"),
        judge(case(id="refused", gold=(), behaviour=Behaviour.REFUSE, jurisdiction=None), reason=Reason.EVASION),
    ]


def test_rates_count_only_the_cases_they_apply_to(scores: list[Score]) -> None:
    rates = {key: by_key(key).rate(scores) for key in ("cited", "first", "behaviour", "place", "verbatim", "facts")}
    assert rates == {
        "cited": Rate(4, 4),
        "first": Rate(3, 4),
        "behaviour": Rate(5, 6),
        "place": Rate(4, 5),
        "verbatim": Rate(4, 5),
        "facts": Rate(0, 0),
    }


def test_the_worst_come_first(scores: list[Score]) -> None:
    assert [s.case.id for s in worst(scores)] == ["altered", "foreign", "outside", "second"]
    assert failures(scores[0]) == []


def test_groups(scores: list[Score], corpus: Corpus) -> None:
    assert {k: len(v) for k, v in grouped(scores, lambda s: s.case.type).items()} == {"single": 5, "two": 1}
    assert {k: len(v) for k, v in grouped(scores, place_key(corpus)).items()} == {"jiangxi": 5, "未指明": 1}
    assert {k: len(v) for k, v in grouped(scores, document_key).items()} == {"jiangxi-2022": 4, "未指明": 2}


def test_mean_citations_are_of_answers_with_known_clauses(scores: list[Score]) -> None:
    assert mean_citations(scores) == (1 + 2 + 2 + 1) / 4


def test_markdown_says_what_was_measured_and_how(scores: list[Score], corpus: Corpus) -> None:
    text = markdown("样例", scores, corpus, ON, "credit-assistant evals answers")
    assert "`credit-assistant evals answers`" in text
    for words in (
        "提交 abc123",
        "模型指纹 m0",
        "| 首条引用即为依据 | 3/4 | 75.0 | 30.1–95.4 | 88 |",
        "有毛病的共 4 题",
    ):
        assert words in text
    assert text.index("**altered**") < text.index("**foreign**")


def test_no_failure_seen_is_a_bound_and_not_a_zero(judge: Judge, corpus: Corpus) -> None:
    text = markdown("样例", [judge(case(), "jiangxi-2022#39.2")] * 300, corpus, ON, "…")
    assert "0 错；95 % 把握错误率低于 1 %" in text
    assert "## 最差" not in text


def test_json_carries_what_two_runs_are_compared_by(scores: list[Score]) -> None:
    found = as_json("样例", scores, ON, "…")
    assert found["metrics"]["first"] == pytest.approx({"hits": 3, "total": 4, "low": 0.3006, "high": 0.9544}, abs=1e-4)
    assert found["provenance"]["语料版本"] == "c0"
    assert [c["id"] for c in found["cases"]] == [s.case.id for s in scores]
    assert found["cases"][0]["answer"]["status"] == "answered"
