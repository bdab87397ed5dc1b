"""The duties that lie ahead of an application (接下来的期限): each limit of the procedure, with its day where one follows.

A limit that the filing itself starts runs from the day of filing; one that runs from an event which the citizen names
(文书被撤销之日) is reckoned from that day and said to be so; the others wait for their own event and have no day yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit_core.deadlines import Deadline
from credit_core.errors import CalendarRangeError, NotInForce
from credit_core.explanations import assumption_line, provisional_note
from credit_core.law.outside_schema import OutsideLimit
from credit_core.law.schema import Limit
from credit_core.messages import law as messages
from credit_core.outside import Determined
from credit_core.parameters import Law
from credit_core.rules.objection_terms import response_limit
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.filing import FILE
from credit_core.use_cases.guidance import Guidance
from credit_core.use_cases.law import ComputedDeadline, LawDesk
from credit_core.use_cases.office import Office

_REFERENCE, _RESPONSE = "reference_limits", "response_limit"


class Basis(StrEnum):
    """Where a duty's day comes from."""

    FILING = "filing"  # 从提交之日起算
    TOLD = "told"  # 从申请人说的日期起算，要由受理单位查明
    OUTSIDE = "outside"  # 从提交之日起算，天数出自已经载入的其他规定
    REFERENCE = "reference"  # 只作参照，过了不算逾期
    WAITING = "waiting"  # 还没有起算
    BEFORE_LAW = "before_law"  # 申请人说的日期在条例施行以前


@dataclass(frozen=True, slots=True)
class DutyAhead:
    """A duty before the case exists.

    Attributes:
        length: 3个工作日; None where the law writes no number of days.
        computed: the day with its count; None while nothing starts it.
        readings: other days that another reading gives, as whole sentences.
        notes: the interpretations that the day rests on, and why it is 暂定: whole sentences.
    """

    limit: Limit
    basis: Basis
    length: str | None
    computed: ComputedDeadline | None = None
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def deadline(self) -> Deadline | None:
        """The due day and its count."""
        return self.computed.deadline if self.computed else None


def duties_ahead(
    office: Office,
    found: Guidance,
    on: date,
    *,
    complete: bool = True,
    event_on: date | None = None,
    within: UnitOfWork | None = None,
) -> tuple[DutyAhead, ...]:
    """Every limit of the procedure in the order of the law file, as if the application were received on `on`.

    Args:
        complete: nothing that the text asks is missing (江西 第四十条 counts from the complete application).
        event_on: the day of the event as the citizen names it.
        within: a unit of work to read the loaded calendar in; one of its own otherwise.
    """
    if within is None:
        with office.store.read() as unit:
            return duties_ahead(office, found, on, complete=complete, event_on=event_on, within=unit)
    desk = LawDesk(office.law, office.calendar(within))
    references = [limit for limit in found.source.limits if limit.rule in _reference_rules(found)]
    loaded = _loaded(office, found, on, within)
    starting = {limit.rule for limit in _started_by_filing(found, complete)}
    told = {limit.rule for limit in _started_by_named_day(found)} if event_on else set()
    ahead = []
    for limit in (loaded.get(one.rule, one) for one in found.procedure.limits):
        if limit.rule in starting:
            ahead.append(_from(desk, limit, on, Basis.OUTSIDE if limit.rule in loaded else Basis.FILING))
        elif limit.rule in told and event_on is not None:
            ahead.append(_from(desk, limit, event_on, Basis.TOLD, found))
        else:
            ahead.append(DutyAhead(limit, Basis.WAITING, desk.amount(limit)))
    return (*ahead, *(_from(desk, limit, on, Basis.REFERENCE) for limit in references))


def _loaded(office: Office, found: Guidance, on: date, unit: UnitOfWork) -> dict[str, Limit]:
    """Limits whose number the clause leaves to other rules (规定的时限), with the number of those that are loaded."""
    term = found.terms.get(_RESPONSE)
    if term is None or term.value is None:
        return {}
    rules = response_limit(found.procedure, office.outside(unit), found.source.jurisdiction, on)
    if not isinstance(rules, Determined) or not isinstance(rules.value, OutsideLimit):
        return {}
    number = {"value": rules.value.count, "unit": rules.value.unit}
    open_ones = (one for one in found.procedure.limits if one.clause == term.clause and one.value is None and one.start)
    return {limit.rule: limit.model_copy(update=number) for limit in open_ones}


def _reference_rules(found: Guidance) -> tuple[str, ...]:
    """「参照前款规定」 (江西 第三十九条第三款): days to compare with, that bind nobody."""
    term = found.terms.get(_REFERENCE)
    return tuple(map(str, term.value)) if term is not None and isinstance(term.value, tuple) else ()


def _started_by_filing(found: Guidance, complete: bool) -> tuple[Limit, ...]:
    procedure = found.procedure
    row = procedure.row(procedure.machine.initial, FILE, {"complete": complete})
    return procedure.started_by(row) if row is not None else ()


def _started_by_named_day(found: Guidance) -> Iterator[Limit]:
    """Limits whose event has a day of its own, found out later (文书变动的日期)."""
    procedure = found.procedure
    events = {emission.event for row in procedure.rows for emission in row.emits if emission.day is not None}
    closing = {limit.ended_by for limit in procedure.limits}
    return (limit for limit in procedure.limits if limit.start and limit.start.event in events - closing)


def _from(desk: LawDesk, limit: Limit, start: date, basis: Basis, found: Guidance | None = None) -> DutyAhead:
    length = desk.amount(limit)
    if length is None:
        return DutyAhead(limit, Basis.WAITING, None)
    if found is not None and not _in_force(desk.law, found, start):
        return DutyAhead(limit, Basis.BEFORE_LAW, length)
    try:
        computed = desk.apply(limit, start)
    except CalendarRangeError:
        return DutyAhead(limit, Basis.WAITING, length)
    return DutyAhead(limit, basis, length, computed, tuple(_readings(computed)), tuple(_notes(desk.law, computed)))


def _in_force(law: Law, found: Guidance, on: date) -> bool:
    """A clock uses the law in force on its first day; an earlier day is not reckoned by this one."""
    try:
        return law.regulation(found.source.jurisdiction, on).document == found.source.document
    except NotInForce:
        return False


def _readings(computed: ComputedDeadline) -> Iterator[str]:
    deadline = computed.deadline
    if deadline is not None:
        mark = messages.PROVISIONAL_MARK if deadline.provisional else ""
        for other in deadline.alternatives:
            yield messages.EXTENDED_DUE.format(due=f"{other.due}{mark}")


def _notes(law: Law, computed: ComputedDeadline) -> Iterator[str]:
    deadline = computed.deadline
    if deadline is None:
        return
    for key in deadline.assumptions:
        yield assumption_line(key, law.assumptions[key])
    if deadline.provisional:
        yield provisional_note(deadline)
