"""Duties of which something is still to be told: what was told already is left out by the query, not by a memory.

Every look-up is a page of duties by (due day, id), its rows locked until the transaction ends; rows that another worker
holds are skipped. What two workers may still both see, the unique constraint of the alerts settles.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, exists, or_, select

from credit_core.model.duties import AlertKind, Duty
from credit_core.storage import tables
from credit_core.storage.queues import beyond
from credit_core.storage.repository import Repository

Cursor = tuple[date, str]
"""The (due day, id) of the last duty of the page before; for duties without a due day, (start day, id)."""

_DUTY = tables.duty.c


class Reminders(Repository[Duty]):
    """Pages of duties. `limit` is the size of a page; a shorter one is the last."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, tables.duty, Duty)

    def soon(self, until: date, after: Cursor | None, limit: int) -> tuple[Duty, ...]:
        """Open duties due by `until`, that day included, of which that was not told for this due day."""
        return self._page([*_RUNNING, _DUTY.due <= until, ~_told(AlertKind.DUE_SOON)], after, limit)

    def overdue(self, today: date, grace: timedelta, after: Cursor | None, limit: int) -> tuple[Duty, ...]:
        """Open duties whose due day has passed, the provisional ones by `grace`, not told as overdue for this day."""
        passed = and_(_DUTY.due < today, or_(~_DUTY.provisional, _DUTY.due < today - grace))
        return self._page([*_RUNNING, passed, ~_told(AlertKind.OVERDUE)], after, limit)

    def done_after(self, after: Cursor | None, limit: int) -> tuple[Duty, ...]:
        """Duties done after their due day and not told as overdue: nobody was awake between the two days."""
        return self._page([_DUTY.done_on > _DUTY.due, ~_DUTY.void, ~_told(AlertKind.OVERDUE)], after, limit)

    def outer(
        self, document: str, rule: str, inner: str, until: date, after: Cursor | None, limit: int
    ) -> tuple[Duty, ...]:
        """Open duties of `rule` due by `until` whose case has no duty of `inner` yet, not told of internally."""
        other = tables.duty.alias()
        begun = exists().where(other.c.case_id == _DUTY.case_id, other.c.rule == inner)
        meant = [_DUTY.document == document, _DUTY.rule == rule, _DUTY.due <= until]
        return self._page([*_RUNNING, *meant, ~begun, ~_told(AlertKind.INTERNAL, any_day=True)], after, limit)

    def undated(self, rule: str, started: date, after: Cursor | None, limit: int) -> tuple[Duty, ...]:
        """Open duties of `rule` without a number of days, begun by `started`, not told of internally."""
        meant = [_DUTY.rule == rule, _DUTY.days.is_(None), _DUTY.start <= started]
        untold = ~_told(AlertKind.INTERNAL, any_day=True)
        return self._page([_DUTY.done_on.is_(None), ~_DUTY.void, *meant, untold], after, limit, by=_DUTY.start)

    def counted_otherwise(
        self, version: str, after: Cursor | None, limit: int, *, wait: bool = False
    ) -> tuple[Duty, ...]:
        """Open duties, paused ones too, whose due day another working-day table gave; `wait` skips none."""
        dated = [_DUTY.done_on.is_(None), ~_DUTY.void, _DUTY.due.is_not(None), _DUTY.calendar != version]
        return self._page(dated, after, limit, wait=wait)

    def _page(
        self,
        tests: Iterable[ColumnElement[bool]],
        after: Cursor | None,
        limit: int,
        by: Column[Any] = _DUTY.due,
        wait: bool = False,
    ) -> tuple[Duty, ...]:
        query = select(tables.duty).where(*tests)
        if after is not None:
            query = query.where(beyond(by, _DUTY.id, after))
        query = query.order_by(by, _DUTY.id).limit(limit)
        return self._select(query.with_for_update(of=tables.duty, skip_locked=not wait))


_RUNNING = (_DUTY.done_on.is_(None), ~_DUTY.void, ~_DUTY.paused, _DUTY.due.is_not(None))


def _told(kind: AlertKind, *, any_day: bool = False) -> ColumnElement[bool]:
    alert = tables.alert.c
    told = exists().where(alert.duty_id == _DUTY.id, alert.kind == kind)
    return told if any_day else told.where(alert.due == _DUTY.due)
