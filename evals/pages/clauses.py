"""Clauses as a Chinese reader names them, for the generated pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus


def cited(clauses: Iterable[ClauseRef], corpus: Corpus) -> str:
    """《江西省社会信用条例》第三十九条第二款、第四十条; each title once for clauses that follow one another.

    A document that has a number (晋政办发〔2020〕10号) is named by it.
    """
    named = []
    for document, refs in groupby(clauses, key=lambda ref: ref.document):
        labels = "、".join(corpus.provision(ref).label for ref in refs)
        meta = corpus.document(document).meta
        named.append(f"{meta.number or f'《{meta.title}》'}{labels}")
    return "；".join(named)
