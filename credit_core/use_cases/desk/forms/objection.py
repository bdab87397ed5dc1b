"""Forms of the steps of an objection (异议): rules.md D2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from credit_core.messages import desk_steps as messages
from credit_core.messages import objection as act_messages
from credit_core.model.cases import Case
from credit_core.rules.objection_admissibility import AGENT, PAPER, REPRESENTS
from credit_core.rules.objection_pauses import PAUSE_KINDS, open_pause
from credit_core.rules.objection_results import MEASURE
from credit_core.use_cases import objection_steps as verbs
from credit_core.use_cases.desk.forms.fields import (
    Asked,
    Doing,
    FieldKind,
    Form,
    StepField,
    bodies,
    choices,
    day_only,
    delivery,
    fixed,
    found,
    legal_day,
    plain,
)

_SLOT_KINDS: Mapping[str, FieldKind] = {"writing": FieldKind.YES_NO, "evidence": FieldKind.LIST}


def _complete_fields(asked: Asked) -> Iterator[StepField]:
    """What the place's text requires and is not there."""
    yield legal_day()
    for required in asked.procedure.requires:
        reason = asked.unmet(required.slot)
        if required.essential and reason is not None:
            kind = _SLOT_KINDS.get(required.slot, FieldKind.LONG_TEXT)
            yield StepField(
                required.slot, required.name, kind, required=True, clause=required.clause, settles=(required.slot,),
                choices=choices(messages.YES_NO) if kind is FieldKind.YES_NO else (),
                help=messages.ONE_A_LINE if kind is FieldKind.LIST else None,
            )  # fmt: skip


def _complete(doing: Doing) -> Case:
    supplied = {name: value for name, value in doing.said.items() if name != "on" and value not in (None, "", [])}
    return verbs.complete(doing.office, doing.actor, doing.case.id, supplied, **doing.when)


def _accept_fields(asked: Asked) -> Iterator[StepField]:
    yield legal_day()
    yield from found(asked, "right_given")
    if asked.unmet("right_given") is not None:
        yield plain("basis", FieldKind.LONG_TEXT, required=True)
    yield from found(asked, "applicant")
    yield from _agent_fields(asked)
    yield from found(asked, "recipient_competent", "recipient") if not asked.procedure.recipients else ()
    reason = asked.unmet("ground")
    if reason is not None and not reason.missing:
        yield from found(asked, "ground")


def _agent_fields(asked: Asked) -> Iterator[StepField]:
    """Who files for another: the paper as it came later, or how an officer knows of it."""
    reason = asked.unmet(AGENT)
    if reason is not None:
        yield plain(PAPER, FieldKind.DOCUMENT, label=act_messages.AGENT_PROOF, help=reason.text, settles=(AGENT,))
        yield from found(asked, REPRESENTS, AGENT)


def _accept(doing: Doing) -> Case:
    said = doing.said
    return verbs.accept(
        doing.office, doing.actor, doing.case.id, findings=doing.findings, basis=said.get("basis") or None,
        authorisation=said.get(PAPER) or None, **doing.when,
    )  # fmt: skip


def _cross_fields(asked: Asked) -> Iterator[StepField]:
    yield plain(
        "checked_unit", FieldKind.BODY, required=True, suggestions=bodies(asked), clause=asked.procedure.clause(asked.row),
        settles=("checked_unit",),
    )  # fmt: skip
    yield legal_day()


def _suspend_fields(asked: Asked) -> Iterator[StepField]:
    """The place's own kinds: 检验、检测、检疫、鉴定、专家评审."""
    clause = asked.procedure.clause(asked.row)
    kinds = asked.office.law.document(asked.procedure.place.document).parameters[PAUSE_KINDS].values
    yield plain(
        "pause_kind", FieldKind.CHOICE, required=True, clause=clause, choices=choices({}, kinds),
        settles=("pause_kind", "pause_proof"),
    )  # fmt: skip
    yield plain("started_on", FieldKind.DATE, required=True)
    yield plain("start_proof", FieldKind.DOCUMENT, required=True)


def _resume_fields(asked: Asked) -> Iterator[StepField]:
    running = open_pause(asked.situation.pauses)
    settles = ("pause_proof",) if running is not None else ()
    help_text = act_messages.PAUSE_SHOWN.format(kind=running.kind, day=running.first) if running else None
    yield plain("ended_on", FieldKind.DATE, required=True, settles=settles, help=help_text)
    yield plain("end_proof", FieldKind.DOCUMENT, required=True)


def _suspend(doing: Doing) -> Case:
    return verbs.suspend(
        doing.office, doing.actor, doing.case.id, doing.text("pause_kind"), doing.day("started_on"),
        doing.text("start_proof"), version=doing.version, within=doing.unit,
    )  # fmt: skip


def _resume(doing: Doing) -> Case:
    return verbs.resume(
        doing.office, doing.actor, doing.case.id, doing.day("ended_on"), doing.text("end_proof"),
        version=doing.version, within=doing.unit,
    )  # fmt: skip


def _decide_fields(asked: Asked) -> Iterator[StepField]:
    """「应当及时更正或者删除」: which of the remedies that this place's text knows, chosen by the officer."""
    term = asked.procedure.term("remedies")
    offered = term.value if isinstance(term.value, tuple) else ()
    yield plain("finding", FieldKind.CHOICE, required=True, choices=choices(messages.FINDINGS), settles=("reasons",))
    yield plain("reasons", FieldKind.LONG_TEXT, required=True)
    yield plain(
        "remedy", FieldKind.CHOICE, choices=choices(act_messages.REMEDIES, offered), clause=term.clause,
        help=messages.REMEDY_HELP, settles=("remedy",),
    )  # fmt: skip
    if asked.record is not None:
        yield content_field(asked)
    if MEASURE in offered:
        yield plain("measure", FieldKind.LONG_TEXT)
    yield legal_day()


def content_field(asked: Asked) -> StepField:
    """The right content of the record; the present one stands in it where it may be shown."""
    held = asked.record.content if asked.full and asked.record is not None else {}
    written = "\n".join(f"{name}：{value}" for name, value in held.items())
    return plain("content", FieldKind.LONG_TEXT, help=messages.CONTENT_HELP, value=written, settles=("content",))


def _decide(doing: Doing) -> Case:
    said = doing.said
    return verbs.decide(
        doing.office, doing.actor, doing.case.id, doing.text("finding"), doing.text("reasons"),
        remedy=said.get("remedy") or None, corrected_content=said.get("content") or None,
        measure=said.get("measure") or None, **doing.when,
    )  # fmt: skip


def _carry_out_fields(asked: Asked) -> Iterator[StepField]:
    reason = asked.unmet("remedy_done")
    if reason is not None and reason.missing:
        yield plain("carried_out", FieldKind.LONG_TEXT, required=True, help=reason.text, settles=("remedy_done",))
    yield legal_day()


def _carry_out(doing: Doing) -> Case:
    note = doing.said.get("carried_out") or None
    return verbs.carry_out(doing.office, doing.actor, doing.case.id, note=note, **doing.when)


def _notify(doing: Doing) -> Case:
    return verbs.notify(
        doing.office, doing.actor, doing.case.id, doing.day("delivered_on"), doing.text("delivery_proof"),
        channel=doing.text("delivery_channel"), version=doing.version, within=doing.unit,
    )  # fmt: skip


def transfer_fields(asked: Asked) -> Iterator[StepField]:
    """Where it goes, and which of the bodies that the text names that is."""
    yield plain(
        "transfer_to", FieldKind.BODY, required=True, suggestions=bodies(asked), settles=("transfer", "transfer_to")
    )
    named = {one.role: one.name for one in asked.procedure.recipients}
    if named:
        yield plain("transfer_role", FieldKind.CHOICE, required=True, choices=choices(named))
    yield legal_day()


def _transfer(doing: Doing) -> Case:
    body, role = doing.text("transfer_to"), doing.text("transfer_role")
    return verbs.transfer(doing.office, doing.actor, doing.case.id, body, role, **doing.when)


FORMS: Mapping[str, Form] = {
    "find_incomplete": Form(lambda d: verbs.find_incomplete(d.office, d.actor, d.case.id, **d.when), day_only),
    "complete": Form(_complete, _complete_fields),
    "accept": Form(_accept, _accept_fields),
    "mark": Form(lambda d: verbs.mark(d.office, d.actor, d.case.id, **d.when), day_only),
    "check_own": Form(lambda d: verbs.start_check(d.office, d.actor, d.case.id, "own", **d.when), day_only),
    "check_cross": Form(
        lambda d: verbs.start_check(d.office, d.actor, d.case.id, "cross", unit_name=d.text("checked_unit"), **d.when),
        _cross_fields,
    ),
    "confirm_check_notice": Form(
        lambda d: verbs.check_notice_received(d.office, d.actor, d.case.id, **d.when), day_only
    ),
    "answer_check": Form(
        lambda d: verbs.check_answered(d.office, d.actor, d.case.id, d.text("answer"), **d.when),
        fixed(plain("answer", FieldKind.LONG_TEXT, required=True, settles=("answer",)), legal_day()),
    ),
    "suspend": Form(_suspend, _suspend_fields),
    "resume": Form(_resume, _resume_fields),
    "decide": Form(_decide, _decide_fields),
    "carry_out": Form(_carry_out, _carry_out_fields),
    "notify": Form(_notify, fixed(*delivery("delivery"))),
    "close": Form(lambda d: verbs.close(d.office, d.actor, d.case.id, **d.when), day_only),
    "transfer": Form(_transfer, transfer_fields),
    "withdraw": Form(lambda d: verbs.withdraw(d.office, d.actor, d.case.id, **d.when), day_only),
}
