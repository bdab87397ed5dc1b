"""The schema brought to its head. The engine comes from assistant.bootstrap, one for these tables and credit_core's."""

from __future__ import annotations

from importlib import resources

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, select

from assistant.memory import desk_tables as desk_tables  # registers its tables with Base
from assistant.memory import staff_tables as staff_tables
from assistant.memory import switch_tables as switch_tables

VERSION_TABLE = "assistant_version"
WRITES = "writes"
"""Execution option by which the engine knows a transaction that will write (SQLite takes its lock at once then)."""
_KEY = 0x61736B  # "ask"


def migrate(engine: Engine) -> None:
    """Bring the assistant's tables to the newest revision; several processes may try at once."""
    with engine.connect() as connection:
        alone = connection.execution_options(**{WRITES: True})
        with alone.begin():
            if alone.dialect.name == "postgresql":
                alone.execute(select(func.pg_advisory_xact_lock(_KEY)))
            config = _config()
            config.attributes["connection"] = alone
            command.upgrade(config, "head")


def at_head(engine: Engine) -> bool:
    """True if the tables are at the newest revision."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        return set(context.get_current_heads()) == set(ScriptDirectory.from_config(_config()).get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("assistant") / "memory" / "migrations"))
    return config
