"""Accounts of staff as they are stored. Every function runs in its caller's transaction."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from assistant.memory.staff_tables import StaffRow
from assistant.memory.tables import moment, utc
from credit_core.use_cases.vocabulary import Role

_TABLE = StaffRow.__table__


@dataclass(frozen=True, slots=True)
class Account:
    """An account; see `StaffRow`. What could help to sign in never appears in a representation."""

    id: str
    name: str
    shown: str
    roles: frozenset[Role]
    body: str | None
    places: frozenset[str]
    active: bool
    version: int
    made_at: datetime
    made_by: str
    password: str = field(repr=False)
    password_at: datetime
    one_time: bool
    factor_seed: str = field(repr=False)
    factor_since: datetime | None = None
    factor_step: int = 0
    last_at: datetime | None = None


def plain_name(name: str) -> str:
    """The name in the one form in which accounts are found: width, case and blanks do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def add(connection: Connection, account: Account) -> None:
    """Store a new account.

    Raises:
        IntegrityError: the name is taken.
    """
    values = {column: getattr(account, column) for column in Account.__dataclass_fields__}
    connection.execute(insert(StaffRow).values(_stored(values)))


def find(connection: Connection, member_id: str, *, lock: bool = False) -> Account | None:
    """The account with this id."""
    query = select(_TABLE).where(StaffRow.id == member_id)
    return _first(connection, query.with_for_update() if lock else query)


def by_name(connection: Connection, name: str) -> Account | None:
    """The account that signs in with this name, however it is written."""
    return _first(connection, select(_TABLE).where(StaffRow.name == plain_name(name)))


def every(connection: Connection, *, lock: bool = False) -> Sequence[Account]:
    """All accounts by name."""
    query = select(_TABLE).order_by(StaffRow.name)
    return [_account(row) for row in connection.execute(query.with_for_update() if lock else query)]


def change(connection: Connection, member_id: str, **values: Any) -> None:
    """Set these columns and count the version on."""
    mine = update(StaffRow).where(StaffRow.id == member_id)
    connection.execute(mine.values(version=StaffRow.version + 1, **_stored(values)))


def note(connection: Connection, member_id: str, **values: Any) -> None:
    """Set columns that no administrator edits: when somebody signed in, a hash made anew."""
    connection.execute(update(StaffRow).where(StaffRow.id == member_id).values(_stored(values)))


def take_step(connection: Connection, member_id: str, step: int) -> bool:
    """Take the code of a time step (30 seconds each); False if that one or a later one was taken before."""
    unused = update(StaffRow).where(StaffRow.id == member_id, StaffRow.factor_step < step)
    return connection.execute(unused.values(factor_step=step)).rowcount == 1


def _first(connection: Connection, query: Any) -> Account | None:
    row = connection.execute(query).one_or_none()
    return None if row is None else _account(row)


def _account(row: Row[Any]) -> Account:
    values: dict[str, Any] = {
        key: moment(value) if isinstance(value, datetime) else value for key, value in row._mapping.items()
    }
    return Account(**{**values, "roles": frozenset(map(Role, row.roles)), "places": frozenset(row.places)})


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return utc(value)
    return sorted(map(str, value)) if isinstance(value, frozenset) else value
