"""Any text checked (粘贴核对): do its references exist, are its quotations verbatim, of that day and of that place?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.desk.answers_ground import Ground, reading, say
from assistant.desk.member import Member
from assistant.sources import CitationVerdict, Outcome, SourceError, check_citations
from credit_core.use_cases.vocabulary import BadFiling

LARGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; `number` counts the references and quotations from 1, None between them."""

    text: str
    number: int | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """The verdict on one reference or quotation. `clauses`: the one named, or where the words really stand."""

    number: int
    text: str
    quote: bool
    outcome: Outcome
    message: str
    clauses: tuple[str, ...]
    difference: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The text in pieces and its points, in order."""

    on: date
    place: str | None
    pieces: tuple[Piece, ...]
    points: tuple[Point, ...]

    @property
    def wrong(self) -> int:
        """How many are not right."""
        return sum(point.outcome is not Outcome.RIGHT for point in self.points)


@dataclass(frozen=True, slots=True)
class Checks:
    """Checking."""

    ground: Ground

    def places(self) -> Mapping[str, str]:
        """Places whose texts are there: id and name."""
        return {place.id: place.name for place in self.ground.corpus().jurisdictions.values()}

    def check(self, member: Member, text: str, place: str | None = None, on: date | None = None) -> Checked:
        """Check a text by the law of the day `on` (None: today). A reference without a title means `place`.

        Raises:
            Forbidden. BadFiling: no text, too much of it, or no such place.
        """
        reading(member)
        if not text.strip():
            raise BadFiling(say("text_needed"))
        if len(text) > LARGEST:
            raise BadFiling(say("text_long", most=LARGEST))
        day = on or self.ground.now().date()
        try:
            found = check_citations(self.ground.data_dir, text, day, place)
        except SourceError as error:
            raise BadFiling(str(error)) from error
        points = tuple(_point(number, verdict) for number, verdict in enumerate(found, 1))
        return Checked(day, place, _pieces(text, found), points)


def _point(number: int, found: CitationVerdict) -> Point:
    verdict = found.verdict
    named = (verdict.ref,) if verdict.ref is not None else ()
    return Point(
        number=number,
        text=found.text,
        quote=found.quote is not None,
        outcome=verdict.outcome,
        message=verdict.message,
        clauses=tuple(dict.fromkeys(str(ref) for ref in (*named, *verdict.found))),
        difference=tuple(verdict.difference.steps) if verdict.difference else (),
    )


def _pieces(text: str, found: list[CitationVerdict]) -> tuple[Piece, ...]:
    """A reference inside a quotation is marked with the quotation."""
    pieces, at = [], 0
    for number, one in enumerate(found, 1):
        if one.start < at:
            continue
        if one.start > at:
            pieces.append(Piece(text[at : one.start]))
        pieces.append(Piece(text[one.start : one.end], number, one.verdict.outcome is Outcome.RIGHT))
        at = one.end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)
