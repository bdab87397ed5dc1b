"""Lists of a desk as files: CSV, and a workbook (.xlsx). No cell can become a formula in the program that opens it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace

from credit_core.messages import desk_queue as messages
from credit_core.model.people import Actor
from credit_core.storage.reach import Reach
from credit_core.use_cases.desk.queue import MOST, QueueFilter, QueueRow, work_queue
from credit_core.use_cases.office import Office

MOST_ROWS = 5000
"""Rows of an export at most."""
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name. `cut`: there were more than MOST_ROWS."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    cut: bool = False


def export_queue(office: Office, actor: Actor, reach: Reach, chosen: QueueFilter | None = None) -> Sheet:
    """The work queue as a table; nothing in it names a person. That it was taken is put on record.

    Raises:
        NotFound: a role that sees no cases.
    """
    rows: list[QueueRow] = []
    after: str | None = None
    while True:
        page = work_queue(office, actor, reach, chosen, after, MOST)
        rows += page.rows
        after = page.next
        if after is None or len(rows) >= MOST_ROWS:
            break
    with office.transaction() as unit:
        unit.audit(office.clock.now(), actor, "queue.export", "queue", actor.id, after={"rows": len(rows)})
    return Sheet(messages.EXPORT_NAME, messages.HEADS, tuple(_cells(row) for row in rows), after is not None)


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark at the front, so that every spreadsheet reads the Chinese in it."""
    out = io.StringIO()
    writer = csv.writer(out)
    safe = _safe(sheet)
    writer.writerow(safe.heads)
    writer.writerows(safe.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook with one sheet, its head fixed."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet(sheet.name)
    safe = _safe(sheet)
    for row in (safe.heads, *safe.rows):
        page.append(row)
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(row: QueueRow) -> tuple[Value, ...]:
    return (
        row.number, row.type_name, row.place, row.state_name, row.body, row.received_on.isoformat(), row.assigned_to,
        row.bucket_name, row.duty, row.due.isoformat() if row.due else None, row.word, row.citation, row.note,
    )  # fmt: skip


def _safe(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=tuple(tuple(_harmless(value) for value in row) for row in sheet.rows))


def _harmless(value: Value) -> Value:
    """A text that a spreadsheet would compute gets a mark before it that makes it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA) else value
