"""The office (办理机关) as software: the store, the law, the calendar, the clock and the office's own settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from credit_core.calendar import WorkingCalendar, load_calendar
from credit_core.duties.status import SOON_WORKING_DAYS
from credit_core.errors import UnknownStep
from credit_core.law.outside import OutsideFile, parse_outside
from credit_core.law.working_days import Year, parse_notice
from credit_core.messages import cases as messages
from credit_core.outside import OutsideData
from credit_core.parameters import Law
from credit_core.ports import Clock
from credit_core.procedures.book import ProcedureBook, load_procedures
from credit_core.storage.unit_of_work import Store, UnitOfWork

OUTSIDE = "outside"
CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What an office sets for itself, each shown as its own rule and never as the law's.

    `two_persons`: steps (procedure.event, as objection.decide) that need another person than the one before.
    `soon`: 工作日 before a due day from which it is called soon. `internal_targets`: rule id -> 日 after the start for
    duties on which the law gives no number; labelled as internal everywhere.
    """

    two_persons: frozenset[str] = frozenset()
    soon: int = SOON_WORKING_DAYS
    internal_targets: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Office:
    """Everything that a use case needs. One per process; every verb opens its own transaction on `store`."""

    store: Store
    book: ProcedureBook
    base_calendar: WorkingCalendar
    clock: Clock
    rules: HouseRules = HouseRules()
    _calendars: dict[tuple[str, ...], WorkingCalendar] = field(default_factory=dict, repr=False)
    _parsed: dict[str, OutsideFile] = field(default_factory=dict, repr=False)

    @property
    def law(self) -> Law:
        """The loaded law."""
        return self.book.law

    @contextmanager
    def transaction(self, within: UnitOfWork | None = None) -> Iterator[UnitOfWork]:
        """A verb's transaction: its own, or the one it is part of (a turn and the case that it files)."""
        if within is not None:
            yield within
        else:
            with self.store.begin() as unit:
                yield unit

    def calendar(self, unit: UnitOfWork) -> WorkingCalendar:
        """The packaged calendar with the years that were loaded since (`calendar load`)."""
        files = unit.loaded.in_use(CALENDAR)
        if not files:
            return self.base_calendar
        known = self._calendars.get(files)
        if known is None:
            years: dict[int, Year] = {}
            for file in map(unit.loaded.get, files):
                years |= parse_notice(file.text, file.name)
            known = self._calendars.setdefault(files, self.base_calendar.overlaid(years))
        return known

    def outside(self, unit: UnitOfWork) -> OutsideData:
        """The data loaded from outside the corpus; empty until somebody loads it."""
        files = unit.loaded.in_use(OUTSIDE)
        for file in (unit.loaded.get(name) for name in files if name not in self._parsed):
            self._parsed[file.id] = parse_outside(file.text, file.name)
        return OutsideData(tuple(self._parsed[name] for name in files), self.law)


def open_office(
    store: Store,
    clock: Clock,
    rules: HouseRules | None = None,
    *,
    extra_law: Path | None = None,
    extra_calendar: Path | None = None,
) -> Office:
    """An office over the packaged law and calendar, with further places and years if a folder or a file is given.

    Raises:
        LawDataError: one of their files breaks its schema. UnknownStep: a step that is to need two persons is none.
    """
    book, chosen = load_procedures(extra_law), rules or HouseRules()
    if unknown := sorted(chosen.two_persons - book.reviewable_steps):
        known = "、".join(sorted(book.reviewable_steps))
        raise UnknownStep(messages.UNKNOWN_TWO_PERSONS.format(steps="、".join(unknown), known=known))
    return Office(store, book, load_calendar(extra_calendar), clock, chosen)
