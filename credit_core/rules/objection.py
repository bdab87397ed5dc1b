"""Conditions of the steps of an objection case (异议): rules.md D2. Those of filing are `objection_admissibility`."""

from __future__ import annotations

from credit_core.messages import objection as messages
from credit_core.model.decisions import Met, Reason
from credit_core.rules import objection_pauses, objection_results
from credit_core.rules.filing import given
from credit_core.rules.objection_admissibility import (
    agent_reasons,
    applicant_reasons,
    ground_reasons,
    right_reasons,
)
from credit_core.rules.objection_facts import ObjectionFacts, supplied
from credit_core.rules.situation import Guard, Situation

CONFIRMED = "confirm_check_notice"


def asked_in(situation: Situation) -> ObjectionFacts:
    """What the case asks, as the pre-check reads it."""
    case = situation.case
    return ObjectionFacts(case.received_on, situation.facts, case.subject_id, situation.record)


def objection_admissible(situation: Situation) -> tuple[Reason, ...]:
    """Filing stops only where the record is known to be another's and nothing is said of a confusion (D2-01)."""
    reasons = applicant_reasons(asked_in(situation), situation.procedure)
    return tuple(reason for reason in reasons if reason.met is not Met.UNKNOWN)


def right_given(situation: Situation) -> tuple[Reason, ...]:
    """The regulation gives the right, or a named officer admits the case and says on what basis."""
    source = situation.outside.law.document(situation.procedure.place.document)
    return right_reasons(asked_in(situation), situation.procedure, source.title)


def applicant_established(situation: Situation) -> tuple[Reason, ...]:
    """The subject's own record or a confusion that the office is to find, and who acts for the subject."""
    asked = asked_in(situation)
    return (*applicant_reasons(asked, situation.procedure), *agent_reasons(asked))


def ground_listed(situation: Situation) -> tuple[Reason, ...]:
    """A ground that the text lists, or one that an officer admits (D2-03)."""
    return ground_reasons(asked_in(situation), situation.procedure)


def not_marked_yet(situation: Situation) -> tuple[Reason, ...]:
    """One objection marks once."""
    if given(situation.facts.get("marked")):
        return (Reason("mark", Met.NOT_MET, messages.ALREADY_MARKED, situation.clause),)
    return (Reason("mark", Met.MET, messages.NOT_YET_MARKED, situation.clause),)


def checked_unit_named(situation: Situation) -> tuple[Reason, ...]:
    """「如需向其他单位核查信息的」: which unit."""
    unit = situation.facts.get("checked_unit")
    text = messages.UNIT_NAMED.format(unit=unit)
    return supplied("checked_unit", unit, text, messages.UNIT_MISSING, messages.UNIT_NEEDED, situation.clause)


def check_notice_unconfirmed(situation: Situation) -> tuple[Reason, ...]:
    """The day on which the unit received the notice is recorded once: its three 工作日 run from it."""
    if CONFIRMED in situation.prior:
        return (Reason("check_notice", Met.NOT_MET, messages.NOTICE_CONFIRMED_BEFORE, situation.clause),)
    return (Reason("check_notice", Met.MET, messages.NOTICE_OPEN, situation.clause),)


def check_notice_confirmed(situation: Situation) -> tuple[Reason, ...]:
    """「接到核查通知的单位」: only a unit that received the notice answers it."""
    met = CONFIRMED in situation.prior
    text = messages.NOTICE_CONFIRMED if met else messages.NOTICE_NOT_CONFIRMED
    return (Reason("check_notice", Met.MET if met else Met.NOT_MET, text, situation.clause),)


def answer_recorded(situation: Situation) -> tuple[Reason, ...]:
    """「将核实后的信息同步推送」: what the unit answered."""
    answer, clause = situation.facts.get("answer"), situation.clause
    return supplied("answer", answer, messages.ANSWER_GIVEN, messages.ANSWER_MISSING, messages.ANSWER_NEEDED, clause)


def transfer_target_named(situation: Situation) -> tuple[Reason, ...]:
    """Where it goes. No text regulates the transfer: practice (D2-12)."""
    name = situation.facts.get("transfer_to")
    text = messages.TRANSFER_NAMED.format(name=name)
    return supplied("transfer", name, text, messages.TRANSFER_MISSING, messages.TRANSFER_NEEDED, situation.clause)


GUARDS: dict[str, Guard] = {
    **objection_pauses.GUARDS,
    **objection_results.GUARDS,
    **{
        guard.__name__: guard
        for guard in (
            objection_admissible,
            right_given,
            applicant_established,
            ground_listed,
            not_marked_yet,
            checked_unit_named,
            check_notice_unconfirmed,
            check_notice_confirmed,
            answer_recorded,
            transfer_target_named,
        )
    },
}
