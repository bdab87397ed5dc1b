"""「符合信用修复规定的」: the conditions of repair, from loaded outside data or from an officer who names the basis.

No regulation of the corpus writes them down. Until a document is loaded they are undetermined, with the law data's own
reason; each loaded condition is then checked by itself.
"""

from __future__ import annotations

from datetime import date, timedelta

from credit_core.errors import LawDataError
from credit_core.law.outside_fields import Period, StartEvent
from credit_core.law.outside_schema import RepairCondition, RepairConditions
from credit_core.messages import repair as messages
from credit_core.model.decisions import Met, Reason
from credit_core.outside import Determined, OutsideData
from credit_core.periods import period_end
from credit_core.procedures.table import Procedure
from credit_core.rules.days import beijing_day
from credit_core.rules.filing import given
from credit_core.rules.repair_facts import RepairFacts
from credit_core.vocabulary import Unit
from knowledge.citations.reference import ClauseRef

CONDITIONS = "repair_conditions"


def condition_reasons(asked: RepairFacts, on: date, procedure: Procedure, outside: OutsideData) -> tuple[Reason, ...]:
    """The conditions one by one where a document is loaded; else one reason, undetermined until somebody finds."""
    clause = procedure.place.clause
    loaded = loaded_conditions(asked, outside)
    if not isinstance(loaded, Determined):
        return (_found_by_officer(asked, loaded, clause),)
    basis = loaded.basis.title
    if loaded.value.excluded:
        return (Reason(CONDITIONS, Met.NOT_MET, messages.EXCLUDED.format(basis=basis), clause),)
    head = Reason(CONDITIONS, Met.MET, messages.CONDITIONS_LOADED.format(basis=basis), clause)
    return head, *(_checked(asked, condition, on, basis, clause) for condition in loaded.value.conditions)


def loaded_conditions(asked: RepairFacts, outside: OutsideData) -> Determined[RepairConditions] | str:
    """What the loaded document says of the record's catalogue entry, or the sentence why nothing is determined."""
    item = (asked.record.item if asked.record else None) or ""
    try:
        found = outside.repair_conditions(asked.jurisdiction, item, asked.received_on)
    except LawDataError as two_documents:
        return str(two_documents)
    if isinstance(found, Determined):
        return found
    return f"{found.reason}。{found.detail or ''}" if not found.reason.endswith("。") else found.reason


def _found_by_officer(asked: RepairFacts, why: str, clause: ClauseRef) -> Reason:
    found, basis = asked.found(CONDITIONS), asked.facts.get("conditions_basis")
    if found is Met.UNKNOWN or not given(basis):
        text = messages.CONDITIONS_NOT_LOADED.format(why=why)
        return Reason(CONDITIONS, Met.UNKNOWN, text, clause, undetermined=True)
    text = messages.CONDITIONS_FOUND if found is Met.MET else messages.CONDITIONS_FOUND_NOT
    return Reason(CONDITIONS, found, text.format(basis=basis), clause)


def _checked(asked: RepairFacts, condition: RepairCondition, on: date, basis: str, clause: ClauseRef) -> Reason:
    rule = f"condition_{condition.id}"
    found = asked.found(rule)
    words = {"text": condition.text, "basis": basis, "proof": condition.proof or ""}
    if condition.proof and found is Met.UNKNOWN and not given((asked.facts.get("documents") or {}).get(condition.id)):
        return Reason(rule, Met.NOT_MET, messages.CONDITION_PROOF.format(**words), clause, condition.proof)
    if found is Met.UNKNOWN and condition.elapsed is not None:
        return _elapsed(asked, rule, condition.elapsed, on, words, clause)
    pattern = {
        Met.MET: messages.CONDITION_MET,
        Met.NOT_MET: messages.CONDITION_NOT_MET,
        Met.UNKNOWN: messages.CONDITION_ASK,
    }
    return Reason(rule, found, pattern[found].format(**words), clause)


def _elapsed(
    asked: RepairFacts, rule: str, period: Period, on: date, words: dict[str, str], clause: ClauseRef
) -> Reason:
    """Time that must have passed. On the period's last day itself a person says whether it has."""
    start = _start(asked, period.start)
    if start is None:
        return Reason(rule, Met.UNKNOWN, messages.CONDITION_ASK.format(**words), clause)
    days = timedelta(days=period.count)
    end = start + days if period.unit is Unit.DAY else period_end(start, period.count, period.unit).end
    if on > end:
        return Reason(rule, Met.MET, messages.CONDITION_MET.format(**words), clause)
    if on == end:
        return Reason(rule, Met.UNKNOWN, messages.CONDITION_ASK.format(**words), clause)
    text = messages.CONDITION_TIME.format(count=period.count, unit=period.unit, end=end, **words)
    return Reason(rule, Met.NOT_MET, text, clause)


def _start(asked: RepairFacts, event: StartEvent) -> date | None:
    """The day a period runs from, None where the record does not say it."""
    if event is StartEvent.DOCUMENT_EFFECTIVE:
        return asked.document.effective_on if asked.document else None
    if event is StartEvent.EVENT_DATE:
        return asked.record.event_date if asked.record else None
    return beijing_day(asked.record.received_at) if asked.record else None
