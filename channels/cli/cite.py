"""`credit-assistant cite check`: is every reference and quotation in a text right?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant import sources

app = typer.Typer(help="核对引用：条款是否存在、引文是否与原文一字不差、在该日是否有效。", no_args_is_help=True)

STDIN = "-"
USAGE_ERROR = 2
LARGEST = 200_000
OUTCOMES = {
    sources.Outcome.RIGHT: ("正确", "green"),
    sources.Outcome.NOT_IN_FORCE: ("不在有效期", "yellow"),
    sources.Outcome.OTHER_JURISDICTION: ("其他地区", "yellow"),
    sources.Outcome.WRONG_CLAUSE: ("条款不对", "red"),
    sources.Outcome.ALTERED: ("文字有改动", "red"),
    sources.Outcome.NO_SUCH_CLAUSE: ("没有此条款", "red"),
    sources.Outcome.NOT_FOUND: ("查无原文", "red"),
}
NOTHING = "文中没有条款引用，也没有需要核对的引文。"
SUMMARY = "共核对 {total} 处，正确 {right} 处，有问题 {wrong} 处。"
NO_FILE = "找不到文件“{path}”，请检查路径；用“-”从标准输入读取。"
NOT_TEXT = "“{path}”不是 UTF-8 文本，无法核对；请先另存为 UTF-8。"
TOO_LONG = "文本超过 {limit} 字，请分段核对。"


@app.callback()
def cite() -> None:
    """Holds the subcommands."""


@app.command("check", help="核对一个文本文件（- 为标准输入）中的全部条款引用和引文；有任何一处不正确时退出码为 1。")
def check(
    file: Annotated[str, typer.Argument(help="文本文件，或者 -（标准输入）")],
    jurisdiction: Annotated[
        str | None, typer.Option(help="地区：shanxi、jiangxi、city；没写法规名称的条款按该地条例核对")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="按哪一天的法律核对，YYYY-MM-DD；默认今天")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Prints one verdict for each reference and each quotation."""
    text = _read(file)
    try:
        on = sources.parse_day(as_of) if as_of else sources.default_clock().today()
        verdicts = sources.check_citations(sources.default_data_dir(), text, on, jurisdiction)
    except sources.SourceError as error:
        _fail(str(error))
    wrong = sum(v.verdict.outcome is not sources.Outcome.RIGHT for v in verdicts)
    if as_json:
        out = {"as_of": on.isoformat(), "jurisdiction": jurisdiction, "right": len(verdicts) - wrong, "wrong": wrong}
        typer.echo(json.dumps(out | {"verdicts": [sources.verdict_json(v) for v in verdicts]}, ensure_ascii=False))
    else:
        _print(verdicts, wrong)
    raise typer.Exit(1 if wrong else 0)


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError:
        _fail(NO_FILE.format(path=file))
    except UnicodeDecodeError:
        _fail(NOT_TEXT.format(path=file))
    if len(text) > LARGEST:
        _fail(TOO_LONG.format(limit=LARGEST))
    return text


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE_ERROR)


def _print(verdicts: list[sources.CitationVerdict], wrong: int) -> None:
    console = Console()
    if not verdicts:
        console.print(NOTHING)
        return
    table = Table(show_lines=True)
    for heading, width in (("引用或引文", 3), ("结论", 1), ("说明", 4)):
        table.add_column(heading, overflow="fold", ratio=width)
    for verdict in verdicts:
        name, colour = OUTCOMES[verdict.verdict.outcome]
        words = f"“{verdict.text}”" if verdict.quote else verdict.text
        table.add_row(Text(words), Text(name, style=colour), _explained(verdict))
    console.print(table)
    console.print(SUMMARY.format(total=len(verdicts), right=len(verdicts) - wrong, wrong=wrong))


def _explained(verdict: sources.CitationVerdict) -> Text:
    """The reason; where words differ, those left out in red and those put in in yellow."""
    text = Text(verdict.verdict.message)
    text.highlight_regex(r"［漏：[^］]*］", "red")
    text.highlight_regex(r"［多：[^］]*］", "yellow")
    return text
