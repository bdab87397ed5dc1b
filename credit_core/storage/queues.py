"""Repositories with look-ups that equality cannot say: what is due, what stands in a queue, what has run out."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, literal, select, tuple_

from credit_core.model.cases import Case
from credit_core.model.duties import Duty
from credit_core.model.outside import LoadedFile
from credit_core.model.records import Publicity, Record, Validity
from credit_core.storage import tables
from credit_core.storage.repository import Repository


def beyond(day: Column[Any], key: Column[Any], after: tuple[date, str]) -> ColumnElement[bool]:
    """Rows after the (day, id) of a page's last one. As one comparison of pairs, an index over both leads right there."""
    return tuple_(day, key) > tuple_(literal(after[0], day.type), literal(after[1], key.type))


class Duties(Repository[Duty]):
    """Duties, with the queues that the worker and the desks read."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, tables.duty, Duty)

    def open_due(
        self, until: date | None = None, *, body: str | None = None, limit: int | None = None, skip_locked: bool = False
    ) -> tuple[Duty, ...]:
        """Open duties with a due day (up to `until`, that day included), the earliest first; rows locked if asked."""
        duty = tables.duty.c
        query = select(tables.duty).where(duty.done_on.is_(None), ~duty.void, ~duty.paused, duty.due.is_not(None))
        if until is not None:
            query = query.where(duty.due <= until)
        if body is not None:
            query = query.where(duty.body == body)
        query = query.order_by(duty.due, duty.id)
        if limit is not None:
            query = query.limit(limit)
        if skip_locked:
            query = query.with_for_update(skip_locked=True)
        return self._select(query)


class Cases(Repository[Case]):
    """Cases, with the work queue."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, tables.case, Case)

    def queue(
        self,
        *,
        jurisdiction: str | None = None,
        assigned_to: str | None = None,
        after: tuple[date, str] | None = None,
        limit: int = 50,
    ) -> tuple[tuple[Case, Duty], ...]:
        """Open cases by their earliest open due day; `after` is the (due, duty id) of the last row already seen."""
        duty, case = tables.duty.c, tables.case.c
        query = (
            select(tables.case, tables.duty)
            .join_from(tables.duty, tables.case, duty.case_id == case.id)
            .where(duty.done_on.is_(None), ~duty.void, duty.due.is_not(None), case.closed_on.is_(None))
        )
        if jurisdiction is not None:
            query = query.where(case.jurisdiction == jurisdiction)
        if assigned_to is not None:
            query = query.where(case.assigned_to == assigned_to)
        if after is not None:
            query = query.where(beyond(duty.due, duty.id, after))
        query = query.order_by(duty.due, duty.id).limit(limit)
        width = len(tables.case.columns)
        return tuple((Case(*row[:width]), Duty(*row[width:])) for row in self._connection.execute(query))


class LoadedFiles(Repository[LoadedFile]):
    """Loaded files, whose texts are read once: what is in use is told by id."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, tables.loaded_file, LoadedFile)

    def in_use(self, kind: str) -> tuple[str, ...]:
        """Ids of the files of a kind that are in use, in the order of loading."""
        file = tables.loaded_file.c
        query = select(file.id).where(file.kind == kind, file.retired_at.is_(None)).order_by(file.loaded_at, file.id)
        return tuple(self._connection.execute(query).scalars())


class Records(Repository[Record]):
    """Records, with those whose publicity has run out."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, tables.record, Record)

    def past_publicity(self, today: date, *, limit: int = 500) -> tuple[str, ...]:
        """Ids of public records whose computed end lies before `today`, the oldest first."""
        record = tables.record.c
        query = (
            select(record.id)
            .where(record.publicity == Publicity.PUBLIC, record.publicity_end < today)
            .where(record.validity.in_([Validity.EFFECTIVE, Validity.CORRECTED]))
            .order_by(record.publicity_end, record.id)
            .limit(limit)
        )
        return tuple(self._connection.execute(query).scalars())
