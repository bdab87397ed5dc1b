"""One table's worth of dataclasses: add, get, lock, replace by version, and look up by equal fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Connection, Select, Table, UniqueConstraint

from credit_core.errors import Duplicate, NotFound, StaleVersion
from credit_core.messages import storage as messages
from credit_core.storage import statements
from credit_core.storage.statements import KEY, LIMIT, VERSION

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Form:
    """What a repository knows of its table: one is opened for every table in every transaction."""

    key: str
    names: tuple[str, ...]
    versioned: bool
    unique: bool


@cache
def _form(table: Table) -> _Form:
    key = next(iter(table.primary_key)).name
    names = tuple(column.name for column in table.columns)
    # A key of random bits never meets itself; every other key and constraint may.
    unique = key != "id" or any(isinstance(found, UniqueConstraint) for found in table.constraints)
    return _Form(key, names, "version" in names, unique)


class Repository(Generic[T]):
    """Reads and writes one kind of frozen dataclass. All methods work in the unit of work's transaction."""

    def __init__(self, connection: Connection, table: Table, kind: type[T]) -> None:
        self._connection = connection
        self._table = table
        self._kind = cast("type[Any]", kind)
        self._form = _form(table)

    def add(self, item: T) -> T:
        """Insert it. Who adds the same key in another transaction waits until that one has ended.

        Raises:
            Duplicate: a unique constraint says that it is there already. The transaction goes on.
        """
        if not self._form.unique:
            self._connection.execute(statements.inserting(self._table), self._values(item))
            return item
        query = statements.inserting_once(self._table, self._connection.dialect.name)
        if self._connection.execute(query, self._values(item)).rowcount != 1:
            raise Duplicate(messages.DUPLICATE.format(what=self._called))
        return item

    def add_all(self, items: Iterable[T]) -> None:
        """Insert many at once; a broken constraint ends the transaction."""
        if rows := [self._values(item) for item in items]:
            self._connection.execute(statements.inserting(self._table), rows if len(rows) > 1 else rows[0])

    def find(self, key: str | int, *, lock: bool = False) -> T | None:
        """By primary key, its row locked until the transaction ends if `lock`; None if there is none."""
        row = self._connection.execute(statements.by_key(self._table, self._form.key, lock), {KEY: key}).first()
        return None if row is None else self._kind(*row)

    def get(self, key: str | int, *, lock: bool = False) -> T:
        """As `find`.

        Raises:
            NotFound: there is none.
        """
        found = self.find(key, lock=lock)
        if found is None:
            raise NotFound(messages.NOT_FOUND.format(what=self._called))
        return found

    def one(self, *, lock: bool = False, **equal: Any) -> T | None:
        """The one whose fields equal these, or None; for fields that a unique constraint covers."""
        found = self.where(limit=1, lock=lock, **equal)
        return found[0] if found else None

    def where(
        self, *, order: Sequence[str] = (), limit: int | None = None, lock: bool = False, **equal: Any
    ) -> tuple[T, ...]:
        """All whose fields equal these (a tuple, list or set: one of them), ordered by fields (`-name`: falling)."""
        shape, parameters = statements.shape_of(equal)
        if limit is not None:
            parameters[LIMIT] = limit
        query = statements.matching(self._table, shape, tuple(order), limit is not None, lock)
        return self._select(query, parameters)

    def count(self, **equal: Any) -> int:
        """How many have these fields."""
        shape, parameters = statements.shape_of(equal)
        return int(self._connection.execute(statements.counting(self._table, shape), parameters).scalar_one())

    def replace(self, item: T) -> T:
        """Write all fields of an item read before; the result carries the next version.

        Raises:
            StaleVersion: it was changed since it was read; nothing is written.
        """
        row: Any = item
        form = self._form
        values = self._values(item)
        values[KEY] = values.pop(form.key)
        if form.versioned:
            values |= {VERSION: row.version, "version": row.version + 1}
        query = statements.replacing(self._table, form.key, form.versioned)
        if self._connection.execute(query, values).rowcount != 1:
            raise StaleVersion(messages.STALE.format(what=self._called))
        return replace(row, version=row.version + 1) if form.versioned else item

    def remove(self, **equal: Any) -> int:
        """Delete all with these fields; the number of rows that went."""
        if not equal:
            raise TypeError("a whole table is never deleted")
        shape, parameters = statements.shape_of(equal)
        return self._connection.execute(statements.removing(self._table, shape), parameters).rowcount

    def _select(self, query: Select[Any], parameters: Mapping[str, Any] | None = None) -> tuple[T, ...]:
        return tuple(self._kind(*row) for row in self._connection.execute(query, parameters))

    def _values(self, item: T) -> dict[str, Any]:
        return {name: getattr(item, name) for name in self._form.names}

    @property
    def _called(self) -> str:
        return messages.NAMES[self._table.name]
