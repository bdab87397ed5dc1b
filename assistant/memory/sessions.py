"""Whose conversation is it? A conversation belongs to the sessions that began it or were let in (number and code, a link)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from assistant.memory.hashes import hashed
from assistant.memory.tables import SessionRow, moment, utc

_JUST_AFTER = timedelta(microseconds=1)


def bind(
    connection: Connection, conversation_id: str, channel: str, session: str, at: datetime, address: str | None = None
) -> None:
    """Make the session an owner of the conversation, which becomes the session's latest one."""
    known = hashed(channel, session)
    newest = connection.scalar(select(func.max(SessionRow.since)).where(SessionRow.session_hash == known))
    since = utc(at) if newest is None else max(utc(at), moment(newest) + _JUST_AFTER)
    mine = (SessionRow.conversation_id == conversation_id) & (SessionRow.session_hash == known)
    if address is None:
        address = connection.scalar(select(SessionRow.address).where(mine))
    connection.execute(delete(SessionRow).where(mine))
    connection.execute(
        insert(SessionRow).values(
            conversation_id=conversation_id, session_hash=known, channel=channel, since=since, address=address
        )
    )


def owns(connection: Connection, conversation_id: str, channel: str, session: str) -> bool:
    """True if the conversation belongs to this session of this channel."""
    query = select(SessionRow.since).where(
        SessionRow.conversation_id == conversation_id, SessionRow.session_hash == hashed(channel, session)
    )
    return connection.execute(query).first() is not None


def latest(connection: Connection, channel: str, session: str) -> str | None:
    """The conversation that the session began or opened last."""
    query = (
        select(SessionRow.conversation_id)
        .where(SessionRow.session_hash == hashed(channel, session))
        .order_by(SessionRow.since.desc())
        .limit(1)
    )
    return connection.scalar(query)
