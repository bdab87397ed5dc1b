"""The audit chain (审计链) as it lies in the database: read through in order, and its content emptied where it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection, select, update

from credit_core.audit.entry import AuditContent, AuditEntry, Head, Row
from credit_core.audit.verify import Fault, Kind, Report, verify_rows
from credit_core.storage.tables import audit_content, audit_entry, audit_head

HEAD_ROW = 1
EMPTIED = ""
"""The salt of an emptied content: without its salt a short value cannot be guessed back from the entry's hash."""

_AT_ONCE = 1000
_WIDTH = len(audit_entry.columns)


def rows(connection: Connection) -> Iterator[Row]:
    """Every entry with its content, by number; None where the content was erased. Memory stays flat."""
    query = (
        select(audit_entry, audit_content)
        .join_from(audit_entry, audit_content, audit_entry.c.seq == audit_content.c.seq, isouter=True)
        .order_by(audit_entry.c.seq)
        .execution_options(yield_per=_AT_ONCE)
    )
    with connection.execute(query) as found:
        for row in found:
            content = AuditContent(*row[_WIDTH:]) if row[_WIDTH] is not None else None
            yield AuditEntry(*row[:_WIDTH]), content if content is not None and content.salt != EMPTIED else None


def verify(connection: Connection, heads: Iterable[Head] = ()) -> Report:
    """Read the chain through, against these heads kept outside and against the row that keeps the database's own head."""
    report = verify_rows(rows(connection), heads)
    own = kept_head(connection)
    if own == report.head:
        return report
    last = report.head.seq if report.head else 0
    if own is not None and own.seq > last:
        fault = Fault(Kind.CUT_TAIL, last + 1, own.seq)
    else:
        fault = Fault(Kind.HEAD_MISMATCH, own.seq + 1 if own else 1, last)
    return report if fault in report.faults else replace(report, faults=(*report.faults, fault))


def kept_head(connection: Connection) -> Head | None:
    """What the head's row says; None while the chain is empty. Whether the chain really ends there, `rows` tells."""
    row = connection.execute(select(audit_head.c.seq, audit_head.c.hash).where(audit_head.c.id == HEAD_ROW)).first()
    return Head(row.seq, row.hash) if row is not None and row.seq else None


def holds(connection: Connection, head: Head) -> bool:
    """True if the entry of that number has that hash."""
    found = connection.execute(select(audit_entry.c.hash).where(audit_entry.c.seq == head.seq)).scalar_one_or_none()
    return bool(found == head.hash)


def empty_contents(connection: Connection, entity_ids: Iterable[str]) -> int:
    """Empty what the entries about these entities recorded before and after; how many were emptied. The chain holds."""
    about = select(audit_entry.c.seq).where(audit_entry.c.entity_id.in_(list(entity_ids)))
    query = (
        update(audit_content)
        .where(audit_content.c.seq.in_(about), audit_content.c.salt != EMPTIED)
        .values(salt=EMPTIED, before=None, after=None)
    )
    return connection.execute(query).rowcount
