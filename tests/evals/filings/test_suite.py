"""The filings suite over scripts of its own: what is right, what is wrong and where, and what a sealed one keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.cases import DatasetError
from evals.filings import suite
from evals.filings.filed import UNCONFIRMED
from evals.filings.playing import Outcome
from evals.filings.runner import Played
from evals.filings.script import OPEN, load, load_file
from evals.filings.suite import FilingsSuite, trial
from evals.suite import Fault, Result, Step, broken_rules, to_json
from evals.workbench import DatasetFile, Workbench
from tests.assistant.real import real_tools

GOOD = """
- name: 投诉，看过才提交
  place: city
  answers: {topic: 示例物业公司没有授权就查了我的信用}
  turns:
    - {say: 我要投诉, act: complaint, state: collecting}
    - {rest: confirming}
    - {say: 确认提交, state: submitted}
  end:
    filed:
      - type: complaint
        jurisdiction: city
        slots: {jurisdiction: city, topic: 示例物业公司没有授权就查了我的信用}
"""
CARELESS = """
- name: 写错了的期望
  place: jiangxi
  answers: {topic: 拖着不办}
  turns:
    - {say: 我要投诉, act: repair}
    - {rest: confirming}
    - {say: 确认提交}
  end:
    filed:
      - type: complaint
        jurisdiction: jiangxi
        slots: {jurisdiction: jiangxi, topic: 别的事}
        deadlines: [{rule: JX-51, due: 2026-11-25}]
- name: 没有提交，却说提交了
  place: city
  turns:
    - {say: 我要投诉}
  end: {filed: [{type: complaint, jurisdiction: city}]}
"""


def _bench(folder: Path, *texts: str) -> Workbench:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"talk{number}.yaml")
        files[-1].write_text(text, "utf-8")
    bench = Workbench(Settings(data_dir=folder / "data"), tuple(files))
    bench.__dict__["tools"] = real_tools()
    return bench


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return list(FilingsSuite().run(_bench(tmp_path_factory.mktemp("filings"), GOOD, CARELESS)))


def test_a_conversation_that_goes_as_written_is_right_in_everything(results: list[Result]) -> None:
    (right,) = results[0].trials
    assert right.faults == ()
    assert right.outcome == {
        "whole": True, "turns": True, "case": True, "slots": True, "dates": None, "confirmed": True,
    }  # fmt: skip
    assert right.groups == {"文件": "talk0", "事项": "complaint", "地方": "city"}
    assert right.seconds > 0
    (mean,) = results[0].means
    assert (mean.key, mean.step) == ("messages", None)
    assert mean.value >= 3


def test_what_is_wrong_is_told_with_the_step_it_arose_at(results: list[Result]) -> None:
    careless, nothing = results[1].trials
    assert careless.outcome["turns"] is False
    assert (careless.outcome["case"], careless.outcome["slots"], careless.outcome["dates"]) == (True, False, False)
    assert {fault.step for fault in careless.faults} == {Step.FILING, Step.HEARING, Step.RULES}
    assert "市民：我要投诉" in careless.answer
    assert (nothing.outcome["case"], nothing.outcome["slots"]) == (False, None)
    assert results[1].by_step() == {Step.RULES: 1, Step.FILING: 1}
    assert broken_rules(results) == []


def test_what_was_not_confirmed_breaks_the_rule(results: list[Result], tmp_path: Path) -> None:
    (script,) = load_file(_bench(tmp_path, GOOD).files[0])
    done = Played(in_turns=[Fault(UNCONFIRMED, "没有看过摘要就提交了", Step.FILING)])
    made = trial(script, Outcome(done, ()), sealed=False)
    assert made.outcome["confirmed"] is False
    assert [figure.key for _, figure in broken_rules([replace(results[0], trials=(made,))])] == ["confirmed"]


def test_a_sealed_result_has_totals_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = _bench(tmp_path, CARELESS)
    sealed = [DatasetFile(bench.files[0], sealed=True)]
    monkeypatch.setattr(Workbench, "datasets", lambda *_: sealed)
    (found,) = FilingsSuite().run(bench)
    kept = to_json(found)
    assert (kept["sealed"], kept["trials"], kept["faulty"], kept["groups"]) == (True, 2, 2, {})
    assert not any(words in str(kept) for words in ("投诉", "拖着不办", "写错了"))


def test_the_open_ones_are_those_of_the_tests(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scripts = load(OPEN)
    assert len(scripts) >= 60
    bench = Workbench(Settings(data_dir=tmp_path), limit=3)
    monkeypatch.setattr(suite, "played", lambda _bench, chosen, *_: ((one, Outcome(Played(), ())) for one in chosen))
    first, *sealed = FilingsSuite().run(bench)
    assert (first.key, first.sampled, len(first.trials)) == ("filings/scripts@3", 3, 3)
    assert sealed
    assert all(one.sealed and one.dataset.startswith("sealed/") for one in sealed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[", "YAML"),
        ("{}", "没有题目"),
        ("[1]", "第 1 段"),
        ("[{name: a, turns: [], end: {filed: []}, colour: red}]", "colour"),
        ("[{name: a, turns: [{say: b, rest: confirming}], end: {filed: []}}]", "之一"),
        ("[{name: a, turns: [{say: b, mood: calm}], end: {filed: []}}]", "mood"),
        ("[{name: a, turns: []}]", "end"),
    ],
)
def test_what_is_out_of_the_schema_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DatasetError, match=words):
        list(load_file(path))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"none\.yaml"):
        list(load_file(tmp_path / "none.yaml"))
