"""What the dense model learns from: a public law collection, laypeople's legal questions, and our own phrasings.

The first two lie outside the project (``--data``); none of their text is shipped, only the model trained on it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.index.phrasings import Phrasing, load_phrasings
from knowledge.index.units import Unit, ranked_as, units_of
from knowledge.regulations.corpus import Corpus

LONGEST = 600
"""Characters of an article that are read; the rest of the longest ones adds nothing."""


@dataclass(frozen=True, slots=True)
class LawArticle:
    """An article of the law collection: the law it belongs to, its last heading, its text."""

    law: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionPair:
    """A layperson's question and an article that answers it."""

    question: str
    article: str


@dataclass(frozen=True, slots=True)
class Example:
    """A phrasing, the position of its unit in `Corpus` order, and the positions of units that are equally right."""

    text: str
    unit: int
    also: tuple[int, ...]
    style: str
    held: bool


def law_articles(folder: Path) -> Iterator[LawArticle]:
    """The law collection, ``laws/articles.jsonl.gz``."""
    for row in _rows(folder / "laws" / "articles.jsonl.gz"):
        heads = row["heads"]
        yield LawArticle(row["law"], heads[-1] if heads else "", row["text"][:LONGEST])


def question_pairs(folder: Path) -> list[QuestionPair]:
    """The train half of ``legal_qa``, each question with its first gold article."""
    articles = {row["id"]: row for row in _rows(folder / "legal_qa" / "corpus.jsonl.gz")}
    pairs = []
    for row in _rows(folder / "legal_qa" / "train.jsonl"):
        gold = articles[row["gold"][0]]
        pairs.append(QuestionPair(str(row["question"]), f"{gold['law']} {gold['text'][:LONGEST]}"))
    return pairs


def units_and_examples(corpus: Corpus) -> tuple[list[Unit], list[Example]]:
    """All units of the corpus, and every phrasing by the position of its unit, held ones included."""
    units = [unit for document in corpus.documents.values() for unit in units_of(document)]
    where = {unit.ref: i for i, unit in enumerate(units)}

    def position(phrasing: Phrasing, index: int) -> int:
        ref = phrasing.golds[index]
        found = ranked_as(corpus.document(ref.document), ref, where)
        if found is None:
            raise LookupError(f"提问库指向不存在的条款：{ref}（{phrasing.text}）")
        return where[found]

    examples = [
        Example(p.text, position(p, 0), tuple(position(p, i) for i in range(1, len(p.golds))), p.style, p.held)
        for p in load_phrasings()
    ]
    return units, examples


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
