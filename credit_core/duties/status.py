"""Where a duty stands on a day. Computed, never stored: a status cannot grow stale while a worker stands still."""

from __future__ import annotations

from datetime import date, timedelta

from credit_core.calendar import WorkingCalendar
from credit_core.deadlines import is_overdue
from credit_core.model.duties import Duty, DutyStatus

SOON_WORKING_DAYS = 1
"""How many 工作日 before the due day it counts as soon, unless the office sets another number."""
_ONE_DAY = timedelta(days=1)


def status(duty: Duty, today: date, calendar: WorkingCalendar, soon: int = SOON_WORKING_DAYS) -> DutyStatus:
    """The status on `today`.

    A provisional due day turns overdue, and a duty done after it late, only 14 日 after it (architecture.md, rule 8).
    """
    if duty.void:
        return DutyStatus.NOT_APPLICABLE
    if duty.due is None:
        if duty.done_on is not None:
            return DutyStatus.DONE
        waiting = duty.days is not None and duty.start is None
        return DutyStatus.AWAITING_START if waiting else DutyStatus.NO_STATUTORY_DATE
    if duty.done_on is not None:
        late = is_overdue(duty.due, duty.provisional, duty.done_on)
        return DutyStatus.DONE_LATE if late else DutyStatus.DONE_ON_TIME
    if duty.paused:
        return DutyStatus.PAUSED
    if is_overdue(duty.due, duty.provisional, today):
        return DutyStatus.OVERDUE
    return DutyStatus.DUE_SOON if duty.due <= soon_until(today, calendar, soon) else DutyStatus.DUE


def soon_until(today: date, calendar: WorkingCalendar, soon: int = SOON_WORKING_DAYS) -> date:
    """The last due day that counts as soon on `today`: at most `soon` 工作日 lie after today up to it."""
    return calendar.workday_after(today, soon + 1) - _ONE_DAY
