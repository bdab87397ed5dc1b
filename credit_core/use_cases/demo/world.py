"""What the demonstration is made in: the office with its own clock, the places, the people, and chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from credit_core.use_cases.demo.data import DemoData, Place
from credit_core.use_cases.demo.days import Agenda, DemoClock
from credit_core.use_cases.demo.people import Figure
from credit_core.use_cases.demo.store import DayStore
from credit_core.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class ToTry:
    """A case that the receipt's holder can look at: number and access code."""

    number: str
    code: str
    what: str


@dataclass
class World:
    """`office` runs on `store` and on `clock`, which the agenda moves up to `today`, the office's real one."""

    office: Office
    store: DayStore
    clock: DemoClock
    today: date
    data: DemoData
    random: Random
    cast: tuple[Figure, ...]
    bank: str  # the 统一社会信用代码 of who asks for authorisations
    agenda: Agenda = field(default_factory=Agenda)
    to_try: dict[str, ToTry] = field(default_factory=dict)
    _keys: int = 0
    _documents: int = 0
    _turn: int = 0

    def key(self) -> str:
        """An idempotency key that was not used before."""
        self._keys += 1
        return f"demo-{self._keys}"

    def next_number(self) -> int:
        """A number for a document that no other has."""
        self._documents += 1
        return self._documents

    def figure(self, *, person: bool = False) -> Figure:
        """Whose turn it is; of the persons alone if asked."""
        while True:
            self._turn += 1
            figure = self.cast[self._turn % len(self.cast)]
            if figure.person or not person:
                return figure

    def ago(self, days: int) -> date:
        """So many 日 before today."""
        return self.today - timedelta(days=days)

    def place(self, jurisdiction: str) -> Place:
        """A place by its code."""
        return next(place for place in self.data.places if place.jurisdiction == jurisdiction)
