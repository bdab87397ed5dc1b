"""What the steps of a deletion of honours (荣誉等信息的删除) write beside the case."""

from __future__ import annotations

from dataclasses import replace

from credit_core.messages import honour as messages
from credit_core.messages import notices as notice_messages
from credit_core.model.cases import Case
from credit_core.use_cases import record_changes
from credit_core.use_cases.downstream import Change, tell_recipients
from credit_core.use_cases.effects.grounds import ground
from credit_core.use_cases.effects.notices import write_notice
from credit_core.use_cases.effects.step import Effect, Step
from credit_core.vocabulary import Act


def delete_honour(step: Step) -> Case:
    """Delete the record down to its tombstone (D1-14), tell who received it, and write the result to the applicant.

    A record kept elsewhere was deleted there, on the officer's word.
    """
    record = step.situation.record
    if record is not None:
        record = record_changes.delete(step.unit, record, ground(step, messages.DELETED_REASON))
        tell_recipients(
            step.unit, step.office, record, Change.DELETED, on=step.on, actor=step.actor, case_id=step.case.id
        )
    write_notice(step, notice_messages.RESULT, result=messages.DELETED_NOTICE)
    return step.case


def void_honour_duties(step: Step) -> Case:
    """Answered with reasons: no duty to delete is left."""
    for duty in step.unit.duties.where(case_id=step.case.id, act=Act.HONOUR_DELETION, done_on=None, void=False):
        step.unit.duties.replace(replace(duty, void=True))
    return step.case


EFFECTS: dict[str, Effect] = {effect.__name__: effect for effect in (delete_honour, void_honour_duties)}
