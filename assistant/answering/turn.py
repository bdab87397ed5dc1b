"""What travels through the pipeline: one turn of a conversation, and the tools that the steps share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.answer import Citation, Computed
from assistant.outcome import Caveat, Reason
from assistant.routing.classifier import LinearClassifier
from assistant.wording import Wording
from credit_core.use_cases.law import LawDesk
from credit_core.use_cases.vocabulary import TopicAnswer
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.places import Gazetteer
from knowledge.retrieval.query import Hit
from knowledge.retrieval.retriever import ClauseRetriever


@dataclass(frozen=True, slots=True)
class PastTurn:
    """An earlier turn of the same conversation, as understood then."""

    question: str
    place: str | None
    reason: Reason
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything the steps may use. Built once (assistant.bootstrap); nothing here can write."""

    corpus: Corpus
    retriever: ClauseRetriever
    law: LawDesk
    wording: Wording
    gazetteer: Gazetteer
    router: LinearClassifier
    topic_finder: LinearClassifier

    def places(self) -> Mapping[str, str]:
        """Places with a regulation: id -> name to show, in the order of the manifest."""
        known = self.law.jurisdictions
        return {key: known[key] for key in (*self.corpus.jurisdictions, *known) if key in known}


@dataclass(frozen=True, slots=True)
class Reply:
    """The one way a step ends the pipeline."""

    reason: Reason
    text: str
    citations: tuple[Citation, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    computed: tuple[Computed, ...] = ()


@dataclass(slots=True)
class Part:
    """One question of the message, and what was found for it."""

    question: str
    hits: list[Hit] = field(default_factory=list)
    topic: TopicAnswer | None = None
    refutes: bool = False
    """The question rests on something that the clause contradicts."""
    lacks: bool = False
    """The question asks for a number that what is quoted does not give."""

    @property
    def found(self) -> bool:
        """True if there is something to answer from."""
        return bool(self.hits) or self.topic is not None


@dataclass(slots=True)
class Turn:
    """One turn. The first four fields are given; each step fills in what it is named for."""

    question: str
    chosen_place: str | None
    as_of: date
    today: date
    history: tuple[PastTurn, ...] = ()
    # understand
    text: str = ""
    """The question as searched: follow-ups made whole, slips mended, place names taken out."""
    resumed: str | None = None
    """The earlier question that this one continues."""
    current: str = ""
    """Of a follow-up, what is asked now."""
    place: str | None = None
    places: tuple[str, ...] = ()
    """Two or more places to compare."""
    elsewhere: tuple[str, ...] = ()
    """Places named that no loaded regulation covers."""
    not_covered: tuple[str, ...] = ()
    """Such places named beside a covered one; the reply says that there is nothing on them."""
    dates: tuple[date, ...] = ()
    unclear_date: str | None = None
    named_clauses: tuple[ClauseRef, ...] = ()
    missing_clause: str | None = None
    """Why a clause that the question names does not exist, in Chinese."""
    named_documents: tuple[str, ...] = ()
    """Policy papers and plans that the question names."""
    # gather evidence, ask rules
    parts: list[Part] = field(default_factory=list)
    comparison: str | None = None
    """The topic id to compare `places` on; "" to compare what was found; None for no comparison."""
    compared: dict[str, Part] = field(default_factory=dict)
    computed: list[Computed] = field(default_factory=list)
    computed_lines: list[str] = field(default_factory=list)

    @property
    def whole_question(self) -> str:
        """The question that a follow-up rests on: this one, or the one it continues itself."""
        return self.resumed if self.resumed is not None else self.question
