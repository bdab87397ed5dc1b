"""What credit_core needs from outside, as small protocols."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Says which day it is, in Beijing time. The only source of *today*; no rule reads the machine's clock."""

    def today(self) -> date:
        """The current date in Asia/Shanghai."""
        ...

    def now(self) -> datetime:
        """The moment, with its zone."""
        ...
