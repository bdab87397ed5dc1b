"""Check every reference and every quotation in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge import messages
from knowledge.citations.finder import Citation
from knowledge.citations.quotes import Found, Quote, find
from knowledge.citations.reference import Scheme
from knowledge.citations.resolver import Resolved, document_for, resolve, spoken_names
from knowledge.citations.verifier import (
    Outcome,
    Verdict,
    dated,
    find_words,
    folded,
    misplaced,
    placed,
    verify_in_document,
    verify_quote,
)
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.normalise import is_han

_CHECKED_ALONE = 8
"""A quotation without a source is checked from so many Chinese characters on; a shorter one may be just a term."""


@dataclass(frozen=True, slots=True)
class CitationVerdict:
    """The verdict on text[start:end]: on a reference (`quote` is None), or on a quotation."""

    start: int
    end: int
    text: str
    verdict: Verdict
    quote: Quote | None = None


def check_text(corpus: Corpus, text: str, on: date, jurisdiction: str | None = None) -> list[CitationVerdict]:
    """A verdict for each reference and each quotation of `text`, in its order.

    `on`: the day whose law the text speaks of. `jurisdiction`: the place it speaks of, None if it may be several; a
    reference without a title then means that place's regulation, and another place's clauses are called out.
    """
    found = find(text, spoken_names(corpus))
    resolved = _resolved(corpus, found, on, jurisdiction)
    verdicts = [
        CitationVerdict(c.start, c.end, text[c.start : c.end], _of_reference(corpus, settled, on, jurisdiction))
        for c, settled in zip(found.citations, resolved, strict=True)
        if settled is not None
    ]
    for quote in found.quotes:
        verdict = _of_quote(corpus, quote, resolved, on, jurisdiction)
        if verdict is not None:
            verdicts.append(CitationVerdict(quote.start, quote.end, quote.text, verdict, quote))
    return sorted(verdicts, key=lambda v: (v.start, v.end))


def _resolved(corpus: Corpus, found: Found, on: date, jurisdiction: str | None) -> list[Resolved | None]:
    """What each reference means; one that names no document is settled by the words quoted from it, if they tell."""
    resolved = [resolve(corpus, citation, on, jurisdiction) for citation in found.citations]
    for quote in found.quotes:
        for index in quote.citations:
            settled, citation = resolved[index], found.citations[index]
            if settled and settled.document is None and citation.document is None and citation.ref is None:
                resolved[index] = _told_by_words(corpus, citation, quote, on) or settled
    return resolved


def _told_by_words(corpus: Corpus, citation: Citation, quote: Quote, on: date) -> Resolved | None:
    for document_id in dict.fromkeys(ref.document for ref, _ in find_words(corpus, folded(quote.text))):
        document = corpus.documents[document_id]
        if document.scheme is Scheme.ARTICLES:
            settled = resolve(corpus, citation, on, document.meta.jurisdiction)
            if settled and settled.ref and verify_quote(corpus, settled.ref, quote.text, on).outcome is Outcome.RIGHT:
                return settled
    return None


def _of_reference(corpus: Corpus, settled: Resolved, on: date, jurisdiction: str | None) -> Verdict:
    if settled.document is None:
        return Verdict(Outcome.NOT_FOUND, settled.problem)
    if settled.ref is None:
        return Verdict(Outcome.NO_SUCH_CLAUSE, settled.problem)
    right = Verdict(Outcome.RIGHT, messages.RIGHT_CLAUSE, settled.ref, (settled.ref,))
    return placed(corpus, settled.document, dated(settled.document, right, on), jurisdiction)


def _of_quote(
    corpus: Corpus, quote: Quote, resolved: list[Resolved | None], on: date, jurisdiction: str | None
) -> Verdict | None:
    settled = [r for index in quote.citations if (r := resolved[index]) is not None]
    clauses = [r for r in settled if r.ref is not None and r.document is not None]
    if clauses:
        verdicts = [(verify_quote(corpus, r.ref, quote.text, on), r) for r in clauses if r.ref]
        best, of = min(verdicts, key=lambda v: list(Outcome).index(v[0].outcome))
        keeps = best.outcome in (Outcome.RIGHT, Outcome.NOT_IN_FORCE) and of.document
        return placed(corpus, of.document, best, jurisdiction) if keeps and of.document else best
    if settled:
        return _unsettled(corpus, quote, settled[0], on)
    if quote.document is not None:
        return _titled(corpus, quote, quote.document, on, jurisdiction)
    return _alone(corpus, quote, on, jurisdiction)


def _unsettled(corpus: Corpus, quote: Quote, settled: Resolved, on: date) -> Verdict:
    """A quotation from a clause that does not exist, or from a document that is unknown."""
    if sum(map(is_han, quote.text)) < _CHECKED_ALONE:
        return Verdict(Outcome.NO_SUCH_CLAUSE if settled.document else Outcome.NOT_FOUND, settled.problem)
    elsewhere = misplaced(corpus, folded(quote.text), on)
    if elsewhere.found and elsewhere.outcome is Outcome.RIGHT:
        message = f"{settled.problem}；{elsewhere.message}"
        return Verdict(Outcome.WRONG_CLAUSE, message, None, elsewhere.found, elsewhere.span)
    outcome = Outcome.NO_SUCH_CLAUSE if settled.document else Outcome.NOT_FOUND
    return Verdict(outcome, settled.problem, None, elsewhere.found, elsewhere.span, elsewhere.difference)


def _titled(corpus: Corpus, quote: Quote, name: str, on: date, jurisdiction: str | None) -> Verdict:
    document = document_for(corpus, name, on)
    if document is None:
        return _unsettled(corpus, quote, Resolved(problem=messages.UNKNOWN_DOCUMENT.format(name=name)), on)
    verdict = verify_in_document(corpus, document, quote.text, on)
    keeps = verdict.outcome in (Outcome.RIGHT, Outcome.NOT_IN_FORCE)
    return placed(corpus, document, verdict, jurisdiction) if keeps else verdict


def _alone(corpus: Corpus, quote: Quote, on: date, jurisdiction: str | None) -> Verdict | None:
    """A quotation without a source: right if the words are law in force here, whatever the clause."""
    if sum(map(is_han, quote.text)) < _CHECKED_ALONE:
        return None
    verdict = misplaced(corpus, folded(quote.text), on)
    if verdict.outcome is not Outcome.RIGHT:
        return verdict
    judged = []
    for ref in verdict.found:
        document = corpus.documents[ref.document]
        one = Verdict(Outcome.RIGHT, verdict.message, None, verdict.found, verdict.span)
        judged.append(placed(corpus, document, dated(document, one, on), jurisdiction))
    return min(judged, key=lambda v: list(Outcome).index(v.outcome))
