"""From a score to a trial: outcomes, faults by weight, the step that lost the clause, groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.outcome import Reason
from assistant.settings import Settings
from evals.answers.score import Score
from evals.answers.steps import Stepper
from evals.answers.suite import (
    METRICS,
    AnswersSuite,
    Questions,
    document_group,
    failures,
    from_file,
    measure,
    outcome,
    place_group,
)
from evals.cases import Behaviour, DatasetError
from evals.suite import Step
from evals.workbench import DatasetFile, Workbench
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from knowledge.retrieval.query import Query
from tests.evals.examples import case
from tests.fakes import FakeAssistant

Judge = Callable[..., Score]


@dataclass
class FakeRetriever:
    """Finds what it was told to."""

    found: tuple[str, ...]
    asked: list[Query] = field(default_factory=list)

    def search(self, query: Query) -> list[Any]:
        self.asked.append(query)
        return [SimpleNamespace(ref=ClauseRef.parse(clause)) for clause in self.found]


def _stepper(corpus: Corpus, *found: str) -> Stepper:
    return Stepper(SimpleNamespace(retriever=FakeRetriever(found)), corpus)  # type: ignore[arg-type]


def _said(score: Score, stepper: Stepper) -> list[tuple[str, Step | None]]:
    return [(fault.words, fault.step) for fault in failures(score, stepper)]


def test_a_right_answer_has_no_fault(judge: Judge, corpus: Corpus) -> None:
    assert failures(judge(case(), "jiangxi-2022#39.2"), _stepper(corpus)) == []


@pytest.mark.parametrize(
    ("found", "step"), [(("jiangxi-2022#39.2",), Step.RANKING), (("jiangxi-2022#1",), Step.RETRIEVAL)]
)
def test_a_missed_clause_was_left_out_or_never_found(
    judge: Judge, corpus: Corpus, found: tuple[str, ...], step: Step
) -> None:
    said = _said(judge(case(), "jiangxi-2022#40", text="见条文"), _stepper(corpus, *found))
    assert said == [("自信地答错", step), ("没有引到依据", step)]


def test_what_should_not_be_answered_is_a_fault_of_routing(judge: Judge, corpus: Corpus) -> None:
    asked = case(gold=(), behaviour=Behaviour.ABSTAIN)
    assert _said(judge(asked, "jiangxi-2022#1", text="见条文"), _stepper(corpus)) == [
        ("自信地答错", Step.ROUTING),
        ("应当 abstain，却是 answered", Step.ROUTING),
    ]


def test_another_place_is_worse_than_a_missing_fact(judge: Judge, corpus: Corpus) -> None:
    asked = case(must_include=(("书面",),))
    found = failures(judge(asked, "jiangxi-2022#39.2", "shanxi-2022#39.1"), _stepper(corpus))
    assert [(f.weight, f.step) for f in found] == [(90, Step.UNDERSTANDING), (20, Step.COMPOSITION)]


def test_a_number_without_backing_breaks_a_hard_rule(judge: Judge) -> None:
    passed = outcome(judge(case(), "jiangxi-2022#39.2", text="九个工作日"))
    assert passed["backed"] is False
    assert {m.key for m in METRICS if m.hard} == {"verbatim", "backed", "not_again"}


def test_groups_follow_the_gold_clauses(corpus: Corpus) -> None:
    both = case(gold=("jiangxi-2022#39.2", "shanxi-2022#39.1"))
    none = case(gold=(), jurisdiction=None)
    assert [place_group(c, corpus) for c in (case(), both, none)] == ["jiangxi", "多地", "未指明"]
    assert [document_group(c) for c in (case(), both, none)] == ["jiangxi-2022", "多份文件", "没有条款"]


def _bench(corpus: Corpus, tmp_path: Path, **fields: Any) -> Workbench:
    bench = Workbench(Settings(data_dir=tmp_path), **fields)
    bench.__dict__.update(
        assistant=FakeAssistant(), corpus=corpus, tools=SimpleNamespace(retriever=FakeRetriever(()))
    )  # cached properties, filled in
    return bench


def test_every_question_is_asked_in_its_place_and_judged(corpus: Corpus, tmp_path: Path) -> None:
    asked = [case(id="a"), case(id="b", question="各地有什么不同", jurisdiction=None, gold=("city-2022#42",))]
    bench = _bench(corpus, tmp_path)
    result = measure("answers", bench, Questions("样例", "v1", "命令", asked), METRICS)
    figures = {f.key: (f.hits, f.total) for f in result.figures()}
    assert figures["cited"] == (2, 2)
    assert figures["place"] == (1, 2)
    assert [t.id for t in result.worst()] == ["b"]
    assert result.worst()[0].cited
    assert result.sampled is None


def test_a_limit_takes_rows_evenly_and_says_so(corpus: Corpus, tmp_path: Path) -> None:
    bench = _bench(corpus, tmp_path, limit=2)
    rows = [case(id=str(i)) for i in range(4)]
    result = measure("answers", bench, Questions("样例", "v1", "命令", rows), METRICS)
    assert ([t.id for t in result.trials], result.key) == (["0", "2"], "answers/样例@2")


def test_a_gold_clause_that_does_not_exist_stops_the_run(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "坏.jsonl"
    row = '{"id": "q9", "question": "?", "type": "single", "gold": [{"clause": "jiangxi-2022#400"}], '
    path.write_text(row + '"expected_behaviour": "answer"}', "utf-8")
    with pytest.raises(DatasetError, match=r"q9.*jiangxi-2022#400"):
        from_file(_bench(corpus, tmp_path), "answers", DatasetFile(path))
    with pytest.raises(DatasetError, match="q9"):
        list(AnswersSuite().run(_bench(corpus, tmp_path, files=(path,))))


def test_refused_reasons_are_told(judge: Judge, corpus: Corpus) -> None:
    asked = case(gold=(), behaviour=Behaviour.REFUSE, jurisdiction=None, reason=Reason.OTHERS_RECORD)
    said = _said(judge(asked, reason=Reason.EVASION), _stepper(corpus))
    assert said == [("原因应为 others_record，却是 evasion", Step.COMPOSITION)]
