"""`corpus impact` lists what rests on clauses, and says how to find the eval cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.settings import get_settings
from channels.cli.corpus import app


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path))
        get_settings.cache_clear()
        yield
    get_settings.cache_clear()


def test_everything_is_listed_and_counted() -> None:
    done = CliRunner().invoke(app, ["impact", "--clause", "jiangxi-2022#39.2"])
    assert done.exit_code == 0, done.output
    assert "变动的条款 1 处。" in done.stdout
    assert "过去的答复：0" in done.stdout
    assert "credit-assistant evals impact jiangxi-2022#39.2" in done.stdout


def test_json_holds_the_same() -> None:
    done = CliRunner().invoke(app, ["impact", "jiangxi-2022", "--json"])
    found = json.loads(done.stdout)
    assert len(found["clauses"]) == 63
    assert {one["kind"] for one in found["law"]} >= {"期限", "办理步骤"}
    assert found["templates"]


def test_what_names_no_change_is_told() -> None:
    done = CliRunner().invoke(app, ["impact"])
    assert done.exit_code == 2
    assert "请选文本" in done.stderr
