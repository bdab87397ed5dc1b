"""Complaints (投诉举报): which clauses may apply to what is complained of, in this place. It is never decided here.

山西 第三十八条 and 某市 第三十八条 have holders set up a system of 投诉举报; 江西 第三十六条 does not name it. How a complaint is taken,
passed on and answered is written nowhere (A-46). 逾期 alone is no ground in 山西 (A-45). Fines stand in 江西 第五十八条 only,
against 市场信用信息提供单位, and are told as the clause's range: their amount is for the authority.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from credit_core.law.procedure_schema import Violation, ViolationGroup
from credit_core.law.schema import LawFile
from credit_core.messages import complaint as messages
from credit_core.model.decisions import Decision, Met, Reason, decide
from credit_core.parameters import Law
from credit_core.procedures.table import Procedure
from credit_core.rules.filing import given
from credit_core.rules.situation import Guard, Situation

CONDUCTS = "conducts"
"""The fact that names what is complained of, by the keys of `messages.complaint.CONDUCTS`."""

CONDUCT = "conduct"
LIABILITY = "liability"
HANDLING = "handling"

_MISSED = "missed_deadline"
_STAFF = "staff_liability"
_NOT_BY_DELAY = "A-45"


def applicable(procedure: Procedure, conduct: str, against: str | None) -> tuple[tuple[ViolationGroup, Violation], ...]:
    """The place's provisions that such conduct may fall under. `against` None: nobody knows yet who did it."""
    return tuple(
        (group, one)
        for group in procedure.place.violations
        if not group.by or against is None or against in group.by
        for one in group.violations
        if conduct in one.conducts
    )


def precheck(law: Law, procedure: Procedure, conducts: Sequence[str], against: str | None) -> Decision:
    """Clause by clause what may apply, its consequences in its own words, and where the text is silent.

    Always ASK_OFFICE: whether it happened and what follows is found by people.
    """
    source = law.document(procedure.place.document)
    assumptions = list(procedure.place.assumptions)
    reasons = [_handling(law, procedure)]
    if not conducts:
        reasons.append(Reason(CONDUCT, Met.UNKNOWN, messages.NO_CONDUCT, procedure.place.clause))
    told: set[str] = set()
    for conduct in conducts:
        found = applicable(procedure, conduct, against)
        for group, one in found:
            reasons.append(_may_apply(law, conduct, group, one))
            if (group.consequences or group.fines) and str(group.clause) not in told:
                told.add(str(group.clause))
                reasons.append(_liability(law, source, group))
        if not found:
            reasons.append(_not_named(procedure, conduct, against))
            if conduct == _MISSED and _STAFF in source.parameters:
                reasons.append(_elements_only(law, source))
                assumptions.append(_NOT_BY_DELAY)
    return decide(reasons, assumptions)


def complaint_told(situation: Situation) -> tuple[Reason, ...]:
    """What happened is told, in whatever words; nothing else is needed to file."""
    if given(situation.facts.get("complaint_detail")):
        return (Reason("complaint_detail", Met.MET, messages.TOLD, None),)
    return (Reason("complaint_detail", Met.NOT_MET, messages.NOT_TOLD, None, messages.WHAT),)


def transfer_named(situation: Situation) -> tuple[Reason, ...]:
    """The body that it is passed to is named."""
    body = situation.facts.get("transfer_to")
    if given(body):
        return (Reason("transfer_to", Met.MET, messages.TARGET_GIVEN.format(body=body), None),)
    return (Reason("transfer_to", Met.NOT_MET, messages.TARGET_MISSING, None, messages.TARGET),)


def conduct_investigated(situation: Situation) -> tuple[Reason, ...]:
    """A named officer found for each conduct whether it happened, and says how that was found."""
    facts = situation.facts
    reasons = []
    for conduct in facts.get(CONDUCTS) or (CONDUCT,):
        name, found = messages.CONDUCTS.get(conduct, messages.FREE), situation.found(conduct)
        text = {Met.MET: messages.FOUND, Met.NOT_MET: messages.NOT_FOUND, Met.UNKNOWN: messages.NOT_INVESTIGATED}[found]
        # Found untrue is a finding too: it does not stand in the way of the answer.
        met = Met.UNKNOWN if found is Met.UNKNOWN else Met.MET
        reasons.append(Reason(conduct, met, text.format(conduct=name), None))
    if given(facts.get("investigation")):
        reasons.append(Reason("investigation", Met.MET, messages.HOW_GIVEN, None))
    else:
        reasons.append(Reason("investigation", Met.NOT_MET, messages.HOW_MISSING, None, messages.SAY_HOW))
    return tuple(reasons)


def complaint_answer_reasoned(situation: Situation) -> tuple[Reason, ...]:
    """The answer has content and reasons."""
    if given(situation.facts.get("result")):
        return (Reason("result", Met.MET, messages.REASONS_GIVEN, None),)
    return (Reason("result", Met.NOT_MET, messages.REASONS_MISSING, None, messages.REASONS),)


def _handling(law: Law, procedure: Procedure) -> Reason:
    place = procedure.place
    note = procedure.term(HANDLING).note
    text = messages.COMPLAIN.format(citation=law.citation(place.clause), note=note)
    return Reason(HANDLING, Met.MET, text if place.regulated else str(place.silence), place.clause)


def _may_apply(law: Law, conduct: str, group: ViolationGroup, one: Violation) -> Reason:
    who = messages.WHO.format(who=group.who) if group.who else ""
    text = messages.MAY_APPLY.format(citation=law.citation(one.clause), words=one.name, who=who)
    return Reason(conduct, Met.UNKNOWN, text, one.clause)


def _liability(law: Law, source: LawFile, group: ViolationGroup) -> Reason:
    handled = messages.HANDLED_BY.format(body=group.handled_by) if group.handled_by else ""
    text = messages.CONSEQUENCES.format(
        citation=law.citation(group.clause),
        words="」「".join(group.consequences),
        handled=handled,
        fines=_fines(source, group),
    )
    return Reason(LIABILITY, Met.UNKNOWN, text, group.clause)


def _fines(source: LawFile, group: ViolationGroup) -> str:
    if not group.fines:
        return messages.NO_FINE
    ranges = "；".join(_ranges(source, group))
    return messages.FINES.format(ranges=ranges)


def _ranges(source: LawFile, group: ViolationGroup) -> Iterator[str]:
    for name in group.fines:
        parameter = source.parameters[name]
        yield messages.FINE.format(name=parameter.name, words="、".join(parameter.values))


def _not_named(procedure: Procedure, conduct: str, against: str | None) -> Reason:
    body = messages.BODIES.get(against, messages.ANY_BODY) if against else messages.ANY_BODY
    text = messages.NOT_NAMED.format(conduct=messages.CONDUCTS.get(conduct, conduct), against=body)
    return Reason(conduct, Met.UNKNOWN, text, procedure.place.clause)


def _elements_only(law: Law, source: LawFile) -> Reason:
    parameter = source.parameters[_STAFF]
    text = messages.DEADLINE_IS_NO_GROUND.format(
        citation=law.citation(parameter.source), elements="、".join(parameter.values)
    )
    return Reason(_MISSED, Met.UNKNOWN, text, None)


GUARDS: dict[str, Guard] = {
    guard.__name__: guard for guard in (complaint_told, transfer_named, conduct_investigated, complaint_answer_reasoned)
}
