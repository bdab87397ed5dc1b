"""`credit-assistant deadline compute` and `deadline list`."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from channels.cli.deadline import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


JIANGXI = ("--jurisdiction", "jiangxi")
AT = ("--start", "2026-11-20")


@pytest.mark.rule("JX-51", "JX-55")
def test_prints_rule_clause_event_each_day_and_assumptions() -> None:
    found = run(
        "compute", *JIANGXI, "--rule", "JX-51", *AT, "--pause", "2026-11-23:2026-11-25", "--pause-reason", "鉴定"
    )
    assert found.exit_code == 0
    lines = found.output.splitlines()
    assert lines[0].startswith("期限：JX-51 ")
    assert lines[0].endswith("（jiangxi-2022#39.2）")
    assert lines[1] == "起算事件：收到异议申请"
    assert "《江西省社会信用条例》第三十九条第二款" in lines[2]
    assert lines[3] == "起算日：2026-11-20（当天不计入）"
    assert "2026-11-21 不计（星期六，周末休息）" in lines
    assert "2026-11-25 不计（鉴定期间）" in lines
    assert "2026-11-30 第3个工作日（星期一）" in lines
    assert "到期日：2026-11-30（3个工作日）" in lines
    assert [line[:15] for line in lines if "未经律师审核" in line] == [
        f"解释 {key}（未经律师审核）：" for key in ("A-6", "A-7", "A-8")
    ]


@pytest.mark.rule("JX-57")
def test_a_start_that_the_clause_leaves_open_is_told() -> None:
    found = run("compute", *JIANGXI, "--rule", "JX-57", *AT)
    assert "起算事件：收到完整的修复申请之日（条文没有写明，系统取定）" in found.output
    assert "解释 A-2（未经律师审核）" in found.output


@pytest.mark.rule("GEN-05")
def test_a_duty_without_a_number_has_no_due_day() -> None:
    found = run("compute", *JIANGXI, "--rule", "JX-14", *AT)
    assert found.exit_code == 0
    assert "起算事件" not in found.output
    assert "不能算出到期日" in found.output
    assert "到期日：" not in found.output


@pytest.mark.rule("SX-35")
def test_json() -> None:
    found = run("compute", "--jurisdiction", "shanxi", "--rule", "SX-35", "--start", "2026-11-06", "--json")
    entry = json.loads(found.output)
    assert (entry["due"], entry["unit"], entry["days"]) == ("2026-11-11", "日", 5)
    assert entry["assumptions"] == ["A-6"]


def test_lists_the_limits_of_a_place() -> None:
    found = run("list", "--jurisdiction", "shanxi")
    assert found.exit_code == 0
    assert "SX-35  更正或者删除信用信息：5日，《山西省社会信用条例》第四十二条" in found.output
    assert "没有具体天数（及时）" in found.output
    assert "条文没有写明，系统取定" in found.output
    rows = [json.loads(line) for line in run("list", "--jurisdiction", "city", "--json").output.splitlines()]
    assert {row["rule"]: row["days"] for row in rows}["CT-55"] == 3
    assert run("list", *JIANGXI, "--start", "2022-03-01").output == run("list", *JIANGXI).output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compute", "--jurisdiction", "beijing", "--rule", "JX-51", *AT), "没有收录"),
        (("compute", *JIANGXI, "--rule", "JX-99", *AT), "没有编号为“JX-99”的期限"),
        (("compute", *JIANGXI, "--rule", "CT-55", *AT), "没有编号为“CT-55”的期限"),
        (("compute", *JIANGXI, "--rule", "JX-51", "--start", "2022-02-28"), "尚未施行"),
        (("compute", *JIANGXI, "--rule", "JX-57", *AT, "--pause", "2026-11-23:2026-11-25"), "不能扣除"),
        (("compute", *JIANGXI, "--rule", "JX-51", *AT, "--pause", "2026-11-25:2026-11-23"), "不能晚于"),
        (("compute", *JIANGXI, "--rule", "JX-51", *AT, "--pause", "2026-11-23"), "开始日"),
        (("compute", *JIANGXI, "--rule", "JX-51", *AT, "--pause", "昨天:今天"), "YYYY-MM-DD"),
        (("compute", *JIANGXI, "--rule", "JX-51", "--start", "20.11.2026"), "YYYY-MM-DD"),
        (("compute", *JIANGXI, "--rule", "JX-51", "--start", "2026-02-29"), "YYYY-MM-DD"),
        (("compute", *JIANGXI, "--rule", "JX-51", "--start", "9999-12-31"), "2199"),
        (("list", *JIANGXI, "--start", "2022-02-28"), "尚未施行"),
        (("list", *JIANGXI, "--start", "明天"), "YYYY-MM-DD"),
        (("compute", *JIANGXI, "--rule", "JX-51"), "--start"),
        (("compute", *JIANGXI, *AT), "--rule"),
        (("list",), "--jurisdiction"),
    ],
)
def test_mistakes_are_told_with_exit_code_2(arguments: tuple[str, ...], said: str) -> None:
    found = run(*arguments)
    assert found.exit_code == 2
    assert said in found.output
