"""Tables of credit_core.model.duties.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty",
        sa.Column("id", sa.String(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("record_id", sa.String(), nullable=True),
        sa.Column("jurisdiction", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("word", sa.String(), nullable=True),
        sa.Column("condition", sa.String(), nullable=True),
        sa.Column("started_by", sa.String(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("alternative_due", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("assumptions", sa.JSON(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("liability", sa.String(), nullable=True),
        sa.Column("caveat", sa.String(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["credit_case.id"], name=op.f("fk_duty_case_id_credit_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index(
        "ix_duty_body_open",
        "duty",
        ["body", "due", "id"],
        unique=False,
        sqlite_where=sa.text("done_on IS NULL AND void = 0 AND due IS NOT NULL"),
        postgresql_where=sa.text("done_on IS NULL AND NOT void AND due IS NOT NULL"),
    )
    op.create_index(op.f("ix_duty_case_id"), "duty", ["case_id"], unique=False)
    op.create_index(
        "ix_duty_late",
        "duty",
        ["done_on"],
        unique=False,
        sqlite_where=sa.text("done_on > due"),
        postgresql_where=sa.text("done_on > due"),
    )
    op.create_index(
        "ix_duty_open",
        "duty",
        ["due", "id"],
        unique=False,
        sqlite_where=sa.text("done_on IS NULL AND void = 0 AND due IS NOT NULL"),
        postgresql_where=sa.text("done_on IS NULL AND NOT void AND due IS NOT NULL"),
    )
    op.create_index(op.f("ix_duty_record_id"), "duty", ["record_id"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", sa.String(), autoincrement=False, nullable=False),
        sa.Column("duty_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_alert_duty_id_duty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("duty_id", "kind", "due", name=op.f("uq_alert_duty_id")),
    )
    op.create_table(
        "supervision_item",
        sa.Column("id", sa.String(), autoincrement=False, nullable=False),
        sa.Column("duty_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("liability", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_supervision_item_duty_id_duty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_item")),
        sa.UniqueConstraint("duty_id", "due", name=op.f("uq_supervision_item_duty_id")),
    )
