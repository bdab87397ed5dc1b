"""The runner over a scripted assistant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.answers import run as runner
from evals.answers.run import Dataset
from evals.cases import DatasetError
from knowledge.regulations.corpus import Corpus
from tests.evals.examples import case
from tests.fakes import FakeAssistant


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> FakeAssistant:
    fake = FakeAssistant()
    monkeypatch.setattr(runner, "build", lambda settings, remember: fake)
    return fake


def test_each_dataset_is_asked_scored_and_written(assistant: FakeAssistant, tmp_path: Path) -> None:
    asked = [case(id="a"), case(id="b", question="各地有什么不同", jurisdiction=None, gold=("city-2022#42",))]
    dataset = Dataset("样例", asked, "credit-assistant evals answers")
    ((_, scores, written),) = runner.run([dataset], Settings(data_dir=tmp_path), tmp_path / "r", tmp_path / "full.json")
    assert [s.cited for s in scores] == [True, True]
    assert scores[1].foreign == ("shanxi-2022#39.2", "jiangxi-2022#39.2")
    assert [question for question, *_ in assistant.asked[-2:]] == ["异议几天", "各地有什么不同"]
    assert "# 答复质量：样例（2 题）" in written.read_text("utf-8")
    assert json.loads((tmp_path / "full.json").read_text("utf-8"))["metrics"]["cited"]["hits"] == 2


def test_a_gold_clause_that_does_not_exist_stops_the_run(
    assistant: FakeAssistant, tmp_path: Path, corpus: Corpus
) -> None:
    bad = Dataset("坏", [case(id="q9", gold=("jiangxi-2022#400",))], "…")
    with pytest.raises(DatasetError, match=r"q9.*jiangxi-2022#400"):
        runner.run([bad], Settings(data_dir=tmp_path), tmp_path, None)
    assert assistant.asked == []
