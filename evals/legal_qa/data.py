"""Legal questions of laypeople with gold articles, and the articles they are looked for in (STARD, LeCoQA)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 600
"""Characters of an article that the dense models read, as in training; BM25 reads all."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article (条) of a law. `number` as the law writes it, 第三十九条; `field` is its branch of law, "" unknown."""

    law: str
    number: str
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class LegalQuestion:
    """A layperson's question. `gold` are positions in the article list, `answer` a lawyer's answer, "" if none."""

    text: str
    gold: tuple[int, ...]
    id: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LegalQa:
    """The articles, in the order that `gold` refers to, and the questions of one file.

    Attributes:
        name: of the question file, without its ending.
        version: hash of both files.
    """

    articles: tuple[Article, ...]
    questions: tuple[LegalQuestion, ...]
    name: str = ""
    version: str = ""


def full_texts(articles: Sequence[Article]) -> list[str]:
    """Title and whole text of each article."""
    return [f"{article.law} {article.text}" for article in articles]


def short_texts(articles: Sequence[Article]) -> list[str]:
    """Title and the first `LONGEST` characters of each article."""
    return [f"{article.law} {article.text[:LONGEST]}" for article in articles]


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
