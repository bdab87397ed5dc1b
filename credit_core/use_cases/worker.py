"""The worker's pass: everything that falls due without anybody's doing, each thing once.

A pass may come at any time, twice, from several processes or after days of standstill; what it finds to do follows from
the day and from what was done before. A job that fails does not keep the others from their work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from credit_core.messages import duties as messages
from credit_core.model.duties import AlertKind
from credit_core.model.people import SYSTEM
from credit_core.storage.reminders import Cursor, Reminders
from credit_core.use_cases.audit_trail import keep_head
from credit_core.use_cases.authorisation import expire_authorisations
from credit_core.use_cases.office import Office
from credit_core.use_cases.publicity import stop_expired
from credit_core.use_cases.recount import DueChange, Recount, cursor
from credit_core.use_cases.reminders import raise_reminders
from credit_core.use_cases.retention import erase_expired

T = TypeVar("T")

BATCH = 500
"""Duties to a transaction, so that nobody waits long for the worker."""


def _expire_authorisations(office: Office) -> int:
    return len(expire_authorisations(office, SYSTEM))


RECORD_JOBS: Mapping[str, Callable[[Office], int]] = MappingProxyType({
    "publicity": stop_expired,
    "retention": erase_expired,
    "authorisations": _expire_authorisations,
})  # fmt: skip
"""What falls due for records and authorisations: each works in transactions of its own and says how many it did."""


@dataclass(frozen=True, slots=True)
class WorkReport:
    """What a pass did on `today`. `faults` are sentences about jobs that failed; they are tried again next time."""

    today: date
    alerts: Mapping[AlertKind, int]
    recounted: tuple[DueChange, ...]
    jobs: Mapping[str, int]
    faults: tuple[str, ...]

    @property
    def idle(self) -> bool:
        """True if there was nothing to do, and nothing failed."""
        return not (self.faults or self.recounted or any(self.alerts.values()) or any(self.jobs.values()))


@dataclass(slots=True)
class _Pass:
    """A pass under way: runs each job, keeps what failed."""

    faults: list[str] = field(default_factory=list)

    def run(self, name: str, job: Callable[[], T]) -> T | None:
        try:
            return job()
        except Exception as error:  # noqa: BLE001 - the other jobs go on; the report says what failed
            told = messages.JOB_FAILED.format(job=messages.JOBS[name], kind=type(error).__name__, error=error)
            self.faults.append(told)
            return None


def run_once(office: Office, *, batch: int = BATCH, heads: Path | None = None) -> WorkReport:
    """One pass. `heads` is the file outside the database to which the audit chain's head is appended.

    Open duties are first counted by the working-day table in use, whatever table they began under, and then told of.
    """
    done = _Pass()
    today = office.clock.today()
    recounted = done.run("recount", lambda: recount(office, batch)) or ()
    alerts = done.run("remind", lambda: raise_reminders(office, batch)) or {}
    jobs = {name: done.run(name, partial(job, office)) or 0 for name, job in RECORD_JOBS.items()}
    if heads is not None:
        jobs["audit_head"] = done.run("audit_head", partial(_keep_head, office, heads)) or 0
    return WorkReport(today, alerts, recounted, jobs, tuple(done.faults))


def recount(office: Office, batch: int = BATCH) -> tuple[DueChange, ...]:
    """Count open duties anew that another table dated: those begun while a notice was being loaded, or before an update."""
    changes: list[DueChange] = []
    after: Cursor | None = None
    more = True
    while more:
        with office.transaction() as unit:
            calendar = office.calendar(unit)
            page = Reminders(unit.connection).counted_otherwise(calendar.version, after, batch)
            changes += Recount(unit, office, SYSTEM, calendar, calendar.version, office.clock.now()).page(page)
        more = len(page) == batch
        after = cursor(page[-1]) if page else None
    return tuple(changes)


def _keep_head(office: Office, heads: Path) -> int:
    before = heads.stat().st_size if heads.exists() else 0
    keep_head(office, heads)
    return int(heads.exists() and heads.stat().st_size > before)
