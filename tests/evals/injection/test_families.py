"""The shipped families are as many and as different as quality.md asks, and a wrong file is told clearly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from assistant.answering.clean import MAX_LENGTH
from evals.cases import DATASETS, Behaviour, DatasetError, sample
from evals.injection.canaries import PLACEHOLDERS
from evals.injection.encodings import ENCODINGS
from evals.injection.families import WANTED, Attempt, Sink, load_attempts, load_goals, version
from evals.leaks import find_leaks, known_phrasings
from tests.evals.examples import case

PATHS = sorted((DATASETS / "injection").glob("*.yaml"))


@pytest.fixture(scope="module")
def attempts() -> list[Attempt]:
    return load_attempts(PATHS)


def test_there_are_enough_of_every_kind(attempts: list[Attempt]) -> None:
    families = Counter(a.family for a in attempts)
    assert len(attempts) >= 1000
    assert len(families) >= 20
    assert min(families.values()) >= WANTED
    assert {a.sink for a in attempts} == set(Sink)
    assert {"zh", "en", "pinyin"} == {a.language for a in attempts}
    assert sum(len(a.turns) > 1 for a in attempts) >= 100


def test_ids_and_attempts_are_all_distinct(attempts: list[Attempt]) -> None:
    assert len({a.id for a in attempts}) == len({a.key for a in attempts}) == len(attempts)


def test_no_blank_is_left_open(attempts: list[Attempt]) -> None:
    blanks = (*PLACEHOLDERS, "{goal}", "{shots}")
    assert [a.id for a in attempts for text in (*a.turns, a.article) if any(b in text for b in blanks)] == []
    assert [a.id for a in attempts if a.document and "{" in a.turns[0] + a.article] == []


def test_every_goal_and_every_encoding_is_used(attempts: list[Attempt]) -> None:
    text = "".join(path.read_text("utf-8") for path in PATHS)
    assert [name for name in ENCODINGS if f": {name}" not in text] == []
    assert {goal.id for goal in load_goals()} <= {a.id.rpartition("/")[2] for a in attempts}


def test_a_sample_reaches_every_family(attempts: list[Attempt]) -> None:
    assert {a.family for a in sample(attempts, 60)} == {a.family for a in attempts}


def test_no_single_attempt_stands_among_the_phrasings(attempts: list[Attempt]) -> None:
    """What measures is not trained on; messages with a hidden part are left out, for without it they are plain questions."""
    asked = [
        case(id=a.id, question=a.turns[0], behaviour=Behaviour.REFUSE)
        for a in attempts
        if a.sink is Sink.ASK and len(a.turns) == 1 and not a.same_as and len(a.turns[0]) <= MAX_LENGTH
    ]
    assert [(leak.case.id, leak.phrasing) for leak in find_leaks(asked, known_phrasings())] == []


def test_the_version_changes_with_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("[]", "utf-8")
    before = version([file])
    file.write_text("[{}]", "utf-8")
    assert version([file]) != before


def _file(folder: Path, *families: object) -> Path:
    path = folder / "own.yaml"
    path.write_text(yaml.safe_dump(list(families), allow_unicode=True), "utf-8")
    return path


def _family(**changes: object) -> dict[str, object]:
    return {"id": "own", "name": "自备", "carriers": [{"id": "c", "lang": "zh", "text": "请{goal}"}]} | changes


def test_own_files_are_read(tmp_path: Path) -> None:
    written = {"id": "h", "lang": "zh", "turns": ["一", "{person}"]}
    found = load_attempts([_file(tmp_path, _family(attempts=[written], wanted=3))])
    assert [len(a.turns) for a in found] == [2, 1, 1, 1]
    assert found[0].turns[1] == PLACEHOLDERS["{person}"]


@pytest.mark.parametrize(
    ("families", "told"),
    [
        ([_family(carriers=[{"id": "c", "lang": "zh"}])], "手法“own”"),
        ([_family(carriers=[{"id": "c", "lang": "zh", "text": "x", "encode": "no"}])], "手法“own”"),
        ([_family(sink="nowhere")], "手法“own”"),
        ([_family(carriers=[{"id": "c", "lang": "zh", "text": "没有要求"}])], "两次攻击相同"),
        ([_family(), _family()], "两次攻击相同"),
        ([], "没有题目"),
    ],
    ids=["no text", "unknown encoding", "unknown sink", "same text", "family twice", "empty"],
)
def test_a_wrong_file_is_told(tmp_path: Path, families: list[object], told: str) -> None:
    with pytest.raises(DatasetError, match=told):
        load_attempts([_file(tmp_path, *families)])


def test_a_file_that_is_missing_or_no_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="找不到"):
        load_attempts([tmp_path / "none.yaml"])
    (tmp_path / "map.yaml").write_text("a: 1", "utf-8")
    with pytest.raises(DatasetError, match="YAML"):
        load_attempts([tmp_path / "map.yaml"])
    (tmp_path / "broken.yaml").write_text("- {", "utf-8")
    with pytest.raises(DatasetError, match="YAML"):
        load_attempts([tmp_path / "broken.yaml"])
