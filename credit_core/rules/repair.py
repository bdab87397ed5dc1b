"""Conditions of the steps of a repair case (信用修复): rules.md D3. Their substance is `repair_eligibility`."""

from __future__ import annotations

from collections.abc import Sequence

from credit_core.messages import repair as messages
from credit_core.model.decisions import Met, Reason
from credit_core.rules.filing import given
from credit_core.rules.repair_conditions import CONDITIONS, condition_reasons, loaded_conditions
from credit_core.rules.repair_eligibility import (
    eligibility,
    period_reasons,
    recipient_reasons,
    record_reasons,
    rectification_reasons,
)
from credit_core.rules.repair_facts import RepairFacts
from credit_core.rules.situation import Guard, Situation

PUSHED, RECEIVED = "push_decision", "receive_decision"


def asked_in(situation: Situation) -> RepairFacts:
    """What the case asks, as the pre-check reads it."""
    case = situation.case
    return RepairFacts(
        case.jurisdiction, case.received_on, situation.facts, case.recipient, situation.record, situation.document
    )


def record_repairable(situation: Situation) -> tuple[Reason, ...]:
    """A dishonest record, not repaired and not deleted, and still shown as far as can be told."""
    return record_reasons(asked_in(situation), situation.on, situation.procedure)


def repair_complete(situation: Situation) -> tuple[Reason, ...]:
    """Everything that the text, and a loaded document on repair, asks the subject to hand in is there."""
    missing = tuple(reason for reason in _handed_in(situation) if reason.missing)
    return missing or (Reason("complete", Met.MET, messages.COMPLETE, situation.procedure.place.clause),)


def repair_incomplete(situation: Situation) -> tuple[Reason, ...]:
    """Something is missing: without it the step back to the applicant would be a pretext."""
    if any(reason.missing for reason in _handed_in(situation)):
        return ()
    return (Reason("complete", Met.NOT_MET, messages.NOTHING_MISSING, situation.procedure.place.clause),)


def repair_recipient(situation: Situation) -> tuple[Reason, ...]:
    """The body applied to is one that the text names."""
    return recipient_reasons(asked_in(situation), situation.procedure)


def within_publicity_period(situation: Situation) -> tuple[Reason, ...]:
    """「在失信信息公示期限内」, on the day of the application, where the place says so."""
    return period_reasons(asked_in(situation), situation.procedure, situation.outside)


def period_over(situation: Situation) -> tuple[Reason, ...]:
    """The period is known to be over: an end that nobody knows is no ground to say so."""
    return tuple(
        Reason(reason.rule, Met.MET, reason.text, reason.clause)
        if reason.met is Met.NOT_MET
        else Reason(reason.rule, Met.NOT_MET, messages.PERIOD_NOT_OVER, reason.clause)
        for reason in within_publicity_period(situation)
    )


def repair_conditions_unknown(situation: Situation) -> tuple[Reason, ...]:
    """Nothing that applies is loaded and nobody has found on the conditions yet."""
    reasons = _conditions(situation)
    if any(reason.rule == CONDITIONS and reason.met is Met.UNKNOWN for reason in reasons):
        return ()
    return (Reason(CONDITIONS, Met.NOT_MET, messages.NO_UNKNOWN_CONDITIONS, situation.procedure.place.clause),)


def repair_conditions_settled(situation: Situation) -> tuple[Reason, ...]:
    """The conditions are known: loaded and not excluded, or found by an officer who names the basis."""
    reasons = tuple(reason for reason in _conditions(situation) if reason.rule == CONDITIONS)
    if any(reason.met is Met.UNKNOWN for reason in reasons):
        text = messages.CONDITIONS_OPEN
        return (Reason(CONDITIONS, Met.UNKNOWN, text, situation.procedure.place.clause, undetermined=True),)
    return reasons


def repair_conditions_met(situation: Situation) -> tuple[Reason, ...]:
    """「符合信用修复规定的」: each loaded condition, or the officer's finding with its basis."""
    return _conditions(situation)


def rectification_verified(situation: Situation) -> tuple[Reason, ...]:
    """An officer found that the subject did what the text asks: 纠正失信行为, 消除影响, 履行法定义务."""
    return rectification_reasons(asked_in(situation), situation.procedure)


def repair_decider(situation: Situation) -> tuple[Reason, ...]:
    """Who decides: the body applied to, or the one the text names (某市 「行业领域信用管理部门应当作出修复决定」)."""
    roles = situation.procedure.term("decider_roles")
    if not isinstance(roles.value, tuple):
        return (Reason("decider", Met.MET, messages.DECIDER_RECIPIENT, roles.clause),)
    name = situation.procedure.term("decider_name").value
    named = situation.facts.get("decider_role") in roles.value
    text = messages.DECIDER_NAMED if named else messages.DECIDER_MISSING
    return (Reason("decider", Met.MET if named else Met.NOT_MET, text.format(name=name), roles.clause),)


def repair_refusal_reasoned(situation: Situation) -> tuple[Reason, ...]:
    """A refusal names the conditions that are not met. Unknown, undetermined or missing is no ground to refuse."""
    grounds = situation.facts.get("refusal_grounds") or ()
    clause = situation.procedure.place.clause
    if not grounds or not given(situation.facts.get("refusal_reasons")):
        return (Reason("refusal", Met.NOT_MET, messages.REASONS_MISSING, clause),)
    said = {reason.rule: reason for reason in refusable(situation)}
    found = []
    for rule in grounds:
        reason = said.get(rule)
        if reason is None:
            found.append(Reason(rule, Met.NOT_MET, messages.REASON_UNKNOWN.format(rule=rule), clause))
        elif reason.met is not Met.NOT_MET or reason.missing:
            text = messages.REASON_NOT_GROUND.format(text=reason.text)
            found.append(Reason(rule, Met.NOT_MET, text, reason.clause))
        else:
            found.append(Reason(rule, Met.MET, messages.REASON_GIVEN.format(text=reason.text), reason.clause))
    return tuple(found)


def refusable(situation: Situation) -> Sequence[Reason]:
    """Every condition of repair as it stands: those not met may carry a refusal."""
    return eligibility(asked_in(situation), situation.on, situation.procedure, situation.outside).reasons


def repair_effect_chosen(situation: Situation) -> tuple[Reason, ...]:
    """Where the text writes alternatives (某市 「删除该失信信用信息或者对修复情况予以标注」), a person chooses one and says why."""
    choices = situation.procedure.term("effect_choices")
    if not isinstance(choices.value, tuple):
        return (Reason("effect", Met.MET, messages.EFFECTS_FIXED, situation.clause),)
    choice, basis = situation.facts.get("effect_choice"), situation.facts.get("effect_basis")
    if choice not in choices.value:
        names = "；".join(messages.CHOICES[name] for name in choices.value)
        return (Reason("effect", Met.NOT_MET, messages.EFFECT_CHOICE.format(choices=names), choices.clause),)
    if not given(basis):
        text = messages.EFFECT_BASIS_MISSING
        return (Reason("effect", Met.NOT_MET, text, choices.clause, messages.EFFECT_BASIS),)
    text = messages.EFFECT_CHOSEN.format(choice=messages.CHOICES[str(choice)], basis=basis)
    return (Reason("effect", Met.MET, text, choices.clause),)


def repair_decision_document(situation: Situation) -> tuple[Reason, ...]:
    """「将修复决定文件推送到公共信用信息工作机构」: the file that is pushed is named."""
    number = situation.facts.get("decision_document")
    if given(number):
        text = messages.DECISION_DOCUMENT_GIVEN.format(number=number)
        return (Reason("decision_document", Met.MET, text, situation.clause),)
    text = messages.DECISION_DOCUMENT_MISSING
    return (Reason("decision_document", Met.NOT_MET, text, situation.clause, messages.DECISION_DOCUMENT),)


def repair_decision_pushed(situation: Situation) -> tuple[Reason, ...]:
    """Only what was pushed can have been received."""
    met = PUSHED in situation.prior
    text = messages.DECISION_PUSHED if met else messages.DECISION_NOT_PUSHED
    return (Reason("decision_pushed", Met.MET if met else Met.NOT_MET, text, situation.clause),)


def repair_decision_received(situation: Situation) -> tuple[Reason, ...]:
    """Where the decision file goes to another body, that body acts on the file (D3-07)."""
    term = situation.procedure.term("decision_file_pushed")
    if not term.value:
        return ()
    met = RECEIVED in situation.prior
    text = messages.DECISION_RECEIVED if met else messages.DECISION_NOT_RECEIVED
    return (Reason("decision_received", Met.MET if met else Met.NOT_MET, text, term.clause),)


def repair_transfer_named(situation: Situation) -> tuple[Reason, ...]:
    """The body that takes it over is named. No text regulates the transfer: practice."""
    name = situation.facts.get("transfer_to")
    text = messages.TRANSFER_NAMED.format(name=name) if given(name) else messages.TRANSFER_MISSING
    return (Reason("transfer", Met.MET if given(name) else Met.NOT_MET, text, None),)


def _conditions(situation: Situation) -> tuple[Reason, ...]:
    return condition_reasons(asked_in(situation), situation.on, situation.procedure, situation.outside)


def _handed_in(situation: Situation) -> tuple[Reason, ...]:
    """What the subject hands in: the text's requirements, and the proofs of a loaded document."""
    conditions = (
        _conditions(situation) if not isinstance(loaded_conditions(asked_in(situation), situation.outside), str) else ()
    )
    return (*rectification_verified(situation), *conditions)


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        record_repairable,
        repair_complete,
        repair_incomplete,
        repair_recipient,
        within_publicity_period,
        period_over,
        repair_conditions_unknown,
        repair_conditions_settled,
        repair_conditions_met,
        rectification_verified,
        repair_decider,
        repair_refusal_reasoned,
        repair_effect_chosen,
        repair_decision_document,
        repair_decision_pushed,
        repair_decision_received,
        repair_transfer_named,
    )
}
