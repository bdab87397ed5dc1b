"""What does each part of retrieval bring? Measured on the held phrasings, which no index and no training has seen."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals import messages
from evals.cases import DatasetError, sample
from evals.retrieval.measures import LABELS, measure
from evals.retrieval.rankings import WORDS_ONLY, Ranked, rank_all
from evals.retrieval.systems import DENSE_LAW, SHIPPED, WITH_PHRASINGS, WITHOUT_PHRASINGS, System
from knowledge.index.build import Index, open_index
from knowledge.index.embedder import Embedder
from knowledge.index.phrasings import Phrasing, load_phrasings
from knowledge.regulations.corpus import Corpus

_ARTICLE_LABELS = tuple(f"条 {label}" for label in LABELS[:3])
HEADINGS = ("系统", "题数", *LABELS, *_ARTICLE_LABELS)


@dataclass(frozen=True, slots=True)
class Row:
    """A system and its measures (percent): by clause, then by article."""

    label: str
    questions: int
    figures: tuple[float, ...]

    @classmethod
    def of(cls, label: str, ranked: Sequence[Ranked]) -> Row:
        """Measure one system's rankings."""
        clauses = measure([r.clauses for r in ranked])
        articles = measure([r.articles for r in ranked])
        return cls(label, len(ranked), (*clauses, *articles[: len(_ARTICLE_LABELS)]))


def ablate(corpus: Corpus, embedder: Embedder, questions: Sequence[Phrasing]) -> tuple[list[Row], list[Ranked]]:
    """A row for every system, and the shipped system's rankings for a closer look."""
    rows: list[Row] = []
    shipped: list[Ranked] = []
    plans: tuple[tuple[str, tuple[Phrasing, ...], tuple[System, ...]], ...] = (
        ("无问法", (), (WORDS_ONLY, *WITHOUT_PHRASINGS)),
        ("有问法", load_phrasings(), WITH_PHRASINGS),
    )
    for what, phrasings, systems in plans:
        with tempfile.TemporaryDirectory() as folder:
            index = _index(Path(folder), corpus, embedder, phrasings)
            found = rank_all(corpus, index, embedder, systems, questions, f"检索 {what}")
        rows += [Row.of(system.label, found[system.label]) for system in systems]
        shipped = found.get(SHIPPED.label, shipped)
    return rows, shipped


def without_questions(corpus: Corpus, embedder: Embedder, questions: Sequence[Phrasing]) -> Row:
    """A dense model that has learned from no question, over the law's own words."""
    dense = replace(DENSE_LAW, label="向量：法条原文，只自监督")
    with tempfile.TemporaryDirectory() as folder:
        index = _index(Path(folder), corpus, embedder, ())
        found = rank_all(corpus, index, embedder, (dense,), questions, "检索 自监督")
    return Row.of(dense.label, found[dense.label])


def leave_style_out(
    corpus: Corpus, embedder: Embedder, style: str, limit: int | None, *, retrained: bool = False
) -> list[Row]:
    """The questions of one style, with the style in the index and without it.

    The shipped dense model has learned from that style, so with it only the style's held questions are fair;
    `retrained` says that `embedder` has not, and then all of them are.
    """
    asked = sample(questions_of(style, held_only=not retrained), limit)
    rows = []
    if not retrained:
        rows.append(_shipped_row(corpus, embedder, load_phrasings(), asked, f"{style}：在索引里"))
    kept = [p for p in load_phrasings() if p.style != style]
    note = "模型也没有学过" if retrained else "模型学过这种语气"
    rows.append(_shipped_row(corpus, embedder, kept, asked, f"{style}：不在索引里（{note}）"))
    return rows


def questions_of(style: str, *, held_only: bool) -> list[Phrasing]:
    """The phrasings of a style.

    Raises:
        DatasetError: there is no such style.
    """
    found = [p for p in load_phrasings() if p.style == style]
    if not found:
        styles = "、".join(sorted({p.style for p in load_phrasings()}))
        raise DatasetError(messages.NO_STYLE.format(style=style, styles=styles))
    return [p for p in found if p.held or not held_only]


def _shipped_row(
    corpus: Corpus, embedder: Embedder, phrasings: Sequence[Phrasing], asked: Sequence[Phrasing], label: str
) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        index = _index(Path(folder), corpus, embedder, phrasings)
        found = rank_all(corpus, index, embedder, (SHIPPED,), asked, f"检索 {label}")
    return Row.of(label, found[SHIPPED.label])


def _index(folder: Path, corpus: Corpus, embedder: Embedder, phrasings: Sequence[Phrasing]) -> Index:
    """An index with just these phrasings, held ones left out as always.

    Chroma's in-memory client is one per process and collections are replaced by name, so each index is used up before
    the next one is opened.
    """
    return open_index(folder, corpus, embedder, phrasings=phrasings)
