"""The scripts: the shipped ones, and what the loader refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.outcome import Reason
from evals.cases import DATASETS, DatasetError
from evals.dialogues.expectations import EXPECTATIONS
from evals.dialogues.script import Script, load_scripts
from evals.dialogues.suite import require_clauses
from evals.leaks import find_leaks, known_phrasings
from knowledge.regulations.corpus import Corpus
from tests.evals.examples import case

FILES = sorted((DATASETS / "dialogues").glob("*.yaml"))
FEW = 5
"""谢了, 那山西呢: so short that everybody says it the same way."""
SCRIPTS = [script for file in FILES for script in load_scripts(file)]


def _load(folder: Path, text: str) -> list[Script]:
    path = folder / "talk.yaml"
    path.write_text(text, "utf-8")
    return load_scripts(path)


def test_the_shipped_conversations_are_many_and_none_is_told_twice() -> None:
    turns = [turn for script in SCRIPTS for turn in script.turns]
    assert len(SCRIPTS) >= 40
    assert len(turns) >= 150
    assert len({script.id for script in SCRIPTS}) == len({script.name for script in SCRIPTS}) == len(SCRIPTS)
    assert all(len(script.turns) > 1 for script in SCRIPTS)
    assert all(turn.expected for turn in turns)


def test_they_ask_for_every_kind_of_thing_but_the_first_clause() -> None:
    used = {key for script in SCRIPTS for turn in script.turns for key in turn.expected}
    assert used >= set(EXPECTATIONS) - {"first"}
    reasons = {turn.expected.get("reason") for script in SCRIPTS for turn in script.turns}
    assert reasons >= {
        Reason.DISTRESS,
        Reason.THANKS,
        Reason.PLACE,
        Reason.DATE,
        Reason.COMPARISON,
        Reason.UNKNOWN_PLACE,
    }


def test_no_turn_of_more_than_a_few_words_stands_among_the_phrasings() -> None:
    asked = [case(id=s.id, question=t.question) for s in SCRIPTS for t in s.turns if len(t.question) > FEW]
    assert [(leak.case.id, leak.phrasing) for leak in find_leaks(asked, known_phrasings())] == []


def test_their_clauses_exist(corpus: Corpus) -> None:
    require_clauses(corpus, SCRIPTS)


def test_a_clause_that_does_not_exist_is_named(corpus: Corpus, tmp_path: Path) -> None:
    scripts = _load(tmp_path, "[{id: a, name: b, turns: [{question: c, cites: [jiangxi-2022#400]}]}]")
    with pytest.raises(DatasetError, match=r"a.*jiangxi-2022#400"):
        require_clauses(corpus, scripts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[", "YAML"),
        ("", "没有题目"),
        ("{id: a}", "没有题目"),
        ("[1]", "第 1 段"),
        ("[{id: a, name: b, turns: []}]", "turns 是空的"),
        ("[{id: a, name: b}]", "turns"),
        ("[{id: a, name: b, turns: [{status: answered}]}]", "question"),
        ("[{id: a, name: b, turns: [{question: c, colour: red}]}]", "没有这样的要求：colour"),
        ("[{id: a, name: b, turns: [{question: c, status: done}]}]", "done"),
        ("[{id: a, name: b, turns: [{question: c, cites: jiangxi-2022#39}]}]", "应当是列表"),
        ("[{id: a, name: b, turns: [{question: c, computed: [[3, 工作日]]}]}]", "第 1 段"),
        ("[{id: a, name: b, turns: [{question: c, flow: {act: dance, state: collecting}}]}]", "dance"),
        ("[{id: a, name: b, turns: [{question: c, flow: {act: repair}}]}]", "state"),
        ("[{id: a, name: b, turns: [{question: c, slots: {colour: red}}]}]", "没有这样的栏目"),
        ("[{id: a, name: b, turns: [{question: c, asked: colour}]}]", "没有这样的栏目：colour"),
        ("[{id: a, name: b, turns: [{question: c, case: {type: repair, colour: red}}]}]", "没有这样的键"),
        ("[{id: a, name: b, turns: [{question: c, case: {type: repair, deadlines: [[JX-57]]}}]}]", "第 1 段"),
    ],
)
def test_what_is_out_of_the_schema_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DatasetError, match=words):
        _load(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"none\.yaml"):
        load_scripts(tmp_path / "none.yaml")
