"""The day in China on which a stored moment lies, as both databases say it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, String, cast, func, literal_column

# Not bound as parameters: PostgreSQL would not see that what is selected is what is grouped by.
_ZONE: ColumnElement[str] = literal_column("'Asia/Shanghai'")
_AHEAD: ColumnElement[str] = literal_column("'+8 hours'")


def china_day(connection: Connection, column: Any) -> ColumnElement[str]:
    """The day written as 2026-11-20."""
    if connection.dialect.name == "postgresql":
        return cast(cast(func.timezone(_ZONE, column), Date), String)
    return func.date(column, _AHEAD)
