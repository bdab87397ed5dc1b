"""What a question about an objection (异议) is asked of: the filing, the record, and what officers found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_core.model.decisions import Met, Reason
from credit_core.model.records import Record
from credit_core.rules.filing import given
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True)
class ObjectionFacts:
    """What is asked about. `facts` holds what was handed in by slot (writing, evidence, ground, …) and the `findings`.

    `record` is None where no record of this database is meant: the office locates what the applicant describes.
    """

    received_on: date
    facts: Mapping[str, Any]
    subject_id: str | None = None
    record: Record | None = None

    def found(self, question: str) -> Met:
        """What an officer found on the question; UNKNOWN while nobody has."""
        found = self.facts.get("findings", {}).get(question)
        return Met.UNKNOWN if found is None else Met.MET if found else Met.NOT_MET


def supplied(
    rule: str, value: object, met: str, text: str, needed: str, clause: ClauseRef | None
) -> tuple[Reason, ...]:
    """Whether something that a step needs is there; else what is `needed`, which can still be supplied."""
    if given(value):
        return (Reason(rule, Met.MET, met, clause),)
    return (Reason(rule, Met.NOT_MET, text, clause, needed),)
