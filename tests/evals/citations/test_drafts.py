"""Pasted replies: the shipped ones, and how a verdict that differs is told."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from evals.cases import DATASETS, DatasetError
from evals.citations.drafts import Draft, Expected, draft_trials, load_drafts
from evals.citations.suite import CitationsSuite
from evals.workbench import TODAY, Workbench
from knowledge.citations.verifier import Outcome
from knowledge.regulations.corpus import Corpus

SHIPPED = DATASETS / "citations" / "drafts.jsonl"
TRUE, WRONG = "《江西省社会信用条例》第三十九条第二款", "应当在三日内完成处理"
TEXT = f"依据{TRUE}，“{WRONG}并将结果告知异议申请人”。"


def _draft(*expected: Expected, text: str = TEXT) -> Draft:
    return Draft("d", text, "jiangxi", TODAY, expected, "")


def _outcomes(corpus: Corpus, draft: Draft) -> list[dict[str, bool | None]]:
    return [dict(trial.outcome) for trial in draft_trials(corpus, draft)]


def test_the_shipped_drafts_are_many_and_of_every_verdict() -> None:
    drafts = load_drafts(SHIPPED)
    verdicts = Counter(expected.outcome for draft in drafts for expected in draft.expected)
    assert len(drafts) >= 60
    assert set(verdicts) == set(Outcome)
    assert sum(count for outcome, count in verdicts.items() if outcome is not Outcome.RIGHT) >= 40
    assert {draft.place for draft in drafts} == {"jiangxi", "shanxi", "city", None}
    assert all(draft.note for draft in drafts)


def test_right_and_wrong_citations_are_told_apart(corpus: Corpus) -> None:
    quote = Expected(f"{WRONG}并将结果告知异议申请人", Outcome.ALTERED)
    assert _outcomes(corpus, _draft(Expected(TRUE, Outcome.RIGHT), quote)) == [
        {"caught": None, "cleared": True, "verdict": True},
        {"caught": True, "cleared": None, "verdict": True},
        {"silent": True},
    ]


def test_another_verdict_than_expected_is_a_fault(corpus: Corpus) -> None:
    quote = Expected(f"{WRONG}并将结果告知异议申请人", Outcome.RIGHT)
    wronged, caught = _outcomes(corpus, _draft(Expected(TRUE, Outcome.NOT_FOUND), quote))[:2]
    assert wronged == {"caught": False, "cleared": None, "verdict": False}
    assert caught == {"caught": None, "cleared": False, "verdict": False}
    weights = [t.weight for t in draft_trials(corpus, _draft(Expected(TRUE, Outcome.NOT_FOUND), quote))]
    assert weights == [100, 60, 0]


def test_what_the_check_overlooks_and_what_it_makes_up_are_faults(corpus: Corpus) -> None:
    overlooked = Expected("并将结果", Outcome.ALTERED)
    (one, rest) = draft_trials(corpus, _draft(overlooked))
    assert (one.outcome["caught"], one.shown) == (False, "没有判词")
    assert (one.outcome["verdict"], one.weight) == (False, 100)
    assert (rest.outcome["silent"], len(rest.faults)) == (False, 2)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"expected": [{"words": "没有的话", "verdict": "right"}]}, "没有的话"),
        ({"expected": [{"words": "依据", "verdict": "?"}]}, ""),
    ],
)
def test_a_draft_out_of_the_schema_is_named(tmp_path: Path, changed: dict[str, Any], words: str) -> None:
    path = tmp_path / "drafts.jsonl"
    row = {"id": "d", "text": TEXT, "jurisdiction": None, "expected": []} | changed
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    with pytest.raises(DatasetError, match=f"第 1 行.*{words}"):
        load_drafts(path)


def test_named_files_are_run_alone(corpus: Corpus, tmp_path: Path) -> None:
    bench = Workbench(Settings(data_dir=tmp_path), files=(SHIPPED,), limit=3)
    bench.__dict__["corpus"] = corpus
    (result,) = CitationsSuite().run(bench)
    assert (result.dataset, result.sampled) == ("drafts", 3)
    assert date.fromisoformat("2026-11-20") == TODAY
    assert {t.id.split("/")[0] for t in result.trials} == {"dr-01", "dr-25", "dr-49"}
