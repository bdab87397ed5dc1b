"""Today, in China. The only place that asks the system for the date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Clock:
    """`fixed` replaces today (setting ``CLOCK``, demo mode only)."""

    fixed: date | None = None

    def today(self) -> date:
        """The calendar day in Asia/Shanghai."""
        return self.fixed or self.now().date()

    def now(self) -> datetime:
        """The moment, with its zone. In demo mode the time of day is true and the day is `fixed`, so that the two agree."""
        moment = datetime.now(CHINA)
        return moment if self.fixed is None else datetime.combine(self.fixed, moment.timetz())
