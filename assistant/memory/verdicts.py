"""Verdicts (判定) on answers: added, never changed. Every function runs in its caller's transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select, update

from assistant.memory.desk_tables import AnswerRow, FindingRow, VerdictRow
from assistant.memory.tables import moment, utc

RIGHT, WRONG = "right", "wrong"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict. `findings`: marker, clause and what was found; `right`: nothing is wrong and nothing is missing."""

    answer_id: str
    number: int
    judged_at: datetime
    judged_by: str
    expected: str
    right: bool
    findings: tuple[tuple[int, str, str], ...]
    missing: tuple[str, ...]
    comment: str | None


def add(connection: Connection, verdict: Judged) -> str:
    """Store the verdict; it is the newest of its answer from now on. Its id.

    Raises:
        IntegrityError: somebody else gave a verdict with this number meanwhile.
    """
    made = secrets.token_hex(16)
    connection.execute(
        insert(VerdictRow).values(
            id=made,
            answer_id=verdict.answer_id,
            number=verdict.number,
            judged_at=utc(verdict.judged_at),
            judged_by=verdict.judged_by,
            expected=verdict.expected,
            right=verdict.right,
            missing=list(verdict.missing),
            comment=verdict.comment,
        )
    )
    rows = [
        {"verdict_id": made, "marker": marker, "clause": clause, "finding": finding}
        for marker, clause, finding in verdict.findings
    ]
    if rows:
        connection.execute(insert(FindingRow), rows)
    answer = update(AnswerRow).where(AnswerRow.answer_id == verdict.answer_id)
    connection.execute(answer.values(judged=RIGHT if verdict.right else WRONG))
    return made


def of_answer(connection: Connection, answer_id: str) -> tuple[Judged, ...]:
    """All verdicts on an answer, the newest first."""
    query = select(VerdictRow.__table__).where(VerdictRow.answer_id == answer_id)
    rows = connection.execute(query.order_by(VerdictRow.number.desc())).all()
    return tuple(_with_findings(connection, rows))


def newest(
    connection: Connection, *, since: datetime | None = None, until: datetime | None = None
) -> tuple[Judged, ...]:
    """The verdict that holds of each answer, by the moment it was given (`until` does not count), the oldest first."""
    last = select(VerdictRow.answer_id, func.max(VerdictRow.number).label("number")).group_by(VerdictRow.answer_id)
    held = last.subquery()
    query = select(VerdictRow.__table__).join(
        held, and_(held.c.answer_id == VerdictRow.answer_id, held.c.number == VerdictRow.number)
    )
    if since is not None:
        query = query.where(VerdictRow.judged_at >= utc(since))
    if until is not None:
        query = query.where(VerdictRow.judged_at < utc(until))
    rows = connection.execute(query.order_by(VerdictRow.judged_at, VerdictRow.id)).all()
    return tuple(_with_findings(connection, rows))


def _with_findings(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[Judged]:
    held = list(rows)
    found: dict[str, list[tuple[int, str, str]]] = {row.id: [] for row in held}
    ids = list(found)
    for start in range(0, len(ids), 500):
        query = select(FindingRow.__table__).where(FindingRow.verdict_id.in_(ids[start : start + 500]))
        for one in connection.execute(query.order_by(FindingRow.marker)):
            found[one.verdict_id].append((one.marker, one.clause, one.finding))
    for row in held:
        yield Judged(
            answer_id=row.answer_id,
            number=row.number,
            judged_at=moment(row.judged_at),
            judged_by=row.judged_by,
            expected=row.expected,
            right=row.right,
            findings=tuple(found[row.id]),
            missing=tuple(row.missing),
            comment=row.comment,
        )
