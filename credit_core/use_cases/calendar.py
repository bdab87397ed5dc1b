"""The working-day table as an office keeps it: notices loaded (放假安排), open duties counted anew, changes listed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from credit_core.calendar import YearChange
from credit_core.errors import Forbidden
from credit_core.law.working_days import Year, parse_notice
from credit_core.messages import loading as messages
from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.model.people import Actor, Role
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import CALENDAR, Office
from credit_core.use_cases.recount import DueChange, Recount

MAY_LOAD = (Role.ADMINISTRATOR,)


@dataclass(frozen=True, slots=True)
class CalendarLoad:
    """What a calendar file did, or would do: `years` of the table and `changes` of open duties.

    `again` is True where the same text is in use already; nothing was written then.
    """

    name: str
    sha256: str
    years: tuple[YearChange, ...]
    changes: tuple[DueChange, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class CalendarOverview:
    """The table in use: its version, its years, and the files loaded beside the packaged table, in order of loading."""

    version: str
    first_year: int
    last_year: int
    years: Mapping[int, Year]
    files: tuple[LoadedFile, ...]


def load_calendar_file(
    office: Office, actor: Actor, text: str, name: str, *, dry_run: bool = False, within: UnitOfWork | None = None
) -> CalendarLoad:
    """Take a calendar file (the form of `working_days.yaml`) into use and count every open duty anew.

    `dry_run` writes nothing and says what would change. The same text twice changes nothing the second time; a file
    that was loaded before and has been replaced since comes into use again, as the latest.

    Raises:
        LawDataError: the file is badly formed; the message names the line and the year.
        Forbidden: the actor is no administrator.
        Busy: somebody is working on one of the duties; nothing was written.
    """
    if actor.role not in MAY_LOAD:
        raise Forbidden(messages.ONLY_ADMINISTRATOR)
    years = parse_notice(text, name)
    if dry_run:
        with office.store.read() as unit:
            return _load(unit, office, actor, text, name, years, write=False)
    with office.transaction(within) as unit:
        return _load(unit, office, actor, text, name, years, write=True)


def calendar_overview(office: Office) -> CalendarOverview:
    """What is in use now."""
    with office.store.read() as unit:
        calendar = office.calendar(unit)
        files = unit.loaded.where(kind=CALENDAR, order=("loaded_at", "id"))
    return CalendarOverview(calendar.version, calendar.first_year, calendar.last_year, calendar.years, files)


def _load(
    unit: UnitOfWork, office: Office, actor: Actor, text: str, name: str, years: Mapping[int, Year], *, write: bool
) -> CalendarLoad:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    before = unit.loaded.one(kind=CALENDAR, sha256=sha256, lock=write)
    current = office.calendar(unit)
    calendar = current.overlaid(years)
    told, at = current.changes(years), office.clock.now()
    if before is not None and before.retired_at is None and calendar.version == current.version:
        return CalendarLoad(name, sha256, told, (), again=True)
    if write:
        made = LoadedFile(new_id(), CALENDAR, name, text, sha256, actor.id, at, None)
        if before is None:
            unit.loaded.add(made)
        else:
            made = replace(before, name=name, loaded_by=actor.id, loaded_at=at, retired_at=None)
            unit.loaded.replace(made)
        unit.audit(
            at, actor, "calendar.load", "loaded_file", made.id,
            before={"version": current.version},
            after={"version": calendar.version, "name": name, "sha256": sha256, "years": sorted(years)},
        )  # fmt: skip
    recount = Recount(unit, office, actor, calendar, calendar.version, at, write)
    return CalendarLoad(name, sha256, told, recount.everything(), again=False)
