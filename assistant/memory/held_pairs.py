"""Pairs of question and clause that are held back (停用的问句与条款), in SQL.

What was found in one edition of corpus and index says nothing of the next: a pair ends with its edition of itself.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from assistant.answering.pairs import NOTHING_HELD, Held
from assistant.memory.desk_tables import HeldPairRow
from assistant.memory.tables import moment, utc
from knowledge.citations.reference import ClauseRef

log = logging.getLogger(__name__)

_LOOK_UP = select(HeldPairRow.clause, HeldPairRow.instead).where(
    HeldPairRow.question_key == bindparam("key"),
    HeldPairRow.edition == bindparam("edition"),
    HeldPairRow.lifted_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair that is or was held back. `answer_id` is the answer by which it was found; `lifted_by` None: still held."""

    id: str
    question_key: str
    edition: str
    clause: str
    finding: str
    instead: tuple[str, ...]
    answer_id: str
    since: datetime
    held_by: str
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lifted_why: str | None = None


class HeldPairs:
    """`answering.pairs.Pairs` over the database, for the edition of this process: one look-up by index for an answer."""

    def __init__(self, engine: Engine, edition: str) -> None:
        self._engine = engine
        self.edition = edition

    def held(self, key: str) -> Held:
        """What is held back for the question. Where the database fails, citizens are answered all the same."""
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(_LOOK_UP, {"key": key, "edition": self.edition}).all()
        except SQLAlchemyError:
            log.exception("pairs held back could not be looked up")
            return NOTHING_HELD
        if not rows:
            return NOTHING_HELD
        right = {ClauseRef.parse(clause) for row in rows for clause in row.instead}
        return Held(frozenset(ClauseRef.parse(row.clause) for row in rows), frozenset(right))


def hold(connection: Connection, pair: Pair) -> None:
    """Hold the pair back from now on."""
    values = {name: getattr(pair, name) for name in Pair.__dataclass_fields__}
    stored = values | {"id": secrets.token_hex(16), "instead": list(pair.instead), "since": utc(pair.since)}
    connection.execute(insert(HeldPairRow).values(stored))


def lift(connection: Connection, ids: Iterable[str], by: str, why: str, at: datetime) -> int:
    """Let the pairs be cited again; how many were held until now."""
    still = update(HeldPairRow).where(HeldPairRow.id.in_(list(ids)), HeldPairRow.lifted_at.is_(None))
    return connection.execute(still.values(lifted_at=utc(at), lifted_by=by, lifted_why=why)).rowcount


def of_question(connection: Connection, key: str, edition: str) -> tuple[Pair, ...]:
    """The pairs of a question that are held back in the edition."""
    query = select(HeldPairRow.__table__).where(
        HeldPairRow.question_key == key, HeldPairRow.edition == edition, HeldPairRow.lifted_at.is_(None)
    )
    return tuple(map(_pair, connection.execute(query)))


def find(connection: Connection, pair_id: str) -> Pair | None:
    """The pair with this id."""
    row = connection.execute(select(HeldPairRow.__table__).where(HeldPairRow.id == pair_id)).one_or_none()
    return None if row is None else _pair(row)


def every(connection: Connection, limit: int) -> tuple[Pair, ...]:
    """Pairs held back and lifted, those still held before the others, the newest first."""
    query = select(HeldPairRow.__table__).order_by(HeldPairRow.lifted_at.is_not(None), HeldPairRow.since.desc())
    return tuple(map(_pair, connection.execute(query.limit(limit))))


def _pair(row: Row[Any]) -> Pair:
    values = dict(row._mapping) | {"instead": tuple(row.instead), "since": moment(row.since)}
    return Pair(**values | {"lifted_at": moment(row.lifted_at) if row.lifted_at else None})
