"""The audit chain: append only, whoever writes, with one row for its head.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_EMPTIED = """NEW.seq = OLD.seq AND NEW.salt = '' AND NEW."before" IS NULL AND NEW."after" IS NULL"""
_FORWARD = "NEW.id = OLD.id AND NEW.seq > OLD.seq"
_TRIGGERS = (
    # name, table, event, condition under which it is refused
    ("audit_entry_keep", "audit_entry", "UPDATE", None),
    ("audit_entry_stay", "audit_entry", "DELETE", None),
    ("audit_content_keep", "audit_content", "UPDATE", f"NOT ({_EMPTIED})"),
    ("audit_content_stay", "audit_content", "DELETE", None),
    ("audit_head_keep", "audit_head", "UPDATE", f"NOT ({_FORWARD})"),
    ("audit_head_stay", "audit_head", "DELETE", None),
)
_REFUSED = "audit chain: append only"


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=True),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_entity", "audit_entry", ["entity", "entity_id"], unique=False)
    op.create_table(
        "audit_content",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["seq"], ["audit_entry.seq"], name="fk_audit_content_seq_audit_entry"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_content"),
    )
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_audit_head_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.bulk_insert(head, [{"id": 1, "seq": 0, "hash": ""}])
    if op.get_bind().dialect.name == "sqlite":
        _protect_sqlite()
    else:
        _protect_postgresql()


def _protect_sqlite() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for name, table, event, condition in _TRIGGERS:
        when = f"WHEN {condition} " if condition else ""
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when}{refuse}")
    for table in ("audit_entry", "audit_content", "audit_head"):
        # INSERT OR REPLACE deletes without a delete trigger.
        key = "id" if table == "audit_head" else "seq"
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - names from above
        op.execute(f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} FOR EACH ROW WHEN {there} {refuse}")


def _protect_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for name, table, event, condition in _TRIGGERS:
        when = f"WHEN ({condition}) " if condition else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION audit_refuse()"
        )
    for table in ("audit_entry", "audit_content", "audit_head"):
        op.execute(f"CREATE TRIGGER {table}_full BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()")
