from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.outcome import Reason, Status
from evals.cases import (
    BEHAVIOUR_OF,
    DATASETS,
    Behaviour,
    DatasetError,
    load_cases,
    question_sets,
    sample,
    unknown_golds,
)
from knowledge.index.units import heading_of, units_of
from knowledge.regulations.corpus import Corpus

SHIPPED = question_sets()
ROW = {
    "id": "x",
    "question": "几天",
    "type": "single",
    "gold": [{"clause": "jiangxi-2022#39.2"}],
    "must_include": ["及时", ["三个工作日", "3个工作日"]],
    "expected_behaviour": "answer",
    "expected_reason": "found",
    "as_of": "2026-11-20",
}


def _file(folder: Path, *lines: object) -> Path:
    path = folder / "d.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines), "utf-8")
    return path


def test_a_row_is_read_field_by_field(tmp_path: Path) -> None:
    (case,) = load_cases(_file(tmp_path, ROW, ""))
    assert [str(ref) for ref in case.gold] == ["jiangxi-2022#39.2"]
    assert case.must_include == (("及时",), ("三个工作日", "3个工作日"))
    assert (case.behaviour, case.reason, case.jurisdiction) == (Behaviour.ANSWER, Reason.FOUND, None)
    assert case.as_of is not None
    assert case.expects_clauses


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((ROW, "{"), "第 2 行不是合法的 JSON"),
        (({**ROW, "gold": [{"clause": "第三十九条"}]},), "第 1 行不合字段表"),
        (({**ROW, "expected_behaviour": "reply"},), "第 1 行不合字段表"),
        (({k: v for k, v in ROW.items() if k != "question"},), "question"),
        (("",), "没有题目"),
    ],
    ids=["json", "clause", "behaviour", "missing field", "empty"],
)
def test_a_bad_line_is_named(tmp_path: Path, lines: tuple[object, ...], words: str) -> None:
    with pytest.raises(DatasetError, match=words):
        load_cases(_file(tmp_path, *lines))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="找不到题集"):
        load_cases(tmp_path / "none.jsonl")


def test_every_status_belongs_to_a_behaviour() -> None:
    assert set(BEHAVIOUR_OF) == set(Status)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_shipped_datasets_are_sound(path: Path, corpus: Corpus) -> None:
    cases = load_cases(path)
    assert len({c.id for c in cases}) == len(cases)
    assert list(unknown_golds(corpus, cases)) == []
    assert [c.id for c in cases if c.jurisdiction and c.jurisdiction not in corpus.jurisdictions] == []
    assert [c.id for c in cases if c.gold and c.behaviour is not Behaviour.ANSWER] == []


def test_shipped_datasets_are_listed_with_their_size() -> None:
    listed = (DATASETS / "README.md").read_text("utf-8")
    assert [p for p in SHIPPED if f"| `{p.relative_to(DATASETS)}` | {len(load_cases(p))} |" not in listed] == []


def test_a_sample_is_spread_over_the_whole() -> None:
    assert sample(range(10), 4) == [0, 2, 5, 7]
    assert sample(range(3), 5) == [0, 1, 2]
    assert sample(range(3), None) == [0, 1, 2]


def test_every_article_has_a_question(corpus: Corpus) -> None:
    """Every article, every item of the opinion, every headed item of the plan; the plan's loose sentences are background."""
    golds = {ref for path in SHIPPED for case in load_cases(path) for ref in case.gold}
    asked = {ref.top for ref in golds}
    for ref in golds:
        if ref.sentence is not None and (heading := heading_of(corpus.document(ref.document), ref.sentence)):
            asked.add(heading.top)
    units = [u.ref for d in corpus.documents.values() for u in units_of(d) if u.ref.sentence is None]
    empty = {
        ref for ref in units if corpus.provision(ref).text.strip("—。") == ref.heading
    }  # nothing stands below them
    wanted = {ref.top for ref in units if ref not in empty}
    assert sorted(map(str, wanted - asked)) == []
