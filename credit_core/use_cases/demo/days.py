"""The clock of the demonstration, and what happens on which day of it."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from credit_core.ports import Clock

_OPENING = time(9)
_MOMENT = timedelta(milliseconds=500)


@dataclass
class DemoClock:
    """Stands on `day` from nine in the morning, half a second later at each look; on the real today it is the real one."""

    real: Clock
    day: date
    _looks: int = 0
    _looked_on: date | None = None

    def today(self) -> date:
        """The day it stands on."""
        return self.day

    def now(self) -> datetime:
        """A moment of that day; never an earlier one than before."""
        moment = self.real.now()
        if self.day >= moment.date():
            return moment
        if self._looked_on != self.day:
            self._looked_on, self._looks = self.day, 0
        self._looks += 1
        return datetime.combine(self.day, _OPENING, moment.tzinfo) + self._looks * _MOMENT


@dataclass
class Agenda:
    """What is to be done, in order of day and then of entry."""

    _heap: list[tuple[date, int, Callable[[], None]]] = field(default_factory=list)
    _entered: int = 0

    def add(self, day: date, deed: Callable[[], None]) -> None:
        """Do this on that day."""
        self._entered += 1
        heapq.heappush(self._heap, (day, self._entered, deed))

    def next_day(self) -> date | None:
        """The first day with something to do."""
        return self._heap[0][0] if self._heap else None

    def of_day(self, day: date) -> list[Callable[[], None]]:
        """Takes out everything up to that day."""
        found = []
        while self._heap and self._heap[0][0] <= day:
            found.append(heapq.heappop(self._heap)[2])
        return found

    def __len__(self) -> int:
        return len(self._heap)
