"""What the assistant remembers of conversations: its own tables, beside and apart from credit_core's.

`PERSONAL` marks a column that may hold personal data (个人信息): it is emptied when the conversation is forgotten.
Moments are stored in UTC: SQLite keeps no zone (`utc` before writing, `moment` after reading).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
PERSONAL = {"personal": True}
EPOCH = "1970-01-01 00:00:00"
_JSON: TypeEngine[Any] = JSON(none_as_null=True)
_MOMENT: TypeEngine[datetime] = DateTime(timezone=True)


def utc(at: datetime) -> datetime:
    """The moment as it is stored."""
    return at.astimezone(UTC)


def moment(stored: datetime) -> datetime:
    """The moment that was stored, with its zone."""
    return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


def _conversation(nullable: bool = False) -> ForeignKey:
    return ForeignKey("conversation.id", ondelete="SET NULL" if nullable else "CASCADE")


class Base(DeclarativeBase):
    """Tables of assistant.memory."""

    metadata = MetaData(naming_convention=NAMING)


class ConversationRow(Base):
    """A conversation (对话). `id` has 128 random bits and is bound to its channel's session.

    `content` is its state (`dialogue.state.to_json`); where there is none, only single questions were asked under this id.
    """

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(_MOMENT)
    channel: Mapped[str | None] = mapped_column(String(16))
    content: Mapped[dict[str, Any] | None] = mapped_column(_JSON, info=PERSONAL)
    version: Mapped[int] = mapped_column(server_default="0")
    last_at: Mapped[datetime] = mapped_column(_MOMENT, server_default=EPOCH, index=True)


class SessionRow(Base):
    """A session that owns the conversation: by the hash of its secret. `address` is where messages can be sent to."""

    __tablename__ = "conversation_session"
    __table_args__ = (Index(None, "session_hash", "since"),)

    conversation_id: Mapped[str] = mapped_column(_conversation(), primary_key=True)
    session_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime] = mapped_column(_MOMENT)
    address: Mapped[str | None] = mapped_column(String(200), info=PERSONAL)


class CaseLinkRow(Base):
    """A case that was filed or opened in the conversation; its notices go there."""

    __tablename__ = "conversation_case"

    conversation_id: Mapped[str] = mapped_column(_conversation(), primary_key=True)
    case_id: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(_MOMENT)


class TurnRow(Base):
    """A turn: what was asked, personal data masked, and the answer given."""

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        Index(None, "answer_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(_conversation())
    number: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(_MOMENT)
    question: Mapped[str] = mapped_column(Text, info=PERSONAL)
    understood: Mapped[str] = mapped_column(Text, info=PERSONAL)
    place: Mapped[str | None] = mapped_column(String(64))
    as_of: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(32))
    answer_id: Mapped[str] = mapped_column(String(32))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON, info=PERSONAL)
    choices: Mapped[list[dict[str, str]] | None] = mapped_column(_JSON, info=PERSONAL)


class ResultRow(Base):
    """What the turn with an idempotency key came to, in full; the key and the words are there as hashes."""

    __tablename__ = "turn_result"

    conversation_id: Mapped[str] = mapped_column(_conversation(), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    words_hash: Mapped[str] = mapped_column(String(64), info=PERSONAL)
    result: Mapped[dict[str, Any]] = mapped_column(_JSON, info=PERSONAL)
    holds_code: Mapped[bool]


class HandOffRow(Base):
    """A conversation that wants a person (转人工). When it is forgotten, the bare facts stay: why, when, answered by whom."""

    __tablename__ = "handoff"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(_conversation(nullable=True), index=True)
    channel: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32))
    priority: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), index=True)
    opened_at: Mapped[datetime] = mapped_column(_MOMENT)
    taken_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    closed_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    staff: Mapped[str | None] = mapped_column(String(64))
    summary: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    closed_by: Mapped[str | None] = mapped_column(String(64))
    outcome: Mapped[str | None] = mapped_column(String(16))
    closing_note: Mapped[str | None] = mapped_column(Text, info=PERSONAL)


class MessageRow(Base):
    """What is said beside the turns: staff to the citizen, the citizen to staff, and notices of cases."""

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("conversation_id", "number"), Index(None, "key_hash", unique=True))

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(_conversation())
    number: Mapped[int]
    author: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text, info=PERSONAL)
    said_at: Mapped[datetime] = mapped_column(_MOMENT)
    read_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    handoff_id: Mapped[str | None] = mapped_column(String(32), index=True)
    case_id: Mapped[str | None] = mapped_column(String(64))
    key_hash: Mapped[str | None] = mapped_column(String(64))


class DeliveryRow(Base):
    """A message was delivered on a channel; once for each."""

    __tablename__ = "delivery"

    message_id: Mapped[str] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    delivered_at: Mapped[datetime] = mapped_column(_MOMENT)


class LinkRow(Base):
    """A link that opens the conversation once; only the hash of its token is stored."""

    __tablename__ = "one_time_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(_conversation(), index=True)
    purpose: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime] = mapped_column(_MOMENT, index=True)
    used_at: Mapped[datetime | None] = mapped_column(_MOMENT)


class IdentityCodeRow(Base):
    """A one-time code by which the citizen shows that a document was checked; only its keyed hash is stored.

    `name` and `number` are what the document said; they go as soon as the code is over.
    """

    __tablename__ = "identity_code"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    method: Mapped[str] = mapped_column(String(16))
    staff: Mapped[str] = mapped_column(String(64))
    name: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    number: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    conversation_id: Mapped[str | None] = mapped_column(_conversation(nullable=True), index=True)
    case_id: Mapped[str | None] = mapped_column(String(64))
    issued_at: Mapped[datetime] = mapped_column(_MOMENT)
    expires_at: Mapped[datetime] = mapped_column(_MOMENT, index=True)
    used_by: Mapped[str | None] = mapped_column(_conversation(nullable=True), index=True)
    used_at: Mapped[datetime | None] = mapped_column(_MOMENT)


class WrongCodesRow(Base):
    """How many wrong codes were typed in the conversation, one after another."""

    __tablename__ = "identity_wrong"

    conversation_id: Mapped[str] = mapped_column(_conversation(), primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(_MOMENT)


class LoginRow(Base):
    """A sign-in at the identity provider that was begun; any process takes the browser when it comes back."""

    __tablename__ = "identity_login"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(_conversation(), index=True)
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    expires_at: Mapped[datetime] = mapped_column(_MOMENT, index=True)


Index(
    "uq_handoff_open",
    HandOffRow.conversation_id,
    unique=True,
    sqlite_where=HandOffRow.state != "closed",
    postgresql_where=HandOffRow.state != "closed",
)
