"""Effects that write a notice to the applicant, and the recording of its delivery.

A notice exists when it is written and counts as given when its delivery is recorded (告知): the clock of a duty that
includes the notice stops on the day of delivery.
"""

from __future__ import annotations

from credit_core.messages import notices as messages
from credit_core.model.cases import Case, Notice
from credit_core.model.ids import new_id
from credit_core.model.labels import CASE_TYPES
from credit_core.use_cases.effects.step import Effect, Step


def write_notice(step: Step, kind: str, **words: str) -> Notice:
    """A notice of this kind to the case's applicant; delivered later, or never."""
    case = step.case
    text = messages.TEXTS[kind].format(case=CASE_TYPES[case.type], number=case.number, body=case.recipient, **words)
    return step.unit.notices.add(
        Notice(new_id(), case.id, case.subject_id, kind, text, step.clause, step.at, case.channel, None, None, None)
    )


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
    "notice_incomplete": notice_incomplete,
    "notice_accepted": notice_accepted,
    "notice_result": notice_result,
    "notice_transferred": notice_transferred,
}
