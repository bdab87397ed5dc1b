"""Columns of both metadata: each that may hold personal data is marked or known to be plain, and a new one is missed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import JSON, Column, MetaData, String, Table, Text

from assistant.memory.database import migrate as migrate  # its module registers every table of the assistant
from assistant.memory.tables import Base
from credit_core.storage.tables import metadata
from credit_core.storage.types import Texts
from tests.assistant.memory.test_erasure import APART, PLAIN
from tests.credit_core.storage.test_personal import NOT_PERSONAL


def _plain() -> Mapping[str, set[str]]:
    """The columns of text that are said to hold no personal data, by table, of both packages."""
    known: dict[str, set[str]] = {**PLAIN, **APART}
    for name in NOT_PERSONAL:
        table, _, column = name.partition(".")
        known.setdefault(table, set()).add(column)
    return known


def unmarked(*held: MetaData) -> set[str]:
    """Columns that can hold words, and of which nobody said what they hold."""
    known = _plain()
    return {
        f"{table.name}.{column.name}"
        for one in held
        for table in one.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | JSON | Texts)
        and not column.info.get("personal")
        and column.name not in known.get(table.name, set())
        and not (one is metadata and (column.name == "id" or column.name.endswith("_id")))
    }


def _copied(source: MetaData) -> MetaData:
    copied = MetaData()
    for table in source.sorted_tables:
        table.to_metadata(copied)
    return copied


def test_every_column_of_text_is_marked_or_known_to_be_plain() -> None:
    assert unmarked(metadata, Base.metadata) == set()
    assert metadata.tables.keys().isdisjoint(Base.metadata.tables.keys())


@pytest.mark.parametrize("kind", [String, Text, JSON, Texts], ids=lambda kind: kind.__name__)
def test_a_new_column_of_text_is_missed(kind: type[String | Text | JSON | Texts]) -> None:
    """In a table that exists, and in one that is new."""
    copied = _copied(Base.metadata)
    copied.tables["turn"].append_column(Column("remark", kind()))
    Table("visit", copied, Column("told", kind()))
    assert unmarked(copied) == {"turn.remark", "visit.told"}
    core = _copied(metadata)
    core.tables["credit_case"].append_column(Column("remark", kind()))
    assert "credit_case.remark" in unmarked(core)


def test_a_mark_that_is_taken_away_is_missed() -> None:
    copied = _copied(Base.metadata)
    copied.tables["turn"].columns["question"].info.clear()
    assert unmarked(copied) == {"turn.question"}
