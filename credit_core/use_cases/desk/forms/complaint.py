"""Forms of the steps of a complaint (投诉举报): the officer finds, the software decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from credit_core.messages import complaint as act_messages
from credit_core.messages import desk_steps as messages
from credit_core.model.cases import Case
from credit_core.model.decisions import Met
from credit_core.rules.complaint import CONDUCT, CONDUCTS
from credit_core.use_cases import complaint as verbs
from credit_core.use_cases.desk.forms.fields import (
    FOUND,
    Asked,
    Doing,
    FieldKind,
    Form,
    StepField,
    bodies,
    choices,
    day_only,
    fixed,
    legal_day,
    plain,
)


def _transfer_fields(asked: Asked) -> Iterator[StepField]:
    yield plain("transfer_to", FieldKind.BODY, required=True, suggestions=bodies(asked), settles=("transfer_to",))
    yield legal_day()


def _investigate_fields(asked: Asked) -> Iterator[StepField]:
    """One finding for each kind of conduct that was complained of, and how it was found."""
    for reason in asked.reasons:
        if reason.met is Met.UNKNOWN:
            name = act_messages.CONDUCTS.get(reason.rule, act_messages.FREE)
            label = messages.FOUND_OTHER.format(name=name)
            yield StepField(
                FOUND + reason.rule, label, FieldKind.YES_NO, choices=choices(messages.YES_NO), settles=(reason.rule,)
            )
    yield plain("investigation", FieldKind.LONG_TEXT, required=True, settles=("investigation",))
    if asked.situation.facts.get(CONDUCTS):
        return
    yield plain(CONDUCTS, FieldKind.LIST, choices=choices(act_messages.CONDUCTS), help=messages.ONLY_IF_OWN_WORDS)


def _investigate(doing: Doing) -> Case:
    conducts, findings = doing.said.get(CONDUCTS) or None, doing.findings
    if conducts and CONDUCT in findings:  # what is found of the whole is found of what it really is
        findings = dict.fromkeys(conducts, findings[CONDUCT])
    return verbs.investigate(
        doing.office, doing.actor, doing.case.id, findings, doing.text("investigation"), conducts=conducts, **doing.when
    )


def _bare(event: str) -> Form:
    return Form(lambda d: verbs.step(d.office, d.actor, d.case.id, event, **d.when), day_only)


FORMS: Mapping[str, Form] = {
    **{event: _bare(event) for event in ("withdraw", "close")},
    "accept": Form(lambda d: verbs.accept(d.office, d.actor, d.case.id, **d.when), day_only),
    "transfer": Form(
        lambda d: verbs.transfer(d.office, d.actor, d.case.id, d.text("transfer_to"), **d.when), _transfer_fields
    ),
    "investigate": Form(_investigate, _investigate_fields),
    "answer": Form(
        lambda d: verbs.answer(d.office, d.actor, d.case.id, d.text("result"), **d.when),
        fixed(plain("result", FieldKind.LONG_TEXT, required=True, settles=("result",)), legal_day()),
    ),
}
