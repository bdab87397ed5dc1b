"""The schema comes to its head from nothing, and stays there."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from assistant.memory.database import VERSION_TABLE, at_head, migrate
from assistant.memory.tables import Base
from credit_core.storage.engine import open_engine


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'not yet there' / 'assistant.db'}")


def test_from_nothing_to_head(engine: Engine) -> None:
    assert not at_head(engine)
    migrate(engine)
    assert at_head(engine)
    assert set(inspect(engine).get_table_names()) == {"conversation", "turn", VERSION_TABLE}


def test_at_head_nothing_changes(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO conversation VALUES ('a', '2026-11-20')"))
    migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM conversation")) == 1


def test_the_migrations_make_what_the_tables_say(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, Base.metadata) == []


def test_foreign_keys_are_enforced_and_writes_are_durable(engine: Engine) -> None:
    with engine.connect() as connection:
        found = [connection.scalar(text(f"PRAGMA {name}")) for name in ("foreign_keys", "journal_mode", "synchronous")]
    assert found == [1, "wal", 2]
