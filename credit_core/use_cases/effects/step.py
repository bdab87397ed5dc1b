"""One step of a case as its effects see it, before the case itself is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from credit_core.law.procedure_schema import Row
from credit_core.model.cases import Case
from credit_core.model.people import Actor
from credit_core.procedures.table import Procedure
from credit_core.rules.situation import Situation
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True)
class Step:
    """`case` carries the facts of this step already; its state is still the one before."""

    unit: UnitOfWork
    office: Office
    actor: Actor
    case: Case
    procedure: Procedure
    row: Row
    situation: Situation
    on: date
    at: datetime

    @property
    def facts(self) -> Mapping[str, Any]:
        """The case's facts with those of this step."""
        return self.case.facts

    @property
    def clause(self) -> ClauseRef | None:
        """The clause of the step; None where the text is silent on it."""
        return self.procedure.clause(self.row)


Effect = Callable[[Step], Case]
"""Writes what a step changes beside the case (a mark, a record, a notice) and returns the case, changed or not."""
