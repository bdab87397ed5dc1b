"""The answer object: one public contract for REST, the command line and every channel (architecture.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, Self

from assistant.outcome import Caveat, Reason, Status


@dataclass(frozen=True, slots=True)
class Citation:
    """One clause that the text rests on.

    `quote` is a contiguous substring of the clause's citable text, or of that of a clause it covers. `in_force` is for
    the answer's `as_of`; None where the text does not say.
    """

    marker: int
    clause: str
    document: str
    article: int | None
    paragraph: int | None
    item: int | None
    title: str
    locator: str
    quote: str
    in_force: bool | None


@dataclass(frozen=True, slots=True)
class Computed:
    """A date or number that the text states beyond a quote; it always comes from ``credit_core``."""

    rule: str
    clause: str
    start: str
    due: str
    unit: str
    days: int
    provisional: bool
    counted: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply. `text` is what the citizen reads; markers like ``[1]`` stand at the sentence they support."""

    reason: Reason
    text: str
    answer_id: str
    as_of: date
    corpus_version: str
    jurisdiction: str | None = None
    citations: tuple[Citation, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    computed: tuple[Computed, ...] = ()
    origin: Literal["extract", "model"] = "extract"

    @property
    def status(self) -> Status:
        """The family of the reason."""
        return self.reason.status

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON carries it, keys in the contract's order."""
        return {
            "status": self.status.value,
            "reason": self.reason.value,
            "text": self.text,
            "citations": [asdict(c) for c in self.citations],
            "caveats": [c.value for c in self.caveats],
            "origin": self.origin,
            "computed": [asdict(c) for c in self.computed],
            "jurisdiction": self.jurisdiction,
            "as_of": self.as_of.isoformat(),
            "corpus_version": self.corpus_version,
            "answer_id": self.answer_id,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The answer that `to_dict` wrote."""
        return cls(
            reason=Reason(stored["reason"]),
            text=stored["text"],
            answer_id=stored["answer_id"],
            as_of=date.fromisoformat(stored["as_of"]),
            corpus_version=stored["corpus_version"],
            jurisdiction=stored["jurisdiction"],
            citations=tuple(Citation(**c) for c in stored["citations"]),
            caveats=tuple(Caveat(c) for c in stored["caveats"]),
            computed=tuple(Computed(**c) for c in stored["computed"]),
            origin=stored["origin"],
        )
