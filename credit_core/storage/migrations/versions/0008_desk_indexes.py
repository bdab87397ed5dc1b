"""Indexes of the work desk: open cases by what the queue narrows by, paused and provisional duties, the register by day.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels = None
depends_on = None

_OPEN = sa.text("closed_on IS NULL")


def upgrade() -> None:
    op.create_index(op.f("ix_query_entry_at"), "query_entry", ["at", "id"], unique=False)
    op.create_index(
        "ix_credit_case_open",
        "credit_case",
        ["received_on", "id", "jurisdiction", "type", "state", "recipient", "assigned_to", "record_id"],
        unique=False,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    for kind in ("paused", "provisional"):
        op.create_index(
            f"ix_duty_{kind}",
            "duty",
            ["due", "id"],
            unique=False,
            sqlite_where=sa.text(f"done_on IS NULL AND void = 0 AND due IS NOT NULL AND {kind} = 1"),
            postgresql_where=sa.text(f"done_on IS NULL AND NOT void AND due IS NOT NULL AND {kind}"),
        )


def downgrade() -> None:
    op.drop_index("ix_duty_provisional", table_name="duty")
    op.drop_index("ix_duty_paused", table_name="duty")
    op.drop_index("ix_credit_case_open", table_name="credit_case")
    op.drop_index(op.f("ix_query_entry_at"), table_name="query_entry")
