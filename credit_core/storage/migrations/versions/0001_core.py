"""Subjects, records, cases, duties and the audit chain.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

from alembic import op

from credit_core.storage.tables import metadata
from credit_core.storage.unit_of_work import prepare_head

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
    metadata.create_all(op.get_bind())
    prepare_head(op.get_bind())
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
