"""From a stored moment to the day that the law counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

_BEIJING = timezone(timedelta(hours=8))


def beijing_day(moment: datetime) -> date:
    """The calendar day of a moment in Beijing time; stored moments carry UTC."""
    return moment.astimezone(_BEIJING).date()
