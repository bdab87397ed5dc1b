"""Whether credit repair (信用修复) can be applied for: the pre-check, rule by rule, which never decides.

山西 第四十三条第一款 「在失信信息公示期限内，失信主体主动纠正失信行为、消除不利影响的，可以向公共信用信息提供单位或者
社会信用工作机构提出信用修复申请；符合信用修复规定的，予以修复」; 某市 第四十六条第一款 「社会信用主体主动履行法定义务，依法纠正
失信行为的，可以按照规定申请信用修复」; 江西 第四十条 「在失信信息公示期限内，信用主体主动纠正失信行为、消除不良影响的」.
What each place asks for is data (`procedures/<document>/repair.yaml`). What 「符合信用修复规定」 means comes from loaded
outside data, or from an officer who names the basis; never from memory.
"""

from __future__ import annotations

from datetime import date

from credit_core.law.outside_fields import Permanent
from credit_core.messages import filing as filing_messages
from credit_core.messages import repair as messages
from credit_core.model.decisions import Decision, Met, Reason, decide
from credit_core.model.records import Publicity, RecordClass, Validity
from credit_core.outside import Determined, OutsideData
from credit_core.procedures.table import Procedure
from credit_core.rules.filing import given
from credit_core.rules.repair_conditions import condition_reasons
from credit_core.rules.repair_facts import RepairFacts
from credit_core.vocabulary import Authority
from knowledge.citations.reference import ClauseRef

WITHIN_PERIOD = "publicity_period"
WAYS = "repair_ways"


def eligibility(asked: RepairFacts, on: date, procedure: Procedure, outside: OutsideData) -> Decision:
    """All conditions of repair as far as they can be told on `on`: met, not met or unknown, with clause and missing proof.

    It says ALLOWED only when officers' findings and loaded data settle every point; it decides nothing.
    """
    reasons = (
        *record_reasons(asked, on, procedure),
        *period_reasons(asked, procedure, outside),
        *rectification_reasons(asked, procedure),
        *condition_reasons(asked, on, procedure, outside),
        *recipient_reasons(asked, procedure),
        *ways_reasons(asked, outside),
    )
    return decide(reasons, procedure.place.assumptions)


def record_reasons(asked: RepairFacts, on: date, procedure: Procedure) -> tuple[Reason, ...]:
    """A dishonest record that is neither repaired nor deleted (D3-01); one stopped for another reason goes to a person."""
    clause, record = procedure.place.clause, asked.record
    if record is None:
        found = asked.found("record_dishonest")
        text = {Met.MET: messages.DISHONEST, Met.NOT_MET: messages.NOT_DISHONEST}.get(found, messages.RECORD_UNKNOWN)
        return (Reason("record_dishonest", found, text, clause),)
    dishonest = record.record_class is RecordClass.DISHONEST
    text = messages.DISHONEST if dishonest else messages.NOT_DISHONEST
    first = Reason("record_dishonest", Met.MET if dishonest else Met.NOT_MET, text, clause)
    if record.repair_mark or record.validity is Validity.DELETED:
        return first, Reason("not_repaired", Met.NOT_MET, messages.ALREADY_REPAIRED, clause)
    return first, Reason("not_repaired", Met.MET, messages.NOT_YET_REPAIRED, clause), _shown(asked, on, procedure)


def period_reasons(asked: RepairFacts, procedure: Procedure, outside: OutsideData) -> tuple[Reason, ...]:
    """「在失信信息公示期限内」 where the place says so (山西, 江西; 某市 has no such condition). The last day is within it.

    An end that nothing determines is UNKNOWN, never a "no".
    """
    term = procedure.term(WITHIN_PERIOD)
    if not term.value:
        return ()
    met, text = _period(asked, outside)
    return (Reason(WITHIN_PERIOD, met, text, term.clause, undetermined=met is Met.UNKNOWN),)


def rectification_reasons(asked: RepairFacts, procedure: Procedure) -> tuple[Reason, ...]:
    """What the subject must have done, by the place's own words: told and proved by the subject, found by an officer."""
    reasons = []
    for required in procedure.requires:
        found, name = asked.found(required.slot), required.name
        text = {Met.MET: messages.VERIFIED, Met.NOT_MET: messages.NOT_VERIFIED, Met.UNKNOWN: messages.GIVEN_UNVERIFIED}
        missing = None if found is not Met.UNKNOWN or given(asked.facts.get(required.slot)) else name
        if missing:
            said = filing_messages.MISSING.format(name=name)
            reasons.append(Reason(required.slot, Met.NOT_MET, said, required.clause, missing))
        else:
            reasons.append(Reason(required.slot, found, text[found].format(name=name), required.clause))
    return tuple(reasons)


def recipient_reasons(asked: RepairFacts, procedure: Procedure) -> tuple[Reason, ...]:
    """The body applied to is one the text names; another one is no loss of the right: the application can go there.

    Where the text names none (某市 第四十六条第一款), the office says whether it is the one.
    """
    place = procedure.place
    if not procedure.recipients:
        return (
            Reason("recipient", asked.found("recipient_competent"), filing_messages.RECIPIENT_NOT_NAMED, place.clause),
        )
    named = {recipient.role: recipient for recipient in procedure.recipients}
    role = asked.facts.get("recipient_role")
    if role not in named:
        names = "、".join(recipient.name for recipient in procedure.recipients)
        text = filing_messages.RECIPIENT_OTHER.format(names=names)
        elsewhere = messages.RECIPIENT_ELSEWHERE.format(names=names)
        return (Reason("recipient", Met.NOT_MET, text, procedure.recipients[0].clause, elsewhere),)
    clause = named[role].clause
    if role == "recogniser":
        return (_recogniser(asked, clause),)
    return (Reason("recipient", Met.MET, filing_messages.RECIPIENT_NAMED.format(name=named[role].name), clause),)


def ways_reasons(asked: RepairFacts, outside: OutsideData) -> tuple[Reason, ...]:
    """The ways of repair that a policy paper of the place lists (OP-17, 山西 only), as an offer and never a condition.

    「可通过作出信用承诺、完成信用整改、通过信用核查、接受专题培训、提交信用报告、参加公益慈善活动等方式开展信用修复」
    """
    reasons = []
    for paper in outside.law.documents:
        if paper.jurisdiction != asked.jurisdiction or paper.authority is not Authority.POLICY:
            continue
        ways = paper.parameters.get(WAYS)
        if ways is None or ways.since > asked.received_on:
            continue
        used = "、".join(asked.facts.get("ways") or ())
        text = messages.WAYS.format(
            title=paper.title,
            ways="、".join(ways.values),
            used=messages.WAYS_USED.format(ways=used) if used else "",
        )
        reasons.append(Reason("OP-17", Met.MET, text, ways.source))
    return tuple(reasons)


def _shown(asked: RepairFacts, on: date, procedure: Procedure) -> Reason:
    record, clause = asked.record, procedure.place.clause
    if record is None or record.publicity is not Publicity.STOPPED:
        return Reason("still_shown", Met.MET, messages.STILL_SHOWN, clause)
    end = record.publicity_end
    if end is not None and asked.received_on <= end < on:  # the period ran out while the application was handled
        return Reason("still_shown", Met.MET, messages.WITHIN_PERIOD.format(on=asked.received_on, end=end), clause)
    text = messages.STOPPED if procedure.term(WITHIN_PERIOD).value else messages.STOPPED_ASK
    return Reason("still_shown", asked.found("still_shown"), text, clause)


def _period(asked: RepairFacts, outside: OutsideData) -> tuple[Met, str]:
    record, day, found = asked.record, asked.received_on, asked.found(WITHIN_PERIOD)
    if record is not None and record.publicity_end is not None:
        met = Met.MET if day <= record.publicity_end else Met.NOT_MET
        text = messages.WITHIN_PERIOD if met is Met.MET else messages.PERIOD_OVER
        return met, text.format(on=day, end=record.publicity_end)
    if found is not Met.UNKNOWN:
        return found, messages.PERIOD_FOUND if found is Met.MET else messages.PERIOD_FOUND_OVER
    why = (record.publicity_note if record else None) or messages.PERIOD_UNSTATED
    if record is not None and record.item is not None:
        loaded = outside.publicity_period(asked.jurisdiction, record.item, day)
        if not isinstance(loaded, Determined):
            why = loaded.reason
        elif isinstance(loaded.value, Permanent):
            return Met.MET, messages.PERIOD_PERMANENT.format(basis=loaded.basis.title)
    return Met.UNKNOWN, messages.PERIOD_UNKNOWN.format(why=why.rstrip("。"))


def _recogniser(asked: RepairFacts, clause: ClauseRef | None) -> Reason:
    """「作出失信行为认定的公共信用信息提供单位」: the body that recognised this record, not any provider."""
    known = {asked.record.provider} if asked.record else set()
    known |= {asked.document.issuer} if asked.document else set()
    if asked.recipient in known:
        return Reason("recipient", Met.MET, messages.RECOGNISED_BY.format(body=asked.recipient), clause)
    found = asked.found("recipient_competent")
    return Reason("recipient", found, messages.RECOGNISER_ASK.format(body=asked.recipient), clause)
