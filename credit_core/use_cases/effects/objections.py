"""What the steps of an objection (异议) write beside the case: mark, pauses, correction or deletion, the result's notice.

Disclosure, publicity and sharing are never touched by the mark: only 山西 says what they do meanwhile (they go on), and
where a regulation is silent nothing is hidden and no hiding promised (C21).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from credit_core.duties.limits import closed, pauses_of
from credit_core.duties.recounting import recounted
from credit_core.duties.starting import SCOPE, dated
from credit_core.messages import notices as notice_messages
from credit_core.messages import objection as messages
from credit_core.messages import records as record_messages
from credit_core.model.cases import Case, CasePause
from credit_core.model.duties import Duty
from credit_core.model.ids import new_id
from credit_core.model.records import Record, Validity
from credit_core.rules.objection_pauses import open_pause
from credit_core.rules.objection_results import CORRECT, MEASURE, NEEDS_REMEDY
from credit_core.use_cases import record_changes
from credit_core.use_cases.downstream import Change, tell_recipients
from credit_core.use_cases.effects.grounds import ground
from credit_core.use_cases.effects.notices import deliver, write_notice
from credit_core.use_cases.effects.step import Effect, Step
from credit_core.vocabulary import Condition

WITHDRAW = "withdraw"


def mark_record(step: Step) -> Case:
    """「应当作出异议标注」 (D1-06). A record that this database does not hold is marked by its holder; the day counts."""
    if (record := _record(step)) is not None and record.validity is not Validity.DELETED:  # D1-16: final
        record_changes.mark_objection(step.unit, record, ground(step, record_messages.MARKED))
    write_notice(step, notice_messages.MARKED)
    return _with(step, marked=True)


def scope_own(step: Step) -> Case:
    """「属于本单位处理范围的」: the limit of the other case falls away."""
    return _with(step, **{SCOPE: Condition.OWN_SCOPE.value})


def scope_cross(step: Step) -> Case:
    """「如需向其他单位核查信息的」: the limit of the unit's own scope falls away; the day of the check notice is kept (F-47).

    Where the unit first checked by itself, the limit for this case comes back, from the same receipt.
    """
    for duty in step.unit.duties.where(case_id=step.case.id, condition=Condition.CROSS_UNIT, void=True, done_on=None):
        back = recounted(replace(duty, void=False), step.office.law, step.situation.calendar, step.situation.pauses)
        step.unit.duties.replace(back)
    return _with(step, **{SCOPE: Condition.CROSS_UNIT.value}, check_notice_sent_on=step.on.isoformat())


def begin_pause(step: Step) -> Case:
    """Stop the clocks that the clause lets stand still; the marking duty has none (F-19).

    A duty that was overdue before the procedure began stays overdue.
    """
    facts = step.facts
    pause = CasePause(
        id=new_id(),
        case_id=step.case.id,
        kind=str(facts["pause_kind"]),
        first=date.fromisoformat(facts["pause_started_on"]),
        last=None,
        start_proof=str(facts["pause_start_proof"]),
        end_proof=None,
    )
    step.unit.pauses.add(pause)
    for duty in _stoppable(step):
        if duty.due is not None and pause.first <= duty.due:
            step.unit.duties.replace(replace(duty, paused=True))
    return step.case


def end_pause(step: Step) -> Case:
    """Let the clocks run again and count their days anew, without the documented interval, both its days included (A-8)."""
    facts = step.facts
    pause = open_pause(step.situation.pauses)
    assert pause is not None  # guard pause_end_documented
    ended = replace(pause, last=date.fromisoformat(facts["pause_ended_on"]), end_proof=str(facts["pause_end_proof"]))
    step.unit.pauses.replace(ended)
    limits = {limit.rule: limit for limit in step.procedure.limits}
    intervals = step.unit.pauses.where(case_id=step.case.id, order=("first",))
    for duty in _stoppable(step):
        limit = limits[duty.rule]
        counted = dated(duty, limit, duty.start, step.situation.calendar, closed(pauses_of(intervals, limit)))
        step.unit.duties.replace(replace(counted, paused=False))
    return step.case


def note_decision(step: Step) -> Case:
    """The day of the decision: a result is not told before it."""
    return _with(step, decided_on=step.on.isoformat())


def apply_remedy(step: Step) -> Case:
    """「应当及时更正或者删除」, as the officer decided with reasons (D1-08, D1-09); the bodies that hold it are told.

    Another measure, or a record that this database does not hold, changes nothing here: its note is in the case.
    """
    facts, record = step.facts, _record(step)
    if record is None or facts["remedy"] == MEASURE or record.validity is Validity.DELETED:
        return step.case
    reason = messages.CHANGED.format(
        finding=messages.FINDINGS[facts["finding"]], remedy=messages.REMEDIES[facts["remedy"]]
    )
    if facts["remedy"] == CORRECT:
        change = Change.CORRECTED
        record = record_changes.correct(step.unit, record, facts["corrected_content"], ground(step, reason))
    else:
        change = Change.DELETED
        record = record_changes.delete(step.unit, record, ground(step, reason))
    tell_recipients(step.unit, step.office, record, change, on=step.on, actor=step.actor, case_id=step.case.id)
    return step.case


def write_result_notice(step: Step) -> Case:
    """The result with its reasons (D1-10: one that is not upheld too); given only when its delivery is recorded."""
    facts = step.facts
    remedy = messages.REMEDIES[facts["remedy"]] if facts["finding"] in NEEDS_REMEDY else ""
    text = messages.RESULTS[facts["finding"]].format(remedy=remedy, reasons=facts["reasons"])
    write_notice(step, notice_messages.RESULT, result=text)
    return step.case


def deliver_result_notice(step: Step) -> Case:
    """Record on the notice that it was delivered: the duties that include the notice end on that day."""
    facts = step.facts
    for notice in step.unit.notices.where(case_id=step.case.id, kind=notice_messages.RESULT, delivered_on=None):
        deliver(
            step.unit,
            notice,
            step.actor,
            channel=facts.get("delivery_channel") or step.case.channel,
            on=date.fromisoformat(facts["delivered_on"]),
            proof=str(facts["delivery_proof"]),
            at=step.at,
        )
    return step.case


def clear_record_mark(step: Step) -> Case:
    """「核查处理完毕后，应当取消异议标注」 in 山西; elsewhere practice without a clause (D1-07). Only this case's own mark."""
    record = _record(step)
    if not step.facts.get("marked") or record is None or record.validity is Validity.DELETED:
        return step.case
    reason = messages.WITHDRAWN if step.row.event == WITHDRAW else record_messages.UNMARKED
    record_changes.clear_objection(step.unit, record, ground(step, reason))
    return _with(step, marked=False)


def change_recipient(step: Step) -> Case:
    """Another body handles it from now on; no clock starts anew (A-23)."""
    facts = {**step.case.facts, "recipient_role": step.facts.get("transfer_role")}
    return replace(step.case, recipient=str(step.facts["transfer_to"]), facts=facts)


def _record(step: Step) -> Record | None:
    """The record, locked: two objections on it change its mark one after the other."""
    return step.unit.records.find(step.case.record_id, lock=True) if step.case.record_id else None


def _stoppable(step: Step) -> tuple[Duty, ...]:
    rules = [limit.rule for limit in step.procedure.limits if limit.pause is not None]
    return step.unit.duties.where(case_id=step.case.id, rule=rules, done_on=None, void=False, lock=True)


def _with(step: Step, **facts: object) -> Case:
    return replace(step.case, facts={**step.case.facts, **facts})


EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (
        mark_record,
        scope_own,
        scope_cross,
        begin_pause,
        end_pause,
        note_decision,
        apply_remedy,
        write_result_notice,
        deliver_result_notice,
        clear_record_mark,
        change_recipient,
    )
}
