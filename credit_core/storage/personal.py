"""Where a subject's personal data (个人信息) lies: every marked column, and which rows of its table are whose.

Personal data hangs on a subject directly, on one of its cases, or on one of its records. Which of these may be emptied
is not decided here (use_cases.erasure).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Connection, Table, false, or_, select, update

from credit_core.storage import chain, tables

ERASED = "（已删除）"


class Owner(StrEnum):
    """On what a row with personal data hangs."""

    SUBJECT = "subject"
    CASE = "case"
    RECORD = "record"
    UNHELD = "unheld"  # a case of somebody whom the office holds as no subject


OWNERS: Mapping[str, tuple[tuple[str, Owner], ...]] = {
    "subject": (("id", Owner.SUBJECT),),
    "relation": (("subject_id", Owner.SUBJECT), ("person_id", Owner.SUBJECT)),
    "authorisation": (("subject_id", Owner.SUBJECT),),
    "query_entry": (("subject_id", Owner.SUBJECT), ("case_id", Owner.UNHELD)),
    "credit_case": (("id", Owner.CASE),),
    "case_event": (("case_id", Owner.CASE),),
    "case_pause": (("case_id", Owner.CASE),),
    "notice": (("case_id", Owner.CASE), ("subject_id", Owner.SUBJECT)),
    "attachment": (("case_id", Owner.CASE),),
    "submission": (("case_id", Owner.CASE),),
    "record": (("id", Owner.RECORD),),
    "record_version": (("record_id", Owner.RECORD),),
    "finding": (("record_id", Owner.RECORD),),
}
"""Every table with a personal column, and the columns that say whose its rows are. audit_content goes by its entry."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What belongs to one person, by id; `subject` None leaves out what hangs on the subject itself.

    `unheld` are cases that somebody filed whom the office holds as no subject: all of them is theirs, the register too.
    """

    subject: str | None
    cases: tuple[str, ...]
    records: tuple[str, ...]
    unheld: tuple[str, ...] = ()

    @property
    def entities(self) -> tuple[str, ...]:
        """All of these ids, as the audit chain names them."""
        return (*((self.subject,) if self.subject else ()), *self.cases, *self.records, *self.unheld)


def personal_columns(table: Table) -> tuple[Column[Any], ...]:
    """The columns of the table that hold personal data."""
    return tuple(column for column in table.columns if column.info.get("personal"))


def personal_rows(connection: Connection, holdings: Holdings) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row with personal data of these holdings: its table, its key and its personal columns."""
    for table in _owned_tables():
        shown = [*table.primary_key.columns, *personal_columns(table)]
        for row in connection.execute(select(*shown).where(_belongs(table, holdings)).order_by(shown[0])):
            yield table.name, dict(row._mapping)
    content, entry = tables.audit_content.c, tables.audit_entry.c
    query = (
        select(content.seq, content.before, content.after)
        .join_from(tables.audit_content, tables.audit_entry, content.seq == entry.seq)
        .where(entry.entity_id.in_(holdings.entities), content.salt != chain.EMPTIED)
        .order_by(content.seq)
    )
    for row in connection.execute(query):
        yield tables.audit_content.name, dict(row._mapping)


def not_blank(connection: Connection, holdings: Holdings) -> Holdings:
    """The holdings without the cases and records that were emptied before: nothing of theirs is left to empty."""

    def filled(table: Table, ids: Sequence[str]) -> tuple[str, ...]:
        shown = [table.c.id, *personal_columns(table)]
        rows = connection.execute(select(*shown).where(table.c.id.in_(ids)).order_by(table.c.id))
        return tuple(row[0] for row in rows if any(value and not str(value).startswith(ERASED) for value in row[1:]))

    cases, records = (tables.metadata.tables[name] for name in ("credit_case", "record"))
    return replace(holdings, cases=filled(cases, holdings.cases), records=filled(records, holdings.records))


def blank(connection: Connection, holdings: Holdings) -> dict[str, int]:
    """Empty the personal columns of these holdings; how many rows, by table. Keys, dates, states and clauses stay."""
    emptied = {}
    for table in _owned_tables():
        values: dict[str, Any] = {column.name: _nothing(table, column) for column in personal_columns(table)}
        if "version" in table.columns and table is not tables.record_version:
            values["version"] = table.c.version + 1
        if count := connection.execute(update(table).where(_belongs(table, holdings)).values(values)).rowcount:
            emptied[table.name] = count
    if count := chain.empty_contents(connection, holdings.entities):
        emptied[tables.audit_content.name] = count
    return emptied


def _owned_tables() -> Sequence[Table]:
    return [table for table in tables.metadata.sorted_tables if table.name in OWNERS]


def _belongs(table: Table, holdings: Holdings) -> ColumnElement[bool]:
    ids: Mapping[Owner, tuple[str, ...]] = {
        Owner.SUBJECT: (holdings.subject,) if holdings.subject else (),
        Owner.CASE: (*holdings.cases, *holdings.unheld),
        Owner.RECORD: holdings.records,
        Owner.UNHELD: holdings.unheld,
    }
    return or_(false(), *(table.c[column].in_(ids[owner]) for column, owner in OWNERS[table.name]))


def _nothing(table: Table, column: Column[Any]) -> Any:
    if column.nullable:
        return None
    if isinstance(column.type, JSON):
        return {}
    if any(column.name in constraint.columns for constraint in tables.unique_constraints(table)):
        return ERASED + table.c.id  # stays unique
    return ERASED
