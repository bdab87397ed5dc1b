"""The examples as the project's data folder has them, and as the publishers lay them out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.evals.legal_qa.examples import ARTICLES, QUESTIONS, write_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder; a gold article named twice, and NaN for an answer that is not there."""
    write_lines(
        tmp_path / "legal_qa" / "corpus.jsonl.gz",
        ({"id": 10 + i, "law": a.law, "no": a.number, "text": a.text, "cat": a.field} for i, a in enumerate(ARTICLES)),
    )
    write_lines(
        tmp_path / "legal_qa" / "train.jsonl",
        (
            {
                "id": int(q.id),
                "question": q.text,
                "gold": [10 + g for g in q.gold] + [10 + q.gold[0]],
                "answer": q.answer or float("nan"),
            }
            for q in QUESTIONS
        ),
    )
    return tmp_path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A repository as LeCoQA publishes it, with a row that has no question, as STARD has some."""
    root = tmp_path / "LeCoQA"
    write_lines(
        root / "data" / "corpus.jsonl",
        (
            {"id": 500 + i, "name": a.law + a.number, "content": a.text.replace("\n", "\\n") + "\\n"}
            for i, a in enumerate(ARTICLES)
        ),
    )
    rows: list[dict[str, Any]] = [
        {
            "query_id": int(q.id),
            "问题": q.text,
            "答案文本": q.answer or float("nan"),
            "相关法规": {ARTICLES[g].law + ARTICLES[g].number: ARTICLES[g].text for g in q.gold},
            "match_id": [500 + g for g in q.gold],
        }
        for q in QUESTIONS
    ]
    rows.insert(1, {"query_id": 99, "问题": float("nan"), "match_id": []})
    (root / "data" / "queries.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    return root
