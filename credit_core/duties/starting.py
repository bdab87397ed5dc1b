"""From legal events to duties: which limits of a place begin, from which day, due when (or with no due day at all)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from credit_core.calendar import WorkingCalendar
from credit_core.deadlines import Deadline, Pause, for_limit
from credit_core.law.schema import Limit
from credit_core.model.duties import Duty
from credit_core.model.ids import new_id

SCOPE = "scope"
"""The fact that says which of two alternative limits applies (江西 第三十九条第二款)."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose duties these are: the case or record they hang on, and the body applied to."""

    jurisdiction: str
    document: str
    case_id: str | None
    record_id: str | None
    body: str


def started(
    limits: Iterable[Limit],
    holder: Holder,
    days: Mapping[str, date | None],
    facts: Mapping[str, Any],
    calendar: WorkingCalendar,
    at: datetime,
) -> tuple[Duty, ...]:
    """Duties of the limits whose start event is among `days` (event -> its day, None where it is not known yet).

    A limit under a condition that the facts already exclude is left out. The first day is not counted (A-6).
    """
    found = []
    for limit in limits:
        if limit.start is None or limit.start.event not in days:
            continue
        if limit.condition is not None and facts.get(SCOPE, limit.condition) != limit.condition:
            continue
        blank = _blank(limit, holder, calendar, at)
        found.append(dated(blank, limit, days[limit.start.event], calendar))
    return tuple(found)


def dated(
    duty: Duty, limit: Limit, start: date | None, calendar: WorkingCalendar, pauses: tuple[Pause, ...] = ()
) -> Duty:
    """The duty counted from `start` by this calendar; without a start, or a number of days, it has no due day."""
    if start is None:
        return replace(duty, start=None, due=None, alternative_due=None, provisional=False, calendar=calendar.version)
    result = for_limit(limit, start, calendar, pauses if limit.pause is not None else ())
    if not isinstance(result, Deadline):
        return replace(duty, start=start, calendar=calendar.version)
    later = result.alternatives[0].due if result.alternatives else None
    return replace(
        duty,
        start=start,
        due=result.due,
        alternative_due=later,
        provisional=result.provisional,
        assumptions=result.assumptions,
        calendar=calendar.version,
    )


def fulfilled(duties: Iterable[Duty], days: Mapping[str, date | None], on: date) -> tuple[Duty, ...]:
    """Open duties that the events end, with the day they were done."""
    return tuple(
        replace(duty, done_on=days.get(duty.ended_by) or on)
        for duty in duties
        if duty.done_on is None and not duty.void and duty.ended_by is not None and duty.ended_by in days
    )


def owed(limit: Limit, holder: Holder, calendar: WorkingCalendar, at: datetime, start: date | None) -> Duty:
    """The duty of a limit for which the text names no start event (推送「及时」); a body owes it from the day it is noted.

    It has no due day, whatever `start` is: that is only what an office's own target counts from.
    """
    return replace(_blank(limit, holder, calendar, at), started_by=None, days=None, unit=None, start=start)


def excluded(duties: Iterable[Duty], facts: Mapping[str, Any]) -> tuple[Duty, ...]:
    """Open duties whose condition the facts rule out, voided: of 三个 and 七个工作日 only one remains."""
    scope = facts.get(SCOPE)
    return tuple(
        replace(duty, void=True)
        for duty in duties
        if scope is not None and duty.condition is not None and duty.condition != scope
        if duty.done_on is None and not duty.void
    )


def _blank(limit: Limit, holder: Holder, calendar: WorkingCalendar, at: datetime) -> Duty:
    return Duty(
        id=new_id(),
        case_id=holder.case_id,
        record_id=holder.record_id,
        jurisdiction=holder.jurisdiction,
        document=holder.document,
        rule=limit.rule,
        act=limit.act,
        duty=limit.duty,
        body=limit.actor or holder.body,
        clause=limit.clause,
        unit=limit.unit,
        days=limit.value if limit.countable else None,
        word=limit.word,
        condition=limit.condition,
        started_by=limit.start.event if limit.start else None,
        ended_by=limit.ended_by,
        start=None,
        due=None,
        alternative_due=None,
        provisional=False,
        assumptions=limit.assumptions,
        calendar=calendar.version,
        liability=limit.liability,
        caveat=limit.unless,
        paused=False,
        done_on=None,
        void=False,
        created_at=at,
    )
