"""Answers drawn for review (抽查) week by week. Every function runs in its caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from assistant.memory.desk_tables import AnswerRow, SampleRow
from assistant.memory.tables import utc


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a week is."""

    week: str
    drawn: int
    assigned: int
    done: int


def drawn(connection: Connection, week: str) -> frozenset[str]:
    """Ids of the answers drawn in the week."""
    return frozenset(connection.scalars(select(SampleRow.answer_id).where(SampleRow.week == week)))


def add(connection: Connection, week: str, chosen: Iterable[tuple[str, str]], at: datetime) -> int:
    """Put answers (id, stratum) into the week's sample; how many."""
    rows = [{"week": week, "answer_id": one, "stratum": stratum, "drawn_at": utc(at)} for one, stratum in chosen]
    if rows:
        connection.execute(insert(SampleRow), rows)
    return len(rows)


def waiting(connection: Connection, member_id: str | None, places: frozenset[str]) -> str | None:
    """The next answer that waits for this member; with None, one that waits for nobody. The oldest week first."""
    query = (
        select(SampleRow.answer_id)
        .join(AnswerRow, AnswerRow.answer_id == SampleRow.answer_id)
        .where(SampleRow.done_at.is_(None), SampleRow.assigned_to == member_id)
        .order_by(SampleRow.week, SampleRow.answer_id)
        .limit(1)
    )
    if places:
        query = query.where(AnswerRow.place.is_(None) | AnswerRow.place.in_(sorted(places)))
    return connection.scalar(query)


def assign(connection: Connection, answer_id: str, member_id: str | None, *, only_free: bool = False) -> int:
    """Give what is drawn of an answer and not done to a member, or back; `only_free`: unless somebody has it."""
    change = update(SampleRow).where(SampleRow.answer_id == answer_id, SampleRow.done_at.is_(None))
    if only_free:
        change = change.where(SampleRow.assigned_to.is_(None))
    return connection.execute(change.values(assigned_to=member_id)).rowcount


def done(connection: Connection, answer_id: str, at: datetime) -> None:
    """A verdict was given on the answer."""
    mine = (SampleRow.answer_id == answer_id) & SampleRow.done_at.is_(None)
    connection.execute(update(SampleRow).where(mine).values(done_at=utc(at)))


def assigned_to(connection: Connection, answer_id: str) -> tuple[bool, str | None]:
    """Whether the answer waits for a review, and for whom."""
    query = select(SampleRow.assigned_to).where(SampleRow.answer_id == answer_id, SampleRow.done_at.is_(None))
    row = connection.execute(query.limit(1)).one_or_none()
    return (False, None) if row is None else (True, row.assigned_to)


def progress(connection: Connection, last: int) -> tuple[Progress, ...]:
    """The newest `last` weeks of which something was drawn, the newest first."""
    query = (
        select(
            SampleRow.week,
            func.count().label("drawn"),
            func.count(SampleRow.assigned_to).label("assigned"),
            func.count(SampleRow.done_at).label("done"),
        )
        .group_by(SampleRow.week)
        .order_by(SampleRow.week.desc())
        .limit(last)
    )
    return tuple(Progress(*row) for row in connection.execute(query))
