"""Do the quoted words stand in the named clause, and is the clause the law of that place and day?

Words are right only as a contiguous piece of the named clause (after the one documented normalisation): an ellipsis,
a changed mark, or two passages that do not follow one another make a quotation altered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from knowledge import messages
from knowledge.citations.matching import Difference, Flat, closest
from knowledge.citations.reference import ClauseRef, Scheme
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.model import Document, Provision
from knowledge.regulations.normalise import BLANKS, fold_quote, is_han
from knowledge.regulations.numerals import to_chinese


class Outcome(StrEnum):
    """The closed set of verdicts, best first."""

    RIGHT = "right"
    NOT_IN_FORCE = "not_in_force"
    OTHER_JURISDICTION = "other_jurisdiction"
    WRONG_CLAUSE = "wrong_clause"
    ALTERED = "altered"
    NO_SUCH_CLAUSE = "no_such_clause"
    NOT_FOUND = "not_found"


_ALTERED_IN_CLAUSE = 0.55
_ALTERED_ELSEWHERE = 0.75
"""How like a passage a quotation must be (0 to 1) to count as its altered form."""
_CLEARLY_THIS = 0.85
"""So like the named clause that no other needs to be looked at."""
_SHOWN = 5
"""At most so many places are named where the words stand."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome and its reason in Chinese. `ref` is the clause named; `found` says where the words really stand.

    `span` is where they stand in the citable text of the document of `found[0]`; `difference` is set if altered.
    """

    outcome: Outcome
    message: str
    ref: ClauseRef | None = None
    found: tuple[ClauseRef, ...] = ()
    span: tuple[int, int] | None = None
    difference: Difference | None = None


def verify_quote(corpus: Corpus, ref: ClauseRef, quote: str, on: date) -> Verdict:
    """Check that `quote` stands word for word in the clause `ref`, and that the clause is in force on the day `on`."""
    document = corpus.documents.get(ref.document)
    if document is None:
        return Verdict(Outcome.NO_SUCH_CLAUSE, messages.NO_SUCH_DOCUMENT.format(id=ref.document), ref)
    provision = document.get(ref)
    if provision is None:
        place = ref.locator(document.scheme)
        return Verdict(Outcome.NO_SUCH_CLAUSE, messages.NO_PLACE.format(title=document.meta.title, place=place), ref)
    words = folded(quote)
    flat = Flat.of(provision.text, provision.start)
    for candidate in _with_and_without_marker(words, provision):
        if span := flat.find(candidate):
            return dated(document, Verdict(Outcome.RIGHT, messages.RIGHT, provision.ref, (provision.ref,), span), on)
    return misplaced(corpus, words, on, document, provision)


def verify_in_document(corpus: Corpus, document: Document, quote: str, on: date) -> Verdict:
    """Check a quotation whose source is named by title only: any clause of `document` may hold it."""
    words = folded(quote)
    places = list(_places(document, words))
    if not places:
        return misplaced(corpus, words, on, document, None)
    message = messages.RIGHT_IN.format(where=_where(corpus, [ref for ref, _ in places]))
    verdict = Verdict(Outcome.RIGHT, message, None, tuple(ref for ref, _ in places), places[0][1])
    return dated(document, verdict, on)


def folded(quote: str) -> str:
    """A quotation under test as citable text."""
    return fold_quote(quote).strip(BLANKS)


def dated(document: Document, verdict: Verdict, on: date) -> Verdict:
    """The verdict, or NOT_IN_FORCE if the document is not in force on the day `on`."""
    meta = document.meta
    if meta.in_force(on):
        return verdict
    until = f"至{meta.in_force_to}" if meta.in_force_to else ""
    message = messages.NOT_IN_FORCE.format(title=meta.title, on=on, since=meta.in_force_from, until=until)
    return replace(verdict, outcome=Outcome.NOT_IN_FORCE, message=message)


def placed(corpus: Corpus, document: Document, verdict: Verdict, jurisdiction: str | None) -> Verdict:
    """The verdict, or OTHER_JURISDICTION if the document is another place's; national law is nowhere another's."""
    own = document.meta.jurisdiction
    place = corpus.jurisdictions.get(own)
    if jurisdiction is None or own == jurisdiction or (place is not None and place.nationwide):
        return verdict
    asked = corpus.jurisdictions.get(jurisdiction)
    message = messages.OTHER_JURISDICTION.format(
        title=document.meta.title, place=place.name if place else own, asked=asked.name if asked else jurisdiction
    )
    return replace(verdict, outcome=Outcome.OTHER_JURISDICTION, message=message)


def _with_and_without_marker(words: str, provision: Provision) -> Iterator[str]:
    """The words, and without the number in front of them if it is this clause's own: （三）…, 第三十九条 …."""
    yield words
    ref = provision.ref
    if ref.heading is not None:
        marker = f"——{ref.heading}。"
    elif ref.subitem is not None:
        marker = f"{ref.subitem}."
    elif ref.item is not None:
        marker = f"（{to_chinese(ref.item)}）"
    else:
        marker = ref.top.locator() if provision.label.startswith("第") and ref.article else ""
    for own in (marker, f"{ref.article}."):
        if own and words.startswith(own):
            yield words[len(own) :].lstrip(BLANKS)


def misplaced(
    corpus: Corpus, words: str, on: date, document: Document | None = None, provision: Provision | None = None
) -> Verdict:
    """What is to be said of words that do not stand where they should: elsewhere, altered, or nowhere."""
    ref = provision.ref if provision else None
    named = _where(corpus, [ref]) if ref else f"《{document.meta.title}》" if document else ""
    places = find_words(corpus, words, document)
    if places:
        return _elsewhere(corpus, places, on, ref, document, named)
    near = closest(Flat.of(provision.text, provision.start), words) if provision else None
    source = document
    if near is None or near.likeness < _CLEARLY_THIS:
        other, nearer = _closest_anywhere(corpus, words, document)
        if near is None or near.likeness < _ALTERED_IN_CLAUSE or (nearer and nearer.likeness > near.likeness + 0.1):
            source, near = other, nearer
    if source is not None and near is not None:
        where = _smallest(source, (near.start, near.end))
        wording = messages.ALTERED_MARKS if _marks_only(near) else messages.ALTERED
        message = wording.format(where=_where(corpus, [where]), difference=near)
        return Verdict(Outcome.ALTERED, message, ref, (where,), (near.start, near.end), near)
    message = messages.NOT_FOUND_CLOSE.format(named=named) if named else messages.NOT_FOUND
    return Verdict(Outcome.NOT_FOUND, message, ref)


def _elsewhere(
    corpus: Corpus,
    places: list[tuple[ClauseRef, tuple[int, int]]],
    on: date,
    ref: ClauseRef | None,
    document: Document | None,
    named: str,
) -> Verdict:
    refs = tuple(found for found, _ in places)
    first = corpus.documents[refs[0].document]
    where = _where(corpus, refs)
    if document and first.id != document.id and first.meta.title == document.meta.title and not first.meta.in_force(on):
        message = messages.OLD_VERSION.format(where=where, on=on)
        return Verdict(Outcome.NOT_IN_FORCE, message, ref, refs, places[0][1])
    if not named:
        return Verdict(Outcome.RIGHT, messages.RIGHT_IN.format(where=where), None, refs, places[0][1])
    return Verdict(
        Outcome.WRONG_CLAUSE, messages.WRONG_CLAUSE.format(named=named, where=where), ref, refs, places[0][1]
    )


def find_words(corpus: Corpus, words: str, first: Document | None = None) -> list[tuple[ClauseRef, tuple[int, int]]]:
    """Every clause in which the folded `words` stand, at its smallest, those of `first` in front."""
    documents = sorted(corpus.documents.values(), key=lambda d: (first is None or d.id != first.id, d.id))
    return [place for document in documents for place in _places(document, words)]


def _places(document: Document, words: str) -> Iterator[tuple[ClauseRef, tuple[int, int]]]:
    if not words or words not in document.text.replace("\n", ""):
        return
    for start, end in document.passages:
        if span := Flat.of(document.text[start:end], start).find(words):
            yield _smallest(document, span), span


def _smallest(document: Document, span: tuple[int, int]) -> ClauseRef:
    """The smallest clause that holds the span; of the plan the headed item, else the first sentence it touches."""
    covering = [p for p in document.provisions.values() if p.start <= span[0] and span[1] <= p.end]
    if document.scheme is Scheme.HEADINGS:
        covering = [p for p in covering if p.ref.heading is not None] or covering
    if not covering:
        covering = [p for p in document.provisions.values() if p.start <= span[0] < p.end]
    if not covering:  # it begins in a heading
        covering = [p for p in document.provisions.values() if span[0] <= p.start < span[1]]
    return min(covering, key=lambda p: p.end - p.start).ref


def _closest_anywhere(corpus: Corpus, words: str, first: Document | None) -> tuple[Document | None, Difference | None]:
    """The passage of any document most like `words`, if it is like enough; `first` wins a tie."""
    pieces = {words[i : i + 3] for i in range(0, len(words) - 2, max(1, len(words) // 100))}
    scored: list[tuple[int, bool, Document, Provision]] = []
    for document in corpus.documents.values():
        named = first is not None and document.id == first.id
        for provision in document.provisions.values():
            if provision.ref.parent is None and (shared := sum(piece in provision.text for piece in pieces)):
                scored.append((shared, named, document, provision))
    likely = sorted(scored, key=lambda s: s[:2], reverse=True)[:4]
    found = [(d, near) for _, _, d, p in likely if (near := closest(Flat.of(p.text, p.start), words))]
    best = max(found, key=lambda f: f[1].likeness, default=None)
    return best if best and best[1].likeness >= _ALTERED_ELSEWHERE else (None, None)


def _marks_only(difference: Difference) -> bool:
    changed = "".join(words for kind, words in difference.steps if kind != "same")
    return not any("\u4e00" <= c <= "\u9fff" or c.isalnum() for c in changed) and any(map(is_han, difference.passage))


def _where(corpus: Corpus, refs: list[ClauseRef] | tuple[ClauseRef, ...]) -> str:
    shown = [f"《{corpus.documents[r.document].meta.title}》{corpus.provision(r).label}" for r in refs[:_SHOWN]]
    return "、".join(shown) + ("等" if len(refs) > _SHOWN else "")
