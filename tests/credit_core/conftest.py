"""The store on both databases, and an office with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from credit_core.storage.engine import open_engine
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.office import Office
from tests.credit_core.databases import (
    BACKENDS,
    SQLITE,
    build,
    empty,
    prepare_sqlite,
    sqlite_copy,
    start_postgres,
)
from tests.credit_core.offices import SetClock, open_test_office


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared SQLite file."""
    return prepare_sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One PostgreSQL for the session."""
    engine = open_engine(start_postgres(tmp_path_factory.mktemp("pg")))
    build(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=BACKENDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with the schema, on each backend in turn."""
    if request.param == SQLITE:
        with sqlite_copy(request.getfixturevalue("sqlite_template"), tmp_path) as made:
            yield made
    else:
        made = request.getfixturevalue("postgres_engine")
        empty(made)
        yield made


@pytest.fixture
def store(engine: Engine) -> Store:
    """A store over it."""
    return Store(engine)


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands where the test puts it."""
    return SetClock()


@pytest.fixture
def office(store: Store, clock: SetClock) -> Office:
    """An office over the packaged law, on each backend in turn."""
    return open_test_office(store, clock)


@pytest.fixture
def sqlite_office(sqlite_template: Path, tmp_path: Path, clock: SetClock) -> Iterator[Office]:
    """As `office`, on SQLite alone: for what does not depend on the database."""
    with sqlite_copy(sqlite_template, tmp_path) as made:
        yield open_test_office(Store(made), clock)
