"""The whole suite over five articles, with vectors of single characters in place of the shipped model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.answering.turn import Tools
from assistant.settings import Settings
from assistant.wording import load_wording
from evals.cases import DatasetError
from evals.legal_qa import suite as module
from evals.legal_qa.overlap import overlap
from evals.legal_qa.search import ArticleSearch, fused
from evals.legal_qa.suite import ANSWERINGS, ExternalSuite
from evals.suite import Result, Step
from evals.workbench import Workbench
from knowledge.index.embedder import Vectors
from tests.evals.legal_qa.examples import ARTICLES, QUESTIONS, write_lines


class CharacterEmbedder:
    """How often each character stands in a text, at unit length."""

    fingerprint = "characters"

    def __init__(self, _name: str = "") -> None:
        self.characters = sorted({c for a in ARTICLES for c in a.law + a.text})

    def embed(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[t.count(c) for c in self.characters] for t in texts], dtype=np.float32)
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)


@pytest.fixture(autouse=True)
def _small_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SentenceEmbedder", CharacterEmbedder)


def _bench(folder: Path, **fields: Any) -> Workbench:
    unused: Any = None
    bench = Workbench(Settings(data_dir=folder), data=folder, **fields)
    bench.__dict__["tools"] = Tools(unused, unused, unused, load_wording(), unused, unused, unused)
    return bench


def _run(folder: Path, **fields: Any) -> Result:
    (result,) = ExternalSuite().run(_bench(folder, **fields))
    return result


def _values(result: Result) -> dict[str, float]:
    return {figure.key: figure.value for figure in result.figures()}


def test_every_question_is_searched_and_answered(folder: Path) -> None:
    result = _run(folder)
    assert (result.key, result.command) == ("external/train", "credit-assistant evals run --suite external --data …")
    values = _values(result)
    assert values["found_1"] == 100
    assert values["bm25 R@1"] == pytest.approx(100 * (1 + 1 + 1 + 0.5) / 4)
    assert values["bm25 R@5"] == values["shipped R@5"] == values["fused R@5"] == 100
    assert not result.worst()
    assert {t.groups["依据"] for t in result.trials} == {"一条", "两条"}
    assert result.trials[0].groups["门类"] == "民法典"


def test_answers_are_compared_with_the_reference_answers_there_are(folder: Path) -> None:
    result = _run(folder)
    means = {mean.key: mean for mean in result.means}
    golds = [overlap(q.answer, ARTICLES[q.gold[0]].text) for q in QUESTIONS if q.answer]
    assert means["gold_text METEOR"].value == pytest.approx(100 * sum(o.meteor for o in golds) / 3)
    assert means["gold_text BLEU"].value == pytest.approx(100 * sum(o.bleu for o in golds) / 3)
    assert {means[f"{way.key} METEOR"].count for way in ANSWERINGS} == {3}
    assert means["bm25 METEOR"].published.startswith("29.74")
    assert means["gold BLEU"].published.startswith("11.52")
    assert means["gold BLEU"].value < means["gold_text BLEU"].value


def test_what_the_model_has_seen_is_told_and_never_judged(folder: Path) -> None:
    for mean in _run(folder).means:
        seen = mean.key.startswith(("shipped", "fused"))
        assert (mean.step is None) == seen
        assert ("见过训练半部" in mean.label) == seen


def test_a_miss_shows_what_was_found_and_what_was_wanted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = ArticleSearch.find
    monkeypatch.setattr(ArticleSearch, "find", lambda *a: {s: r[-3:] for s, r in found(*a).items()})
    missed = _run(folder).worst()[0]
    assert missed.faults[0].step is Step.RETRIEVAL
    assert missed.faults[0].words == "依据不在前 100 条"
    assert missed.gold[0].clause == f"《{ARTICLES[0].law}》{ARTICLES[0].number}"
    assert len(missed.cited) == 3
    assert missed.note == "参考答案：" + QUESTIONS[0].answer


def test_an_article_below_the_tenth_is_a_fault_of_ranking() -> None:
    assert module._faults(10) == ()
    (fault,) = module._faults(11)
    assert (fault.words, fault.step) == ("依据排第 11", Step.RANKING)


def test_the_limit_takes_questions_evenly(folder: Path) -> None:
    result = _run(folder, limit=2)
    assert [t.id for t in result.trials] == ["0", "2"]
    assert (result.key, result.sampled) == ("external/train@2", 2)


def test_named_question_files_are_run_over_the_same_articles(folder: Path) -> None:
    path = write_lines(folder / "stard.jsonl", [{"query_id": 1, "问题": "租赁期限", "match_id": [10]}])
    result = _run(folder, files=(path,))
    assert result.command == "credit-assistant evals run --suite external --dataset stard.jsonl --data …"
    assert _values(result)["bm25 R@1"] == 100
    assert not any("METEOR" in mean.key for mean in result.means)


def test_without_data_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="--data"):
        list(ExternalSuite().run(Workbench(Settings(data_dir=tmp_path))))


def test_fusion_weighs_standardised_scores() -> None:
    lexical, dense = np.array([3, 1], dtype=np.float32), np.array([0.1, 0.9], dtype=np.float32)
    assert fused(lexical, dense) == pytest.approx([0.2, -0.2], abs=1e-6)
    assert fused(10 * lexical, dense) == pytest.approx([0.2, -0.2], abs=1e-6)
