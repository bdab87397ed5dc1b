"""Rank the clauses of a question's place by several systems in one pass over an index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.clock import Clock
from evals.progress import track
from evals.retrieval.measures import DEPTH, Ranking
from evals.retrieval.systems import System
from knowledge.citations.reference import ClauseRef
from knowledge.index.book import Probe
from knowledge.index.build import Index
from knowledge.index.embedder import Embedder
from knowledge.index.phrasings import Phrasing
from knowledge.index.units import heading_of
from knowledge.regulations.corpus import Corpus
from knowledge.retrieval.lexicon import shipped_lexicon
from knowledge.retrieval.query import Query
from knowledge.retrieval.ranker import Matrix
from knowledge.retrieval.retriever import ClauseRetriever

UNIT_DEPTH = 4 * DEPTH
"""Clauses kept of a ranking: enough that their articles, each once, are `DEPTH`."""

WORDS_ONLY = System("词面：法条原文", lambda words: words)
"""BM25 over the law's own words, without phrasings and lexicon; scored apart, since the index holds no such signal."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One question ranked by one system: by clause (款、项), and by article (条)."""

    question: Phrasing
    clauses: Ranking
    articles: Ranking


def rank_all(
    corpus: Corpus,
    index: Index,
    embedder: Embedder,
    systems: Sequence[System],
    questions: Sequence[Phrasing],
    what: str,
) -> Mapping[str, list[Ranked]]:
    """Every question ranked by every system (`WORDS_ONLY` may be among them), by the system's label."""
    retriever = ClauseRetriever(corpus, index, embedder)
    out: dict[str, list[Ranked]] = {system.label: [] for system in systems}
    for question, probe in track(list(_probes(embedder, questions)), what):
        place = corpus.document(question.clause.document).meta.jurisdiction
        query = Query(question.text, place, Clock().today())
        units, _, table = retriever.candidates(query, probe)
        wanted = [names_of(corpus, question.golds)]
        for system in systems:
            scores = system.scores(_words(retriever, query, probe) if system is WORDS_ONLY else table)
            order = np.argsort(-scores, kind="stable")[:UNIT_DEPTH]
            clauses, articles = rankings([units[i].ref for i in order], wanted)
            out[system.label].append(Ranked(question, clauses, articles))
    return out


def _probes(embedder: Embedder, questions: Sequence[Phrasing]) -> Iterator[tuple[Phrasing, Probe]]:
    lexicon = shipped_lexicon()
    if questions:
        vectors = embedder.embed([q.text for q in questions])
        for question, vector in zip(questions, vectors, strict=True):
            own, widened = lexicon.widen(question.text)
            yield question, Probe(own, widened, vector)


def _words(retriever: ClauseRetriever, query: Query, probe: Probe) -> Matrix:
    return np.concatenate([book.law.scores(probe.tokens) for book in retriever.books(query)])


def rankings(found: Sequence[ClauseRef], wanted: Sequence[Collection[ClauseRef]]) -> tuple[Ranking, Ranking]:
    """What was found, best first, ranked by clause and by article; `wanted` holds the clauses of each answer.

    Two answers in one article are one answer as far as articles go.
    """
    articles = dict.fromkeys(str(ref.top) for ref in found)
    of_articles = dict.fromkeys(frozenset(str(ref.top) for ref in right) for right in wanted)
    return (
        Ranking([str(ref) for ref in found], [{str(ref) for ref in right} for right in wanted]),
        Ranking(list(articles), list(of_articles)),
    )


def names_of(corpus: Corpus, golds: Iterable[ClauseRef]) -> set[ClauseRef]:
    """Clauses as the index names them: canonical, a plan's sentence by the headed item that holds it."""
    names = set()
    for gold in golds:
        document = corpus.document(gold.document)
        ref = document.canonical(gold) or gold
        names.add((heading_of(document, ref.sentence) if ref.sentence is not None else None) or ref)
    return names
