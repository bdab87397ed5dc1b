"""Lists of the desks, page by page, newest first: cases, authorisations, the query register. Each walks an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, literal, select, tuple_

from credit_core.model.cases import Case, CaseType, Notice
from credit_core.model.disclosure import Authorisation, AuthorisationState, Mode, QueryEntry
from credit_core.storage import tables
from credit_core.storage.reach import Reach, cases_in, places_in

Place = tuple[datetime, str]
"""Moment and id of a page's last row."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Which entries of the register; None: whichever. `since` counts, `until` does not."""

    place: str | None = None
    mode: Mode | None = None
    granted: bool | None = None
    actor_id: str | None = None
    subject_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def cases(
    connection: Connection,
    reach: Reach,
    after: Place | None,
    limit: int,
    *,
    type: CaseType | None = None,  # noqa: A002 - the word of the contract
    state: str | None = None,
    open_only: bool = False,
) -> tuple[Case, ...]:
    """Cases of a kind, by the day they were filed."""
    case = tables.case.c
    query = select(tables.case).where(cases_in(reach), *_equal(((case.type, type), (case.state, state))))
    if open_only:
        query = query.where(case.closed_on.is_(None))
    return tuple(Case(*row) for row in _page(connection, query, case.filed_at, case.id, after, limit))


def authorisations(
    connection: Connection, reach: Reach, after: Place | None, limit: int, state: AuthorisationState | None
) -> tuple[Authorisation, ...]:
    """Authorisations by the moment they were asked for."""
    kept = tables.authorisation.c
    query = select(tables.authorisation).where(places_in(kept.jurisdiction, reach), *_equal(((kept.state, state),)))
    return tuple(Authorisation(*row) for row in _page(connection, query, kept.requested_at, kept.id, after, limit))


def looks(
    connection: Connection, reach: Reach, after: Place | None, limit: int, wanted: Looks
) -> tuple[QueryEntry, ...]:
    """Entries of the query register."""
    entry = tables.query_entry.c
    equal = (
        (entry.jurisdiction, wanted.place), (entry.mode, wanted.mode), (entry.granted, wanted.granted),
        (entry.actor_id, wanted.actor_id), (entry.subject_id, wanted.subject_id),
    )  # fmt: skip
    query = select(tables.query_entry).where(places_in(entry.jurisdiction, reach), *_equal(equal))
    if wanted.since is not None:
        query = query.where(entry.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(entry.at < wanted.until)
    return tuple(QueryEntry(*row) for row in _page(connection, query, entry.at, entry.id, after, limit))


def undelivered(
    connection: Connection, reach: Reach, case_id: str | None, limit: int
) -> tuple[tuple[Notice, Case], ...]:
    """Notices of cases whose delivery is not recorded, each with its case, the oldest first."""
    notice, case = tables.notice.c, tables.case.c
    query = select(tables.notice, tables.case).join_from(tables.notice, tables.case, notice.case_id == case.id)
    query = query.where(notice.delivered_on.is_(None), cases_in(reach))
    if case_id is not None:
        query = query.where(notice.case_id == case_id)
    width = len(tables.notice.columns)
    rows = connection.execute(query.order_by(notice.created_at, notice.id).limit(limit))
    return tuple((Notice(*row[:width]), Case(*row[width:])) for row in rows)


def _equal(pairs: Sequence[tuple[Column[Any], Any]]) -> Iterator[ColumnElement[bool]]:
    return (column == value for column, value in pairs if value is not None)


def _page(
    connection: Connection, query: Select[Any], at: Column[Any], key: Column[Any], after: Place | None, limit: int
) -> Iterator[Any]:
    if after is not None:
        query = query.where(tuple_(at, key) < tuple_(literal(after[0], at.type), literal(after[1], key.type)))
    return iter(connection.execute(query.order_by(at.desc(), key.desc()).limit(limit)))
