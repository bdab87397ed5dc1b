"""The engine of all cases: one step by the place's transition table, with its conditions, effects, duties and audit.

Every verb of every act goes through `perform`, so that no state changes by another way. A step that the table does not
know, that the role may not take, or whose conditions are not met, changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from credit_core.calendar import WorkingCalendar
from credit_core.duties.starting import Holder, excluded, fulfilled, started
from credit_core.errors import BadFiling, Forbidden, NotAllowed, Refused
from credit_core.law.procedure_schema import Row
from credit_core.messages import cases as messages
from credit_core.model.cases import Case, CaseEvent
from credit_core.model.decisions import Decision, Met, Outcome, decide
from credit_core.model.duties import Duty
from credit_core.model.ids import new_id
from credit_core.model.labels import ROLES
from credit_core.model.people import Actor, Role
from credit_core.procedures.table import Procedure
from credit_core.rules.guards import GUARDS
from credit_core.rules.situation import FINDINGS, Situation
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.effects.registry import EFFECTS
from credit_core.use_cases.effects.step import Step
from credit_core.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class Possible:
    """A step that leaves the present state: whether the role may take it, and what its conditions say now."""

    row: Row
    role_allowed: bool
    decision: Decision


def perform(
    unit: UnitOfWork,
    office: Office,
    actor: Actor,
    case: Case,
    event: str,
    facts: Mapping[str, Any] | None = None,
    on: date | None = None,
) -> Case:
    """Take one step of a case that was locked in this transaction, and return the case after it.

    `on` is the step's legal day (收到、标注、作出决定之日), today if not given.

    Raises:
        NotAllowed: the table has no such step from this state.
        Forbidden: the role, or this very person where two are needed, may not take it.
        Refused: a condition is not met or cannot be determined; carries the Decision.
        BadFiling: the day lies before the receipt or after today.
        StaleVersion: somebody else changed the case meanwhile.
    """
    at, today = office.clock.now(), office.clock.today()
    day = on or today
    procedure = office.book.of_document(case.procedure, case.document)
    _check_findings(actor, case.facts if case.state == procedure.machine.initial else facts or {})
    merged = merge(case.facts, facts or {})
    row = _row(procedure, case, event, merged)
    events = _steps(unit, case)
    _check_actor(office, procedure, row, actor, events)
    _check_day(procedure, row, case, day, today)
    situation = situation_of(unit, office, actor, case, procedure, event, merged, day, events)
    check_guards(procedure, row, situation)
    before, case = case.state, replace(case, facts=merged)
    for name in row.effects:
        case = EFFECTS[name](Step(unit, office, actor, case, procedure, row, situation, day, at))
    closed = day if procedure.is_final(row.to) else None
    case = unit.cases.replace(replace(case, state=row.to, closed_on=closed))
    clause = procedure.clause(row)
    unit.events.add_all([
        CaseEvent(new_id(), case.id, len(events) + 1, event, row.id, before, row.to, actor.id, actor.role, day, at,
                  clause, dict(facts or {}))
    ])  # fmt: skip
    duties = unit.duties.where(case_id=case.id) if row.effects else situation.duties
    settle_duties(unit, procedure, row, case, duties, day, at, situation.calendar)
    unit.audit(
        at, actor, f"{case.procedure}.{event}", "case", case.id, clause=clause,
        before={"state": before}, after={"state": row.to, "row": row.id, "facts": dict(facts or {})},
    )  # fmt: skip
    return case


def allowed(
    unit: UnitOfWork, office: Office, actor: Actor, case: Case, facts: Mapping[str, Any] | None = None
) -> tuple[Possible, ...]:
    """Every step that leaves the case's state, with whether this actor may take it now, and why not."""
    procedure = office.book.of_document(case.procedure, case.document)
    merged = merge(case.facts, facts or {})
    events = _steps(unit, case)
    found = []
    for row in procedure.events_from(case.state):
        situation = situation_of(unit, office, actor, case, procedure, row.event, merged, office.clock.today(), events)
        reasons = tuple(reason for name in row.guards for reason in GUARDS[name](situation))
        found.append(Possible(row, actor.role in row.by, decide(reasons)))
    return tuple(found)


def situation_of(
    unit: UnitOfWork,
    office: Office,
    actor: Actor,
    case: Case,
    procedure: Procedure,
    event: str,
    facts: Mapping[str, Any],
    on: date,
    events: Sequence[CaseEvent],
) -> Situation:
    """What the conditions of a step decide from, read in this transaction; only steps make notices, duties and pauses."""
    record = unit.records.find(case.record_id) if case.record_id else None
    return Situation(
        case=case,
        procedure=procedure,
        event=event,
        facts=facts,
        actor=actor,
        on=on,
        today=office.clock.today(),
        calendar=office.calendar(unit),
        outside=office.outside(unit),
        record=record,
        subject=unit.subjects.find(case.subject_id) if case.subject_id else None,
        document=unit.documents.find(record.document_id) if record and record.document_id else None,
        authorisation=unit.authorisations.find(case.authorisation_id) if case.authorisation_id else None,
        notices=unit.notices.where(case_id=case.id) if events else (),
        duties=unit.duties.where(case_id=case.id) if events else (),
        pauses=unit.pauses.where(case_id=case.id, order=("first",)) if events else (),
        prior={done.event: done.actor_id for done in events},
    )


def settle_duties(
    unit: UnitOfWork,
    procedure: Procedure,
    row: Row,
    case: Case,
    duties: Sequence[Duty],
    on: date,
    at: datetime,
    calendar: WorkingCalendar,
) -> None:
    """End those of the case's duties that the row's events fulfil, void those the facts rule out, start what begins."""
    days = {emission.event: _day_of(emission.day, case.facts, on) for emission in row.emits}
    open_duties = [duty for duty in duties if duty.done_on is None and not duty.void]
    changed = {duty.id: duty for duty in fulfilled(open_duties, days, on)}
    for duty in excluded([changed.get(duty.id, duty) for duty in open_duties], case.facts):
        changed[duty.id] = duty
    if procedure.is_final(row.to):
        for duty in open_duties:
            changed.setdefault(duty.id, replace(duty, void=True))
    for duty in changed.values():
        unit.duties.replace(duty)
    holder = Holder(case.jurisdiction, case.document, case.id, case.record_id, case.recipient)
    # Accepted again after a transfer, received twice: no clock starts anew.
    begun = {duty.rule for duty in duties}
    fresh = [limit for limit in procedure.limits if limit.rule not in begun]
    unit.duties.add_all(started(fresh, holder, days, case.facts, calendar, at))


def _steps(unit: UnitOfWork, case: Case) -> tuple[CaseEvent, ...]:
    """The steps taken so far; each has raised the version, so that a new case needs no look."""
    return unit.events.where(case_id=case.id, order=("number",)) if case.version > 1 else ()


def merge(facts: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Later facts over earlier ones; what officers found is gathered, not replaced."""
    merged = {**facts, **more}
    findings = {**facts.get(FINDINGS, {}), **more.get(FINDINGS, {})}
    return {**merged, FINDINGS: findings} if findings else merged


def _row(procedure: Procedure, case: Case, event: str, facts: Mapping[str, Any]) -> Row:
    row = procedure.row(case.state, event, facts)
    if row is not None:
        return row
    machine = procedure.machine
    if event not in machine.events:
        raise NotAllowed(messages.UNKNOWN_EVENT.format(event=event))
    names = dict.fromkeys(machine.events[row.event] for row in procedure.events_from(case.state))
    raise NotAllowed(
        messages.NOT_ALLOWED.format(
            number=case.number,
            state=machine.states[case.state],
            event=machine.events[event],
            possible="、".join(names) or messages.NOTHING_POSSIBLE,
        )
    )


def _check_actor(office: Office, procedure: Procedure, row: Row, actor: Actor, events: Sequence[CaseEvent]) -> None:
    name = procedure.machine.events[row.event]
    if actor.role not in row.by:
        roles = "、".join(ROLES[role] for role in row.by)
        raise Forbidden(messages.FORBIDDEN_ROLE.format(event=name, roles=roles))
    if row.not_by is None or f"{procedure.key}.{row.event}" not in office.rules.two_persons:
        return
    before = [done.actor_id for done in events if done.event == row.not_by]
    if before and before[-1] == actor.id:
        raise Forbidden(messages.SECOND_PERSON.format(event=name, before=procedure.machine.events[row.not_by]))


def _check_findings(actor: Actor, facts: Mapping[str, Any]) -> None:
    """What only a person can find is found by a named officer; an applicant's own say-so is not a finding."""
    if actor.role is Role.CITIZEN and facts.get(FINDINGS):
        raise Forbidden(messages.FINDINGS_BY_OFFICERS)


def _check_day(procedure: Procedure, row: Row, case: Case, on: date, today: date) -> None:
    name = procedure.machine.events[row.event]
    if on > today:
        raise BadFiling(messages.IN_THE_FUTURE.format(event=name, on=on, today=today))
    if on < case.received_on:
        raise BadFiling(messages.EARLIER_THAN_RECEIPT.format(event=name, on=on, received=case.received_on))


def check_guards(procedure: Procedure, row: Row, situation: Situation) -> Decision:
    """All conditions of a row together.

    Raises:
        Refused: they do not add up to ALLOWED.
    """
    decision = decide(reason for name in row.guards for reason in GUARDS[name](situation))
    if decision.outcome is not Outcome.ALLOWED:
        told = "".join(reason.text for reason in decision.reasons if reason.met is not Met.MET)
        raise Refused(messages.REFUSED.format(event=procedure.machine.events[row.event], reasons=told), decision)
    return decision


def _day_of(fact: str | None, facts: Mapping[str, Any], on: date) -> date | None:
    if fact is None:
        return on
    written = facts.get(fact)
    return date.fromisoformat(written) if written else None
