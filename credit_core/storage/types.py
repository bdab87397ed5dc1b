"""Column types: from the domain's own values to what SQLite and PostgreSQL store, and back."""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from sqlalchemy import JSON, Boolean, Date, DateTime, Dialect, Integer, String
from sqlalchemy.types import TypeDecorator, TypeEngine

from credit_core.model.marking import PERSONAL
from knowledge.citations.reference import ClauseRef

_Json = JSON(none_as_null=True)  # not JSONB, which forgets the order of what a record says


class Words(TypeDecorator[Any]):
    """A StrEnum, stored as its value; an unknown word raises when it is read."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """Only words of the enumeration are stored."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, _dialect: Dialect) -> StrEnum | None:
        """The member."""
        return None if value is None else self.kind(value)


class Clause(TypeDecorator[Any]):
    """A ClauseRef, stored as its id."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """The clause id."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> ClauseRef | None:
        """The reference."""
        return None if value is None else ClauseRef.parse(value)


class Moment(TypeDecorator[Any]):
    """A moment with its zone, stored and given back in UTC. A moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> datetime | None:
        """UTC; without its zone where the database cannot keep one."""
        if value is None:
            return None
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise TypeError(f"a moment needs its zone: {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """The same moment in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Texts(TypeDecorator[Any]):
    """A tuple of texts, stored as a JSON list."""

    impl = _Json
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> list[str] | None:
        """A list."""
        return None if value is None else list(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> tuple[str, ...] | None:
        """A tuple."""
        return None if value is None else tuple(value)


_SIMPLE: Mapping[Any, type[TypeEngine[Any]]] = {
    str: String, int: Integer, bool: Boolean, date: Date, datetime: Moment, ClauseRef: Clause,
}  # fmt: skip


def column_type(hint: Any) -> tuple[TypeEngine[Any], bool, bool]:
    """From a field's type hint: the column's type, whether it may be null, whether it holds personal data.

    Raises:
        TypeError: no column can hold such a field.
    """
    personal = False
    if get_origin(hint) is Annotated:
        hint, *marks = get_args(hint)
        personal = PERSONAL in marks
    nullable = False
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        nullable = len(kinds) < len(get_args(hint))
        if len(kinds) != 1:
            raise TypeError(f"one kind of value to a column: {hint}")
        hint = kinds[0]
    if get_origin(hint) is tuple:
        return Texts(), nullable, personal
    if get_origin(hint) is dict:
        return _Json, nullable, personal
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Words(hint), nullable, personal
    if hint in _SIMPLE:
        return _SIMPLE[hint](), nullable, personal
    raise TypeError(f"no column for {hint!r}")


def rendered(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """How a migration writes a type: as what is stored, so that it imports nothing of ours. For alembic."""
    if kind != "type":
        return False
    if isinstance(item, (Words, Clause)):
        return "sa.String()"
    if isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return "sa.JSON()" if isinstance(item, (Texts, JSON)) else False
