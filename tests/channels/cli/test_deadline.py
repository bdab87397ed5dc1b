"""`credit-assistant deadline`."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from channels.cli.deadline import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_prints_each_day() -> None:
    found = run(
        "--jurisdiction", "jiangxi", "--rule", "JX-51", "--start", "2026-11-20", "--pause", "2026-11-23:2026-11-25"
    )
    assert found.exit_code == 0
    assert "到期日：2026-11-30（3个工作日）" in found.output
    assert "《江西省社会信用条例》第三十九条第二款" in found.output


def test_json() -> None:
    found = run("--jurisdiction", "shanxi", "--rule", "SX-35", "--start", "2026-11-06", "--json")
    entry = json.loads(found.output)
    assert (entry["due"], entry["unit"], entry["days"]) == ("2026-11-11", "日", 5)


def test_lists_the_limits_of_a_place() -> None:
    found = run("--jurisdiction", "shanxi", "--list")
    assert found.exit_code == 0
    assert "SX-35  更正或者删除信用信息：5日，《山西省社会信用条例》第四十二条" in found.output
    assert "没有具体天数（及时）" in found.output
    assert "条文没有写明，系统取定" in found.output
    rows = [json.loads(line) for line in run("--jurisdiction", "city", "--list", "--json").output.splitlines()]
    assert {row["rule"]: row["days"] for row in rows}["CT-55"] == 3


AT = ("--start", "2026-11-20")
JIANGXI = ("--jurisdiction", "jiangxi")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--jurisdiction", "beijing", "--rule", "JX-51", *AT), "没有收录"),
        ((*JIANGXI, "--rule", "JX-99", *AT), "JX-99"),
        ((*JIANGXI, "--rule", "JX-51", "--start", "2022-02-28"), "尚未施行"),
        ((*JIANGXI, "--rule", "JX-57", *AT, "--pause", "2026-11-23:2026-11-25"), "不能扣除"),
        ((*JIANGXI, "--rule", "JX-51", *AT, "--pause", "2026-11-25:2026-11-23"), "不能晚于"),
        ((*JIANGXI, "--rule", "JX-51", *AT, "--pause", "2026-11-23"), "开始日"),
        ((*JIANGXI, "--rule", "JX-51", "--start", "20.11.2026"), "YYYY-MM-DD"),
        ((*JIANGXI, "--rule", "JX-51", "--start", "9999-12-31"), "2199"),
        ((*JIANGXI, "--rule", "JX-51"), "--start"),
    ],
)
def test_mistakes_are_said_in_chinese(arguments: tuple[str, ...], said: str) -> None:
    found = run(*arguments)
    assert found.exit_code == 2
    assert said in found.output
