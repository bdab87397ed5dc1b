"""What the steps after a document event write beside the case: the document, the record, the notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from credit_core.messages import notices as notice_messages
from credit_core.messages import revocation as messages
from credit_core.model.cases import Case
from credit_core.model.records import DocumentState, Validity
from credit_core.use_cases import record_changes
from credit_core.use_cases.downstream import Change, tell_recipients
from credit_core.use_cases.effects.grounds import ground
from credit_core.use_cases.effects.notices import write_notice
from credit_core.use_cases.effects.step import Effect, Step

_STATES: Mapping[str, DocumentState] = MappingProxyType(
    {
        "changed": DocumentState.CHANGED,
        "revoked": DocumentState.REVOKED,
        "invalid": DocumentState.INVALID,
    }
)


def change_document(step: Step) -> Case:
    """The document is no longer what the recognition rested on. Once, however many records it carries."""
    document = step.situation.document
    if document is None or document.state is not DocumentState.IN_FORCE:
        return step.case
    facts = step.facts
    changed = step.unit.documents.replace(
        replace(
            document,
            state=_STATES[facts["document_event"]],
            changed_on=_day(facts.get("changed_on") or facts.get("acted_on")),
            change_effective_on=_day(facts.get("effective_on")),
        )
    )
    step.unit.audit(
        step.at, step.actor, "document.change", "legal_document", document.id, clause=step.clause,
        before={"state": document.state.value},
        after={"state": changed.state.value, "proof": facts.get("document_proof"), "case": step.case.number},
    )  # fmt: skip
    return step.case


def correct_revoked_record(step: Step) -> Case:
    """Correct the record, or delete it down to a tombstone (D1-08, D1-09), and tell the bodies that received it."""
    record = step.situation.record
    if record is None or record.validity is Validity.DELETED:  # kept elsewhere, or gone by another act
        return step.case
    why = ground(step, messages.REASON.format(event=messages.EVENTS[step.facts["document_event"]]))
    if step.facts["correction"] == "delete":
        record, change = record_changes.delete(step.unit, record, why), Change.DELETED
    else:
        record, change = record_changes.correct(step.unit, record, step.facts["content"], why), Change.CORRECTED
    tell_recipients(step.unit, step.office, record, change, on=step.on, actor=step.actor, case_id=step.case.id)
    return step.case


def notice_record_corrected(step: Step) -> Case:
    """Tell the subject what became of the record. No text says so of this act: practice."""
    facts = step.facts
    result = messages.CORRECTED_NOTICE.format(
        event=messages.EVENTS[facts["document_event"]], correction=messages.CORRECTIONS[facts["correction"]]
    )
    write_notice(step, notice_messages.RESULT, result=result)
    return step.case


def notice_not_regulated(step: Step) -> Case:
    """Tell that the regulation is silent on what was not collected yet (F-36), and that a person handles it."""
    write_notice(step, notice_messages.RESULT, result=messages.NOT_COLLECTED)
    return step.case


def notice_unfounded(step: Step) -> Case:
    """Tell whoever reported it that no change was found, and how that was found."""
    result = messages.UNFOUNDED_NOTICE.format(reasons=step.facts["unfounded_reasons"])
    write_notice(step, notice_messages.RESULT, result=result)
    return step.case


def _day(written: Any) -> date | None:
    return date.fromisoformat(str(written)) if written else None


EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (
        change_document,
        correct_revoked_record,
        notice_record_corrected,
        notice_not_regulated,
        notice_unfounded,
    )
}
