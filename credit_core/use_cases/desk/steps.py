"""The steps (步骤) that leave a case's state: which of them this officer may take now, why not the others, and each form.

What a form still has to answer is no ground to withhold it; what no form can mend is, told with its clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from credit_core.law.procedure_schema import Row
from credit_core.messages import desk_steps as messages
from credit_core.model.cases import Case, CaseEvent
from credit_core.model.decisions import Met, Reason
from credit_core.model.labels import ROLES
from credit_core.model.people import Actor
from credit_core.procedures.table import Procedure
from credit_core.rules.guards import GUARDS
from credit_core.storage.reach import Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.desk.forms.fields import Asked, Choice, FieldKind, StepField
from credit_core.use_cases.desk.forms.table import FORMS
from credit_core.use_cases.desk.scope import case_within
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import situation_of
from knowledge.citations.reference import ClauseRef

__all__ = ["Choice", "FieldKind", "StepField", "StepView", "possible", "steps_of"]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as its desk shows it.

    Attributes:
        citation: the clause as a reader names it, or that the regulation is silent on the step.
        second_person: that another person must take it, told also to one who may.
        against: what stands in the way and no form mends; empty where it is allowed.
        open: what the form still has to answer.
    """

    event: str
    name: str
    row: str
    to: str
    to_name: str
    clause: ClauseRef | None
    citation: str
    allowed: bool
    role_allowed: bool
    roles: tuple[str, ...]
    second_person: str | None
    against: tuple[Reason, ...]
    open: tuple[Reason, ...]
    met: tuple[Reason, ...]
    fields: tuple[StepField, ...]


def possible(office: Office, actor: Actor, reach: Reach, case_id: str) -> tuple[StepView, ...]:
    """Every step that leaves the state of the case.

    Raises:
        NotFound: there is no such case, or it is out of reach.
    """
    with office.store.read() as unit:
        return steps_of(unit, office, actor, case_within(unit, actor, reach, case_id))


def steps_of(unit: UnitOfWork, office: Office, actor: Actor, case: Case, *, full: bool = False) -> tuple[StepView, ...]:
    """As `possible`, inside a transaction; `full` where the record's content may stand in a form."""
    procedure = office.book.of_document(case.procedure, case.document)
    events = unit.events.where(case_id=case.id, order=("number",))
    return tuple(_view(unit, office, actor, case, procedure, row, events, full) for row in _rows(procedure, case))


def form_fields(unit: UnitOfWork, office: Office, actor: Actor, case: Case, row: Row) -> tuple[StepField, ...]:
    """The fields of the form of one step now."""
    procedure = office.book.of_document(case.procedure, case.document)
    events = unit.events.where(case_id=case.id, order=("number",))
    return _shown(_asked(unit, office, actor, case, procedure, row, events, full=False)[1])


def row_of(procedure: Procedure, case: Case, event: str) -> Row | None:
    """The row of an event in the state of the case; None if there is none."""
    return next((row for row in _rows(procedure, case) if row.event == event), None)


def _rows(procedure: Procedure, case: Case) -> Iterator[Row]:
    """One row for each event: the one that the facts mean, or, where the form decides which, the most general."""
    by_event: dict[str, list[Row]] = {}
    for row in procedure.events_from(case.state):
        by_event.setdefault(row.event, []).append(row)
    for event, rows in by_event.items():
        meant = procedure.row(case.state, event, case.facts)
        yield meant if meant is not None else min(rows, key=lambda row: len(row.when))


def _asked(
    unit: UnitOfWork,
    office: Office,
    actor: Actor,
    case: Case,
    procedure: Procedure,
    row: Row,
    events: tuple[CaseEvent, ...],
    *,
    full: bool,
) -> tuple[Asked, tuple[StepField, ...]]:
    today = office.clock.today()
    situation = situation_of(unit, office, actor, case, procedure, row.event, case.facts, today, events)
    reasons = tuple(reason for name in row.guards for reason in GUARDS[name](situation))
    asked = Asked(office, unit, situation, row, reasons, full)
    return asked, tuple(FORMS[procedure.machine.machine][row.event].fields(asked))


def _view(
    unit: UnitOfWork,
    office: Office,
    actor: Actor,
    case: Case,
    procedure: Procedure,
    row: Row,
    events: tuple[CaseEvent, ...],
    full: bool,
) -> StepView:
    asked, fields = _asked(unit, office, actor, case, procedure, row, events, full=full)
    settled = {rule for field in fields for rule in field.settles}
    unmet = [reason for reason in asked.reasons if reason.met is not Met.MET]
    against = tuple(reason for reason in unmet if reason.rule not in settled)
    machine, clause = procedure.machine, procedure.clause(row)
    role_allowed = actor.role in row.by
    second, barred = _second_person(office, procedure, row, actor, events)
    return StepView(
        event=row.event,
        name=machine.events[row.event],
        row=row.id,
        to=row.to,
        to_name=machine.states[row.to],
        clause=clause,
        citation=office.law.citation(clause) if clause else messages.SILENT,
        allowed=role_allowed and not barred and not against,
        role_allowed=role_allowed,
        roles=tuple(ROLES[role] for role in row.by),
        second_person=second,
        against=against,
        open=tuple(reason for reason in unmet if reason.rule in settled),
        met=tuple(reason for reason in asked.reasons if reason.met is Met.MET),
        fields=_shown(fields),
    )


def _shown(fields: Iterable[StepField]) -> tuple[StepField, ...]:
    """Without those that only say what follows by itself."""
    return tuple(field for field in fields if field.name)


def _second_person(
    office: Office, procedure: Procedure, row: Row, actor: Actor, events: tuple[CaseEvent, ...]
) -> tuple[str | None, bool]:
    """Whether the office wants another person for it than the one before, and whether this is that one."""
    if row.not_by is None or f"{procedure.key}.{row.event}" not in office.rules.two_persons:
        return None, False
    before = [event.actor_id for event in events if event.event == row.not_by]
    told = messages.SECOND_PERSON.format(before=procedure.machine.events[row.not_by])
    return told, bool(before) and before[-1] == actor.id
