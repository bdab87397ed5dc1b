"""The migration histories of one database: credit_core's own, and the assistant's beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, Table

from credit_core.storage.engine import writing_alone
from credit_core.storage.tables import metadata

VERSION_TABLE = "core_version"
_KEY = 0x636F7265  # "core"; processes that start at once migrate one after the other


def upgrade(engine: Engine) -> None:
    """Bring credit_core's tables to the newest revision; several processes may try at once."""
    with writing_alone(engine, _KEY) as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision(engine: Engine) -> str | None:
    """The revision the database is at; None for an empty one."""
    with engine.connect() as connection:
        return CORE.revision(connection)


def at_head(engine: Engine) -> bool:
    """True if the tables are at the newest revision."""
    return revision(engine) == ScriptDirectory.from_config(configuration()).get_current_head()


def configuration() -> Config:
    """Alembic's configuration, for who writes a new revision too."""
    config = Config()
    config.set_main_option("script_location", str(resources.files("credit_core") / "storage" / "migrations"))
    return config


@dataclass(frozen=True)
class History:
    """One migration history: its tables, the table that holds its revision, and how to bring it to its head."""

    name: str
    metadata: MetaData
    version_table: str
    upgrade: Callable[[Engine], None]
    at_head: Callable[[Engine], bool]

    def revision(self, connection: Connection) -> str | None:
        """The revision the database is at; None before the first."""
        return MigrationContext.configure(connection, opts={"version_table": self.version_table}).get_current_revision()


CORE = History("credit_core", metadata, VERSION_TABLE, upgrade, at_head)


@dataclass(frozen=True)
class Database:
    """An engine with every history that lives in it, put together by assistant.bootstrap."""

    engine: Engine
    histories: tuple[History, ...] = (CORE,)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, each after those it refers to."""
        return tuple(table for history in self.histories for table in history.metadata.sorted_tables)

    def upgrade(self) -> None:
        """Every history to its head."""
        for history in self.histories:
            history.upgrade(self.engine)

    def behind(self) -> tuple[str, ...]:
        """The histories that are not at their head, by name."""
        return tuple(history.name for history in self.histories if not history.at_head(self.engine))

    def revisions(self, connection: Connection) -> dict[str, str]:
        """Where every history stands, by the table that holds it; histories not begun are left out."""
        found = {history.version_table: history.revision(connection) for history in self.histories}
        return {name: at for name, at in found.items() if at is not None}
