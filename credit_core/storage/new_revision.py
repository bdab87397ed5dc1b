"""Writes migrations from the difference between the tables and the migrations; for developers.

    python -m credit_core.storage.new_revision "what changes"    one more revision
    python -m credit_core.storage.new_revision --first           0002 and following anew: only before the first release

What it writes is a draft: read it, run `ruff format` over it and then tests/credit_core/storage/test_migrations.py, which
holds the migrations against the tables on both databases. Triggers and data are written by hand (see 0001).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Table, create_engine

from credit_core.storage.engine import open_engine
from credit_core.storage.schema import VERSION_TABLE, configuration, upgrade
from credit_core.storage.tables import kinds, metadata
from credit_core.storage.types import rendered

VERSIONS = Path(__file__).parent / "migrations" / "versions"
_AUDIT = "0001"
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
    before = ScriptDirectory.from_config(configuration()).get_current_head() or _AUDIT
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'draft.db'}")
        upgrade(engine)
        body = _body(engine, lambda _: True, batch=True)
        engine.dispose()
    revision = f"{int(before) + 1:04d}"
    file = versions / f"{revision}_{re.sub(r'[^a-z0-9]+', '_', message.lower()).strip('_') or 'change'}.py"
    file.write_text(_FILE.format(message=message, revision=revision, before=before, body=body), "utf-8")
    return file


def write_first(versions: Path = VERSIONS) -> Iterator[Path]:
    """The tables of every module of credit_core.model, a revision each, after the audit chain's; old drafts go."""
    for old in versions.glob("0*.py"):
        if not old.name.startswith(_AUDIT):
            old.unlink()
    before = _AUDIT
    for name in _modules():
        revision = f"{int(before) + 1:04d}"
        file = versions / f"{revision}_{name}.py"
        engine = create_engine("sqlite://")
        body = _body(engine, lambda table, name=name: _module(table) == name)  # type: ignore[misc]
        engine.dispose()
        message = f"Tables of credit_core.model.{name}"
        file.write_text(_FILE.format(message=message, revision=revision, before=before, body=body), "utf-8")
        before = revision
        yield file


def _modules() -> Iterator[str]:
    """The modules with stored dataclasses, each after those that its tables refer to."""
    refers: dict[str, set[str]] = {}
    for table in metadata.sorted_tables:
        if name := _module(table):
            others = {_module(key.column.table) for key in table.foreign_keys} - {name, None}
            refers.setdefault(name, set()).update(other for other in others if other)
    return iter(TopologicalSorter(refers).static_order())


def _module(table: Table) -> str | None:
    kind = kinds.get(table.name)
    return kind.__module__.rpartition(".")[2] if kind and ".model." in kind.__module__ else None


def _body(engine: Engine, wanted: Callable[[Table], bool], *, batch: bool = False) -> str:
    """The operations that lead from what the engine's database has to what the tables say."""

    def included(item: Any, name: str | None, kind: str, *_: Any) -> bool:
        return name != VERSION_TABLE and wanted(item if kind == "table" else item.table)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": included})
        operations = produce_migrations(context, metadata).upgrade_ops
    assert operations is not None  # there is one where there is no downgrade
    code = render_python_code(operations, render_as_batch=batch, render_item=rendered)
    return "\n".join(line for line in code.splitlines() if not line.strip().startswith("#")).strip()


def _main(arguments: list[str]) -> None:
    made = list(write_first()) if arguments == ["--first"] else [write_revision(" ".join(arguments))]
    sys.stdout.write("".join(f"{file}\n" for file in made))


if __name__ == "__main__":
    _main(sys.argv[1:])
