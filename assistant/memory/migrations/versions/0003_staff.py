"""Staff accounts with their sessions, keys and recovery codes; sessions of identified citizens; wrong attempts.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _accounts()
    _of_members()
    _citizens()


def downgrade() -> None:
    for table in ("citizen_session", "sign_in_tries", "staff_key", "staff_session", "staff_recovery", "staff_member"):
        op.drop_table(table)


def _accounts() -> None:
    op.create_table(
        "staff_member",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("shown", sa.String(64), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("body", sa.String(200), nullable=True),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("password_at", _MOMENT, nullable=False),
        sa.Column("one_time", sa.Boolean(), nullable=False),
        sa.Column("factor_seed", sa.String(64), nullable=False),
        sa.Column("factor_since", _MOMENT, nullable=True),
        sa.Column("factor_step", sa.Integer(), nullable=False),
        sa.Column("last_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff_member"),
        sa.UniqueConstraint("name", name="uq_staff_member_name"),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_sign_in_tries"),
    )
    op.create_index("ix_sign_in_tries_last_at", "sign_in_tries", ["last_at"])


def _of_member(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_member_id_staff_member"
    return sa.ForeignKeyConstraint(["member_id"], ["staff_member.id"], name=name, ondelete="CASCADE")


def _of_members() -> None:
    op.create_table(
        "staff_recovery",
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        _of_member("staff_recovery"),
        sa.PrimaryKeyConstraint("member_id", "code_hash", name="pk_staff_recovery"),
    )
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("browser", sa.String(200), nullable=False),
        _of_member("staff_session"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_staff_session"),
    )
    op.create_index("ix_staff_session_member_id", "staff_session", ["member_id"])
    op.create_index("ix_staff_session_until", "staff_session", ["until"])
    op.create_table(
        "staff_key",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        _of_member("staff_key"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_key"),
        sa.UniqueConstraint("key_hash", name="uq_staff_key_key_hash"),
    )
    op.create_index("ix_staff_key_member_id", "staff_key", ["member_id"])


def _citizens() -> None:
    op.create_table(
        "citizen_session",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("proof", sa.String(64), nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_citizen_session"),
        sa.UniqueConstraint("token_hash", name="uq_citizen_session_token_hash"),
    )
    op.create_index("ix_citizen_session_until", "citizen_session", ["until"])
