"""Alembic's entry: runs on the connection that credit_core.storage.schema hands over."""

from __future__ import annotations

from alembic import context

from credit_core.storage.schema import VERSION_TABLE
from credit_core.storage.tables import metadata
from credit_core.storage.types import rendered

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=rendered,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
