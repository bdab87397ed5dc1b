"""Hybrid retrieval over the clauses of one place on one day."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangchainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.citations.reference import ClauseRef
from knowledge.index.book import SIGNALS, Book, Probe
from knowledge.index.build import Index
from knowledge.index.embedder import Embedder
from knowledge.index.phrasings import Phrasing
from knowledge.index.units import Unit
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.model import Kind
from knowledge.retrieval.lexicon import Lexicon, shipped_lexicon
from knowledge.retrieval.query import Hit, Query
from knowledge.retrieval.ranker import Matrix, Ranker, features, shipped_ranker

_PROBES = 64


class ClauseRetriever:
    """Finds the clauses that answer a question: filter, score, fuse, rank."""

    def __init__(
        self,
        corpus: Corpus,
        index: Index,
        embedder: Embedder,
        *,
        ranker: Ranker | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.corpus = corpus
        self.index = index
        self._embedder = embedder
        self._ranker = ranker or shipped_ranker()
        self._lexicon = lexicon or shipped_lexicon()
        self.probe = lru_cache(maxsize=_PROBES)(self._probe)
        """The question as the indexes take it; one probe serves several places and steps."""

    def _probe(self, text: str) -> Probe:
        own, widened = self._lexicon.widen(text)
        return Probe(own, widened, self._embedder.embed([text])[0])

    def books(self, query: Query) -> list[Book]:
        """The documents that may be searched: place, day and kind are settled before anything is ranked."""
        found = []
        for document in self.corpus.documents.values():
            meta = document.meta
            place = self.corpus.jurisdictions.get(meta.jurisdiction)
            here = meta.jurisdiction == query.jurisdiction or (place is not None and place.nationwide)
            then = meta.in_force(query.on) or (meta.kind is Kind.PLAN and meta.in_force_from <= query.on)
            wanted = (not query.kinds or meta.kind in query.kinds) and (
                not query.documents or document.id in query.documents
            )
            if here and then and wanted:
                found.append(self.index.books[document.id])
        return found

    def candidates(self, query: Query, probe: Probe | None = None) -> tuple[list[Unit], Matrix, Matrix]:
        """All candidate units, their raw signals and their features, rows aligned."""
        books = self.books(query)
        if not books:
            return [], np.zeros((0, len(SIGNALS)), np.float32), np.zeros((0, 0), np.float32)
        probe = probe or self.probe(query.text)
        units = [unit for book in books for unit in book.units]
        raw = np.concatenate([book.score(probe) for book in books])
        offsets = np.cumsum([0, *(len(book.articles) for book in books[:-1])])
        article_of: npt.NDArray[np.int64] = np.concatenate(
            [book.article_of + offset for book, offset in zip(books, offsets, strict=True)]
        )
        kinds = [self.corpus.documents[u.ref.document].meta.kind for u in units]
        return units, raw, features(raw, article_of, kinds, query.text)

    def search(self, query: Query, probe: Probe | None = None) -> list[Hit]:
        """The best `query.limit` clauses, best first; empty where the place has no law on that day."""
        units, raw, table = self.candidates(query, probe)
        if not units:
            return []
        scores = self._ranker.scores(table)
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        best = np.argsort(-scores, kind="stable")[: query.limit]
        return [
            Hit(
                units[i].ref,
                float(scores[i]),
                float(shares[i]),
                dict(zip(SIGNALS, (float(x) for x in raw[i]), strict=True)),
            )
            for i in best
        ]

    def closest(self, ref: ClauseRef, probe: Probe) -> tuple[Phrasing, float] | None:
        """The phrasing of the clause's article that is nearest to the question, and its cosine."""
        book = self.index.books.get(ref.document)
        return book.closest(probe, ref.top) if book is not None else None


class LangchainClauseRetriever(BaseRetriever):
    """`ClauseRetriever` as langchain knows retrievers, for chains that others build on this index.

    ``retriever.invoke("…")`` searches the place and day it was made for; each document's metadata has the clause id.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: ClauseRetriever
    template: Query

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - langchain names it
        **_: Any,
    ) -> list[LangchainDocument]:
        asked = Query(
            query,
            self.template.jurisdiction,
            self.template.on,
            self.template.kinds,
            self.template.documents,
            self.template.limit,
        )
        documents = []
        for hit in self.retriever.search(asked):
            provision = self.retriever.corpus.provision(hit.ref)
            meta = self.retriever.corpus.documents[hit.ref.document].meta
            documents.append(
                LangchainDocument(
                    page_content=provision.text,
                    id=str(hit.ref),
                    metadata={
                        "clause": str(hit.ref),
                        "title": meta.title,
                        "locator": provision.label,
                        "jurisdiction": meta.jurisdiction,
                        "kind": meta.kind.value,
                        "score": hit.score,
                        "share": hit.share,
                    },
                )
            )
        return documents
