"""The queue of conversations that want a person (转人工): staff take one, answer inside it, and give it back."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, case, func, insert, or_, select, true, update

from assistant.dialogue.errors import ConversationBusy, DialogueError
from assistant.memory.messages import Message, exchange, post
from assistant.memory.states import CITIZEN, CLOSED, OPEN, PRIORITIES, STAFF, TAKEN, URGENT
from assistant.memory.tables import ConversationRow, HandOffRow, moment, utc
from assistant.memory.transactions import lock, writing
from assistant.memory.words import say
from assistant.redaction import mask


class UnknownHandOff(DialogueError):
    """There is no such hand-off, or it is over."""


class HandOffTaken(DialogueError):
    """Another member of staff has it, or nobody has: it is taken before it is answered."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A hand-off as staff see it. `priority`: normal or urgent; `state`: open, taken or closed; `summary` is masked.

    `conversation_id`, `summary` and `closing_note` are None once the conversation was forgotten. `place`: what its answers
    are for, None where none was chosen; `outcome`: with what it was closed at the desk.
    """

    id: str
    conversation_id: str | None
    channel: str | None
    reason: str
    priority: str
    state: str
    opened_at: datetime
    staff: str | None
    summary: str | None
    place: str | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    closing_note: str | None = None


class HandOffs:
    """Hand-offs in SQL; at most one of a conversation is not closed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(
        self, connection: Connection, conversation_id: str, reason: str, priority: str, summary: str, at: datetime
    ) -> str:
        """Put the conversation into the queue; the hand-off's id. One that waits already keeps its place.

        It is raised if it became more urgent, and staff see the newest summary; the summary is masked here.

        Raises:
            UnknownConversation
        """
        lock(connection, conversation_id)
        mine = (HandOffRow.conversation_id == conversation_id) & (HandOffRow.state != CLOSED)
        row = connection.execute(select(HandOffRow.id, HandOffRow.priority).where(mine)).one_or_none()
        if row is not None:
            change = update(HandOffRow).where(HandOffRow.id == row.id)
            connection.execute(change.values(summary=mask(summary)))
            if PRIORITIES.index(priority) > PRIORITIES.index(row.priority):
                connection.execute(change.values(priority=priority, reason=reason))
            return str(row.id)
        made = secrets.token_hex(16)
        channel = select(ConversationRow.channel).where(ConversationRow.id == conversation_id)
        connection.execute(
            insert(HandOffRow).values(
                id=made,
                conversation_id=conversation_id,
                channel=connection.scalar(channel),
                reason=reason,
                priority=priority,
                state=OPEN,
                opened_at=utc(at),
                summary=mask(summary),
            )
        )
        return made

    def say(self, connection: Connection, handoff_id: str, text: str, at: datetime) -> None:
        """What the citizen says while a person answers; masked.

        Raises:
            ConversationBusy: it was closed meanwhile; the turn is to be decided again.
        """
        try:
            conversation_id = _held(connection, handoff_id)[0]
        except UnknownHandOff as error:
            raise ConversationBusy(say("busy")) from error
        post(connection, conversation_id, CITIZEN, mask(text), at, handoff_id=handoff_id)

    def queue(self, limit: int = 200, places: Collection[str] = ()) -> tuple[Waiting, ...]:
        """Those that are not closed: open before taken, urgent before normal, the oldest first.

        `places`: of one of these places or of none; empty: all.
        """
        rank = case((HandOffRow.priority == URGENT, 0), else_=1)
        taken = case((HandOffRow.state == TAKEN, 1), else_=0)
        query = _SELECTED.where(HandOffRow.state != CLOSED, _within(places))
        query = query.order_by(taken, rank, HandOffRow.opened_at, HandOffRow.id).limit(limit)
        with self._engine.connect() as connection:
            return tuple(_waiting(row) for row in connection.execute(query))

    def closed(self, limit: int, places: Collection[str] = ()) -> tuple[Waiting, ...]:
        """Those that are over, the latest first."""
        query = _SELECTED.where(HandOffRow.state == CLOSED, _within(places))
        query = query.order_by(HandOffRow.closed_at.desc(), HandOffRow.id).limit(limit)
        with self._engine.connect() as connection:
            return tuple(_waiting(row) for row in connection.execute(query))

    def counts(self) -> dict[tuple[str, str], int]:
        """How many are not closed, by state and priority."""
        query = select(HandOffRow.state, HandOffRow.priority, func.count()).where(HandOffRow.state != CLOSED)
        with self._engine.connect() as connection:
            rows = connection.execute(query.group_by(HandOffRow.state, HandOffRow.priority))
            return {(state, priority): count for state, priority, count in rows}

    def read(self, handoff_id: str) -> tuple[Waiting, tuple[Message, ...]]:
        """One hand-off with what was said in it.

        Raises:
            UnknownHandOff
        """
        with self._engine.connect() as connection:
            row = connection.execute(_SELECTED.where(HandOffRow.id == handoff_id)).one_or_none()
            if row is None:
                raise UnknownHandOff(say("handoff.unknown"))
            return _waiting(row), exchange(connection, handoff_id)

    def take(self, handoff_id: str, staff: str, at: datetime) -> None:
        """From now on `staff` (an actor's id) answers, and the assistant is silent. Twice is once.

        Raises:
            UnknownHandOff; HandOffTaken: somebody else was quicker.
        """
        with writing(self._engine) as connection:
            take(connection, handoff_id, staff, at)

    def answer(self, handoff_id: str, staff: str, text: str, at: datetime, *, key: str | None = None) -> str:
        """Say something to the citizen in the conversation; the message's id. The same `key` says it once.

        Raises:
            UnknownHandOff; HandOffTaken: `staff` has not taken it; DialogueError: nothing is said.
        """
        with writing(self._engine) as connection:
            return answer(connection, handoff_id, staff, text, at, key=key)

    def close(self, handoff_id: str, at: datetime) -> None:
        """It is over, and the assistant answers again. Twice is once.

        Raises:
            UnknownHandOff
        """
        with writing(self._engine) as connection:
            close(connection, handoff_id, at)


def take(connection: Connection, handoff_id: str, staff: str, at: datetime) -> None:
    """As `HandOffs.take`, inside a transaction."""
    conversation_id, state, taker = _held(connection, handoff_id)
    if state == TAKEN and taker != staff:
        raise HandOffTaken(say("handoff.taken", staff=taker))
    if state == OPEN:
        change = update(HandOffRow).where(HandOffRow.id == handoff_id)
        connection.execute(change.values(state=TAKEN, staff=staff, taken_at=utc(at)))
        _moved_on(connection, conversation_id)


def answer(
    connection: Connection, handoff_id: str, staff: str, text: str, at: datetime, *, key: str | None = None
) -> str:
    """As `HandOffs.answer`, inside a transaction."""
    if not text.strip():
        raise DialogueError(say("handoff.empty"))
    conversation_id, state, taker = _held(connection, handoff_id)
    if state != TAKEN or taker != staff:
        raise HandOffTaken(say("handoff.not_yours"))
    return post(connection, conversation_id, STAFF, text.strip(), at, handoff_id=handoff_id, key=key)


def close(
    connection: Connection,
    handoff_id: str,
    at: datetime,
    *,
    by: str | None = None,
    outcome: str | None = None,
    note: str | None = None,
) -> bool:
    """As `HandOffs.close`, inside a transaction; with who closed it, what came of it, and a masked note.

    False if it was closed before.
    """
    if connection.scalar(select(HandOffRow.state).where(HandOffRow.id == handoff_id)) == CLOSED:
        return False
    conversation_id, _, _ = _held(connection, handoff_id)
    over = {"state": CLOSED, "closed_at": utc(at), "closed_by": by, "outcome": outcome, "closing_note": note}
    connection.execute(update(HandOffRow).where(HandOffRow.id == handoff_id).values(over))
    _moved_on(connection, conversation_id)
    return True


def _within(places: Collection[str]) -> ColumnElement[bool]:
    return or_(_PLACE.is_(None), _PLACE.in_(sorted(places))) if places else true()


def _held(connection: Connection, handoff_id: str) -> tuple[str, str, str | None]:
    """Conversation, state and staff of a hand-off that is not closed, the conversation held.

    First the conversation, then what belongs to it: so no two wait for each other crosswise.
    """
    mine = HandOffRow.id == handoff_id
    conversation_id = connection.scalar(select(HandOffRow.conversation_id).where(mine))
    if conversation_id is None:  # unknown, or forgotten and thereby closed
        raise UnknownHandOff(say("handoff.unknown"))
    lock(connection, conversation_id)
    row = connection.execute(select(HandOffRow.state, HandOffRow.staff).where(mine)).one()
    if row.state == CLOSED:
        raise UnknownHandOff(say("handoff.unknown"))
    return conversation_id, row.state, row.staff


def _moved_on(connection: Connection, conversation_id: str) -> None:
    """A turn that was decided before this must be decided again."""
    row = update(ConversationRow).where(ConversationRow.id == conversation_id)
    connection.execute(row.values(version=ConversationRow.version + 1))


_PLACE = ConversationRow.content["jurisdiction"].as_string()
_SELECTED = select(
    HandOffRow.id,
    HandOffRow.conversation_id,
    HandOffRow.channel,
    HandOffRow.reason,
    HandOffRow.priority,
    HandOffRow.state,
    HandOffRow.opened_at,
    HandOffRow.staff,
    HandOffRow.summary,
    HandOffRow.closed_at,
    HandOffRow.outcome,
    HandOffRow.closing_note,
    _PLACE.label("place"),
).outerjoin(ConversationRow, ConversationRow.id == HandOffRow.conversation_id)


def _waiting(row: Any) -> Waiting:
    """A row of `_SELECTED`."""
    closed = moment(row.closed_at) if row.closed_at else None
    return Waiting(**dict(row._mapping) | {"opened_at": moment(row.opened_at), "closed_at": closed})
