"""The assistant's tables on both databases, empty for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from assistant.memory.database import migrate
from assistant.memory.dialogues import Dialogues
from assistant.memory.tables import Base
from credit_core.storage.engine import open_engine
from tests.credit_core.databases import BACKENDS, SQLITE, start_postgres


@pytest.fixture(scope="session")
def postgres_memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One PostgreSQL with the assistant's tables."""
    engine = open_engine(start_postgres(tmp_path_factory.mktemp("pg")))
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=BACKENDS)
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """The migrated, empty database, on each backend in turn."""
    if request.param == SQLITE:
        engine = open_engine(f"sqlite:///{tmp_path / 'assistant.db'}")
        migrate(engine)
        yield engine
        engine.dispose()
        return
    engine = request.getfixturevalue("postgres_memory")
    with engine.begin() as connection:
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names} CASCADE"))
    yield engine


@pytest.fixture
def dialogues(both: Engine) -> Dialogues:
    """Conversations over it."""
    return Dialogues(both)
