"""Build the index of a corpus, or open the one that is there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.index import artefact
from knowledge.index.book import Book, group_by_article
from knowledge.index.embedder import Embedder, Vectors
from knowledge.index.keyword_index import KeywordIndex
from knowledge.index.phrasings import Phrasing, load_phrasings, phrasings_version
from knowledge.index.units import Unit, place_phrasings, units_of
from knowledge.index.vector_index import VectorStore
from knowledge.regulations.corpus import Corpus

Progress = Callable[[str, int, int], None]
"""Told (what is being done, steps done, steps in all)."""


@dataclass(frozen=True, slots=True)
class Index:
    """The books of every document, by document id, and the hash of what they were built from."""

    version: str
    books: Mapping[str, Book]


def silent(_what: str, _done: int, _all: int) -> None:
    """A `Progress` that tells nobody."""


def open_index(
    root: Path,
    corpus: Corpus,
    embedder: Embedder,
    *,
    phrasings: Sequence[Phrasing] | None = None,
    progress: Progress = silent,
) -> Index:
    """The index for `corpus` below `root`, built first where it is missing, half-built or damaged.

    `phrasings` replaces the shipped ones (for measuring without them).
    """
    if phrasings is None:
        rows, version = load_phrasings(), phrasings_version()
    else:
        rows = tuple(phrasings)
        version = f"custom {_digest(rows)}"
    name = artefact.index_hash(corpus.version, version, embedder.fingerprint)
    folder = root / name
    manifest = artefact.read_manifest(folder)
    if manifest is None:
        build(folder, corpus, embedder, rows, progress)
        artefact.prune(root, keep=name)
    return Index(name, dict(_open_books(folder, corpus, rows)))


def _digest(phrasings: Sequence[Phrasing]) -> str:
    text = "\n".join(f"{p.clause}\t{p.text}" for p in phrasings)
    return hashlib.sha256(text.encode()).hexdigest()


def build(
    folder: Path, corpus: Corpus, embedder: Embedder, phrasings: Sequence[Phrasing], progress: Progress = silent
) -> None:
    """Write the artefact for `corpus` to `folder`, whole or not at all."""
    with artefact.writing(folder) as (target, manifest):
        manifest |= {"corpus": corpus.version, "model": embedder.fingerprint, "format": artefact.FORMAT, "books": {}}
        for done, document in enumerate(corpus.documents.values()):
            progress(document.meta.title, done, len(corpus.documents))
            units = units_of(document)
            kept, where = place_phrasings(document, units, phrasings)
            counts = _write_book(target / document.id, units, kept, where, embedder)
            manifest["books"][document.id] = counts
        progress("完成", len(corpus.documents), len(corpus.documents))


def _write_book(
    folder: Path, units: Sequence[Unit], phrasings: Sequence[Phrasing], where: Sequence[int], embedder: Embedder
) -> dict[str, int]:
    folder.mkdir()
    questions = [p.text for p in phrasings]
    asked_of: list[list[str]] = [[] for _ in units]
    for question, position in zip(questions, where, strict=True):
        asked_of[position].append(question)
    articles, article_of = group_by_article(units)
    whole: list[list[str]] = [[] for _ in articles]
    for unit, asked, article in zip(units, asked_of, article_of, strict=True):
        if unit.ref == unit.article:
            whole[article].append(unit.text)
        whole[article].extend(asked)
    KeywordIndex.build([u.text for u in units]).save(folder / "law")
    KeywordIndex.build([" ".join([u.text, *a]) for u, a in zip(units, asked_of, strict=True)]).save(folder / "expanded")
    KeywordIndex.build([" ".join(w) for w in whole]).save(folder / "article")
    if questions:
        KeywordIndex.build(questions).save(folder / "asked")
    vectors = embedder.embed([u.text for u in units] + questions)
    np.save(folder / "vectors.npy", vectors.astype(np.float16))
    return {"units": len(units), "phrasings": len(questions)}


def _open_books(folder: Path, corpus: Corpus, phrasings: Sequence[Phrasing]) -> Iterator[tuple[str, Book]]:
    store = VectorStore()
    for document in corpus.documents.values():
        units = units_of(document)
        kept, where = place_phrasings(document, units, phrasings)
        place = folder / document.id
        vectors: Vectors = np.load(place / "vectors.npy").astype(np.float32)
        articles, _ = group_by_article(units)
        yield (
            document.id,
            Book(
                document=document.id,
                units=units,
                phrasings=tuple(kept),
                phrasing_unit=np.array(where, dtype=np.int64),
                law=KeywordIndex.load(place / "law", len(units)),
                expanded=KeywordIndex.load(place / "expanded", len(units)),
                by_article=KeywordIndex.load(place / "article", len(articles)),
                asked=KeywordIndex.load(place / "asked", len(kept)) if kept else None,
                near=store.add(f"{document.id}.asked", vectors[len(units) :]) if kept else None,
                meaning=store.add(f"{document.id}.clauses", vectors[: len(units)]),
            ),
        )
