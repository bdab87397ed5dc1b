"""What an office sets itself (内部目标，不是法定期限): days on which to look at a duty, never a statutory date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from credit_core.calendar import WorkingCalendar
from credit_core.law.schema import Limit
from credit_core.model.duties import Duty
from credit_core.vocabulary import Unit

_ONE_DAY = timedelta(days=1)


def internal_target(duty: Duty, targets: Mapping[str, int]) -> date | None:
    """The office's own target for a duty on which the law gives no number: so many 日 after its start.

    None for a duty with a statutory number, without a known start, or on which the office has set nothing.
    """
    days = targets.get(duty.rule)
    if days is None or duty.days is not None or duty.start is None:
        return None
    return duty.start + timedelta(days=days)


def last_day_to_ask(outer: Duty, inner: Limit, calendar: WorkingCalendar) -> date | None:
    """The last day whose inner limit still ends with the outer duty; None where that cannot be counted.

    江西 第三十九条第二款: of the seven 工作日 the unit asked has three from its notice, so that the fourth is the last
    day for it. The pauses are in the outer duty's due day already.
    """
    if outer.due is None or inner.value is None or not inner.countable:
        return None
    if inner.unit is Unit.DAY:
        return outer.due - timedelta(days=inner.value)
    day, left = outer.due, inner.value
    while left:
        left -= calendar.is_workday(day)
        day -= _ONE_DAY
    while not calendar.is_workday(day):
        day -= _ONE_DAY
    return day
