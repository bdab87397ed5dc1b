"""Duties counted anew when the working-day table changes (放假安排). What is done stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from credit_core.calendar import WorkingCalendar
from credit_core.duties.limits import closed, limit_of
from credit_core.duties.starting import dated
from credit_core.model.cases import CasePause
from credit_core.model.duties import Duty
from credit_core.parameters import Law


def recounted(duty: Duty, law: Law, calendar: WorkingCalendar, pauses: Iterable[CasePause]) -> Duty:
    """The open duty by this calendar, its pauses left out; unchanged if it is done, void or has no due day.

    A duty whose limit is no longer loaded keeps its due day, and with it the version of the table that it was counted by.
    """
    limit = limit_of(law, duty)
    if duty.done_on is not None or duty.void or duty.due is None or limit is None or not limit.countable:
        return duty
    return dated(duty, limit, duty.start, calendar, closed(pauses))


def differs(before: Duty, after: Duty) -> bool:
    """Whether the recount says anything new; only a new version of the table does not count."""
    return _said(before) != _said(after)


def _said(duty: Duty) -> tuple[date | None, date | None, bool]:
    return duty.due, duty.alternative_due, duty.provisional
