"""A verdict becomes a case that fails as long as the false answer is given."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.answers.score import Score
from evals.answers.suite import outcome
from evals.cases import Behaviour, DatasetError, load_cases
from evals.verdicts.importing import Imported, import_verdicts
from knowledge.regulations.corpus import Corpus

Judge = Callable[..., Score]


def _verdict(**fields: Any) -> dict[str, Any]:
    return {
        "answer_id": "a1",
        "question": "我身份证11010519491231002X的异议几天有结果",
        "jurisdiction": "jiangxi",
        "expected_behaviour": "answer",
        "citations": [
            {"clause": "jiangxi-2022#40", "verdict": "wrong_clause"},
            {"clause": "jiangxi-2022#39.1", "verdict": "right"},
        ],
        "missing": ["jiangxi-2022#39.2"],
        "note": "第四十条是修复",
    } | fields


def _file(folder: Path, *verdicts: dict[str, Any]) -> Path:
    path = folder / "export.jsonl"
    path.write_text("\n".join(json.dumps(v, ensure_ascii=False) for v in verdicts), "utf-8")
    return path


def test_a_verdict_says_what_must_and_must_not_be_cited(tmp_path: Path, corpus: Corpus) -> None:
    target = tmp_path / "v" / "verdicts.jsonl"
    assert import_verdicts(_file(tmp_path, _verdict()), target, corpus) == Imported(1, 0, 0)
    (case,) = load_cases(target)
    assert [str(ref) for ref in case.gold] == ["jiangxi-2022#39.1", "jiangxi-2022#39.2"]
    assert [str(ref) for ref in case.must_not_cite] == ["jiangxi-2022#40"]
    assert "11010519491231002X" not in target.read_text("utf-8")


def test_the_same_false_answer_fails_a_hard_rule(tmp_path: Path, corpus: Corpus, judge: Judge) -> None:
    target = tmp_path / "verdicts.jsonl"
    import_verdicts(_file(tmp_path, _verdict()), target, corpus)
    (case,) = load_cases(target)
    assert outcome(judge(case, "jiangxi-2022#39.1", "jiangxi-2022#39.2", "jiangxi-2022#40"))["not_again"] is False
    assert outcome(judge(case, "jiangxi-2022#39.1", "jiangxi-2022#39.2"))["not_again"] is True


def test_a_later_verdict_on_the_same_answer_replaces_the_earlier(tmp_path: Path, corpus: Corpus) -> None:
    target = tmp_path / "verdicts.jsonl"
    import_verdicts(_file(tmp_path, _verdict()), target, corpus)
    assert import_verdicts(_file(tmp_path, _verdict()), target, corpus) == Imported(0, 0, 1)
    refused = _verdict(expected_behaviour="refuse", missing=[])
    assert import_verdicts(_file(tmp_path, refused, _verdict(answer_id="a2")), target, corpus) == Imported(1, 1, 0)
    first, second = load_cases(target)
    assert (first.behaviour, first.gold) == (Behaviour.REFUSE, ())
    assert second.id == "verdict-a2"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"citations": [{"clause": "jiangxi-2022#39.1", "verdict": "so-so"}]}, "so-so"),
        ({"missing": ["jiangxi-2022#400"]}, "jiangxi-2022#400"),
        ({"expected_behaviour": "reply"}, "reply"),
    ],
)
def test_one_bad_verdict_and_nothing_is_written(tmp_path: Path, corpus: Corpus, bad: dict[str, Any], said: str) -> None:
    target = tmp_path / "verdicts.jsonl"
    with pytest.raises(DatasetError, match=rf"第 2 条.*{said}.*一条也没有导入"):
        import_verdicts(_file(tmp_path, _verdict(), _verdict(answer_id="a2", **bad)), target, corpus)
    assert not target.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path, corpus: Corpus) -> None:
    with pytest.raises(DatasetError, match="找不到判定文件"):
        import_verdicts(tmp_path / "none.jsonl", tmp_path / "t.jsonl", corpus)
