"""Forms of the steps after a document was revoked, changed or declared invalid (文书变动后的更正): rules.md D4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from credit_core.messages import desk_steps as messages
from credit_core.messages import revocation as act_messages
from credit_core.model.cases import Case
from credit_core.use_cases import revocation as verbs
from credit_core.use_cases.cases import step
from credit_core.use_cases.desk.forms.fields import (
    Asked,
    Doing,
    FieldKind,
    Form,
    StepField,
    choices,
    day_only,
    fixed,
    legal_day,
    plain,
)
from credit_core.use_cases.desk.forms.objection import content_field

_START = "start_fact"


def _confirm_fields(asked: Asked) -> Iterator[StepField]:
    """What happened, by which document, and the day from which this place counts (each text names another)."""
    term = asked.procedure.term(_START)
    start = str(term.value)
    yield plain(
        "document_event", FieldKind.CHOICE, required=True, choices=choices(act_messages.EVENTS),
        settles=("document_changed",),
    )  # fmt: skip
    yield plain("document_proof", FieldKind.DOCUMENT, required=True, settles=("document_proof",))
    for slot, label in act_messages.START_NAMES.items():
        needed = slot == start
        yield plain(
            slot, FieldKind.DATE, label=label, required=needed, clause=term.clause if needed else None, settles=(slot,)
        )
    if asked.record is None:
        yield plain("collected", FieldKind.YES_NO, choices=choices(messages.YES_NO), settles=("collected",))
    elif asked.unmet("collected") is not None:  # follows from the record's push and the effective day
        yield StepField("", "", settles=("collected",))
    yield legal_day()


def _confirm(doing: Doing) -> Case:
    said = doing.said
    days: dict[str, date | None] = {slot: said.get(slot) for slot in act_messages.START_NAMES}
    event = verbs.DocumentEvent(doing.text("document_event"), doing.text("document_proof"), **days)
    first, *others = verbs.confirm_event(
        doing.office, doing.actor, doing.case.id, event, collected_by_then=said.get("collected"), **doing.when
    )
    if others:
        numbers = "、".join(case.number for case in others)
        doing.told.append(messages.ALSO_MOVED.format(count=len(others), numbers=numbers))
    return first


def _provider_fields(asked: Asked) -> Iterator[StepField]:
    """更正或者删除; in writing where the text asks so (某市 「书面告知」)."""
    reason = asked.unmet("provider_correction")
    if reason is not None:
        offered = choices(act_messages.CORRECTIONS)
        yield plain(
            "correction", FieldKind.CHOICE, required=True, choices=offered, clause=reason.clause,
            settles=("provider_correction",),
        )  # fmt: skip
    written = asked.unmet("written_notice")
    if written is not None:
        yield plain(
            "written_notice", FieldKind.DOCUMENT, required=True, clause=written.clause, settles=("written_notice",)
        )
    yield legal_day()


def _provider(event: str) -> Form:
    def do(doing: Doing) -> Case:
        return verbs.provider_step(
            doing.office, doing.actor, doing.case.id, event, correction=doing.text("correction") or None,
            written_notice=doing.text("written_notice") or None, **doing.when,
        )  # fmt: skip

    return Form(do, _provider_fields)


def _correct_fields(asked: Asked) -> Iterator[StepField]:
    offered = choices(act_messages.CORRECTIONS)
    yield plain("correction", FieldKind.CHOICE, required=True, choices=offered, settles=("correction",))
    yield content_field(asked)
    yield legal_day()


def _settle_fields(asked: Asked) -> Iterator[StepField]:
    """Where the regulation is silent, the person who settles it names the basis."""
    yield plain("settlement_basis", FieldKind.LONG_TEXT, required=True, settles=("settlement_basis",))
    yield from _correct_fields(asked)


def _correct(doing: Doing) -> Case:
    content = doing.said.get("content") if doing.text("correction") == "correct" else None
    return verbs.correct_record(
        doing.office, doing.actor, doing.case.id, content=content,
        settlement_basis=doing.text("settlement_basis") or None, **doing.when,
    )  # fmt: skip


def _bare(event: str) -> Form:
    return Form(lambda d: step(d.office, d.actor, d.case.id, event, **d.when), day_only)


FORMS: Mapping[str, Form] = {
    "confirm_event": Form(_confirm, _confirm_fields),
    "find_unfounded": Form(
        lambda d: verbs.find_unfounded(d.office, d.actor, d.case.id, d.text("reasons"), **d.when),
        fixed(
            plain("reasons", FieldKind.LONG_TEXT, required=True, settles=("document_changed", "reasons")), legal_day()
        ),
    ),
    **{event: _provider(event) for event in ("provider_correct", "provider_tell", "provider_push")},
    "receive": Form(lambda d: verbs.receive(d.office, d.actor, d.case.id, **d.when), day_only),
    "platform_correct": Form(_correct, _correct_fields),
    "settle": Form(_correct, _settle_fields),
    "inform_subject": Form(lambda d: verbs.inform_subject(d.office, d.actor, d.case.id, **d.when), day_only),
    "withdraw": _bare("withdraw"),
    "close": _bare("close"),
}
