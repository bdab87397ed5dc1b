"""Sessions of citizens who were identified. Who it was goes as soon as the session is over; that somebody was, stays."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from assistant.memory.hashes import hashed
from assistant.memory.staff_sessions import GRAIN
from assistant.memory.staff_tables import CitizenSessionRow
from assistant.memory.tables import moment, utc

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=4)
_BYTES = 32
_GONE = {"name": None, "number": None}


@dataclass(frozen=True, slots=True)
class Identified:
    """A session that is alive. `stale`: it is time to write down that somebody is there."""

    id: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    kind: str
    method: str
    until: datetime
    stale: bool


def begin(connection: Connection, name: str, number: str, kind: str, method: str, proof: str, at: datetime) -> str:
    """A new session; its token, which is nowhere else. Sessions that are over, of whomever, are emptied."""
    tidy(connection, at)
    token = secrets.token_urlsafe(_BYTES)
    connection.execute(
        insert(CitizenSessionRow).values(
            id=secrets.token_hex(16),
            token_hash=hashed(token),
            name=name,
            number=number,
            kind=kind,
            method=method,
            proof=proof,
            began_at=utc(at),
            seen_at=utc(at),
            until=utc(at + LONGEST),
        )
    )
    return token


def find(connection: Connection, token: str, at: datetime) -> Identified | None:
    """The session with this token while it is alive."""
    query = select(CitizenSessionRow.__table__).where(CitizenSessionRow.token_hash == hashed(token), ~_over(at))
    row = connection.execute(query).one_or_none()
    if row is None or row.name is None or row.number is None:
        return None
    stale = utc(at) >= moment(row.seen_at) + GRAIN
    return Identified(row.id, row.name, row.number, row.kind, row.method, moment(row.until), stale)


def seen(connection: Connection, token: str, at: datetime) -> None:
    """The idle time begins anew."""
    mine = CitizenSessionRow.token_hash == hashed(token)
    connection.execute(update(CitizenSessionRow).where(mine).values(seen_at=utc(at)))


def end(connection: Connection, token: str, at: datetime) -> None:
    """End the session and forget who it was."""
    mine = (CitizenSessionRow.token_hash == hashed(token)) & CitizenSessionRow.name.is_not(None)
    connection.execute(update(CitizenSessionRow).where(mine).values(until=utc(at), **_GONE))


def tidy(connection: Connection, at: datetime) -> int:
    """Forget who was in the sessions that are over; how many."""
    over = CitizenSessionRow.name.is_not(None) & _over(at)
    return connection.execute(update(CitizenSessionRow).where(over).values(_GONE)).rowcount


def _over(at: datetime) -> ColumnElement[bool]:
    return or_(CitizenSessionRow.until <= utc(at), CitizenSessionRow.seen_at <= utc(at - IDLE))
