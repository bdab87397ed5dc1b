"""One table's worth of dataclasses: add, get, lock, replace by version, and look up by equal fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Connection, Select, Table, UniqueConstraint, and_, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from credit_core.errors import Duplicate, NotFound, StaleVersion
from credit_core.messages import storage as messages
from credit_core.storage.engine import is_sqlite

T = TypeVar("T")


class Repository(Generic[T]):
    """Reads and writes one kind of frozen dataclass. All methods work in the unit of work's transaction."""

    def __init__(self, connection: Connection, table: Table, kind: type[T]) -> None:
        self._connection = connection
        self._table = table
        self._kind = cast("type[Any]", kind)
        self._key = next(iter(table.primary_key)).name
        self._names = tuple(field.name for field in fields(self._kind))
        self._versioned = "version" in self._names
        # A key of random bits never meets itself; every other key and constraint may.
        self._unique = self._key != "id" or any(isinstance(found, UniqueConstraint) for found in table.constraints)
        self._careful = sqlite.insert if is_sqlite(connection) else postgresql.insert

    def add(self, item: T) -> T:
        """Insert it. Who adds the same key in another transaction waits until that one has ended.

        Raises:
            Duplicate: a unique constraint says that it is there already. The transaction goes on.
        """
        if not self._unique:
            self._connection.execute(insert(self._table), self._values(item))
            return item
        query = self._careful(self._table).values(self._values(item)).on_conflict_do_nothing()
        if self._connection.execute(query.execution_options(preserve_rowcount=True)).rowcount != 1:
            raise Duplicate(messages.DUPLICATE.format(what=self._called))
        return item

    def add_all(self, items: Iterable[T]) -> None:
        """Insert many at once; a broken constraint ends the transaction."""
        if rows := [self._values(item) for item in items]:
            self._connection.execute(insert(self._table), rows)

    def find(self, key: str | int, *, lock: bool = False) -> T | None:
        """By primary key, its row locked until the transaction ends if `lock`; None if there is none."""
        found = self._select(select(self._table).where(self._table.c[self._key] == key), lock=lock)
        return found[0] if found else None

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
        query = select(self._table).where(self._all(equal))
        for name in order:
            column = self._table.c[name.removeprefix("-")]
            query = query.order_by(column.desc() if name.startswith("-") else column.asc())
        if limit is not None:
            query = query.limit(limit)
        return self._select(query, lock=lock)

    def count(self, **equal: Any) -> int:
        """How many have these fields."""
        query = select(func.count()).select_from(self._table).where(self._all(equal))
        return int(self._connection.execute(query).scalar_one())

    def replace(self, item: T) -> T:
        """Write all fields of an item read before; the result carries the next version.

        Raises:
            StaleVersion: it was changed since it was read; nothing is written.
        """
        row: Any = item
        key = self._table.c[self._key]
        query = update(self._table).where(key == getattr(row, self._key))
        values = dict(self._values(item))
        values.pop(self._key)
        if self._versioned:
            query = query.where(self._table.c.version == row.version)
            values["version"] = row.version + 1
        if self._connection.execute(query.values(values)).rowcount != 1:
            raise StaleVersion(messages.STALE.format(what=self._called))
        return replace(row, version=row.version + 1) if self._versioned else item

    def remove(self, **equal: Any) -> int:
        """Delete all with these fields; the number of rows that went."""
        if not equal:
            raise TypeError("a whole table is never deleted")
        return self._connection.execute(self._table.delete().where(self._all(equal))).rowcount

    def _select(self, query: Select[Any], *, lock: bool = False) -> tuple[T, ...]:
        if lock:
            query = query.with_for_update()  # SQLite has no rows to lock: there the whole write transaction is
        return tuple(self._kind(*row) for row in self._connection.execute(query))

    def _all(self, equal: Mapping[str, Any]) -> Any:
        tests = [
            self._table.c[name].in_(list(value)) if isinstance(value, (tuple, list, set, frozenset))
            else self._table.c[name].is_(None) if value is None
            else self._table.c[name] == value
            for name, value in equal.items()
        ]  # fmt: skip
        return and_(True, *tests)

    def _values(self, item: T) -> dict[str, Any]:
        return {name: getattr(item, name) for name in self._names}

    @property
    def _called(self) -> str:
        return messages.NAMES[self._table.name]
