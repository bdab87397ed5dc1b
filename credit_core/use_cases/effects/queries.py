"""Effects of query cases: nothing is released without its check and its entry in the register, whoever takes the step."""

from __future__ import annotations

from credit_core.errors import Refused
from credit_core.messages import query as messages
from credit_core.model.cases import Case
from credit_core.model.decisions import Met, Reason, decide
from credit_core.rules.disclosure import Disclosure
from credit_core.use_cases.authorisation import count_use
from credit_core.use_cases.case_reading import read_case, request_of
from credit_core.use_cases.effects.step import Effect, Step
from credit_core.use_cases.query_register import Where, register


def release_records(step: Step) -> Case:
    """Decide on the disclosure once more, write its entry, and count the use of the authorisation.

    Raises:
        Refused: the check does not pass; carries the Decision.
    """
    case = step.case
    reading = read_case(step.unit, step.office, case)
    if not reading.disclosure.allowed:
        reasons = reading.disclosure.decision.reasons
        told = "".join(reason.text for reason in reasons if reason.met is not Met.MET)
        raise Refused(messages.NOT_RELEASED.format(reasons=told), reading.disclosure.decision)
    where = Where(case.channel, case.id, case.authorisation_id)
    register(step.unit, step.office, step.actor, reading.request, reading.disclosure, where)
    if reading.authorisation is not None:
        count_use(step.unit, step.office, step.actor, reading.authorisation)
    return case


def register_refusal(step: Step) -> Case:
    """A refused query is an entry too, with the officer's reason."""
    case = step.case
    decision = decide((Reason("officer", Met.NOT_MET, str(step.facts["result"]), None),))
    where = Where(case.channel, case.id, case.authorisation_id)
    request = request_of(step.unit, case, {})
    register(step.unit, step.office, step.actor, request, Disclosure(decision, (), {}), where)
    return case


EFFECTS: dict[str, Effect] = {
    "release_records": release_records,
    "register_refusal": register_refusal,
}
