"""How far a member of staff sees, as conditions of a query: the places, and for a provider's clerk the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, exists, false, or_, true

from credit_core.storage import tables


@dataclass(frozen=True, slots=True)
class Reach:
    """`places` empty: all of them. `body` None: every body's matters; else only those of that one."""

    places: frozenset[str] = frozenset()
    body: str | None = None

    def covers(self, place: str) -> bool:
        """True if matters of the place are within reach."""
        return not self.places or place in self.places


EVERYWHERE = Reach()
"""All places and bodies."""


def cases_in(reach: Reach) -> ColumnElement[bool]:
    """Cases of the places; handled by the body, or about a record that it provided."""
    case, record = tables.case.c, tables.record.c
    if reach.body is None:
        return _places(case.jurisdiction, reach)
    own = exists().where(record.id == case.record_id, record.provider == reach.body)
    return and_(_places(case.jurisdiction, reach), or_(case.recipient == reach.body, own))


def records_in(reach: Reach) -> ColumnElement[bool]:
    """Records of the places; provided by the body."""
    record = tables.record.c
    own = true() if reach.body is None else record.provider == reach.body
    return and_(_places(record.jurisdiction, reach), own)


def places_in(column: Column[Any], reach: Reach) -> ColumnElement[bool]:
    """Rows of a table that names a place and no body: none of them are a body's own."""
    return false() if reach.body is not None else _places(column, reach)


def _places(column: Column[Any], reach: Reach) -> ColumnElement[bool]:
    return column.in_(sorted(reach.places)) if reach.places else true()
