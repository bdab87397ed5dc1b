"""The queue of conversations that want a person (转人工): staff take one, answer inside it, and give it back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, case, insert, select, update

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

    `conversation_id` and `summary` are None once the conversation was forgotten.
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

    def queue(self, limit: int = 200) -> tuple[Waiting, ...]:
        """Those that are not closed: open before taken, urgent before normal, the oldest first."""
        rank = case((HandOffRow.priority == URGENT, 0), else_=1)
        taken = case((HandOffRow.state == TAKEN, 1), else_=0)
        query = _SELECTED.where(HandOffRow.state != CLOSED).order_by(taken, rank, HandOffRow.opened_at, HandOffRow.id)
        with self._engine.connect() as connection:
            return tuple(_waiting(row) for row in connection.execute(query.limit(limit)))

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
            conversation_id, state, taker = _held(connection, handoff_id)
            if state == TAKEN and taker != staff:
                raise HandOffTaken(say("handoff.taken", staff=taker))
            if state == OPEN:
                change = update(HandOffRow).where(HandOffRow.id == handoff_id)
                connection.execute(change.values(state=TAKEN, staff=staff, taken_at=utc(at)))
                _moved_on(connection, conversation_id)

    def answer(self, handoff_id: str, staff: str, text: str, at: datetime, *, key: str | None = None) -> str:
        """Say something to the citizen in the conversation; the message's id. The same `key` says it once.

        Raises:
            UnknownHandOff; HandOffTaken: `staff` has not taken it; DialogueError: nothing is said.
        """
        if not text.strip():
            raise DialogueError(say("handoff.empty"))
        with writing(self._engine) as connection:
            conversation_id, state, taker = _held(connection, handoff_id)
            if state != TAKEN or taker != staff:
                raise HandOffTaken(say("handoff.not_yours"))
            return post(connection, conversation_id, STAFF, text.strip(), at, handoff_id=handoff_id, key=key)

    def close(self, handoff_id: str, at: datetime) -> None:
        """It is over, and the assistant answers again. Twice is once.

        Raises:
            UnknownHandOff
        """
        with writing(self._engine) as connection:
            if connection.scalar(select(HandOffRow.state).where(HandOffRow.id == handoff_id)) == CLOSED:
                return
            conversation_id, _, _ = _held(connection, handoff_id)
            change = update(HandOffRow).where(HandOffRow.id == handoff_id)
            connection.execute(change.values(state=CLOSED, closed_at=utc(at)))
            _moved_on(connection, conversation_id)


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
)


def _waiting(row: Row[str, str | None, str | None, str, str, str, datetime, str | None, str | None]) -> Waiting:
    return Waiting(
        row.id,
        row.conversation_id,
        row.channel,
        row.reason,
        row.priority,
        row.state,
        moment(row.opened_at),
        row.staff,
        row.summary,
    )
