"""Writes migrations from the difference between the tables and the migrations; for developers.

    python -m credit_core.storage.new_revision "what changes"

A revision that was landed is never changed: databases stand at it.

What it writes is a draft: read it, run `ruff format` over it and then tests/credit_core/storage/test_migrations.py, which
holds the migrations against the tables on both databases. Triggers and data are written by hand (see 0001).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from credit_core.storage.engine import open_engine
from credit_core.storage.schema import VERSION_TABLE, configuration, upgrade
from credit_core.storage.tables import metadata
from credit_core.storage.types import rendered

VERSIONS = Path(__file__).parent / "migrations" / "versions"
_FILE = '''"""{message}.

Revision ID: {revision}
Revises: {before}
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "{revision}"
down_revision: str | None = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    {body}
'''


def write_revision(message: str, versions: Path = VERSIONS) -> Path:
    """One more revision, from the migrations so far to what the tables say; its number follows the newest one's."""
    before = ScriptDirectory.from_config(configuration()).get_current_head() or "0000"
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'draft.db'}")
        upgrade(engine)
        body = _body(engine)
        engine.dispose()
    revision = f"{int(before) + 1:04d}"
    file = versions / f"{revision}_{re.sub(r'[^a-z0-9]+', '_', message.lower()).strip('_') or 'change'}.py"
    file.write_text(_FILE.format(message=message, revision=revision, before=before, body=body), "utf-8")
    return file


def _body(engine: Engine) -> str:
    """The operations that lead from what the engine's database has to what the tables say."""

    def included(_: Any, name: str | None, *__: Any) -> bool:
        return name != VERSION_TABLE

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": included})
        operations = produce_migrations(context, metadata).upgrade_ops
    assert operations is not None  # there is one where there is no downgrade
    code = render_python_code(operations, render_as_batch=True, render_item=rendered)
    return "\n".join(line for line in code.splitlines() if not line.strip().startswith("#")).strip()


def _main(arguments: list[str]) -> None:
    sys.stdout.write(f"{write_revision(' '.join(arguments))}\n")


if __name__ == "__main__":
    _main(sys.argv[1:])
