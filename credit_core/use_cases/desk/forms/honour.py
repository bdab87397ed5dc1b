"""Forms of the steps of a deletion of honours (荣誉等信息的删除)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from credit_core.errors import BadFiling
from credit_core.messages import desk_steps as messages
from credit_core.model.cases import Case
from credit_core.model.decisions import Met
from credit_core.rules.honour import DELETABLE, IS_HONOUR, KINDS, RECORD_FOUND
from credit_core.rules.query import REPRESENTS, SAME_PERSON
from credit_core.use_cases import honour as verbs
from credit_core.use_cases.cases import step
from credit_core.use_cases.desk.forms.fields import (
    FOUND,
    Asked,
    Doing,
    FieldKind,
    Form,
    StepField,
    choices,
    day_only,
    delivery,
    fixed,
    found,
    legal_day,
    plain,
)
from credit_core.use_cases.desk.forms.identity import identity_fields, identity_said


def _delete_fields(asked: Asked) -> Iterator[StepField]:
    """「应当删除该信息」: the record, where the filing did not name it, and what the text leaves open."""
    if asked.record is None:
        yield plain("record_number", settles=("record",))
        yield plain("elsewhere", FieldKind.LONG_TEXT)
    named = {name: ground.name for name, ground in asked.procedure.grounds.items()}
    if named:
        yield plain(KINDS, FieldKind.LIST, choices=choices(named), help=messages.ONLY_IF_OWN_WORDS)
    yield from found(asked, DELETABLE)
    if not asked.procedure.place.regulated:
        yield plain("deletion_basis", FieldKind.LONG_TEXT, required=True, settles=(DELETABLE,))
    yield from found(asked, IS_HONOUR, "record_class")
    yield legal_day()


def _delete(doing: Doing) -> Case:
    number = doing.text("record_number").upper()
    record = doing.unit.records.one(number=number) if number else None
    if number and record is None:
        raise BadFiling(messages.NO_RECORD.format(number=number))
    return verbs.delete(
        doing.office, doing.actor, doing.case.id, record_id=record.id if record else None,
        kinds=doing.said.get(KINDS) or None, findings=doing.findings, basis=doing.text("deletion_basis") or None,
        elsewhere=doing.text("elsewhere") or None, **doing.when,
    )  # fmt: skip


def _answer_fields(asked: Asked) -> Iterator[StepField]:
    """An answer instead of the deletion rests on something found against it; which, the officer says."""
    yield plain("result", FieldKind.LONG_TEXT, required=True, settles=("result",))
    open_rules = [one.rule for one in asked.reasons if one.met is Met.UNKNOWN]
    if open_rules:
        for question in (SAME_PERSON, REPRESENTS, RECORD_FOUND, DELETABLE, IS_HONOUR):
            label = messages.FOUND[question]
            yield StepField(
                FOUND + question, label, FieldKind.YES_NO, choices=choices(messages.YES_NO), settles=tuple(open_rules)
            )
    yield legal_day()


def _answer(doing: Doing) -> Case:
    return verbs.answer(
        doing.office, doing.actor, doing.case.id, doing.text("result"), findings=doing.findings, **doing.when
    )


def _notify(doing: Doing) -> Case:
    return verbs.notify(
        doing.office, doing.actor, doing.case.id, doing.day("delivered_on"), doing.text("delivery_proof"),
        channel=doing.text("delivery_channel"), version=doing.version, within=doing.unit,
    )  # fmt: skip


def _bare(event: str) -> Form:
    return Form(lambda d: step(d.office, d.actor, d.case.id, event, **d.when), day_only)


FORMS: Mapping[str, Form] = {
    **{event: _bare(event) for event in ("ask_identity", "withdraw", "close")},
    "verify_identity": Form(
        lambda d: verbs.verify_identity(d.office, d.actor, d.case.id, **identity_said(d)), identity_fields
    ),
    "delete": Form(_delete, _delete_fields),
    "answer": Form(_answer, _answer_fields),
    "notify": Form(_notify, fixed(*delivery("delivery"))),
}
