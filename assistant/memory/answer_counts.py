"""Answers given and verdicts on them, counted. No count holds what anybody wrote."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, func, or_, select, true
from sqlalchemy.orm import aliased

from assistant.memory.day_of import china_day
from assistant.memory.desk_tables import AnswerRow, FindingRow, VerdictRow
from assistant.memory.tables import utc


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """So many answers of a day (in China) with this outcome, for this place; None: for none."""

    on: date
    status: str
    reason: str
    place: str | None
    count: int


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """Answers judged on a day, by the verdict that holds."""

    on: date
    right: bool
    count: int


def answers(
    connection: Connection, since: datetime, until: datetime, places: Collection[str]
) -> tuple[AnswerCount, ...]:
    """Of the time from `since` to before `until`; `places`: for one of these or for none, empty: all."""
    day = china_day(connection, AnswerRow.asked_at).label("day")
    group = (day, AnswerRow.status, AnswerRow.reason, AnswerRow.place)
    query = select(*group, func.count()).where(
        AnswerRow.asked_at >= utc(since), AnswerRow.asked_at < utc(until), _within(places)
    )
    return tuple(
        AnswerCount(date.fromisoformat(row[0]), *row[1:]) for row in connection.execute(query.group_by(*group))
    )


def verdicts(
    connection: Connection, since: datetime, until: datetime, places: Collection[str]
) -> tuple[VerdictCount, ...]:
    """As `answers`, by the day on which it was judged."""
    day = china_day(connection, VerdictRow.judged_at).label("day")
    query = select(day, VerdictRow.right, func.count()).where(*_holding(since, until, places))
    rows = connection.execute(query.group_by(day, VerdictRow.right))
    return tuple(VerdictCount(date.fromisoformat(on), right, count) for on, right, count in rows)


def findings(connection: Connection, since: datetime, until: datetime, places: Collection[str]) -> dict[str, int]:
    """Citations by what was found of them, by the verdicts that hold."""
    query = select(FindingRow.finding, func.count()).join(VerdictRow, VerdictRow.id == FindingRow.verdict_id)
    query = query.where(*_holding(since, until, places)).group_by(FindingRow.finding)
    return {row.finding: row[1] for row in connection.execute(query)}


def _holding(since: datetime, until: datetime, places: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    later = aliased(VerdictRow)
    newer = select(later.id).where(later.answer_id == VerdictRow.answer_id, later.number > VerdictRow.number)
    elsewhere = select(AnswerRow.answer_id).where(AnswerRow.answer_id == VerdictRow.answer_id, ~_within(places))
    return (
        VerdictRow.judged_at >= utc(since),
        VerdictRow.judged_at < utc(until),
        ~newer.exists(),
        ~elsewhere.exists() if places else true(),
    )


def _within(places: Collection[str]) -> ColumnElement[bool]:
    return or_(AnswerRow.place.is_(None), AnswerRow.place.in_(sorted(places))) if places else true()
