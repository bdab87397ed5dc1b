from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import sources
from channels.cli.corpus import app

LAW = "某省信用条例\n\n第一条 为了加强管理，制定本条例。\n\n第二条 本条例自2023年7月1日起施行。\n"
ADD = ["--jurisdiction", "moshen", "--title", "某省信用条例", "--place", "某省", "--by", "张三"]


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sources, "default_data_dir", lambda: tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "law.txt"
    path.write_text(LAW, "utf-8")
    return path


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def _json(*arguments: str) -> object:
    code, out = _run(*arguments, "--json")
    assert code == 0, out
    return json.loads(out)


def test_show_prints_the_contract() -> None:
    shown = _json("show", "jiangxi-2022")
    assert isinstance(shown, dict)
    assert (shown["id"], shown["title"]) == ("jiangxi-2022", "江西省社会信用条例")
    assert [c["title"] for c in shown["chapters"]][:2] == ["总则", "社会信用信息管理"]
    articles = [article for chapter in shown["chapters"] for article in chapter["articles"]]
    assert len(articles) == 63
    assert articles[24]["paragraphs"][0]["items"][1] == {"number": 2, "text": "被列入严重失信主体名单的；"}
    assert list(articles[0]["paragraphs"][0]) == ["text", "items"]


def test_show_the_opinion_and_the_plan() -> None:
    opinion = _json("show", "shanxi-opinion-2020")
    assert isinstance(opinion, dict)
    items = [i for part in opinion["parts"] for heading in part["headings"] for i in heading["items"]]
    assert [i["number"] for i in items] == list(range(1, 28))
    assert items[13]["responsible"] == ["省文明办牵头，各市各部门按职责分别负责"]
    plan = _json("show", "shanxi-plan-2014")
    assert isinstance(plan, dict)
    assert len(plan["items"]) == 55
    sentences = [s["number"] for item in plan["items"] for s in item["sentences"]]
    assert sorted(sentences + [s["number"] for s in plan["unheaded"]]) == list(range(291))


def test_show_text() -> None:
    code, out = _run("show", "shanxi-2022")
    assert code == 0
    assert "第四十九条　本条例自2022年10月1日起施行。" in out


def test_from_file_to_law_and_out_again(law: Path, data_dir: Path) -> None:
    code, out = _run("add", str(law), *ADD, "--from", "2023-07-01")
    assert code == 0
    assert "moshen-2023" in out
    assert "2 条" in out
    assert "没有识别出章" in out
    listed = {entry["id"]: entry for entry in _json("list")}  # type: ignore[attr-defined]
    assert listed["moshen-2023"]["state"] == "待批准"
    assert listed["moshen-2023"]["in_force"] is None
    assert listed["shanxi-plan-2014"]["in_force"] is False
    assert _run("show", "moshen-2023")[0] == 0
    assert _json("approve", "moshen-2023", "--by", "李四") == {"id": "moshen-2023", "state": "approved"}
    assert _run("retire", "moshen-2023", "--on", "2026-01-01", "--reason", "废止")[0] == 0
    code, out = _run("list")
    assert code == 0
    assert "至 2025-12-31" in out
    log = _json("log", "moshen-2023")
    assert [(e["action"], e["by"]) for e in log][:2] == [("add", "张三"), ("approve", "李四")]  # type: ignore[attr-defined]
    assert "retire" in _run("log")[1]


def test_add_as_json(law: Path) -> None:
    report = _json("add", str(law), *ADD, "--from", "2023-08-01")
    assert isinstance(report, dict)
    assert report["articles"] == 2
    assert report["guessed"]["in_force_from"] == "2023-07-01"
    assert any("2023-07-01" in warning for warning in report["warnings"])


def test_diff(law: Path, tmp_path: Path) -> None:
    _run("add", str(law), *ADD, "--from", "2023-07-01")
    changed = tmp_path / "new.txt"
    changed.write_text(LAW.replace("加强管理", "规范管理"), "utf-8")
    _run("add", str(changed), *ADD, "--from", "2024-07-01")
    changes = _json("diff", "moshen-2023", "moshen-2024")
    assert [(c["kind"], c["old"]) for c in changes] == [("changed", "moshen-2023#1")]  # type: ignore[attr-defined]
    code, out = _run("diff", "moshen-2023", "moshen-2024")
    assert code == 0
    assert "［删：加强］［增：规范］" in out
    assert _run("diff", "moshen-2023", "moshen-2023")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "nothing-2000"], "nothing-2000"),
        (["approve", "nothing-2000"], "nothing-2000"),
        (["retire", "nothing-2000", "--on", "2026-01-01", "--reason", "x"], "nothing-2000"),
        (["diff", "shanxi-2022", "nothing-2000"], "nothing-2000"),
        (["add", "nothing.txt", *ADD, "--from", "2023-07-01"], "找不到文件"),
    ],
)
def test_wrong_use_is_told_plainly_and_changes_nothing(arguments: list[str], message: str, data_dir: Path) -> None:
    code, out = _run(*arguments)
    assert code == 2
    assert message in out
    assert not any(p.is_dir() and p.name != "corpus" for p in data_dir.rglob("*"))


def test_a_discarded_draft(law: Path) -> None:
    _run("add", str(law), *ADD, "--from", "2023-07-01")
    code, out = _run("retire", "moshen-2023", "--on", "2026-01-01", "--reason", "录入有误")
    assert code == 0
    assert "作废" in out
