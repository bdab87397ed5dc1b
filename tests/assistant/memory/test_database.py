"""The schema comes to its head from nothing, and stays there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from assistant.memory import migrations
from assistant.memory.conversations import Conversations
from assistant.memory.database import VERSION_TABLE, at_head, migrate
from assistant.memory.tables import Base
from credit_core.storage.engine import open_engine
from tests.credit_core.databases import BACKENDS, SQLITE, start_postgres


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'not yet there' / 'assistant.db'}")


def test_from_nothing_to_head(engine: Engine) -> None:
    assert not at_head(engine)
    migrate(engine)
    assert at_head(engine)
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, VERSION_TABLE}


def test_at_head_nothing_changes(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO conversation (id, started_at) VALUES ('a', '2026-11-20')"))
    migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM conversation")) == 1


def test_the_migrations_make_what_the_tables_say(both: Engine) -> None:
    with both.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, Base.metadata) == []


@pytest.fixture(params=BACKENDS)
def bare(request: pytest.FixtureRequest, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A database without any table."""
    if request.param == SQLITE:
        return engine
    return open_engine(start_postgres(tmp_path_factory.mktemp("bare")))


def _to(engine: Engine, step: Callable[[Config, str], None], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        step(config, revision)


def test_what_was_said_before_is_still_there(bare: Engine) -> None:
    """From 0001 with data to the head and back; the time of the last turn becomes the conversation's last activity."""
    _to(bare, command.upgrade, "0001")
    with bare.begin() as connection:
        connection.execute(text("INSERT INTO conversation VALUES ('a', '2026-11-19'), ('b', '2026-11-18')"))
        turn = "INSERT INTO turn VALUES (7, 'a', 1, '2026-11-20', '问', '问', NULL, '2026-11-20', 'found', 'x', '{}')"
        connection.execute(text(turn))
    migrate(bare)
    with bare.connect() as connection:
        rows = connection.execute(text("SELECT id, channel, content, version, last_at FROM conversation ORDER BY id"))
        assert [(*row[:4], str(row.last_at)[:10]) for row in rows] == [
            ("a", None, None, 0, "2026-11-20"),
            ("b", None, None, 0, "2026-11-18"),
        ]
    assert [turn.question for turn in Conversations(bare).turns("a")] == ["问"]
    _to(bare, command.downgrade, "0001")
    with bare.connect() as connection:
        assert connection.scalar(text("SELECT question FROM turn")) == "问"
    assert set(inspect(bare).get_table_names()) == {"conversation", "turn", VERSION_TABLE}
    bare.dispose()


def test_foreign_keys_are_enforced_and_writes_are_durable(engine: Engine) -> None:
    with engine.connect() as connection:
        found = [connection.scalar(text(f"PRAGMA {name}")) for name in ("foreign_keys", "journal_mode", "synchronous")]
    assert found == [1, "wal", 2]
