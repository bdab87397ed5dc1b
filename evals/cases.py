"""A case: a question as a citizen puts it, and what a right answer to it must be (fields: datasets/README.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from assistant.outcome import Reason, Status
from evals import messages
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_Row = TypeVar("_Row")

DATASETS = Path(__file__).parent / "datasets"
VERDICTS = DATASETS / "verdicts" / "verdicts.jsonl"
"""Cases from the citation desk; apart from the others, since a citizen may well ask what is among the phrasings."""


def question_sets() -> list[Path]:
    """The shipped datasets in the schema of `Case`: answers and refusals, the sealed ones too."""
    return sorted(path for suite in ("answers", "refusals") for path in DATASETS.rglob(f"{suite}/*.jsonl"))


class DatasetError(ValueError):
    """The file is not a dataset. The message is for a person."""


class Behaviour(StrEnum):
    """What the assistant should do with a question; the family of statuses it belongs to."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    ABSTAIN = "abstain"
    REFUSE = "refuse"
    SMALLTALK = "smalltalk"
    ERROR = "error"


BEHAVIOUR_OF: dict[Status, Behaviour] = {
    Status.ANSWERED: Behaviour.ANSWER,
    Status.CLARIFY: Behaviour.CLARIFY,
    Status.ABSTAINED: Behaviour.ABSTAIN,
    Status.REFUSED: Behaviour.REFUSE,
    Status.SMALLTALK: Behaviour.SMALLTALK,
    Status.ERROR: Behaviour.ERROR,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a dataset.

    Attributes:
        gold: clauses that the answer must cite, all of them.
        acceptable: clauses that answer equally well; one of them may stand in for a single gold clause.
        must_include: key facts; of each tuple of spellings one must stand in the text.
        must_not_include: words that would make the answer wrong.
        must_not_cite: clauses that a person found wrong for this question.
        reason: the typed reason expected, None where the dataset does not say.
    """

    id: str
    question: str
    type: str
    behaviour: Behaviour
    jurisdiction: str | None = None
    as_of: date | None = None
    gold: tuple[ClauseRef, ...] = ()
    acceptable: tuple[ClauseRef, ...] = ()
    must_include: tuple[tuple[str, ...], ...] = ()
    must_not_include: tuple[str, ...] = ()
    must_not_cite: tuple[ClauseRef, ...] = ()
    reason: Reason | None = None
    note: str = ""

    @property
    def expects_clauses(self) -> bool:
        """True if a right answer cites known clauses."""
        return self.behaviour is Behaviour.ANSWER and bool(self.gold)


def load_cases(path: Path) -> list[Case]:
    """The cases of a JSONL file.

    Raises:
        DatasetError: no such file, no cases in it, or a line that does not follow the schema; says which.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise DatasetError(messages.NO_FILE.format(path=path)) from None
    cases = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cases.append(to_case(json.loads(line)))
        except json.JSONDecodeError as error:
            raise DatasetError(messages.NOT_JSON.format(name=path.name, line=number, error=error)) from error
        except (KeyError, TypeError, ValueError) as error:
            raise DatasetError(messages.BAD_CASE.format(name=path.name, line=number, error=error)) from error
    if not cases:
        raise DatasetError(messages.EMPTY_DATASET.format(name=path.name))
    return cases


def to_case(row: dict[str, Any]) -> Case:
    """A row of a dataset as a case.

    Raises:
        KeyError, TypeError, ValueError: it does not follow the schema.
    """
    return Case(
        id=str(row["id"]),
        question=row["question"],
        type=row["type"],
        behaviour=Behaviour(row["expected_behaviour"]),
        jurisdiction=row.get("jurisdiction"),
        as_of=date.fromisoformat(row["as_of"]) if row.get("as_of") else None,
        gold=_clauses(row["gold"]),
        acceptable=_clauses(row.get("acceptable", ())),
        must_include=tuple((f,) if isinstance(f, str) else tuple(f) for f in row.get("must_include", ())),
        must_not_include=tuple(row.get("must_not_include", ())),
        must_not_cite=_clauses(row.get("must_not_cite", ())),
        reason=Reason(row["expected_reason"]) if row.get("expected_reason") else None,
        note=row.get("note", ""),
    )


def _clauses(entries: Iterable[dict[str, str]]) -> tuple[ClauseRef, ...]:
    return tuple(ClauseRef.parse(entry["clause"]) for entry in entries)


def sample(rows: Sequence[_Row], limit: int | None) -> list[_Row]:
    """At most `limit` rows, evenly spread over the whole, the same ones each time; all where `limit` is None."""
    if limit is None or limit >= len(rows):
        return list(rows)
    return [rows[i * len(rows) // limit] for i in range(limit)]


def unknown_golds(corpus: Corpus, cases: Iterable[Case]) -> Iterator[str]:
    """A sentence for each clause of a case that the corpus does not have."""
    for case in cases:
        for ref in (*case.gold, *case.acceptable, *case.must_not_cite):
            if corpus.find(ref) is None:
                yield messages.UNKNOWN_GOLD.format(id=case.id, clause=ref)


def require_golds(corpus: Corpus, cases: Iterable[Case]) -> None:
    """Check that every clause of the cases exists.

    Raises:
        DatasetError: one does not; the first is named.
    """
    for problem in unknown_golds(corpus, cases):
        raise DatasetError(problem)
