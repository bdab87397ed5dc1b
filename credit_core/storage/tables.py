"""The tables: one for each stored dataclass, its columns read from the fields, its keys and constraints named here.

Correctness rests on row locks, the version column and the unique constraints below — never on an isolation level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from credit_core.audit.entry import AuditContent, AuditEntry
from credit_core.model.cases import Attachment, Case, CaseEvent, CasePause, Notice, Submission
from credit_core.model.disclosure import Authorisation, IssuedReport, QueryEntry
from credit_core.model.duties import Alert, Duty, SupervisionItem
from credit_core.model.outside import LoadedFile
from credit_core.model.records import (
    Finding,
    LegalDocument,
    Recipient,
    Record,
    RecordChange,
    RecordVersion,
    Tombstone,
)
from credit_core.model.subjects import Archive, Body, Relation, Subject
from credit_core.storage.types import column_type

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

kinds: dict[str, type[Any]] = {}
"""What is stored in each table."""


def _table(
    name: str,
    kind: type[Any],
    *,
    key: str = "id",
    refers: Mapping[str, str] | None = None,
    unique: tuple[tuple[str, ...], ...] = (),
    index: tuple[tuple[str, ...], ...] = (),
    personal: tuple[str, ...] = (),
) -> Table:
    """`personal` marks columns beside those whose type says it (model.marking)."""
    kinds[name] = kind
    hints = get_type_hints(kind, include_extras=True)
    columns: list[Column[Any]] = []
    for field in fields(kind):
        made, nullable, marked = column_type(hints[field.name])
        link = [ForeignKey(refers[field.name])] if refers and field.name in refers else []
        columns.append(
            Column(
                field.name,
                made,
                *link,
                primary_key=field.name == key,
                autoincrement=False if field.name == key else "auto",
                nullable=nullable,
                info={"personal": marked or field.name in personal},
            )
        )
    constraints = [UniqueConstraint(*names) for names in unique]
    indexes = [Index(None, *names) for names in index]
    return Table(name, metadata, *columns, *constraints, *indexes)


subject = _table("subject", Subject, unique=(("id_kind", "id_number"),), index=(("name",),),
                 personal=("birth_date",))  # fmt: skip
relation = _table("relation", Relation, refers={"subject_id": "subject.id", "person_id": "subject.id"},
                  index=(("subject_id",),), personal=("proof",))  # fmt: skip
body = _table("body", Body, unique=(("jurisdiction", "name"),))
archive = _table("archive", Archive, refers={"subject_id": "subject.id"}, unique=(("subject_id", "jurisdiction"),))
legal_document = _table("legal_document", LegalDocument, unique=(("issuer", "number"),))
record = _table(
    "record",
    Record,
    refers={"archive_id": "archive.id", "subject_id": "subject.id", "document_id": "legal_document.id"},
    unique=(("number",),),
    personal=("title",),
    index=(
        ("subject_id",),
        ("archive_id",),
        ("document_id",),
        ("publicity", "publicity_end"),
        ("jurisdiction", "validity"),
    ),
)
record_change = _table("record_change", RecordChange, index=(("record_id", "at"), ("case_id",)))
record_version = _table("record_version", RecordVersion, unique=(("record_id", "version"),))
tombstone = _table("tombstone", Tombstone, key="record_id")
recipient = _table("recipient", Recipient, unique=(("record_id", "body"),))
finding = _table("finding", Finding, index=(("record_id",),))
authorisation = _table("authorisation", Authorisation, refers={"subject_id": "subject.id"}, index=(("subject_id",),))
query_entry = _table("query_entry", QueryEntry, index=(("subject_id", "at"), ("case_id",), ("at", "id")))
issued_report = _table("issued_report", IssuedReport, key="number", index=(("case_id",),))
case = _table(
    "credit_case",
    Case,
    refers={"subject_id": "subject.id"},
    unique=(("number",),),
    index=(
        ("subject_id",),
        ("record_id",),
        ("linked_to",),
        ("state", "jurisdiction"),
        ("assigned_to", "state"),
        ("filed_at",),
    ),
)
_OPEN = text("closed_on IS NULL")
# What the work queue narrows by stands in the index itself, so that looking for a few open cases reads nothing else.
Index(
    "ix_credit_case_open", case.c.received_on, case.c.id, case.c.jurisdiction, case.c.type, case.c.state,
    case.c.recipient, case.c.assigned_to, case.c.record_id, sqlite_where=_OPEN, postgresql_where=_OPEN,
)  # fmt: skip
case_event = _table("case_event", CaseEvent, refers={"case_id": "credit_case.id"}, unique=(("case_id", "number"),))
case_pause = _table(
    "case_pause",
    CasePause,
    refers={"case_id": "credit_case.id"},
    index=(("case_id",),),
    personal=("start_proof", "end_proof"),
)
notice = _table("notice", Notice, index=(("case_id",), ("subject_id",)))
Index(
    "ix_notice_undelivered",
    notice.c.created_at,
    sqlite_where=text("delivered_on IS NULL"),
    postgresql_where=text("delivered_on IS NULL"),
)
attachment = _table("attachment", Attachment, refers={"case_id": "credit_case.id"}, unique=(("case_id", "sha256"),))
submission = _table("submission", Submission, key="key", index=(("case_id",),), personal=("request_hash",))
duty = _table(
    "duty",
    Duty,
    refers={"case_id": "credit_case.id"},
    index=(("case_id",), ("record_id",)),
)
_RUNNING_IN_SQLITE = text("done_on IS NULL AND void = 0 AND due IS NOT NULL")
_RUNNING = text("done_on IS NULL AND NOT void AND due IS NOT NULL")
# SQLite takes a partial index only for the very words of its condition: as they stand in the queries of queues.py.
Index("ix_duty_open", duty.c.due, duty.c.id, sqlite_where=_RUNNING_IN_SQLITE, postgresql_where=_RUNNING)
Index(
    "ix_duty_body_open", duty.c.body, duty.c.due, duty.c.id,
    sqlite_where=_RUNNING_IN_SQLITE, postgresql_where=_RUNNING,
)  # fmt: skip
for _kind in (duty.c.paused, duty.c.provisional):  # few are
    Index(
        f"ix_duty_{_kind.name}", duty.c.due, duty.c.id,
        sqlite_where=text(f"{_RUNNING_IN_SQLITE} AND {_kind.name} = 1"),
        postgresql_where=text(f"{_RUNNING} AND {_kind.name}"),
    )  # fmt: skip
Index(
    "ix_duty_late",
    duty.c.done_on,
    sqlite_where=text("done_on > due"),
    postgresql_where=text("done_on > due"),
)
alert = _table("alert", Alert, refers={"duty_id": "duty.id"}, unique=(("duty_id", "kind", "due"),))
supervision_item = _table(
    "supervision_item", SupervisionItem, refers={"duty_id": "duty.id"}, unique=(("duty_id", "due"),)
)
loaded_file = _table("loaded_file", LoadedFile, unique=(("kind", "sha256"),))
audit_entry = _table("audit_entry", AuditEntry, key="seq", index=(("entity", "entity_id"),))
audit_content = _table("audit_content", AuditContent, key="seq", refers={"seq": "audit_entry.seq"},
                       personal=("before", "after"))  # fmt: skip
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)


def unique_constraints(table: Table) -> tuple[UniqueConstraint, ...]:
    """The unique constraints of the table beside its key."""
    return tuple(found for found in table.constraints if isinstance(found, UniqueConstraint))
