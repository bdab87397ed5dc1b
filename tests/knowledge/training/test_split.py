"""The part that measures: whole clusters of near-duplicates, about one in six."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib import resources
from pathlib import Path

import pytest

from knowledge.index.phrasings import load_phrasings
from knowledge.training import split


def test_near_duplicates_of_one_clause_share_a_cluster_and_others_do_not() -> None:
    labels = ["a#1", "a#1", "a#1", "a#2"]
    texts = ["信用修复要多少天才能办好", "信用修复要多少天才办好呢", "异议去哪里提", "信用修复要多少天才能办好"]
    assert split.clusters(labels, texts) == [0, 0, 2, 3]


@pytest.mark.parametrize("document", ["shanxi-2022", "jiangxi-2022", "city-2022"])
def test_no_cluster_of_the_store_is_both_trained_on_and_measured_by(document: str) -> None:
    rows = [p for p in load_phrasings() if p.clause.document == document]
    sides: dict[int, set[bool]] = defaultdict(set)
    for row, head in zip(rows, split.clusters([str(p.clause) for p in rows], [p.text for p in rows]), strict=True):
        sides[head].add(row.held)
    assert [head for head, both in sides.items() if len(both) > 1] == []


def test_about_one_in_six_measures() -> None:
    rows = load_phrasings()
    assert 1 / 8 < sum(p.held for p in rows) / len(rows) < 1 / 5


def test_the_table_in_the_readme_counts_right() -> None:
    folder = resources.files("knowledge") / "phrasings"
    readme = (folder / "README.md").read_text("utf-8")
    for file in folder.iterdir():
        if file.name.endswith(".jsonl"):
            rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
            held = sum(row.get("held", False) for row in rows)
            assert f"| `{file.name}` | {len(rows):,} | {f'{held:,}' if held else '–'} |" in readme


def test_marking_a_file_keeps_its_other_fields(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "new.jsonl"
    rows = [
        {"clause": "a#1", "q": f"第{n}种问法，问的是第{n}件不相干的事{n * 7919}", "style": "short"} for n in range(60)
    ]
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    monkeypatch.setattr("sys.argv", ["split", str(file)])
    split.main()
    marked = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [{k: v for k, v in r.items() if k != "held"} for r in marked] == rows
    assert 0 < sum(r.get("held", False) for r in marked) < len(rows)
