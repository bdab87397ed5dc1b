"""Where the gold clauses rank: one question in each of its places, several answers, and the words of a miss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.settings import Settings
from evals.cases import Behaviour
from evals.retrieval.rankings import rankings
from evals.retrieval.suite import RetrievalSuite, in_each_place
from evals.suite import Result, Step
from evals.workbench import TODAY, Workbench
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from knowledge.retrieval.query import Query
from tests.evals.examples import case

ROW = '{{"id": "{id}", "question": "异议几天", "type": "single", "gold": [{gold}], "expected_behaviour": "answer"}}\n'


def _refs(*clauses: str) -> tuple[ClauseRef, ...]:
    return tuple(map(ClauseRef.parse, clauses))


class FakeRetriever:
    """Finds the same clauses whatever is asked."""

    def __init__(self, *found: str) -> None:
        self.found = _refs(*found)
        self.asked: list[Query] = []

    def search(self, query: Query) -> list[Any]:
        self.asked.append(query)
        return [SimpleNamespace(ref=ref) for ref in self.found]


def _run(corpus: Corpus, folder: Path, found: Sequence[str], *golds: Sequence[str]) -> tuple[Result, FakeRetriever]:
    path = folder / "题.jsonl"
    rows = [
        ROW.format(id=f"q{n}", gold=", ".join(f'{{"clause": "{clause}"}}' for clause in gold))
        for n, gold in enumerate(golds)
    ]
    path.write_text("".join(rows), "utf-8")
    retriever = FakeRetriever(*found)
    bench = Workbench(Settings(data_dir=folder), files=(path,))
    bench.__dict__.update(corpus=corpus, tools=SimpleNamespace(retriever=retriever))
    (result,) = RetrievalSuite().run(bench)
    return result, retriever


def _figures(result: Result) -> dict[str, float]:
    return {figure.key: figure.value for figure in result.figures()}


def test_a_question_is_asked_once_in_each_place_that_has_an_answer(corpus: Corpus) -> None:
    asked = case(gold=("jiangxi-2022#39.2", "jiangxi-2022#39.4", "shanxi-2022#39.3"), acceptable=("jiangxi-2022#40",))
    one, other = in_each_place(asked, corpus)
    assert (one.id, one.place, one.on) == ("t-1/jiangxi", "jiangxi", TODAY)
    assert one.wanted == tuple((ref,) for ref in _refs("jiangxi-2022#39.2", "jiangxi-2022#39.4"))
    assert (other.place, other.wanted) == ("shanxi", (_refs("shanxi-2022#39.3"),))


def test_an_acceptable_clause_stands_in_for_a_single_gold_one(corpus: Corpus) -> None:
    (one,) = in_each_place(case(acceptable=("jiangxi-2022#39.3", "shanxi-2022#39.3")), corpus)
    assert one.wanted == (_refs("jiangxi-2022#39.2", "jiangxi-2022#39.3"),)
    assert list(in_each_place(case(gold=(), behaviour=Behaviour.REFUSE), corpus)) == []


def test_articles_of_two_answers_count_once() -> None:
    clauses, articles = rankings(
        _refs("jiangxi-2022#40", "jiangxi-2022#39.4", "jiangxi-2022#39.2"),
        [_refs("jiangxi-2022#39.2"), _refs("jiangxi-2022#39.4")],
    )
    assert (clauses.ranks(), articles.ranks()) == ([3, 2], [2])


def test_shares_count_questions_and_means_count_clauses(corpus: Corpus, tmp_path: Path) -> None:
    found = ("jiangxi-2022#39.2", "jiangxi-2022#40", "jiangxi-2022#39.4")
    result, retriever = _run(
        corpus, tmp_path, found, ["jiangxi-2022#39.2", "jiangxi-2022#39.4"], ["jiangxi-2022#40"], ["jiangxi-2022#1"]
    )
    figures = _figures(result)
    assert figures["clause_1"] == figures["clause R@1"] * 2 == pytest.approx(100 / 3)
    assert figures["clause_5"] == figures["clause R@5"] == pytest.approx(200 / 3)
    assert figures["article_1"] == figures["article R@1"] == pytest.approx(100 / 3)
    assert {query.jurisdiction for query in retriever.asked} == {"jiangxi"}
    assert all(mean.step == 1.0 for mean in result.means)


def test_a_miss_says_where_the_clause_and_its_article_rank(corpus: Corpus, tmp_path: Path) -> None:
    found = ["jiangxi-2022#39.1", *(f"jiangxi-2022#{n}" for n in range(1, 12)), "jiangxi-2022#39.2"]
    golds = (["jiangxi-2022#39.2"], ["jiangxi-2022#4"], ["jiangxi-2022#7"], ["jiangxi-2022#60"])
    result, _ = _run(corpus, tmp_path, found, *golds)
    told = {t.id: (t.faults[0].words, t.faults[0].weight, t.faults[0].step) for t in result.worst()}
    assert told == {
        "q0": ("依据排第 13（它所在的条排第 1）", 30, Step.RETRIEVAL),
        "q1": ("依据排第 5（它所在的条排第 5）", 10, Step.RANKING),
        "q2": ("依据排第 8（它所在的条排第 8）", 20, Step.RANKING),
        "q3": ("依据没有找到", 30, Step.RETRIEVAL),
    }
    assert [q.clause for q in result.worst()[0].cited] == found[:3]


def test_nothing_is_shown_of_what_came_first(corpus: Corpus, tmp_path: Path) -> None:
    result, _ = _run(corpus, tmp_path, ["jiangxi-2022#39.2"], ["jiangxi-2022#39.2"])
    assert (result.worst(), result.trials[0].cited) == ([], ())
