"""Open duties counted anew by another working-day table: what changed, and what was told of the old day.

A duty that is done is never rewritten. A reminder that was given for a day that moved is not given again where the new
day has come too; a supervision item follows its day, or ends where the new day has not passed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from credit_core.calendar import WorkingCalendar
from credit_core.deadlines import is_overdue
from credit_core.duties.limits import limit_of, pauses_of
from credit_core.duties.recounting import differs, recounted
from credit_core.duties.status import soon_until
from credit_core.errors import Duplicate
from credit_core.messages import duties as messages
from credit_core.messages import supervision as supervision_messages
from credit_core.model.duties import Alert, AlertKind, Duty
from credit_core.model.ids import new_id
from credit_core.model.people import Actor
from credit_core.rules.supervision import liability
from credit_core.storage.reminders import Cursor, Reminders
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.reminders import Raising, due_text

PAGE = 500


@dataclass(frozen=True, slots=True)
class DueChange:
    """What a new table did to one open duty. `number` is the case's, or the record's where it hangs on none."""

    number: str | None
    duty_id: str
    rule: str
    duty: str
    body: str
    before: date | None
    after: date | None
    was_provisional: bool
    provisional: bool
    alternative_due: date | None

    @property
    def moved(self) -> bool:
        """True if the due day is another one; else only 暂定 or the later reading changed."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Recount:
    """The transaction, the table to count by, and who had it done. `write` False only says what would change."""

    unit: UnitOfWork
    office: Office
    actor: Actor
    calendar: WorkingCalendar
    version: str
    at: datetime
    write: bool = True

    def everything(self) -> tuple[DueChange, ...]:
        """Every open duty, waiting for those that others are working on."""
        found: list[DueChange] = []
        after: Cursor | None = None
        while page := Reminders(self.unit.connection).counted_otherwise(self.version, after, PAGE, wait=True):
            found += self.page(page)
            after = cursor(page[-1])
        return tuple(found)

    def page(self, duties: tuple[Duty, ...]) -> list[DueChange]:
        """These duties."""
        return [change for duty in duties if (change := self._one(duty)) is not None]

    def _one(self, duty: Duty) -> DueChange | None:
        law = self.office.law
        documented = self.unit.pauses.where(case_id=duty.case_id, order=("first",)) if duty.case_id else ()
        counted = recounted(duty, law, self.calendar, pauses_of(documented, limit_of(law, duty)))
        if self.write and counted != duty:
            self.unit.duties.replace(counted)
        if not differs(duty, counted):
            return None
        if self.write:
            self._tell(duty, counted)
        return DueChange(
            self._number(duty), duty.id, duty.rule, duty.duty, duty.body,
            duty.due, counted.due, duty.provisional, counted.provisional, counted.alternative_due,
        )  # fmt: skip

    def _tell(self, before: Duty, after: Duty) -> None:
        self.unit.audit(
            self.at, self.actor, "calendar.recount", "duty", before.id, clause=before.clause,
            before={"due": _iso(before.due), "provisional": before.provisional, "calendar": before.calendar},
            after={"due": _iso(after.due), "provisional": after.provisional, "calendar": after.calendar},
        )  # fmt: skip
        if before.due is not None and after.due is not None and before.due != after.due:
            self._carry_over(before.due, after, after.due)

    def _carry_over(self, before: date, duty: Duty, due: date) -> None:
        raising = Raising(self.unit, self.office, self.calendar, self.office.clock.today(), self.at)
        overdue = is_overdue(due, duty.provisional, raising.today)
        soon = due <= soon_until(raising.today, self.calendar, self.office.rules.soon)
        come = {AlertKind.DUE_SOON: soon, AlertKind.OVERDUE: overdue}
        told = due_text(raising, duty, messages.DUE_MOVED, before=before)
        for alert in self.unit.alerts.where(duty_id=duty.id, due=before):
            if come.get(alert.kind):
                with suppress(Duplicate):
                    self.unit.alerts.add(Alert(new_id(), duty.id, alert.kind, due, self.at, told))
        for item in self.unit.supervision.where(duty_id=duty.id, due=before, closed_at=None):
            if not overdue:
                ended = supervision_messages.DUE_MOVED.format(due=due)
                item = replace(item, closed_at=self.at, outcome=ended)
            elif self.unit.supervision.one(duty_id=duty.id, due=due) is None:
                item = replace(item, due=due, text=f"{told}{liability(duty, self.office.law).text}")
            self.unit.supervision.replace(item)

    def _number(self, duty: Duty) -> str | None:
        if duty.case_id is not None:
            return self.unit.cases.get(duty.case_id).number
        record = self.unit.records.find(duty.record_id) if duty.record_id else None
        return record.number if record else None


def cursor(duty: Duty) -> Cursor:
    """Where the next page of duties begins."""
    return duty.due or duty.start or date.min, duty.id


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
