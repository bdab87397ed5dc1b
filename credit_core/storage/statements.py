"""The statements that a repository asks of its table, put together once: building them costs more than running them.

Their number is that of the ways in which the program asks, not of the values that it asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Insert,
    Integer,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

KEY, VERSION, LIMIT = "key_", "version_", "limit_"
"""Names of parameters; no column ends with an underscore."""


class Match(Enum):
    """How a field is compared. True and False stand in the statement itself, so that a partial index can serve it."""

    ONE = auto()
    ANY = auto()
    NULL = auto()
    TRUE = auto()
    FALSE = auto()


Shape = tuple[tuple[str, Match], ...]
_CONSTANT = {None: Match.NULL, True: Match.TRUE, False: Match.FALSE}


def shape_of(equal: Mapping[str, Any]) -> tuple[Shape, dict[str, Any]]:
    """How fields are compared, and the parameters for it."""
    shape, parameters = [], {}
    for name, value in equal.items():
        if value is None or isinstance(value, bool):
            shape.append((name, _CONSTANT[value]))
            continue
        several = isinstance(value, (tuple, list, set, frozenset))
        shape.append((name, Match.ANY if several else Match.ONE))
        parameters[f"{name}_"] = list(value) if several else value
    return tuple(shape), parameters


@cache
def matching(table: Table, shape: Shape, order: Sequence[str], limited: bool, lock: bool) -> Select[Any]:
    """All rows that match, ordered by columns (`-name`: falling), at most LIMIT of them, locked."""
    query = select(table).where(_all(table, shape))
    for name in order:
        column = table.c[name.removeprefix("-")]
        query = query.order_by(column.desc() if name.startswith("-") else column.asc())
    if limited:
        query = query.limit(bindparam(LIMIT, type_=Integer()))
    return (
        query.with_for_update() if lock else query
    )  # SQLite has no rows to lock: there the whole write transaction is


@cache
def by_key(table: Table, key: str, lock: bool) -> Select[Any]:
    """The row whose primary key is KEY."""
    query = select(table).where(table.c[key] == bindparam(KEY))
    return query.with_for_update() if lock else query


@cache
def counting(table: Table, shape: Shape) -> Select[Any]:
    """How many rows match."""
    return select(func.count()).select_from(table).where(_all(table, shape))


@cache
def inserting(table: Table) -> Insert:
    """Rows given as parameters."""
    return insert(table)


@cache
def inserting_once(table: Table, dialect: str) -> Insert:
    """One row given as parameters, unless a unique constraint says that it is there."""
    made = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table).on_conflict_do_nothing()
    return made.execution_options(preserve_rowcount=True)


@cache
def replacing(table: Table, key: str, versioned: bool) -> Update:
    """The row whose primary key is KEY, and whose version is VERSION; the new values are parameters."""
    query = update(table).where(table.c[key] == bindparam(KEY))
    return query.where(table.c.version == bindparam(VERSION)) if versioned else query


@cache
def removing(table: Table, shape: Shape) -> Delete:
    """All rows that match go."""
    return delete(table).where(_all(table, shape))


def _all(table: Table, shape: Shape) -> ColumnElement[bool]:
    return and_(True, *(_test(table, name, match) for name, match in shape))


def _test(table: Table, name: str, match: Match) -> ColumnElement[bool]:
    column: ColumnElement[Any] = table.c[name]
    if match is Match.ONE:
        return column == bindparam(f"{name}_")
    if match is Match.ANY:
        return column.in_(bindparam(f"{name}_", expanding=True))
    if match is Match.NULL:
        return column.is_(None)
    return column == (match is Match.TRUE)
