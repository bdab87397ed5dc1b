"""Forms of the steps of a repair (信用修复): rules.md D3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from credit_core.messages import desk_steps as messages
from credit_core.messages import repair as act_messages
from credit_core.model.cases import Case
from credit_core.model.decisions import Met
from credit_core.rules.repair import refusable
from credit_core.rules.repair_conditions import CONDITIONS
from credit_core.rules.situation import FINDINGS
from credit_core.use_cases import repair as verbs
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.desk.forms.fields import (
    Asked,
    Choice,
    Doing,
    FieldKind,
    Form,
    StepField,
    choices,
    day_only,
    fixed,
    found,
    legal_day,
    plain,
)
from credit_core.use_cases.desk.forms.objection import transfer_fields

_PROOF = "proof_"
_CONDITION = "condition_"


def _complete_fields(asked: Asked) -> Iterator[StepField]:
    """What the text, or a loaded document on repair, asks the subject to hand in and is not there."""
    yield legal_day()
    names = {required.slot: required for required in asked.procedure.requires}
    for reason in asked.reasons:
        if reason.met is Met.MET or not reason.missing:
            continue
        if reason.rule in names:
            name = names[reason.rule].name
            yield StepField(
                reason.rule, name, FieldKind.LIST, required=True, help=messages.ONE_A_LINE, clause=reason.clause,
                settles=(reason.rule,),
            )  # fmt: skip
        elif reason.rule.startswith(_CONDITION):
            condition = reason.rule.removeprefix(_CONDITION)
            label = messages.PROVEN.format(name=reason.missing)
            yield StepField(
                _PROOF + condition, label, FieldKind.DOCUMENT, required=True, help=reason.text, clause=reason.clause,
                settles=(reason.rule,),
            )  # fmt: skip


def _complete(doing: Doing) -> Case:
    proofs = {name.removeprefix(_PROOF): said for name, said in doing.said.items() if name.startswith(_PROOF) and said}
    done = {name: said for name, said in doing.said.items() if name != "on" and not name.startswith(_PROOF) and said}
    documents = {**(doing.case.facts.get("documents") or {}), **proofs} if proofs else None
    return verbs.complete(doing.office, doing.actor, doing.case.id, done, documents=documents, **doing.when)


def _condition_fields(asked: Asked) -> Iterator[StepField]:
    """「符合信用修复规定的」: an officer's finding, with its basis, while no document is loaded."""
    yield from found(asked, CONDITIONS)
    if asked.unmet(CONDITIONS) is not None:
        yield plain("conditions_basis", FieldKind.LONG_TEXT)


def _check_fields(asked: Asked) -> Iterator[StepField]:
    """Of a record that is kept elsewhere an officer finds what it is."""
    yield legal_day()
    yield from _unknown(asked, {"record_dishonest": None, "still_shown": None})


def _check(doing: Doing) -> Case:
    facts = {FINDINGS: doing.findings} if doing.findings else None
    return take_step(doing.office, doing.actor, doing.case.id, "check", facts, **doing.when)


def _accept_fields(asked: Asked) -> Iterator[StepField]:
    yield legal_day()
    yield from _condition_fields(asked)
    yield from _unknown(asked, {"record_dishonest": None, "still_shown": None, "publicity_period": None})
    reason = asked.unmet("recipient")
    if reason is not None and not reason.missing:
        yield from found(asked, "recipient_competent", "recipient")


def _accept(doing: Doing) -> Case:
    return verbs.accept(
        doing.office, doing.actor, doing.case.id, findings=doing.findings,
        conditions_basis=doing.text("conditions_basis") or None, **doing.when,
    )  # fmt: skip


def _verify_fields(asked: Asked) -> Iterator[StepField]:
    """One finding for each thing that the place's text asks, and for each condition of a loaded document."""
    yield legal_day()
    names: dict[str, str | None] = {required.slot: required.name for required in asked.procedure.requires}
    yield from _unknown(asked, names)
    yield from _unknown(asked, {one.rule: None for one in asked.reasons if one.rule.startswith(_CONDITION)})
    yield from _unknown(asked, {CONDITIONS: None})


def _refuse_fields(asked: Asked) -> Iterator[StepField]:
    """A refusal names conditions that are not met; unknown, undetermined or missing is no ground to refuse."""
    reasons = [one for one in refusable(asked.situation) if not one.missing and one.met is not Met.MET]
    offered = tuple(Choice(one.rule, one.text) for one in reasons)
    yield plain("grounds", FieldKind.LIST, required=True, choices=offered, settles=("refusal",))
    yield plain("reasons", FieldKind.LONG_TEXT, required=True)
    for reason in reasons:
        if reason.met is Met.UNKNOWN:
            question = {"recipient": "recipient_competent"}.get(reason.rule, reason.rule)
            name = messages.FOUND.get(question) or messages.FOUND_OTHER.format(name=reason.text)
            yield StepField(
                f"found_{question}", name, FieldKind.YES_NO, choices=choices(messages.YES_NO), help=reason.text,
                clause=reason.clause, settles=(reason.rule,),
            )  # fmt: skip
    if any(one.rule == CONDITIONS for one in reasons):
        yield plain("conditions_basis", FieldKind.LONG_TEXT)
    yield legal_day()


def _refuse(doing: Doing) -> Case:
    return verbs.refuse(
        doing.office, doing.actor, doing.case.id, doing.said["grounds"], doing.text("reasons"),
        findings=doing.findings, conditions_basis=doing.text("conditions_basis") or None, **doing.when,
    )  # fmt: skip


def _grant_fields(asked: Asked) -> Iterator[StepField]:
    roles = asked.procedure.term("decider_roles")
    if isinstance(roles.value, tuple):
        name = str(asked.procedure.term("decider_name").value)
        offered = tuple(Choice(role, name) for role in roles.value)
        yield plain(
            "decider_role", FieldKind.CHOICE, required=True, choices=offered, clause=roles.clause, settles=("decider",)
        )
    yield legal_day()


def _grant(doing: Doing) -> Case:
    role = doing.text("decider_role") or None
    return verbs.grant(doing.office, doing.actor, doing.case.id, decider_role=role, **doing.when)


def _effect_fields(asked: Asked) -> Iterator[StepField]:
    """Where the text writes alternatives, a person chooses one and says why."""
    term = asked.procedure.term("effect_choices")
    if isinstance(term.value, tuple):
        offered = choices(act_messages.CHOICES, term.value)
        yield plain(
            "effect_choice", FieldKind.CHOICE, required=True, choices=offered, clause=term.clause, settles=("effect",)
        )
        yield plain("effect_basis", FieldKind.LONG_TEXT, required=True)
    yield legal_day()


def _apply(doing: Doing) -> Case:
    return verbs.apply_effect(
        doing.office, doing.actor, doing.case.id, choice=doing.text("effect_choice") or None,
        basis=doing.text("effect_basis") or None, **doing.when,
    )  # fmt: skip


def _transfer(doing: Doing) -> Case:
    body, role = doing.text("transfer_to"), doing.text("transfer_role")
    return verbs.transfer(doing.office, doing.actor, doing.case.id, body, role, **doing.when)


def _unknown(asked: Asked, questions: Mapping[str, str | None]) -> Iterator[StepField]:
    """Findings on what can be found; what the applicant can still supply is asked of the applicant."""
    for question, label in questions.items():
        reason = asked.unmet(question)
        if reason is not None and not reason.missing:
            yield from found(asked, question, label=label or (None if question in messages.FOUND else reason.text))


def _bare(event: str) -> Form:
    """A step without facts of its own."""
    return Form(lambda d: verbs.step(d.office, d.actor, d.case.id, event, **d.when), day_only)


_BARE = (
    "recheck", "find_out_of_period", "find_conditions_unknown", "find_incomplete", "receive_decision", "share",
    "tell_downstream", "withdraw", "close",
)  # fmt: skip

FORMS: Mapping[str, Form] = {
    **{event: _bare(event) for event in _BARE},
    "check": Form(_check, _check_fields),
    "complete": Form(_complete, _complete_fields),
    "accept": Form(_accept, _accept_fields),
    "verify": Form(lambda d: verbs.verify(d.office, d.actor, d.case.id, d.findings, **d.when), _verify_fields),
    "grant": Form(_grant, _grant_fields),
    "refuse": Form(_refuse, _refuse_fields),
    "push_decision": Form(
        lambda d: verbs.push_decision(d.office, d.actor, d.case.id, d.text("decision_document"), **d.when),
        fixed(
            plain("decision_document", FieldKind.DOCUMENT, required=True, settles=("decision_document",)), legal_day()
        ),
    ),
    "apply_effect": Form(_apply, _effect_fields),
    "transfer": Form(_transfer, transfer_fields),
}
