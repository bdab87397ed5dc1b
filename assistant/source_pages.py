"""Front door for reading: a regulation laid out as a page, one clause in focus, the quoted words marked.

Channels show what stands here and know nothing of `knowledge`. Nothing here decides or searches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path

from assistant.clock import Clock
from assistant.source_layout import Heading, Passage, Row, rows
from assistant.source_search import Hit, search
from knowledge.citations.reference import ClauseRef, ClauseRefError
from knowledge.regulations.corpus import Corpus, load_corpus
from knowledge.regulations.corpus import NoSuchClause as NoSuchClause
from knowledge.regulations.model import Document, Kind, Meta, Provision

ELISION = "……"
"""Between the first and the last words of a quote too long for an address."""


class Force(StrEnum):
    """Whether a text was in force on a day, as far as the texts in the library say."""

    IN_FORCE = "现行有效"
    NO_END_STATED = "未载明失效日期"
    NOT_YET = "尚未施行"
    ENDED = "已失效"
    PERIOD_OVER = "规划期已满"


@dataclass(frozen=True, slots=True)
class Source:
    """One version of one text, as the list of regulations shows it. Days are calendar days."""

    id: str
    title: str
    kind: str
    rank: int
    place: str
    issuer: str | None
    number: str | None
    adopted: date | None
    in_force_from: date
    in_force_to: date | None
    basis: str
    identification: str | None
    supersedes: str | None
    force: Force

    @property
    def applies(self) -> bool:
        """False before its first day and after its last."""
        return self.force in (Force.IN_FORCE, Force.NO_END_STATED)


@dataclass(frozen=True, slots=True)
class Focus:
    """The clause a reader came for. `quote_found` is None where no quote was given."""

    anchor: str
    clause: str
    locator: str
    path: tuple[str, ...]
    quote_found: bool | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole text, in order; `focus` is None where no clause was asked for."""

    source: Source
    rows: tuple[Row, ...]
    focus: Focus | None

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The outline."""
        return tuple(row for row in self.rows if isinstance(row, Heading))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every article, numbered item or run of sentences."""
        return tuple(row for row in self.rows if isinstance(row, Passage))


@dataclass(frozen=True)
class Library:
    """The texts of this installation; read from disk at the first use."""

    extra: Path
    clock: Clock

    @cached_property
    def corpus(self) -> Corpus:
        """The shipped texts and the approved ones below `extra`."""
        return load_corpus(self.extra)

    def sources(self, on: date | None = None) -> tuple[Source, ...]:
        """Every text as it stood on the day `on` (today if not given): binding law first, then by place and date."""
        found = [self._source(document.meta, on) for document in self.corpus.documents.values()]
        places = list(self.corpus.jurisdictions.values())
        order = {place.name: n for n, place in enumerate(places)}
        return tuple(sorted(found, key=lambda s: (s.rank, order.get(s.place, len(order)), s.in_force_from)))

    def versions(self, document_id: str, on: date | None = None) -> tuple[Source, ...]:
        """Every version of the text, the oldest first, each as it stood on the day `on`; the text itself is one of them.

        Raises:
            NoSuchClause: no such document.
        """
        metas = [document.meta for document in self.corpus.documents.values()]
        family = {self.corpus.document(document_id).meta.id}
        while grown := {
            linked
            for meta in metas
            if meta.supersedes
            for linked, other in ((meta.id, meta.supersedes), (meta.supersedes, meta.id))
            if other in family and linked not in family
        }:
            family |= grown
        found = [self._source(meta, on) for meta in metas if meta.id in family]
        return tuple(sorted(found, key=lambda source: source.in_force_from))

    def search(self, text: str, on: date | None = None, most: int = 60) -> tuple[tuple[Source, tuple[Hit, ...]], ...]:
        """The passages that hold all words of `text`, by document in the order of `sources`; at most `most` of them."""
        left, found = most, []
        for source in self.sources(on):
            hits = tuple(islice(search([self.corpus.document(source.id)], text), left))
            left -= len(hits)
            if hits:
                found.append((source, hits))
        return tuple(found)

    def read(
        self, document_id: str, clause: str | None = None, quote: str | None = None, on: date | None = None
    ) -> Reading:
        """The text `document_id`, with `clause` (``39.2`` or ``jiangxi-2022#39.2``) in focus and `quote` marked.

        Raises:
            NoSuchClause: no such document, or no such clause in it.
        """
        document = self.corpus.document(document_id)
        source = self._source(document.meta, on)
        if not clause:
            return Reading(source, tuple(rows(document)), None)
        provision = _provision(document, clause)
        span = find_quote(document.text, provision, quote) if quote else None
        focus = Focus(
            anchor=provision.ref.place,
            clause=str(provision.ref),
            locator=provision.label,
            path=provision.path,
            quote_found=(span is not None) if quote else None,
        )
        return Reading(source, tuple(rows(document, provision.ref, span)), focus)

    def _source(self, meta: Meta, on: date | None = None) -> Source:
        place = self.corpus.jurisdictions.get(meta.jurisdiction)
        return Source(
            id=meta.id,
            title=meta.title,
            kind=meta.kind.value,
            rank=meta.kind.rank,
            place=place.name if place else meta.jurisdiction,
            issuer=meta.issuer,
            number=meta.number,
            adopted=meta.adopted,
            in_force_from=meta.in_force_from,
            in_force_to=meta.in_force_to,
            basis=meta.in_force_from_basis,
            identification=meta.identification,
            supersedes=meta.supersedes,
            force=force(meta, on or self.clock.today()),
        )


def force(meta: Meta, on: date) -> Force:
    """Whether the text is in force on the day `on`."""
    if on < meta.in_force_from:
        return Force.NOT_YET
    if not meta.in_force(on):
        return Force.PERIOD_OVER if meta.kind is Kind.PLAN else Force.ENDED
    return Force.IN_FORCE if meta.kind.rank == 1 else Force.NO_END_STATED


def _provision(document: Document, clause: str) -> Provision:
    named = clause if "#" in clause else f"{document.id}#{clause}"
    try:
        ref = ClauseRef.parse(named)
    except ClauseRefError as error:
        raise NoSuchClause(str(error)) from error
    found = document.get(ref) if ref.document == document.id else None
    if found is None:
        raise NoSuchClause(f"《{document.meta.title}》没有编号为“{clause}”的条款，请核对条、款、项")
    return found


def find_quote(text: str, within: Provision, quote: str) -> tuple[int, int] | None:
    """Where `quote` stands in the provision: offsets in the document's `text`, or None.

    Line breaks and spaces do not count, since an address may have lost them; everything else must be verbatim. A
    quote with an elision (`ELISION`) is found from its first words to its last.
    """
    places = [n for n in range(within.start, within.end) if not text[n].isspace()]
    packed = "".join(text[n] for n in places)
    parts = ["".join(part.split()) for part in _parts(packed, quote)]
    if not parts[0] or (start := packed.find(parts[0])) < 0:
        return None
    last = packed.find(parts[-1], start + len(parts[0])) if len(parts) == 2 else start
    if last < 0 or not parts[-1]:
        return None
    return places[start], places[last + len(parts[-1]) - 1] + 1


def _parts(packed: str, quote: str) -> list[str]:
    return quote.split(ELISION, 1) if ELISION not in packed else [quote]


def clause_anchors(reading: Reading) -> Iterator[str]:
    """Every anchor on the page, for links and for tests."""
    for passage in reading.passages:
        yield passage.anchor
        for piece in passage.pieces:
            yield from (anchor for anchor in (piece.anchor, *piece.aliases) if anchor != passage.anchor)
