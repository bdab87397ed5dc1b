"""The ground on which a step of a case changes a record."""

from __future__ import annotations

from credit_core.messages import records as messages
from credit_core.use_cases.effects.step import Step
from credit_core.use_cases.record_changes import Ground


def ground(step: Step, reason: str) -> Ground:
    """The step's actor, day and clause; the source is the body applied to, the reason names the case."""
    return Ground(
        actor=step.actor,
        on=step.on,
        at=step.at,
        source=step.actor.body or step.case.recipient,
        reason=messages.REASON_WITH_CASE.format(reason=reason, number=step.case.number),
        rule=step.row.id,
        clause=step.clause,
        case_id=step.case.id,
    )
