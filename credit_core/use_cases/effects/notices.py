"""Effects that write a notice to the applicant, and the recording of its delivery.

A notice exists when it is written and counts as given when its delivery is recorded (告知): the clock of a duty that
includes the notice stops on the day of delivery.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from credit_core.errors import BadFiling, NotAllowed
from credit_core.identity.masking import mask_in_text
from credit_core.messages import notices as messages
from credit_core.model.cases import Case, Notice
from credit_core.model.ids import new_id
from credit_core.model.labels import CASE_TYPES
from credit_core.model.people import Actor
from credit_core.rules.days import beijing_day
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.effects.step import Effect, Step


def write_notice(step: Step, kind: str, **words: str) -> Notice:
    """A notice of this kind to the case's applicant; delivered later, or never. No identity number gets into it."""
    case = step.case
    text = messages.TEXTS[kind].format(case=CASE_TYPES[case.type], number=case.number, body=case.recipient, **words)
    hidden = mask_in_text(text)
    return step.unit.notices.add(
        Notice(new_id(), case.id, case.subject_id, kind, hidden, step.clause, step.at, case.channel, None, None, None)
    )


def deliver(
    unit: UnitOfWork, notice: Notice, actor: Actor, *, channel: str | None, on: date, proof: str, at: datetime
) -> Notice:
    """Record the delivery (送达) of a notice on `on`, with its proof: once, and not before it was written.

    Raises:
        NotAllowed: its delivery was recorded before. BadFiling: the day or the proof cannot be.
    """
    if notice.delivered_on is not None:
        raise NotAllowed(messages.DELIVERED_ALREADY.format(on=notice.delivered_on))
    if not proof.strip():
        raise BadFiling(messages.PROOF_MISSING)
    written, today = beijing_day(notice.created_at), beijing_day(at)
    if not written <= on <= today:
        raise BadFiling(messages.DELIVERY_DAY.format(on=on, written=written, today=today))
    delivered = unit.notices.replace(
        replace(notice, channel=channel or notice.channel, delivered_on=on, delivered_at=at, proof=proof)
    )
    unit.audit(
        at, actor, "notice.deliver", "notice", notice.id, clause=notice.clause,
        before={"delivered_on": None}, after={"delivered_on": on.isoformat(), "channel": delivered.channel, "proof": proof},
    )  # fmt: skip
    return delivered


def delivery_facts(on: date, proof: str, channel: str | None) -> dict[str, Any]:
    """The delivery of a result as the facts of an act's step `notify`, which `deliver_result` and its like read."""
    return {"delivered_on": on.isoformat(), "delivery_proof": proof, "delivery_channel": channel}


def deliver_result(step: Step) -> Case:
    """Record the delivery of the result that the case wrote last."""
    written = step.unit.notices.where(
        case_id=step.case.id, kind=messages.RESULT, delivered_on=None, order=("-created_at", "id"), limit=1
    )
    for notice in written:
        facts = step.facts
        on, proof = date.fromisoformat(facts["delivered_on"]), str(facts["delivery_proof"])
        deliver(step.unit, notice, step.actor, channel=facts.get("delivery_channel"), on=on, proof=proof, at=step.at)
    return step.case


def notice_incomplete(step: Step) -> Case:
    """Tell what is missing, by the names the text gives."""
    missing = "、".join(step.facts.get("missing", ())) or "、".join(
        required.name for required in step.procedure.requires if not step.facts.get(required.slot)
    )
    write_notice(step, messages.INCOMPLETE, missing=missing)
    return step.case


def notice_accepted(step: Step) -> Case:
    """Tell that the application was accepted (受理情况)."""
    write_notice(step, messages.ACCEPTED)
    return step.case


def notice_result(step: Step) -> Case:
    """Tell the result (处理结果), in the officer's words."""
    write_notice(step, messages.RESULT, result=str(step.facts.get("result", "")))
    return step.case


def notice_transferred(step: Step) -> Case:
    """Tell who handles it now."""
    write_notice(step, messages.TRANSFERRED)
    return step.case


EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (deliver_result, notice_incomplete, notice_accepted, notice_result, notice_transferred)
}
