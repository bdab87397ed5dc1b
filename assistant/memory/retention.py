"""Forgetting a conversation (个人信息保护法 第四十七条): what was said goes, what must be accounted for stays without it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from assistant.memory.desk_tables import AnswerRow, HeldPairRow, VerdictRow
from assistant.memory.states import CLOSED
from assistant.memory.tables import ConversationRow, HandOffRow, IdentityCodeRow, moment, utc


def forget(connection: Connection, conversation_id: str, at: datetime, *, idle_since: datetime | None = None) -> bool:
    """Delete the conversation with its turns, results, messages, links and sessions; True if it was there.

    Of a hand-off the bare facts stay (why, when, by whom), of an identity check that it was made, of a verdict what was
    found. Cases are credit_core's and stay. With `idle_since` nothing happens where something was said after that.
    """
    query = select(ConversationRow.last_at).where(ConversationRow.id == conversation_id).with_for_update()
    last = connection.scalar(query)
    if last is None or (idle_since is not None and moment(last) >= idle_since):
        return False
    handoffs = HandOffRow.conversation_id == conversation_id
    connection.execute(
        update(HandOffRow).where(handoffs, HandOffRow.state != CLOSED).values(state=CLOSED, closed_at=utc(at))
    )
    connection.execute(update(HandOffRow).where(handoffs).values(summary=None, closing_note=None, conversation_id=None))
    codes = or_(IdentityCodeRow.conversation_id == conversation_id, IdentityCodeRow.used_by == conversation_id)
    over = {"name": None, "number": None, "conversation_id": None, "used_by": None, "expires_at": utc(at)}
    connection.execute(update(IdentityCodeRow).where(codes).values(over))
    given = select(AnswerRow.answer_id).where(AnswerRow.conversation_id == conversation_id)
    connection.execute(update(VerdictRow).where(VerdictRow.answer_id.in_(given)).values(comment=None))
    connection.execute(update(HeldPairRow).where(HeldPairRow.answer_id.in_(given)).values(lifted_why=None))
    connection.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))  # the rest goes with it
    return True
