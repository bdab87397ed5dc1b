"""Conditions of filing that all acts share: what the place's text requires, whom it may be filed with.

What is missing is asked for, not held against the applicant; what no text requires is never a condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from credit_core.messages import filing as messages
from credit_core.model.decisions import Met, Reason
from credit_core.procedures.table import Procedure
from credit_core.rules.situation import Guard, Situation


def given(value: Any) -> bool:
    """True if a slot was really filled: not empty, not False."""
    return value not in (None, False, "", [], {}, ())


def required_reasons(procedure: Procedure, facts: Mapping[str, Any]) -> tuple[Reason, ...]:
    """What the place's text requires of an application is there (山西 书面、证明材料; 某市 书面、理由; 江西 证明材料)."""
    reasons = []
    for required in procedure.requires:
        if not required.essential:
            continue
        met = given(facts.get(required.slot))
        text = (messages.GIVEN if met else messages.MISSING).format(name=required.name)
        missing = None if met else required.name
        reasons.append(Reason(required.slot, Met.MET if met else Met.NOT_MET, text, required.clause, missing))
    return tuple(reasons)


def application_complete(situation: Situation) -> tuple[Reason, ...]:
    """As `required_reasons`, for a case."""
    return required_reasons(situation.procedure, situation.facts)


def application_incomplete(situation: Situation) -> tuple[Reason, ...]:
    """Something that the text requires is missing: without it the step back to the applicant would be a pretext."""
    complete = application_complete(situation)
    if any(reason.met is Met.NOT_MET for reason in complete):
        return ()
    return (Reason("complete", Met.NOT_MET, messages.NOTHING_MISSING, situation.procedure.place.clause),)


def recipient_reasons(procedure: Procedure, facts: Mapping[str, Any]) -> tuple[Reason, ...]:
    """The body applied to is one that the text names; where the text names none, the office decides."""
    if not procedure.recipients:
        found = facts.get("findings", {}).get("recipient_competent")
        met = Met.UNKNOWN if found is None else Met.MET if found else Met.NOT_MET
        return (Reason("recipient", met, messages.RECIPIENT_NOT_NAMED, procedure.place.clause),)
    roles = {recipient.role: recipient for recipient in procedure.recipients}
    role = facts.get("recipient_role")
    if role in roles:
        text = messages.RECIPIENT_NAMED.format(name=roles[role].name)
        return (Reason("recipient", Met.MET, text, roles[role].clause),)
    names = "、".join(recipient.name for recipient in procedure.recipients)
    text = messages.RECIPIENT_OTHER.format(names=names)
    return (Reason("recipient", Met.NOT_MET, text, procedure.recipients[0].clause),)


def recipient_competent(situation: Situation) -> tuple[Reason, ...]:
    """As `recipient_reasons`, for a case."""
    return recipient_reasons(situation.procedure, situation.facts)


GUARDS: dict[str, Guard] = {
    "application_complete": application_complete,
    "application_incomplete": application_incomplete,
    "recipient_competent": recipient_competent,
}
