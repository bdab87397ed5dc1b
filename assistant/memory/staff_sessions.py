"""Sessions of staff: 256 random bits in the browser, their hash here. Every function runs in its caller's transaction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from assistant.memory.hashes import hashed
from assistant.memory.staff_tables import StaffSessionRow
from assistant.memory.tables import moment, utc

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
GRAIN = timedelta(minutes=1)
"""That somebody is there is written down at most so often: a page that is looked at is no write of its own."""
_BYTES = 32
_BROWSER = 200


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is alive. `mine`: the one that asks."""

    began_at: datetime
    seen_at: datetime
    until: datetime
    browser: str
    mine: bool


def begin(connection: Connection, member_id: str, browser: str, at: datetime) -> str:
    """A new session; its token, which is nowhere else. Sessions that are over, of whomever, go."""
    over = or_(StaffSessionRow.until <= utc(at), StaffSessionRow.seen_at <= utc(at - IDLE))
    connection.execute(delete(StaffSessionRow).where(over))
    token = secrets.token_urlsafe(_BYTES)
    connection.execute(
        insert(StaffSessionRow).values(
            token_hash=hashed(token),
            member_id=member_id,
            began_at=utc(at),
            seen_at=utc(at),
            until=utc(at + LONGEST),
            browser=browser[:_BROWSER],
        )
    )
    return token


def whose(connection: Connection, token: str, at: datetime) -> tuple[str, bool] | None:
    """The member of a session that is alive, and whether it is time to write down that they are there."""
    query = select(StaffSessionRow.member_id, StaffSessionRow.seen_at, StaffSessionRow.until)
    row = connection.execute(query.where(StaffSessionRow.token_hash == hashed(token))).one_or_none()
    if row is None or utc(at) >= moment(row.until) or utc(at) >= moment(row.seen_at) + IDLE:
        return None
    return row.member_id, utc(at) >= moment(row.seen_at) + GRAIN


def seen(connection: Connection, token: str, at: datetime) -> None:
    """The idle time begins anew."""
    mine = StaffSessionRow.token_hash == hashed(token)
    connection.execute(update(StaffSessionRow).where(mine).values(seen_at=utc(at)))


def of_member(connection: Connection, member_id: str, token: str, at: datetime) -> tuple[Session, ...]:
    """Their sessions that are alive, the newest first."""
    alive = (StaffSessionRow.until > utc(at)) & (StaffSessionRow.seen_at > utc(at - IDLE))
    query = select(StaffSessionRow.__table__).where(StaffSessionRow.member_id == member_id, alive)
    return tuple(
        Session(
            moment(row.began_at), moment(row.seen_at), moment(row.until), row.browser, row.token_hash == hashed(token)
        )
        for row in connection.execute(query.order_by(StaffSessionRow.began_at.desc()))
    )


def end(connection: Connection, token: str) -> None:
    """End one session."""
    connection.execute(delete(StaffSessionRow).where(StaffSessionRow.token_hash == hashed(token)))


def end_all(connection: Connection, member_id: str, *, but: str = "") -> int:
    """End the member's sessions but the one with this token; how many."""
    others = (StaffSessionRow.member_id == member_id) & (StaffSessionRow.token_hash != hashed(but))
    return connection.execute(delete(StaffSessionRow).where(others)).rowcount
