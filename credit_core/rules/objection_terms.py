"""When an answer to an objection is due, as far as the law or loaded data can say: shown before and after filing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from credit_core.calendar import WorkingCalendar
from credit_core.deadlines import due_day
from credit_core.law.outside_fields import Kind
from credit_core.law.outside_schema import OutsideLimit, Value
from credit_core.law.schema import Limit
from credit_core.messages import objection as messages
from credit_core.model.decisions import DueDay, Met, Reason
from credit_core.outside import Determined, OutsideData, Undetermined
from credit_core.parameters import Law
from credit_core.procedures.table import Procedure
from credit_core.vocabulary import Act, Authority

RECEIVED = "objection_received"


def statutory_days(procedure: Procedure, received_on: date, calendar: WorkingCalendar) -> tuple[DueDay, ...]:
    """The place's numbered limits from the day of receipt: 江西 1, 3 and 7 工作日 at the same time, never added up (F-18)."""
    return tuple(_due(_from_receipt(procedure.limits), received_on, calendar))


def reference_days(
    procedure: Procedure, law: Law, received_on: date, calendar: WorkingCalendar
) -> tuple[tuple[DueDay, ...], tuple[Reason, ...]]:
    """「应当参照前款规定及时完成」 (江西 第三十九条第三款): days to compare with, and the sentence that says that they bind
    nobody (F-20). Both empty where no such clause is."""
    term = procedure.term("reference_limits")
    if not isinstance(term.value, tuple) or term.clause is None:
        return (), ()
    limits = [limit for limit in law.document(procedure.place.document).limits if limit.rule in term.value]
    text = messages.REFERENCE.format(citation=law.citation(term.clause))
    return tuple(_due(limits, received_on, calendar)), (Reason("reference", Met.MET, text, term.clause),)


def response_limit(
    procedure: Procedure, outside: OutsideData, jurisdiction: str, on: date
) -> Determined[Value] | Undetermined | None:
    """The limit that the clause leaves to other rules (规定的时限): loaded, or Undetermined; None where it leaves nothing."""
    name = procedure.term("response_limit").value
    return outside.look_up(jurisdiction, Kind(str(name)), "", on) if name is not None else None


def response_reasons(procedure: Procedure, outside: OutsideData, jurisdiction: str, on: date) -> tuple[Reason, ...]:
    """What is told of that limit. It is no condition of filing: an unknown day of answer refuses nobody."""
    found = response_limit(procedure, outside, jurisdiction, on)
    if found is None:
        return ()
    clause = procedure.term("response_limit").clause
    if isinstance(found, Determined) and isinstance(found.value, OutsideLimit):
        text = messages.RESPONSE_LOADED.format(
            basis=found.value.basis or found.basis.title, count=found.value.count, unit=found.value.unit
        )
    else:
        words = [limit.word for limit in procedure.limits if limit.clause == clause and limit.word]
        text = messages.RESPONSE_OPEN.format(word="".join(words[:1]))
    return (Reason("response_limit", Met.MET, text, clause),)


def policy_reasons(procedure: Procedure, law: Law, jurisdiction: str, on: date) -> tuple[Reason, ...]:
    """What a policy paper of the place asks beside the regulation (晋政办发〔2020〕10号 第20项), labelled as policy (GEN-09)."""
    if not procedure.place.regulated:
        return ()
    return tuple(
        Reason(
            limit.rule,
            Met.MET,
            messages.POLICY.format(citation=law.citation(limit.clause), word=limit.word, duty=limit.duty),
            limit.clause,
        )
        for limit in law.limits(jurisdiction, on, act=Act.OBJECTION, policy=True)
        if law.document(limit.clause.document).authority is Authority.POLICY
    )


def meanwhile(procedure: Procedure) -> Reason:
    """What becomes of the information while it is checked: 山西 says that disclosure and use go on, the others nothing (C21)."""
    term = procedure.term("disclosure_continues")
    return Reason("meanwhile", Met.MET, messages.WHILE_CHECKED.format(note=term.note), term.clause)


def _from_receipt(limits: Iterable[Limit]) -> Iterator[Limit]:
    return (limit for limit in limits if limit.start is not None and limit.start.event == RECEIVED)


def _due(limits: Iterable[Limit], received_on: date, calendar: WorkingCalendar) -> Iterator[DueDay]:
    for limit in limits:
        if limit.value is not None and limit.unit is not None and limit.countable:
            found = due_day(received_on, limit.value, limit.unit, calendar)
            yield DueDay(limit.rule, limit.clause, found.due, found.provisional)
