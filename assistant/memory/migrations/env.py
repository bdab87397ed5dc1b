"""Alembic's entry: runs on the connection that assistant.memory.database hands over."""

from __future__ import annotations

from alembic import context

from assistant.memory.database import VERSION_TABLE
from assistant.memory.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
