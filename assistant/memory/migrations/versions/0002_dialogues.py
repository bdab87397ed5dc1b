"""Conversations with their state: sessions, cases, results, hand-offs, messages, links, identity checks.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_LAST_SAID = """
UPDATE conversation SET last_at = COALESCE(
    (SELECT MAX(turn.asked_at) FROM turn WHERE turn.conversation_id = conversation.id), started_at)
"""


def upgrade() -> None:
    _conversation()
    _beside_a_conversation()
    _people()
    _identity()


def downgrade() -> None:
    for table in (
        "identity_login", "identity_wrong", "identity_code", "one_time_link", "delivery", "message", "handoff",
        "turn_result", "conversation_case", "conversation_session",
    ):  # fmt: skip
        op.drop_table(table)
    op.drop_column("turn", "choices")
    op.drop_index("ix_conversation_last_at", "conversation")
    for column in ("last_at", "version", "content", "channel"):
        op.drop_column("conversation", column)


def _conversation() -> None:
    # Columns are added one by one: SQLite's copy of a table would drop the old one, and its turns with it.
    op.add_column("conversation", sa.Column("channel", sa.String(16), nullable=True))
    op.add_column("conversation", sa.Column("content", sa.JSON(), nullable=True))
    op.add_column("conversation", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("conversation", sa.Column("last_at", _MOMENT, nullable=False, server_default="1970-01-01 00:00:00"))
    op.execute(_LAST_SAID)
    op.create_index("ix_conversation_last_at", "conversation", ["last_at"])
    op.add_column("turn", sa.Column("choices", sa.JSON(), nullable=True))


def _of_conversation(table: str, name: str = "conversation_id", ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [name], ["conversation.id"], name=f"fk_{table}_{name}_conversation", ondelete=ondelete
    )


def _beside_a_conversation() -> None:
    op.create_table(
        "conversation_session",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("session_hash", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("address", sa.String(200), nullable=True),
        _of_conversation("conversation_session"),
        sa.PrimaryKeyConstraint("conversation_id", "session_hash", name="pk_conversation_session"),
    )
    op.create_index("ix_conversation_session_session_hash", "conversation_session", ["session_hash", "since"])
    op.create_table(
        "conversation_case",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("case_id", sa.String(64), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        _of_conversation("conversation_case"),
        sa.PrimaryKeyConstraint("conversation_id", "case_id", name="pk_conversation_case"),
    )
    op.create_index("ix_conversation_case_case_id", "conversation_case", ["case_id"])
    op.create_table(
        "turn_result",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("words_hash", sa.String(64), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("holds_code", sa.Boolean(), nullable=False),
        _of_conversation("turn_result"),
        sa.PrimaryKeyConstraint("conversation_id", "key_hash", name="pk_turn_result"),
    )
    op.create_table(
        "one_time_link",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(64), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        _of_conversation("one_time_link"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_one_time_link"),
    )
    op.create_index("ix_one_time_link_conversation_id", "one_time_link", ["conversation_id"])
    op.create_index("ix_one_time_link_expires_at", "one_time_link", ["expires_at"])


def _people() -> None:
    op.create_table(
        "handoff",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=True),
        sa.Column("channel", sa.String(16), nullable=True),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("priority", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("taken_at", _MOMENT, nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("staff", sa.String(64), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        _of_conversation("handoff", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_handoff"),
    )
    op.create_index("ix_handoff_conversation_id", "handoff", ["conversation_id"])
    op.create_index("ix_handoff_state", "handoff", ["state"])
    still_open = sa.text("state <> 'closed'")
    op.create_index(
        "uq_handoff_open", "handoff", ["conversation_id"], unique=True,
        sqlite_where=still_open, postgresql_where=still_open,
    )  # fmt: skip
    op.create_table(
        "message",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", _MOMENT, nullable=False),
        sa.Column("read_at", _MOMENT, nullable=True),
        sa.Column("handoff_id", sa.String(32), nullable=True),
        sa.Column("case_id", sa.String(64), nullable=True),
        sa.Column("key_hash", sa.String(64), nullable=True),
        _of_conversation("message"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("conversation_id", "number", name="uq_message_conversation_id"),
    )
    op.create_index("ix_message_key_hash", "message", ["key_hash"], unique=True)
    op.create_index("ix_message_handoff_id", "message", ["handoff_id"])
    op.create_table(
        "delivery",
        sa.Column("message_id", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("delivered_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name="fk_delivery_message_id_message", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", "channel", name="pk_delivery"),
    )


def _identity() -> None:
    op.create_table(
        "identity_code",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("conversation_id", sa.String(64), nullable=True),
        sa.Column("case_id", sa.String(64), nullable=True),
        sa.Column("issued_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_by", sa.String(64), nullable=True),
        sa.Column("used_at", _MOMENT, nullable=True),
        _of_conversation("identity_code", ondelete="SET NULL"),
        _of_conversation("identity_code", "used_by", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_identity_code"),
        sa.UniqueConstraint("code_hash", name="uq_identity_code_code_hash"),
    )
    op.create_index("ix_identity_code_conversation_id", "identity_code", ["conversation_id"])
    op.create_index("ix_identity_code_used_by", "identity_code", ["used_by"])
    op.create_index("ix_identity_code_expires_at", "identity_code", ["expires_at"])
    op.create_table(
        "identity_wrong",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        _of_conversation("identity_wrong"),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_identity_wrong"),
    )
    op.create_table(
        "identity_login",
        sa.Column("state_hash", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        _of_conversation("identity_login"),
        sa.PrimaryKeyConstraint("state_hash", name="pk_identity_login"),
    )
    op.create_index("ix_identity_login_conversation_id", "identity_login", ["conversation_id"])
    op.create_index("ix_identity_login_expires_at", "identity_login", ["expires_at"])
