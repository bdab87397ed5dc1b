"""Whether an objection (异议) can be filed and accepted: the pre-check, rule by rule, which never decides.

山西 第三十九条第一款 「信用主体认为其公共信用信息存在错误、遗漏或者侵犯其合法权益等情形的，可以向公共信用信息提供单位或者社会信用
工作机构提出书面异议申请，并提交相关证明材料」; 某市 第四十一条 「提出书面异议申请，并说明理由」; 江西 第三十九条第一款 「可以提出异议
申请，并提交相关证明材料」. What each place asks for is data (`procedures/<document>/*objection.yaml`). None of them sets a
period for filing (C52) or rules for agents (C54).
"""

from __future__ import annotations

from dataclasses import replace

from credit_core.messages import objection as messages
from credit_core.model.decisions import Decision, Met, Reason, decide
from credit_core.model.records import Validity
from credit_core.procedures.table import Procedure
from credit_core.rules.filing import given, recipient_reasons, required_reasons
from credit_core.rules.objection_facts import ObjectionFacts

RIGHT, APPLICANT, AGENT, GROUND, RECORD = "right_given", "applicant", "agent", "ground", "record"
REPRESENTS, PAPER = "represents", "authorisation"
SUPPLEMENT_COUNTS, BY_AGENT = "A-18", "A-25"
_BY_THEMSELVES = (None, "", "self", "minor_self", "legal_representative")


def admissibility(asked: ObjectionFacts, procedure: Procedure, title: str) -> Decision:
    """Every condition of the filing with its clause; INCOMPLETE names what the applicant can still supply.

    `title` is the regulation's. ASK_OFFICE is an answer that files: nothing is refused that a person may admit.
    """
    reasons = (
        *right_reasons(asked, procedure, title),
        *record_reasons(asked, procedure),
        *applicant_reasons(asked, procedure),
        *agent_reasons(asked),
        *ground_reasons(asked, procedure),
        *required_reasons(procedure, asked.facts),  # nothing more than this place's text asks (C18)
        *recipient_asked(asked, procedure),
        Reason("filing_period", Met.MET, messages.NO_FILING_PERIOD, None),
    )
    return decide(reasons, assumptions(asked, procedure))


def assumptions(asked: ObjectionFacts, procedure: Procedure) -> tuple[str, ...]:
    """The place's interpretations that this very filing rests on: A-25 and A-18 only where they are used."""
    unused = set()
    if asked.facts.get("applicant_role") in _BY_THEMSELVES:
        unused.add(BY_AGENT)
    if not any(reason.missing for reason in required_reasons(procedure, asked.facts)):
        unused.add(SUPPLEMENT_COUNTS)
    return tuple(name for name in procedure.place.assumptions if name not in unused)


def right_reasons(asked: ObjectionFacts, procedure: Procedure, title: str) -> tuple[Reason, ...]:
    """Whether the regulation gives this objection. Where it is silent, a named officer decides and says on what basis."""
    place = procedure.place
    if place.regulated:
        return (Reason(RIGHT, Met.MET, messages.REGULATED.format(title=f"《{title}》"), place.clause),)
    found, basis = asked.found(RIGHT), asked.facts.get("basis")
    if found is Met.UNKNOWN or not given(basis):
        return (Reason(RIGHT, Met.UNKNOWN, messages.SILENT.format(silence=place.silence), place.clause),)
    text = messages.ADMITTED if found is Met.MET else messages.NOT_ADMITTED
    return (Reason(RIGHT, found, text.format(basis=basis), None),)


def record_reasons(asked: ObjectionFacts, procedure: Procedure) -> tuple[Reason, ...]:
    """Which record is meant. A number that this database does not know is taken as the applicant gives it."""
    clause, record = procedure.place.clause, asked.record
    if record is not None and record.validity is Validity.DELETED:
        return (Reason(RECORD, Met.UNKNOWN, messages.RECORD_ERASED.format(number=record.number), clause),)
    if record is not None:
        return (Reason(RECORD, Met.MET, messages.RECORD_KNOWN.format(number=record.number), clause),)
    if given(ref := asked.facts.get("record_ref")):
        return (Reason(RECORD, Met.MET, messages.RECORD_AS_GIVEN.format(ref=ref), clause),)
    if given(asked.facts.get("reason")):
        return (Reason(RECORD, Met.MET, messages.RECORD_DESCRIBED, clause),)
    return (Reason(RECORD, Met.NOT_MET, messages.RECORD_MISSING, clause, messages.RECORD_NEEDED),)


def applicant_reasons(asked: ObjectionFacts, procedure: Procedure) -> tuple[Reason, ...]:
    """「其公共信用信息」: one's own record, or one that confuses the applicant with somebody else (D2-01).

    Where neither shows, the office finds out; only another's record without any such claim is refused.
    """
    clause, record = procedure.place.clause, asked.record
    found = asked.found(APPLICANT)
    if found is not Met.UNKNOWN:
        text = messages.APPLICANT_FOUND if found is Met.MET else messages.APPLICANT_FOUND_NOT
    elif record is None or asked.subject_id is None:
        text = messages.APPLICANT_UNKNOWN
    elif record.subject_id == asked.subject_id:
        found, text = Met.MET, messages.OWN_RECORD
    elif given(asked.facts.get("wrong_person")):  # whether it is so is what the objection asks
        found, text = Met.MET, messages.WRONG_PERSON
    else:
        found, text = Met.NOT_MET, messages.OTHERS_RECORD
    return (Reason(APPLICANT, found, text, clause),)


def agent_reasons(asked: ObjectionFacts) -> tuple[Reason, ...]:
    """Who acts for the subject (C54: no regulation says how): practice, so that there is no clause.

    As no text demands a paper, an officer may establish it otherwise; what was found goes before what was handed in.
    """
    if asked.facts.get("applicant_role") in _BY_THEMSELVES:
        return (Reason(AGENT, Met.MET, messages.SELF, None),)
    found = asked.found(REPRESENTS)
    if found is not Met.UNKNOWN:
        text = messages.AGENT_FOUND if found is Met.MET else messages.AGENT_FOUND_NOT
        return (Reason(AGENT, found, text, None),)
    if given(asked.facts.get(PAPER)):
        return (Reason(AGENT, Met.MET, messages.AGENT_SHOWN, None),)
    return (Reason(AGENT, Met.NOT_MET, messages.AGENT_NOT_SHOWN, None, messages.AGENT_PROOF),)


def ground_reasons(asked: ObjectionFacts, procedure: Procedure) -> tuple[Reason, ...]:
    """The ground is one that the text lists. Any other goes to the office: 「等情形」, 「其他情形」; none is refused by software."""
    grounds, clause = procedure.grounds, procedure.place.clause
    name = asked.facts.get("ground")
    if not grounds:
        return (Reason(GROUND, Met.MET, messages.GROUND_ANY, clause),)
    listed = "；".join(ground.name for ground in grounds.values() if not ground.open)
    if not given(name) and len(grounds) == 1:
        name = next(iter(grounds))
    if not given(name):
        text = messages.GROUND_MISSING.format(names=listed)
        return (Reason(GROUND, Met.NOT_MET, text, clause, messages.GROUND_NEEDED),)
    ground = grounds.get(str(name))
    if ground is not None and not ground.open:
        return (Reason(GROUND, Met.MET, messages.GROUND_LISTED.format(name=ground.name), ground.clause),)
    found = asked.found(GROUND)
    if ground is not None:
        texts = {
            Met.UNKNOWN: messages.GROUND_OPEN,
            Met.MET: messages.GROUND_FOUND,
            Met.NOT_MET: messages.GROUND_FOUND_NOT,
        }
        return (Reason(GROUND, found, texts[found].format(name=ground.name), ground.clause),)
    if found is not Met.UNKNOWN:
        text = messages.GROUND_FOUND if found is Met.MET else messages.GROUND_FOUND_NOT
        return (Reason(GROUND, found, text.format(name=name), clause),)
    return (Reason(GROUND, found, messages.GROUND_OUTSIDE.format(ground=name, names=listed), clause),)


def recipient_asked(asked: ObjectionFacts, procedure: Procedure) -> tuple[Reason, ...]:
    """A body that the text names (C17). One that it does not name passes the case on (D2-12): no refusal."""
    return tuple(
        replace(reason, met=Met.UNKNOWN) if procedure.recipients and reason.met is Met.NOT_MET else reason
        for reason in recipient_reasons(procedure, asked.facts)
    )
