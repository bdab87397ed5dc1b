"""Switches that stop answers or a channel; with what a hand-off was closed.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_IN_FORCE = sa.text("lifted_at IS NULL")
_OF_HANDOFFS = (("closed_by", sa.String(64)), ("outcome", sa.String(16)), ("closing_note", sa.Text()))


def upgrade() -> None:
    op.create_table(
        "switch",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("stopped_at", _MOMENT, nullable=False),
        sa.Column("stopped_by", sa.String(64), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("lifted_at", _MOMENT, nullable=True),
        sa.Column("lifted_by", sa.String(64), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_switch"),
    )
    op.create_index(
        "uq_switch_in_force", "switch", ["what"], unique=True, sqlite_where=_IN_FORCE, postgresql_where=_IN_FORCE
    )
    op.create_index("ix_switch_stopped_at", "switch", ["stopped_at"])
    for name, kind in _OF_HANDOFFS:
        op.add_column("handoff", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name, _ in reversed(_OF_HANDOFFS):
        op.drop_column("handoff", name)
    op.drop_table("switch")
