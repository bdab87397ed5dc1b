"""How an objection ends: a reasoned finding, its remedy carried out, the result delivered (D2-08 to D2-10)."""

from __future__ import annotations

from datetime import date

from credit_core.messages import objection as messages
from credit_core.model.decisions import Met, Reason
from credit_core.rules.filing import given
from credit_core.rules.objection_facts import supplied
from credit_core.rules.situation import Guard, Situation

CARRIED_OUT = "carry_out"
NEEDS_REMEDY = ("upheld", "partly")
CORRECT, MEASURE = "correct", "measure"


def finding_reasoned(situation: Situation) -> tuple[Reason, ...]:
    """A finding carries an officer's reasons, whichever way it goes."""
    reasons, clause = situation.facts.get("reasons"), situation.clause
    text = messages.REASONS_MISSING
    return supplied("reasons", reasons, messages.REASONS_GIVEN, text, messages.REASONS_NEEDED, clause)


def remedy_stated(situation: Situation) -> tuple[Reason, ...]:
    """「应当及时更正或者删除」: which of them, chosen by the officer; what the right content is; what else the text allows."""
    facts, term = situation.facts, situation.procedure.term("remedies")
    choices = term.value if isinstance(term.value, tuple) else ()
    remedy = facts.get("remedy")
    if remedy not in choices:
        text = messages.REMEDY_MISSING.format(choices="、".join(messages.REMEDIES[name] for name in choices))
        return (Reason("remedy", Met.NOT_MET, text, term.clause, messages.REMEDY_NEEDED),)
    if remedy == CORRECT and situation.record is not None and not given(facts.get("corrected_content")):
        text = messages.REMEDY_CONTENT
        return (Reason("remedy", Met.NOT_MET, text, term.clause, messages.REMEDY_CONTENT_NEEDED),)
    if remedy == MEASURE and not given(facts.get("measure")):
        text = messages.REMEDY_MEASURE
        return (Reason("remedy", Met.NOT_MET, text, term.clause, messages.REMEDY_MEASURE_NEEDED),)
    return (Reason("remedy", Met.MET, messages.REMEDY_STATED.format(remedy=_name(remedy)), term.clause),)


def remedy_open(situation: Situation) -> tuple[Reason, ...]:
    """Carried out once; on a record that this database does not hold by its holder, who is named."""
    facts, clause = situation.facts, situation.clause
    if CARRIED_OUT in situation.prior:
        return (Reason("remedy_done", Met.NOT_MET, messages.REMEDY_DONE_BEFORE, clause),)
    if situation.record is not None or facts.get("remedy") == MEASURE:
        return ()
    needed = messages.REMEDY_ELSEWHERE_NEEDED
    note = facts.get("carried_out")
    return supplied("remedy_done", note, messages.REMEDY_DONE, messages.REMEDY_ELSEWHERE, needed, clause)


def remedy_carried_out(situation: Situation) -> tuple[Reason, ...]:
    """The result that is told is a finished one: 「完成处理并将结果告知异议申请人」."""
    facts = situation.facts
    if facts.get("finding") not in NEEDS_REMEDY:
        return ()
    if CARRIED_OUT in situation.prior:
        return (Reason("remedy_done", Met.MET, messages.REMEDY_DONE, situation.clause),)
    text = messages.REMEDY_NOT_DONE.format(remedy=_name(facts.get("remedy")))
    return (Reason("remedy_done", Met.NOT_MET, text, situation.clause),)


def delivery_recorded(situation: Situation) -> tuple[Reason, ...]:
    """「将结果告知异议申请人」: told when it was delivered, with day and proof, not when it was written (D2-10)."""
    facts, clause = situation.facts, situation.clause
    if not (given(facts.get("delivered_on")) and given(facts.get("delivery_proof"))):
        return (Reason("delivery", Met.NOT_MET, messages.DELIVERY_MISSING, clause, messages.DELIVERY_NEEDED),)
    day, first = date.fromisoformat(facts["delivered_on"]), date.fromisoformat(facts["decided_on"])
    if not first <= day <= situation.today:
        text = messages.DELIVERY_DAY.format(day=day, first=first, last=situation.today)
        return (Reason("delivery", Met.NOT_MET, text, clause),)
    return (Reason("delivery", Met.MET, messages.DELIVERED.format(day=day), clause),)


def _name(remedy: object) -> str:
    return messages.REMEDIES[str(remedy)]


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (finding_reasoned, remedy_stated, remedy_open, remedy_carried_out, delivery_recorded)
}
