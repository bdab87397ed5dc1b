"""A clause as a citation: the one place where its names, its words and whether it is in force are put together."""

from __future__ import annotations

from datetime import date

from assistant.answer import Citation
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_LONGEST = 420
"""Characters of a clause that are quoted whole; of a longer one the first sentences."""


def citation_of(corpus: Corpus, ref: ClauseRef, marker: int, on: date, quote: str) -> Citation:
    """The citation of a clause with the words quoted from it, in force or not on the day `on`."""
    meta = corpus.document(ref.document).meta
    return Citation(
        marker=marker,
        clause=str(ref),
        document=ref.document,
        article=ref.article,
        paragraph=ref.paragraph,
        item=ref.item,
        title=meta.title,
        locator=corpus.provision(ref).label,
        quote=quote,
        in_force=meta.in_force(on),
    )


def excerpt(text: str) -> str:
    """A clause whole, or its first sentences where it is very long: still a contiguous piece of it."""
    if len(text) <= _LONGEST:
        return text
    cut = max(text.rfind(mark, 0, _LONGEST) for mark in "。；\n")
    return text[: cut + 1].rstrip("\n") if cut > 0 else text
