"""Reminders (提醒) and overdue supervision (督办), each raised once for a duty, its kind and its due day.

What is raised depends on the day and on what was raised before, never on when the worker last ran: after ten days of
standstill the same is raised as if it had run daily, nothing early, everything with its true day. A unique constraint
stands behind every "once".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from credit_core.calendar import WorkingCalendar
from credit_core.deadlines import PROVISIONAL_GRACE, is_overdue
from credit_core.duties.limits import nested
from credit_core.duties.starting import SCOPE
from credit_core.duties.status import soon_until
from credit_core.duties.targets import internal_target, last_day_to_ask
from credit_core.errors import Duplicate, LawDataError
from credit_core.explanations import amount
from credit_core.law.schema import Limit
from credit_core.messages import duties as messages
from credit_core.messages import law as law_messages
from credit_core.model.cases import Case
from credit_core.model.duties import Alert, AlertKind, Duty, SupervisionItem
from credit_core.model.ids import new_id
from credit_core.model.people import SYSTEM
from credit_core.rules.supervision import liability, readings
from credit_core.storage.reminders import Cursor, Reminders
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell about a duty: the day it is about and the sentence."""

    kind: AlertKind
    due: date
    text: str


@dataclass(frozen=True, slots=True)
class Raising:
    """The transaction in which a page of duties is told of."""

    unit: UnitOfWork
    office: Office
    calendar: WorkingCalendar
    today: date
    at: datetime

    def where(self, duty: Duty) -> str:
        """办件 or 记录 with its number, the body and the duty; no word about a person."""
        unit = self.unit
        case = unit.cases.find(duty.case_id) if duty.case_id else None
        record = unit.records.find(duty.record_id) if duty.record_id and case is None else None
        where = messages.CASE.format(number=case.number) if case else ""
        where = messages.RECORD.format(number=record.number) if record else where
        return messages.WHAT.format(where=where, body=duty.body, duty=duty.duty)

    def basis(self, duty: Duty) -> str:
        """The clause and its word for the time."""
        citation = self.office.law.citation(duty.clause)
        return (messages.BASIS if duty.word else messages.BASIS_NO_WORD).format(citation=citation, word=duty.word)

    def condition_open(self, duty: Duty) -> bool:
        """True while nobody has found which of two alternative duties applies to the case."""
        case: Case | None = self.unit.cases.find(duty.case_id) if duty.case_id and duty.condition else None
        return case is not None and SCOPE not in case.facts


Look = Callable[[Reminders, Cursor | None, int], tuple[Duty, ...]]
Tell = Callable[[Raising, Duty], Telling | None]


def raise_reminders(office: Office, batch: int) -> dict[AlertKind, int]:
    """Raise everything that is to be told today, `batch` duties to a transaction; how many of each kind.

    Raises:
        LawDataError: when all others have been told of: the law of some duties is no longer loaded.
    """
    raised = dict.fromkeys(AlertKind, 0)
    known, unknown = {source.document for source in office.law.documents}, set[str]()
    today = office.clock.today()
    for look, tell in _kinds(office, today):
        after: Cursor | None = None
        more = True
        while more:
            with office.transaction() as unit:
                raising = Raising(unit, office, office.calendar(unit), today, office.clock.now())
                page = look(Reminders(unit.connection), after, batch)
                for duty in page:
                    if duty.document not in known:
                        unknown.add(duty.document)
                        continue
                    telling = tell(raising, duty)
                    if telling is not None and _raise(raising, duty, telling):
                        raised[telling.kind] += 1
            more = len(page) == batch
            after = ((page[-1].due or page[-1].start or date.min), page[-1].id) if page else None
    if unknown:
        raise LawDataError(messages.LAW_NOT_LOADED.format(documents="、".join(sorted(unknown))))
    return raised


def due_text(raising: Raising, duty: Duty, pattern: str, due: date | None = None, **more: object) -> str:
    """A sentence about a duty and its day, with 暂定 where the day is, and what else the clause leaves open."""
    mark = law_messages.PROVISIONAL_MARK if duty.provisional else ""
    told = pattern.format(
        what=raising.where(duty),
        due=f"{due or duty.due}{mark}",
        basis=raising.basis(duty),
        today=raising.today,
        done=duty.done_on,
        **more,
    )
    return "".join((told, *readings(duty, raising.condition_open(duty))))


def _kinds(office: Office, today: date) -> Iterator[tuple[Look, Tell]]:
    """What is looked for, by the day and the working-day table of this pass, and what is told of it."""
    rules = office.rules
    with office.store.read() as unit:
        calendar = office.calendar(unit)
    yield lambda queue, after, size: queue.soon(soon_until(today, calendar, rules.soon), after, size), _soon
    yield lambda queue, after, size: queue.overdue(today, PROVISIONAL_GRACE, after, size), _overdue
    yield lambda queue, after, size: queue.done_after(after, size), _overdue
    for document, outer, inner in nested(office.law):
        yield _outer(document, outer, inner, today, calendar), _ask_in_time(inner)
    for rule, days in sorted(rules.internal_targets.items()):
        yield _undated(rule, today - timedelta(days=days)), _target


def _outer(document: str, outer: Limit, inner: Limit, today: date, calendar: WorkingCalendar) -> Look:
    number = inner.value or 0
    until = today + timedelta(days=number) if inner.unit is Unit.DAY else soon_until(today, calendar, number)
    return lambda queue, after, size: queue.outer(document, outer.rule, inner.rule, until, after, size)


def _undated(rule: str, started: date) -> Look:
    return lambda queue, after, size: queue.undated(rule, started, after, size)


def _soon(raising: Raising, duty: Duty) -> Telling | None:
    if duty.due is None:
        return None
    pattern = messages.DUE_SOON if raising.today <= duty.due else messages.DUE_SOON_PASSED
    return Telling(AlertKind.DUE_SOON, duty.due, due_text(raising, duty, pattern))


def _overdue(raising: Raising, duty: Duty) -> Telling | None:
    end = duty.done_on or raising.today
    if duty.due is None or not is_overdue(duty.due, duty.provisional, end):
        return None
    pattern = messages.DONE_LATE if duty.done_on else messages.OVERDUE
    return Telling(AlertKind.OVERDUE, duty.due, due_text(raising, duty, pattern))


def _target(raising: Raising, duty: Duty) -> Telling | None:
    due = internal_target(duty, raising.office.rules.internal_targets)
    if due is None or due > raising.today:
        return None
    return Telling(AlertKind.INTERNAL, due, due_text(raising, duty, messages.TARGET, due))


def _ask_in_time(inner: Limit) -> Tell:
    """F-47: the other unit's own days must still fit, so that it is asked in time."""

    def tell(raising: Raising, duty: Duty) -> Telling | None:
        day = last_day_to_ask(duty, inner, raising.calendar)
        if day is None or day > raising.today or inner.value is None or inner.unit is None:
            return None
        length = amount(inner.value, inner.unit)
        text = due_text(raising, duty, messages.ASK_IN_TIME, day, until=duty.due, amount=length)
        return Telling(AlertKind.INTERNAL, day, text)

    return tell


def _raise(raising: Raising, duty: Duty, telling: Telling) -> bool:
    """Write it; False if another worker was faster."""
    unit, at = raising.unit, raising.at
    try:
        unit.alerts.add(Alert(new_id(), duty.id, telling.kind, telling.due, at, telling.text))
    except Duplicate:
        return False
    if telling.kind is AlertKind.OVERDUE:
        with suppress(Duplicate):
            _supervise(raising, duty, telling)
    return True


def _supervise(raising: Raising, duty: Duty, telling: Telling) -> None:
    found = liability(duty, raising.office.law)
    first = found.clauses[0] if found.clauses else None
    text = f"{telling.text}{found.text}"
    item = raising.unit.supervision.add(
        SupervisionItem(new_id(), duty.id, duty.case_id, telling.due, raising.at, first, text, None, None)
    )
    raising.unit.audit(
        raising.at, SYSTEM, "supervision.open", "supervision_item", item.id, clause=duty.clause,
        after={"duty": duty.id, "rule": duty.rule, "due": telling.due.isoformat(), "liability": str(first or "")},
    )  # fmt: skip
