"""`credit-assistant index`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.settings import Settings, get_settings
from channels.cli import loading
from tests.channels.cli.conftest import Run

SetUp = Callable[..., None]


@dataclass(frozen=True)
class _Version:
    version: str


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for the real build: a folder is whole if it holds a file."""
    import assistant.bootstrap

    names: list[str] = []

    def build_index(settings: Settings, progress: Callable[[str, int, int], None]) -> tuple[Any, Any, None]:
        folder = settings.data_dir / "index" / "abc"
        if not (folder / "whole").exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "whole").touch()
            progress("山西省社会信用条例", 0, 1)
            progress("完成", 1, 1)
            names.append("abc")
        return _Version("corpus"), _Version("abc"), None

    monkeypatch.setattr(assistant.bootstrap, "build_index", build_index)
    return names


def test_builds_once(run: Run, set_up: SetUp, built: list[str]) -> None:
    first, second = run("index"), run("index")
    place = str(get_settings().data_dir / "index" / "abc")
    assert first.exit_code == second.exit_code == 0
    assert "索引已建好" in first.stdout
    assert place in first.stdout
    assert "已是最新" in second.stdout
    assert built == ["abc"]


def test_force_builds_again(run: Run, set_up: SetUp, built: list[str]) -> None:
    run("index")
    assert "索引已建好" in run("index", "--force").stdout
    assert built == ["abc", "abc"]


def test_a_damaged_one_is_repaired(run: Run, set_up: SetUp, built: list[str]) -> None:
    run("index")
    (loading.index_folder(get_settings()) / "abc" / "whole").unlink()
    assert "已损坏，已重建" in run("index").stdout


def test_a_data_folder_that_cannot_be_written(run: Run, set_up: SetUp, built: list[str], tmp_path: Any) -> None:
    (tmp_path / "file").touch()
    set_up(DATA_DIR=tmp_path / "file")
    result = run("index")
    assert (result.exit_code, "DATA_DIR" in result.stderr) == (1, True)
