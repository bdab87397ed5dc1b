"""A case on one sheet for staff at the machine: every duty with its counting, every step with its clause.

Personal data is hidden unless it is asked for in full; asking is an entry in the audit chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from credit_core.duties.views import DutyView
from credit_core.identity.masking import mask_name, mask_phone
from credit_core.messages import case_sheet as messages
from credit_core.model.cases import Case
from credit_core.model.duties import DutyStatus
from credit_core.model.people import Actor
from credit_core.reports.report import Field
from credit_core.use_cases.case_view import CaseView, view_case
from credit_core.use_cases.duties import counting
from credit_core.use_cases.filed_fields import filed_fields
from credit_core.use_cases.office import Office
from credit_core.use_cases.supervision import missed

_PERSONS = ("representative_name", "agent_name", "guardian_name", "applicant_name")
_OWN_WORDS = (
    "objection_detail", "complaint_detail", "correction_facts", "evidence", "authorisation", "purpose", "topic",
    "records", "subject_birth_date", "legal_document",
)  # fmt: skip
"""What may speak of people in words that no pattern recognises."""
_LATE = (DutyStatus.OVERDUE, DutyStatus.DONE_LATE)


@dataclass(frozen=True, slots=True)
class ExplainedDuty:
    """A duty, how its day comes about, and, where it is overdue, what the citizen is told."""

    view: DutyView
    counting: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """The case as staff see it; `filed` as much of what was filed as was asked for."""

    view: CaseView
    filed: tuple[Field, ...]
    duties: tuple[ExplainedDuty, ...]


def case_sheet(office: Office, actor: Actor, number: str, *, full: bool = False) -> CaseSheet:
    """The sheet of a case by its number. `full` shows what was filed as it was filed, and is put on record.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    shown = view_case(office, actor, number=number)
    if full:
        with office.transaction() as unit:
            unit.audit(office.clock.now(), actor, "case.show_full", "case", shown.id)
    with office.store.read() as unit:
        case = unit.cases.get(shown.id)
        procedure = office.book.of_document(case.procedure, case.document)
        filed = filed_fields(case if full else _hidden(case), procedure, whole=full)
        duties = tuple(
            ExplainedDuty(
                duty,
                counting(unit, office, duty.id),
                missed(unit, office, duty.id).lines if duty.status in _LATE else (),
            )
            for duty in shown.deadlines
        )
    return CaseSheet(shown, filed, duties)


def _hidden(case: Case) -> Case:
    slots = case.applicant
    return replace(case, applicant={name: _hide(name, value, slots) for name, value in slots.items()})


def _hide(name: str, value: Any, slots: Mapping[str, Any]) -> Any:
    if value in (None, "", [], ()):
        return value
    if name in _PERSONS or (name == "subject_name" and slots.get("subject_id_type") != "uscc"):
        return mask_name(str(value))
    if name == "contact":
        return mask_phone(str(value)) or messages.HIDDEN
    return messages.HIDDEN if name in _OWN_WORDS else value
