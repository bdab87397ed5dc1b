"""The migrations make exactly what the tables say, on both databases, also when several processes begin at once."""

from __future__ import annotations

import ast
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, MetaData, inspect, text

from assistant.bootstrap import open_database
from assistant.settings import Settings
from credit_core.storage import checks, new_revision, schema
from credit_core.storage.engine import open_engine
from credit_core.storage.schema import VERSION_TABLE, Database, at_head, revision, upgrade
from credit_core.storage.tables import metadata
from credit_core.storage.types import Texts
from tests.credit_core.databases import SQLITE, build

VERSIONS = Path(schema.__file__).parent / "migrations" / "versions"


@pytest.fixture
def bare(engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    """A database without any table; PostgreSQL is built anew afterwards."""
    if engine.dialect.name == SQLITE:
        made = open_engine(f"sqlite:///{tmp_path / 'bare.db'}")
        yield made
        made.dispose()
        return
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield engine
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    build(engine)


def test_from_nothing_to_what_the_tables_say(bare: Engine) -> None:
    assert revision(bare) is None
    assert not at_head(bare)
    upgrade(bare)
    assert at_head(bare)
    assert set(inspect(bare).get_table_names()) == {*metadata.tables, VERSION_TABLE}
    with bare.connect() as connection:
        found = [*checks.structure(connection, Database(bare)), *checks.protection(connection)]
    assert [(one.state, one.sentence) for one in found if one.state is not checks.State.GOOD] == []


def test_a_missing_column_would_be_found(bare: Engine) -> None:
    upgrade(bare)
    with bare.begin() as connection:
        connection.execute(text("ALTER TABLE finding DROP COLUMN note"))
    with bare.connect() as connection:
        assert next(checks.structure(connection, Database(bare))).state is checks.State.FAULT


def _upgrade(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()


def test_processes_that_begin_at_once_migrate_one_after_the_other(bare: Engine) -> None:
    url = bare.url.render_as_string(hide_password=False)
    bare.dispose()
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=_upgrade, args=(url,)) for _ in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join(30)
    assert [child.exitcode for child in children] == [0, 0, 0, 0]
    assert at_head(bare)


def test_a_migration_is_frozen() -> None:
    """It imports nothing of ours: what the tables say later must not change what it did."""
    for file in VERSIONS.glob("0*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [module for module in modules if module.split(".")[0] in ("credit_core", "assistant")]


def test_both_histories_live_in_one_database(tmp_path: Path) -> None:
    database = open_database(Settings(data_dir=tmp_path))
    assert set(database.behind()) == {"credit_core", "assistant"}
    database.upgrade()
    assert database.behind() == ()
    with database.engine.connect() as connection:
        assert database.revisions(connection).keys() == {"core_version", "assistant_version"}
        assert all(one.state is checks.State.GOOD for one in checks.structure(connection, database))
    database.engine.dispose()


def test_the_draft_of_a_revision_where_nothing_changed_is_empty(tmp_path: Path) -> None:
    file = new_revision.write_revision("Nothing, really!", tmp_path)
    draft = file.read_text("utf-8")
    assert file.name == f"{int(HEAD) + 1:04d}_nothing_really.py"
    assert f'down_revision: str | None = "{HEAD}"' in draft
    assert draft.endswith("def upgrade() -> None:\n    pass\n")


def test_the_draft_adds_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(more)
    more.tables["finding"].append_column(Column("weight", Texts(), nullable=True))
    monkeypatch.setattr(new_revision, "metadata", more)
    draft = new_revision.write_revision("weight", tmp_path).read_text("utf-8")
    assert "sa.Column('weight', sa.JSON(), nullable=True)" in draft
    assert "batch_alter_table" in draft


HEAD = max(file.name[:4] for file in VERSIONS.glob("0*.py"))
