"""STARD / LeCoQA: legal questions of laypeople with gold articles, and the articles they are looked for in."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals import messages
from evals.cases import DatasetError

LONGEST = 600
"""Characters of an article that the dense models read, as in training; BM25 reads all."""


@dataclass(frozen=True, slots=True)
class LegalQuestion:
    """A layperson's question. `gold` are positions in the article list."""

    text: str
    gold: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LegalQa:
    """The articles (law, text), in the order that `gold` refers to, and the questions of the train half."""

    articles: tuple[tuple[str, str], ...]
    questions: tuple[LegalQuestion, ...]

    def full_texts(self) -> list[str]:
        """Title and whole text of each article."""
        return [f"{law} {text}" for law, text in self.articles]

    def short_texts(self) -> list[str]:
        """Title and the first `LONGEST` characters of each article."""
        return [f"{law} {text[:LONGEST]}" for law, text in self.articles]


def load_legal_qa(folder: Path) -> LegalQa:
    """The files in ``folder/legal_qa``.

    Raises:
        DatasetError: they are not there.
    """
    corpus, train = folder / "legal_qa" / "corpus.jsonl.gz", folder / "legal_qa" / "train.jsonl"
    if not (corpus.exists() and train.exists()):
        raise DatasetError(messages.NO_LEGAL_QA.format(path=folder))
    rows = list(_rows(corpus))
    position = {row["id"]: i for i, row in enumerate(rows)}
    return LegalQa(
        tuple((row["law"], row["text"]) for row in rows),
        tuple(
            LegalQuestion(row["question"], tuple(position[g] for g in dict.fromkeys(row["gold"])))
            for row in _rows(train)
        ),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def folds(questions: Sequence[LegalQuestion], count: int, *, by_article: bool) -> list[list[int]]:
    """Positions of the questions in `count` folds of equal size.

    Dealt one by one, as the published split is, most gold articles have been asked about in other folds too. With
    `by_article` the questions that share their first gold article stay together: the article is new to its fold.
    """
    groups: dict[int, list[int]] = {}
    for i, question in enumerate(questions):
        groups.setdefault(question.gold[0] if by_article else i, []).append(i)
    order = sorted(groups.values())
    random.Random(0).shuffle(order)
    out: list[list[int]] = [[] for _ in range(count)]
    for group in sorted(order, key=len, reverse=True):
        min(out, key=len).extend(group)
    return out
