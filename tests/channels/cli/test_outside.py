"""`credit-assistant outside`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from channels.cli import outside
from tests.channels.cli.conftest import Run
from tests.credit_core.use_cases.test_outside import FILE


@pytest.fixture
def file(set_up: Callable[..., None], tmp_path: Path) -> str:
    set_up(CLOCK="2026-11-20", DEMO_MODE=1)
    made = tmp_path / "示例.yaml"
    made.write_text(FILE, encoding="utf-8")
    return str(made)


def test_load_list_and_retire(run: Run, file: str) -> None:
    assert run("outside", "list").output == f"{outside.NOTHING}\n"
    checked = run("outside", "load", file, "--dry-run")
    assert checked.output.startswith("“示例.yaml”检查通过，没有写入。")
    loaded = run("outside", "load", file)
    assert loaded.exit_code == 0
    assert "jiangxi，示例办法（不是现行规定），2025-07-01起；内容：列入前异议的反馈时限" in loaded.output
    number = loaded.output.split("（", 1)[1].split("）", 1)[0]
    assert run("outside", "load", file).output == f"{outside.AGAIN.format(id=number)}\n"
    assert "使用中  示例.yaml" in run("outside", "list").output
    assert run("outside", "retire", number).output == f"{outside.GONE.format(name='示例.yaml')}\n"
    assert "已停用  示例.yaml" in run("outside", "list").output
    again = run("outside", "retire", number)
    assert again.exit_code == 2
    assert "已经停用" in again.output


def test_what_speaks_against_a_file_is_said_and_nothing_is_loaded(run: Run, file: str) -> None:
    Path(file).write_text(FILE.replace("jiangxi", "beijing"), encoding="utf-8")
    refused = run("outside", "load", file)
    assert refused.exit_code == 2
    assert "没有收录“beijing”的条例" in refused.output
    assert run("outside", "list").output == f"{outside.NOTHING}\n"
