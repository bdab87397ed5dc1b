"""What the steps of a repair case write beside the case: the effects on the record, the notices, the duties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from credit_core.duties.starting import Holder, started
from credit_core.law.schema import Limit
from credit_core.messages import notices as notice_messages
from credit_core.messages import repair as messages
from credit_core.model.cases import Case, Notice
from credit_core.model.ids import new_id
from credit_core.model.records import Publicity, Record, Validity
from credit_core.procedures.table import Procedure
from credit_core.rules.repair import refusable, repair_complete
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases import record_changes
from credit_core.use_cases.downstream import Change, tell_recipients
from credit_core.use_cases.effects.grounds import ground
from credit_core.use_cases.effects.notices import write_notice
from credit_core.use_cases.effects.step import Effect, Step
from credit_core.use_cases.record_changes import Ground
from credit_core.vocabulary import Act, Authority

MEASURES = "ends_measures"
_APPLIED = "repair_applied"
_ACTIONS: Mapping[str, Callable[[UnitOfWork, Record, Ground], Record]] = MappingProxyType(
    {
        "annotate": record_changes.mark_repair,
        "mask": record_changes.mask,
        "stop_publicity": record_changes.stop_publicity,
        "stop_sharing": record_changes.stop_sharing,
        "delete": record_changes.delete,
    }
)


def actions(procedure: Procedure, choice: str | None) -> tuple[str, ...]:
    """What the place does to a repaired record: all that its text writes together, or the alternative chosen.

    山西 第四十三条第二款 「应当对原失信信息进行标注、屏蔽，并停止公示、共享」; 江西 第四十条 「撤销失信信息的公示」, sharing untouched.
    """
    fixed = procedure.term("effects").value
    chosen = fixed if isinstance(fixed, tuple) else procedure.term(f"effects_{choice}").value
    assert isinstance(chosen, tuple)  # the procedure files list actions
    return chosen


def apply_repair(step: Step) -> Case:
    """Do to the record what the place's text says of a repaired one. A record kept elsewhere is changed there."""
    record = step.situation.record
    if record is None or record.validity is Validity.DELETED:  # kept elsewhere, or gone by another act
        return step.case
    names = actions(step.procedure, step.facts.get("effect_choice"))
    reason = messages.REPAIRED.format(actions="、".join(messages.ACTIONS[name] for name in names))
    for name in names:
        record = _ACTIONS[name](step.unit, record, ground(step, reason))
    return step.case


def tell_measure_bodies(step: Step) -> Case:
    """Where a policy paper ends measures after repair (OP-18), tell the body and note the duty under that paper.

    「修复完成后，按程序停止公示其失信记录，终止实施惩戒措施」: a department's task, not the regulation's.
    """
    if not step.procedure.term(MEASURES).value:
        return step.case
    for limit in _policy_limits(step):
        holder = Holder(step.case.jurisdiction, limit.clause.document, None, step.case.record_id, step.case.recipient)
        calendar = step.situation.calendar
        step.unit.duties.add_all(started([limit], holder, {_APPLIED: step.on}, {}, calendar, step.at))
        title = step.office.law.document(limit.clause.document).title
        text = messages.MEASURES_NOTICE.format(number=step.case.number, title=title, body=step.case.recipient)
        step.unit.notices.add(
            Notice(new_id(), step.case.id, None, MEASURES, text, limit.clause, step.at, None, None, None, None)
        )
    return step.case


def tell_repair_recipients(step: Step) -> Case:
    """Tell the bodies that received the record what became of it."""
    record = step.situation.record
    if record is not None:
        tell_recipients(
            step.unit,
            step.office,
            record,
            _change(record),
            on=_applied_on(step),
            actor=step.actor,
            case_id=step.case.id,
        )
    return step.case


def note_complete(step: Step) -> Case:
    """The application is complete from this step's day on."""
    return replace(step.case, facts={**step.case.facts, "complete": True})


def notice_conditions_unknown(step: Step) -> Case:
    """Tell that the conditions are being looked for: neither returned nor refused."""
    return _own_notice(step, "conditions_unknown", messages.CONDITIONS_UNKNOWN_NOTICE.format(number=step.case.number))


def notice_repair_incomplete(step: Step) -> Case:
    """Tell what is missing, of the text's requirements and of a loaded document's proofs."""
    missing = "、".join(reason.missing for reason in repair_complete(step.situation) if reason.missing)
    text = messages.INCOMPLETE_NOTICE.format(number=step.case.number, missing=missing)
    return _own_notice(step, notice_messages.INCOMPLETE, text)


def notice_granted(step: Step) -> Case:
    """Tell that repair was granted."""
    write_notice(step, notice_messages.RESULT, result=messages.GRANTED_NOTICE.format(body=step.case.recipient))
    return step.case


def notice_refused(step: Step) -> Case:
    """Tell the refusal with its reasons: the conditions not met, and the officer's own words."""
    named = step.facts["refusal_grounds"]
    told = "".join(reason.text for reason in refusable(step.situation) if reason.rule in named)
    result = messages.REFUSED_NOTICE.format(reasons=f"{told}{step.facts['refusal_reasons']}")
    write_notice(step, notice_messages.RESULT, result=result)
    return step.case


def void_repair_duties(step: Step) -> Case:
    """「符合信用修复规定的」 only: a refused application leaves no duty to repair behind."""
    for duty in step.unit.duties.where(case_id=step.case.id, act=Act.REPAIR, done_on=None, void=False):
        step.unit.duties.replace(replace(duty, void=True))
    return step.case


def transfer_repair(step: Step) -> Case:
    """Another body handles it from now on."""
    facts = {**step.case.facts, "recipient_role": step.facts.get("transfer_role")}
    return replace(step.case, recipient=str(step.facts["transfer_to"]), facts=facts)


def _change(record: Record) -> Change:
    if record.validity is Validity.DELETED:
        return Change.DELETED
    return Change.STOPPED if record.publicity is Publicity.STOPPED else Change.ANNOTATED


def _applied_on(step: Step) -> date:
    done = step.unit.events.where(case_id=step.case.id, event="apply_effect", order=("-number",), limit=1)
    return done[0].on if done else step.on


def _policy_limits(step: Step) -> tuple[Limit, ...]:
    limits = step.office.law.limits(step.case.jurisdiction, step.on, act=Act.REPAIR, policy=True)
    law = step.office.law
    return tuple(
        limit
        for limit in limits
        if limit.start is not None and limit.start.event == _APPLIED
        if law.document(limit.clause.document).authority is Authority.POLICY
    )


def _own_notice(step: Step, kind: str, text: str) -> Case:
    case = step.case
    step.unit.notices.add(
        Notice(new_id(), case.id, case.subject_id, kind, text, step.clause, step.at, case.channel, None, None, None)
    )
    return case


EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (
        apply_repair,
        tell_measure_bodies,
        tell_repair_recipients,
        note_complete,
        notice_conditions_unknown,
        notice_repair_incomplete,
        notice_granted,
        notice_refused,
        void_repair_duties,
        transfer_repair,
    )
}
