"""What a condition decides from: the case, what it is about, the law of its day. Plain data, nothing to ask or write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from credit_core.calendar import WorkingCalendar
from credit_core.model.cases import Case, CasePause, Notice
from credit_core.model.decisions import Met, Reason
from credit_core.model.disclosure import Authorisation
from credit_core.model.duties import Duty
from credit_core.model.people import Actor
from credit_core.model.records import LegalDocument, Record
from credit_core.model.subjects import Subject
from credit_core.outside import OutsideData
from credit_core.procedures.table import Procedure
from knowledge.citations.reference import ClauseRef

FINDINGS = "findings"
"""The fact that holds what named officers found: question -> True or False."""


@dataclass(frozen=True)
class Situation:
    """`facts` are the case's facts with those of this step laid over them; `on` is the step's legal day."""

    case: Case
    procedure: Procedure
    event: str
    facts: Mapping[str, Any]
    actor: Actor
    on: date
    today: date
    calendar: WorkingCalendar
    outside: OutsideData
    record: Record | None = None
    subject: Subject | None = None
    document: LegalDocument | None = None
    authorisation: Authorisation | None = None
    notices: tuple[Notice, ...] = ()
    duties: tuple[Duty, ...] = ()
    pauses: tuple[CasePause, ...] = ()
    prior: Mapping[str, str] = field(default_factory=dict)  # event -> id of the actor who last did it in this case

    @property
    def clause(self) -> ClauseRef | None:
        """The clause of the step being taken, None where the text is silent on it."""
        row = self.procedure.row(self.case.state, self.event, self.facts)
        return self.procedure.clause(row) if row else None

    def found(self, question: str) -> Met:
        """What an officer found on a question that only a person can answer: facts[FINDINGS][question]."""
        found = self.facts.get(FINDINGS, {}).get(question)
        if found is None:
            return Met.UNKNOWN
        return Met.MET if found else Met.NOT_MET


Guard = Callable[[Situation], tuple[Reason, ...]]
"""A condition of a step. MET reasons are kept too: a decision shows what spoke for it."""
