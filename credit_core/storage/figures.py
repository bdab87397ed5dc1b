"""Figures of the overview as plain aggregates: volumes, days, how duties were met. Counted by the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, not_, or_, select

from credit_core.deadlines import PROVISIONAL_GRACE, is_overdue
from credit_core.model.cases import CaseType
from credit_core.storage import tables
from credit_core.storage.reach import Reach, cases_in
from credit_core.vocabulary import Unit
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True, slots=True)
class Volume:
    """How many cases of a kind, received in the period, stand in a state."""

    type: CaseType
    jurisdiction: str
    document: str
    procedure: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How a duty (one rule, one body) was met, of the cases received in the period. `running`: open and not late."""

    rule: str
    duty: str
    clause: ClauseRef
    body: str
    unit: Unit | None
    days: int | None
    on_time: int
    late: int
    overdue: int
    running: int
    not_countable: int


@dataclass(frozen=True, slots=True)
class Took:
    """How many duties of a rule and body began and were done on these days."""

    rule: str
    body: str
    jurisdiction: str
    unit: Unit | None
    start: date
    done_on: date
    count: int


def volumes(connection: Connection, reach: Reach, since: date, until: date) -> tuple[Volume, ...]:
    """Both days count."""
    kept = tables.case.c
    columns = (kept.type, kept.jurisdiction, kept.document, kept.procedure, kept.state)
    query = select(*columns, func.count()).where(cases_in(reach), kept.received_on.between(since, until))
    return tuple(Volume(*row) for row in connection.execute(query.group_by(*columns).order_by(*columns)))


def by_day(connection: Connection, reach: Reach, since: date, until: date) -> tuple[dict[date, int], dict[date, int]]:
    """Cases received, and cases closed, on each day of the period that has any."""
    kept = tables.case.c
    found = []
    for day in (kept.received_on, kept.closed_on):
        query = select(day, func.count()).where(cases_in(reach), day.between(since, until)).group_by(day)
        found.append({row[0]: row[1] for row in connection.execute(query)})
    return found[0], found[1]


def rates(connection: Connection, reach: Reach, since: date, until: date, today: date) -> tuple[Rate, ...]:
    """Duties of the cases received in the period, those whose condition is not met left out."""
    duty = tables.duty.c
    columns = (duty.rule, duty.duty, duty.clause, duty.body, duty.unit, duty.days)
    done, dated = duty.done_on.is_not(None), duty.due.is_not(None)
    long_ago = duty.due < today - PROVISIONAL_GRACE
    overdue = and_(not_(duty.paused), duty.due < today, or_(not_(duty.provisional), long_ago))

    def counted(*tests: Any) -> Any:
        return func.coalesce(func.sum(case((and_(*tests), 1), else_=0)), 0)

    query = select(
        *columns,
        counted(done, dated, not_(duty.provisional), duty.done_on <= duty.due),
        counted(done, dated, not_(duty.provisional), duty.done_on > duty.due),
        counted(not_(done), dated, overdue),
        counted(not_(done), dated, not_(overdue)),
        counted(not_(dated)),
    )
    query = _of_cases(query, reach, since, until).group_by(*columns).order_by(duty.rule, duty.body)
    found = tuple(Rate(*row) for row in connection.execute(query))
    provisional = _provisional(connection, reach, since, until)
    return tuple(
        replace(one, on_time=one.on_time + in_time, late=one.late + late)
        for one in found
        for in_time, late in (provisional.get((one.rule, one.duty, one.body), (0, 0)),)
    )


def _provisional(
    connection: Connection, reach: Reach, since: date, until: date
) -> dict[tuple[str, str, str], tuple[int, int]]:
    """Duties done while their day was provisional (暂定), on time and late: few, and judged as the status is."""
    duty = tables.duty.c
    columns = (duty.rule, duty.duty, duty.body, duty.due, duty.done_on)
    query = select(*columns, func.count()).where(duty.provisional, duty.done_on.is_not(None), duty.due.is_not(None))
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for rule, name, body, due, done_on, count in connection.execute(
        _of_cases(query, reach, since, until).group_by(*columns)
    ):
        in_time, late = found.get((rule, name, body), (0, 0))
        if is_overdue(due, True, done_on):
            late += count
        else:
            in_time += count
        found[rule, name, body] = in_time, late
    return found


def took(connection: Connection, reach: Reach, since: date, until: date) -> tuple[Took, ...]:
    """Starts and ends of the duties that were done."""
    duty = tables.duty.c
    columns = (duty.rule, duty.body, duty.jurisdiction, duty.unit, duty.start, duty.done_on)
    query = select(*columns, func.count()).where(duty.start.is_not(None), duty.done_on.is_not(None))
    query = _of_cases(query, reach, since, until).group_by(*columns)
    return tuple(Took(*row) for row in connection.execute(query))


def _of_cases(query: Select[Any], reach: Reach, since: date, until: date) -> Select[Any]:
    kept, duty = tables.case.c, tables.duty.c
    joined = query.join_from(tables.duty, tables.case, duty.case_id == kept.id)
    return joined.where(cases_in(reach), kept.received_on.between(since, until), not_(duty.void))
