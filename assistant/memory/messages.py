"""What is said beside the turns: answers of staff, notices of cases, and what the citizen says to staff meanwhile."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from assistant.memory.hashes import hashed
from assistant.memory.states import CITIZEN, NOTICE
from assistant.memory.tables import ConversationRow, DeliveryRow, MessageRow, SessionRow, moment, utc
from assistant.memory.transactions import lock, writing


@dataclass(frozen=True, slots=True)
class Message:
    """A message. `number` counts from 1 in its conversation, without gaps; `author` is citizen, staff or notice."""

    id: str
    number: int
    author: str
    text: str
    said_at: datetime
    read_at: datetime | None
    case_id: str | None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that a channel still has to send, and where to."""

    message: Message
    conversation_id: str
    address: str


class Inbox:
    """Messages for the citizen, and which of them were read and delivered."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def notify(
        self, connection: Connection, conversation_id: str, text: str, at: datetime, *, case_id: str, key: str
    ) -> str:
        """Put a notice of a case into the conversation, once for its `key`; the message's id.

        In a transaction that writes cases too, after these, as in a turn: so no two wait for each other crosswise.

        Raises:
            UnknownConversation
        """
        return post(connection, conversation_id, NOTICE, text, at, case_id=case_id, key=key)

    def inbox(self, conversation_id: str, after: int = 0) -> tuple[Message, ...]:
        """What staff and cases said to the citizen, after the message with number `after`."""
        query = _SELECTED.where(
            MessageRow.conversation_id == conversation_id, MessageRow.number > after, MessageRow.author != CITIZEN
        )
        with self._engine.connect() as connection:
            return tuple(_message(row) for row in connection.execute(query.order_by(MessageRow.number)))

    def seen(self, conversation_id: str, key: str) -> datetime | None:
        """When the citizen read the message that was posted under `key`; None if not yet, or there is none."""
        query = select(MessageRow.read_at).where(MessageRow.key_hash == hashed(conversation_id, key))
        with self._engine.connect() as connection:
            at = connection.scalar(query)
        return moment(at) if at is not None else None

    def read(self, conversation_id: str, upto: int, at: datetime) -> int:
        """Mark what was said to the citizen up to number `upto` as read; how many were not before."""
        unread = update(MessageRow).where(
            MessageRow.conversation_id == conversation_id,
            MessageRow.number <= upto,
            MessageRow.author != CITIZEN,
            MessageRow.read_at.is_(None),
        )
        with writing(self._engine) as connection:
            return connection.execute(unread.values(read_at=utc(at))).rowcount

    def undelivered(self, channel: str, limit: int = 100) -> tuple[Outgoing, ...]:
        """What this channel can send of itself and has not delivered yet, the oldest first.

        A conversation's newest address on the channel counts. One process per channel sends: it sends, then says
        `delivered`; if it dies in between, the message is sent again rather than lost.
        """
        newest = (
            select(SessionRow.address)
            .where(
                SessionRow.conversation_id == MessageRow.conversation_id,
                SessionRow.channel == channel,
                SessionRow.address.is_not(None),
            )
            .order_by(SessionRow.since.desc())
            .limit(1)
            .correlate(MessageRow)
            .scalar_subquery()
        )
        there = select(DeliveryRow.message_id).where(
            DeliveryRow.message_id == MessageRow.id, DeliveryRow.channel == channel
        )
        query = (
            _SELECTED.add_columns(MessageRow.conversation_id, newest.label("address"))
            .where(MessageRow.author != CITIZEN, newest.is_not(None), ~there.exists())
            .order_by(MessageRow.said_at, MessageRow.conversation_id, MessageRow.number)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return tuple(Outgoing(_message(row), row.conversation_id, row.address) for row in connection.execute(query))

    def delivered(self, message_id: str, channel: str, at: datetime) -> bool:
        """Record the delivery; False if it is recorded already, or the message is gone."""
        with writing(self._engine) as connection:
            message = select(MessageRow.id).where(MessageRow.id == message_id).with_for_update()
            if connection.scalar(message) is None:
                return False
            mine = select(DeliveryRow.delivered_at).where(
                DeliveryRow.message_id == message_id, DeliveryRow.channel == channel
            )
            if connection.execute(mine).first() is not None:
                return False
            row = {"message_id": message_id, "channel": channel, "delivered_at": utc(at)}
            connection.execute(insert(DeliveryRow).values(row))
            return True


def post(
    connection: Connection,
    conversation_id: str,
    author: str,
    text: str,
    at: datetime,
    *,
    handoff_id: str | None = None,
    case_id: str | None = None,
    key: str | None = None,
) -> str:
    """Add a message; with a `key` once only. The conversation is held, so that numbers appear in their order.

    Raises:
        UnknownConversation
    """
    lock(connection, conversation_id)
    once = hashed(conversation_id, key) if key is not None else None
    if once is not None:
        there = connection.scalar(select(MessageRow.id).where(MessageRow.key_hash == once))
        if there is not None:
            return there
    newest = select(func.max(MessageRow.number)).where(MessageRow.conversation_id == conversation_id)
    made = secrets.token_hex(16)
    connection.execute(
        insert(MessageRow).values(
            id=made,
            conversation_id=conversation_id,
            number=(connection.scalar(newest) or 0) + 1,
            author=author,
            text=text.replace("\0", ""),
            said_at=utc(at),
            handoff_id=handoff_id,
            case_id=case_id,
            key_hash=once,
        )
    )
    spoken = update(ConversationRow).where(ConversationRow.id == conversation_id, ConversationRow.last_at < utc(at))
    connection.execute(spoken.values(last_at=utc(at)))
    return made


def exchange(connection: Connection, handoff_id: str) -> tuple[Message, ...]:
    """What the citizen and staff said to each other in a hand-off."""
    query = _SELECTED.where(MessageRow.handoff_id == handoff_id).order_by(MessageRow.number)
    return tuple(_message(row) for row in connection.execute(query))


_SELECTED = select(
    MessageRow.id,
    MessageRow.number,
    MessageRow.author,
    MessageRow.text,
    MessageRow.said_at,
    MessageRow.read_at,
    MessageRow.case_id,
)


def _message(row: Any) -> Message:
    """A row of `_SELECTED`."""
    return Message(
        row.id,
        row.number,
        row.author,
        row.text,
        moment(row.said_at),
        moment(row.read_at) if row.read_at else None,
        row.case_id,
    )
