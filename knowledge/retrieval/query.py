"""What is asked of the retriever, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.citations.reference import ClauseRef
from knowledge.index.book import NEAREST
from knowledge.regulations.model import Kind

__all__ = ["NEAREST", "Hit", "Query"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question for one place.

    Attributes:
        text: the question in everyday words.
        jurisdiction: place id; only its own documents (and nationwide ones) are searched.
        on: the day whose law is asked for; documents not in force then are left out before ranking, but for an expired plan,
            which stays readable as background (`Kind.PLAN`).
        kinds: source classes to search, all when empty.
        documents: search only these document ids, all of the place when empty.
        limit: how many hits.
    """

    text: str
    jurisdiction: str
    on: date
    kinds: frozenset[Kind] = frozenset()
    documents: frozenset[str] = frozenset()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One clause found. `score` orders hits of one query; `share` is its part of the probability among all candidates."""

    ref: ClauseRef
    score: float
    share: float
    signals: dict[str, float] = field(default_factory=dict)
    """Raw signals (see knowledge.index.book), for the report of where a miss happened."""
