"""Rows in bulk: COPY on PostgreSQL, executemany on SQLite. The values are those that the repositories would store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, text

from credit_core.storage.engine import WRITES, is_sqlite
from credit_core.storage.tables import metadata

Encoder = Callable[[Any], list[Any]]


def encoder(table: Table, connection: Connection | Engine) -> Encoder:
    """From a stored dataclass to the values that the database's driver takes, in the order of the columns."""
    dialect = connection.dialect
    fields = [(column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in table.columns]

    def encode(item: Any) -> list[Any]:
        return [process(getattr(item, name)) if process else getattr(item, name) for name, process in fields]

    return encode


@contextmanager
def bulk(engine: Engine) -> Iterator[Connection]:
    """A transaction for `load`: references are not looked up row by row, secondary indexes are built at the end."""
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if not is_sqlite(connection):
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for index in indexes:
            index.drop(connection, checkfirst=True)
        yield connection
        for index in indexes:
            index.create(connection, checkfirst=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if is_sqlite(connection) else "VACUUM ANALYZE"))


def load(connection: Connection, table: Table, items: Iterable[Any]) -> None:
    """Put the items in. They are taken one by one, so that a million need no memory."""
    encode = encoder(table, connection)
    driver: Any = connection.connection.driver_connection
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if is_sqlite(connection):
        driver.executemany(insert_statement(table, "?"), (encode(item) for item in items))
        return
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for item in items:
            copy.write_row(encode(item))


def insert_statement(table: Table, mark: str) -> str:
    """A plain INSERT of one row with the driver's parameter mark."""
    names = [f'"{column.name}"' for column in table.columns]
    return f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({", ".join([mark] * len(names))})'  # noqa: S608


def insert_rows(driver: Any, statements: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> None:
    """Run the INSERTs on the driver's own connection; the transaction is the caller's."""
    cursor = driver.cursor()
    for statement, rows in statements:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)
    cursor.close()
