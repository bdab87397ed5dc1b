"""What is ranked: every article, 款, 项, numbered item, headed item and orphan sentence of a document."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from knowledge.citations.reference import ClauseRef
from knowledge.index.phrasings import Phrasing
from knowledge.regulations.model import Document


@dataclass(frozen=True, slots=True)
class Unit:
    """One rankable clause: its words, and the article it belongs to."""

    ref: ClauseRef
    text: str

    @property
    def article(self) -> ClauseRef:
        """The whole article (numbered item, heading, sentence) of this unit."""
        return self.ref.top


def units_of(document: Document) -> tuple[Unit, ...]:
    """The document's units in the order of the text.

    A sentence of the plan that stands under a heading is found through its heading; only orphans stand alone.
    """
    headed = {n for item in document.plan_items for n in item.sentences}
    return tuple(
        Unit(ref, provision.text)
        for ref, provision in document.provisions.items()
        if ref.sentence is None or ref.sentence not in headed
    )


def place_phrasings(
    document: Document, units: Sequence[Unit], phrasings: Sequence[Phrasing]
) -> tuple[list[Phrasing], list[int]]:
    """The document's phrasings that may be indexed, and the position of the unit that each one names.

    Raises:
        LookupError: a phrasing names a clause that the document does not have.
    """
    position = {unit.ref: i for i, unit in enumerate(units)}
    kept, where = [], []
    for phrasing in phrasings:
        if phrasing.held or phrasing.clause.document != document.id:
            continue
        ref = ranked_as(document, phrasing.clause, position)
        if ref is None:
            raise LookupError(f"提问库指向不存在的条款：{phrasing.clause}（{phrasing.text}）")
        kept.append(phrasing)
        where.append(position[ref])
    return kept, where


def ranked_as(document: Document, ref: ClauseRef, units: Container[ClauseRef]) -> ClauseRef | None:
    """The unit that stands for a clause: itself, or for a sentence of the plan the heading above it; None if there is none."""
    found = document.canonical(ref)
    if found is not None and found not in units and found.sentence is not None:
        found = heading_of(document, found.sentence)
    return found if found is not None and found in units else None


def heading_of(document: Document, sentence: int) -> ClauseRef | None:
    """The headed item of the plan that holds a sentence, or None for an orphan."""
    for item in document.plan_items:
        if sentence in item.sentences:
            return ClauseRef(document.id, heading=item.heading)
    return None
