from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import sources
from channels.cli.cite import app

RIGHT = "《江西省社会信用条例》第三十八条第二款：“信用主体有权免费查询自身的公共信用信息”。"


@pytest.fixture(autouse=True)
def _data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "default_data_dir", lambda: tmp_path / "data")


def _run(*arguments: str, text: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *arguments], input=text)
    return result.exit_code, result.output


def test_a_right_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RIGHT, "utf-8-sig")
    code, out = _run(str(path))
    assert code == 0
    assert "共核对 2 处，正确 2 处" in out


def test_a_wrong_quotation_shows_the_difference_and_fails() -> None:
    code, out = _run("-", text=RIGHT.replace("免费", "收费"))
    assert code == 1
    assert "文字有改动" in out
    assert "漏：免" in out.replace("\n", "")


def test_json() -> None:
    code, out = _run("-", "--json", "--as-of", "2026-11-20", "--jurisdiction", "shanxi", text=RIGHT)
    assert code == 1
    found = json.loads(out)
    assert (found["as_of"], found["jurisdiction"], found["right"], found["wrong"]) == ("2026-11-20", "shanxi", 0, 2)
    assert [(v["type"], v["verdict"], v["clause"]) for v in found["verdicts"]] == [
        ("citation", "other_jurisdiction", "jiangxi-2022#38.2"),
        ("quote", "other_jurisdiction", "jiangxi-2022#38.2"),
    ]
    assert found["verdicts"][0]["text"] == "《江西省社会信用条例》第三十八条第二款"


def test_the_day_asked_for() -> None:
    code, out = _run("-", "--json", "--as-of", "2021-01-01", text=RIGHT)
    assert code == 1
    assert {v["verdict"] for v in json.loads(out)["verdicts"]} == {"not_in_force"}


def test_nothing_to_check() -> None:
    code, out = _run("-", text="今天天气不错。")
    assert code == 0
    assert "没有条款引用" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.txt"], "找不到文件"),
        (["-", "--as-of", "昨天"], "YYYY-MM-DD"),
        (["-", "--jurisdiction", "beijing"], "没有代码为“beijing”的地区"),
    ],
)
def test_wrong_use_is_told_plainly(arguments: list[str], message: str) -> None:
    code, out = _run(*arguments, text=RIGHT)
    assert code == 2
    assert message in out


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xfe\x00\x80")
    assert _run(str(path))[0] == 2


def test_markup_in_the_text_is_shown_as_it_is() -> None:
    code, out = _run("-", text="江西条例第三十八条：“[red]信用主体有权免费查询[/red]”")
    assert code == 1
    assert "[red]" in out
