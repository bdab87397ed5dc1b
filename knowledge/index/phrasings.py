"""How citizens really ask for each clause: the rows of knowledge/phrasings, read once and checked.

One JSONL file per document. Fields: `clause` (the best answer), `q` (the question as asked), `style` (the voice it is
written in), `also` (clauses that answer equally well), `refuted` (true: the question takes for granted what the
clause contradicts), `held` (true: never indexed, never trained on, it measures).
`routes.jsonl` holds what belongs to no clause (`route` instead of `clause`), `topics.jsonl` questions on the topics that places
are compared by (`topic`), `lexicon.jsonl` everyday words and the legal terms they stand for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from knowledge.citations.reference import ClauseRef

_OTHER_FILES = ("routes.jsonl", "lexicon.jsonl", "topics.jsonl")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A question and the clause that answers it best."""

    clause: ClauseRef
    text: str
    style: str
    also: tuple[ClauseRef, ...] = ()
    refuted: bool = False
    held: bool = False

    @property
    def golds(self) -> tuple[ClauseRef, ...]:
        """Every clause that counts as right, the best one first."""
        return (self.clause, *self.also)


@dataclass(frozen=True, slots=True)
class RoutePhrasing:
    """A message that no clause answers, and the route it belongs to."""

    route: str
    text: str
    style: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class TopicPhrasing:
    """A question on one of the topics that places are compared by (credit_core/law/topics.yaml)."""

    topic: str
    text: str
    style: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """An everyday word and the legal terms it stands for."""

    everyday: str
    legal: tuple[str, ...]


def _rows(name: str) -> Iterator[dict[str, Any]]:
    text = (resources.files("knowledge") / "phrasings" / name).read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise ValueError(f"{name} 第 {number} 行不是合法的 JSON：{error}") from error


@lru_cache(maxsize=1)
def load_phrasings() -> tuple[Phrasing, ...]:
    """All phrasings, document by document, held ones included.

    Raises:
        ValueError: a line is not JSON.
        ClauseRefError: a label is not a clause id.
    """
    folder = resources.files("knowledge") / "phrasings"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".jsonl") and f.name not in _OTHER_FILES)
    return tuple(
        Phrasing(
            ClauseRef.parse(row["clause"]),
            row["q"],
            row["style"],
            tuple(ClauseRef.parse(c) for c in row.get("also", ())),
            row.get("refuted", False),
            row.get("held", False),
        )
        for name in names
        for row in _rows(name)
    )


@lru_cache(maxsize=1)
def load_routes() -> tuple[RoutePhrasing, ...]:
    """All messages of the other routes, held ones included."""
    return tuple(
        RoutePhrasing(row["route"], row["q"], row["style"], row.get("held", False)) for row in _rows("routes.jsonl")
    )


@lru_cache(maxsize=1)
def load_topic_phrasings() -> tuple[TopicPhrasing, ...]:
    """All questions by topic, held ones included."""
    return tuple(
        TopicPhrasing(row["topic"], row["q"], row["style"], row.get("held", False)) for row in _rows("topics.jsonl")
    )


@lru_cache(maxsize=1)
def load_lexicon() -> tuple[LexiconEntry, ...]:
    """Everyday words and their legal terms."""
    return tuple(LexiconEntry(row["everyday"], tuple(row["legal"])) for row in _rows("lexicon.jsonl"))


@lru_cache(maxsize=1)
def phrasings_version() -> str:
    """Hash over everything in knowledge/phrasings; part of the index hash."""
    folder = resources.files("knowledge") / "phrasings"
    digest = hashlib.sha256()
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".jsonl")), key=lambda f: f.name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
