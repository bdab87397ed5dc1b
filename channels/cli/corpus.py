"""`credit-assistant corpus`: the regulations of this installation, and taking in further ones."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant import sources
from channels.cli.impact import impact

app = typer.Typer(help="查看法规库，导入、批准、比较、废止法规文本。", no_args_is_help=True)

USAGE_ERROR = 2
IN_FORCE = {True: "有效", False: "不在有效期"}
ADDED = "已导入为待批准文件“{id}”。核对报告后，用“corpus approve {id}”批准；批准前不能引用。"
SUPERSEDES = "批准后，自施行之日起替代“{id}”；旧文本仍可按其有效期引用。"
APPROVED = "“{id}”已批准，可以引用。"
RETIRED = "“{id}”已登记自 {on} 起失效；该日之前仍可引用。"
DISCARDED = "“{id}”尚未批准，已作废。"
CHANGED = {"same": ("{}", ""), "removed": ("［删：{}］", "red"), "added": ("［增：{}］", "green")}
NO_CHANGES = "两个文本的条文没有不同。"

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
By = Annotated[str | None, typer.Option("--by", help="经办人；默认当前系统用户")]
DocumentId = Annotated[str, typer.Argument(help="文件编号，如 jiangxi-2022")]


@contextmanager
def _failing_clearly() -> Iterator[None]:
    """An expected failure is one Chinese sentence on stderr and exit code 2."""
    try:
        yield
    except sources.SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE_ERROR) from error


def _json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, default=str))


@app.command("list", help="列出全部文本及其状态。")
def list_(as_json: AsJson = False) -> None:
    """Prints every text, drafts included."""
    with _failing_clearly():
        listed = sources.list_documents(sources.default_data_dir(), sources.default_clock().today())
    if as_json:
        _json([asdict(entry) for entry in listed])
        return
    table = Table(show_lines=True)
    for heading, fixed in (("编号", True), ("名称和地区", False), ("有效期", True), ("状态", True)):
        table.add_column(heading, overflow="fold", no_wrap=fixed)
    for entry in listed:
        period = f"{entry.in_force_from}" + (f"\n至 {entry.in_force_to}" if entry.in_force_to else "起")
        state = entry.state.value if entry.in_force is None else f"{entry.state.value}\n{IN_FORCE[entry.in_force]}"
        table.add_row(entry.id, Text(f"{entry.title}\n{entry.kind}，{entry.place}"), period, state)
    Console().print(table)


@app.command("show", help="显示一个文本；--json 输出章、条、款、项结构。")
def show(document_id: DocumentId, as_json: AsJson = False) -> None:
    """Prints the parse of a text, or its citable text."""
    with _failing_clearly():
        data_dir = sources.default_data_dir()
        if as_json:
            _json(sources.show_document(data_dir, document_id))
        else:
            typer.echo(sources.citable_text(data_dir, document_id))


@app.command("add", help="导入 .txt、.md、.docx 或 .pdf 文本为待批准文件，并给出导入报告。")
def add(
    file: Annotated[Path, typer.Argument(help="法规文本文件")],
    jurisdiction: Annotated[str, typer.Option(help="地区代码，如 shanghai")],
    title: Annotated[str, typer.Option(help="法规名称")],
    since: Annotated[str, typer.Option("--from", help="施行日期 YYYY-MM-DD")],
    until: Annotated[str | None, typer.Option("--to", help="最后一个有效日 YYYY-MM-DD")] = None,
    kind: Annotated[str, typer.Option(help="类别：" + "、".join(sources.KINDS))] = sources.KINDS[0],
    number: Annotated[str | None, typer.Option(help="文号")] = None,
    issuer: Annotated[str | None, typer.Option(help="制定机关")] = None,
    document_id: Annotated[str | None, typer.Option("--id", help="文件编号；默认 <地区>-<施行年份>")] = None,
    supersedes: Annotated[str | None, typer.Option(help="所替代的旧文本编号；默认同地区同名的最新文本")] = None,
    place: Annotated[str | None, typer.Option(help="新地区的名称，如 上海市")] = None,
    by: By = None,
    reason: Annotated[str, typer.Option(help="导入说明")] = "",
    as_json: AsJson = False,
) -> None:
    """Takes a file in as a draft."""
    new = sources.NewDocument(jurisdiction, title, since, until, kind, number, issuer, document_id, supersedes, place)
    with _failing_clearly():
        taken = sources.add_document(sources.default_data_dir(), file, new, by or getpass.getuser(), reason)
    if as_json:
        _json(sources.report_json(taken))
        return
    typer.echo(ADDED.format(id=taken.id))
    if taken.supersedes:
        typer.echo(SUPERSEDES.format(id=taken.supersedes))
    for line in _report_lines(taken.report):
        typer.echo(line)


def _report_lines(report: sources.ImportReport) -> Iterator[str]:
    yield f"结构：{len(report.chapters)} 章，{report.articles} 条，{report.paragraphs} 款，{report.items} 项"
    for title, count in report.chapters:
        yield f"  {title or '（无章）'}：{count} 条"
    guessed = asdict(report.guessed)
    names = {
        "title": "名称",
        "adopted": "通过日期",
        "in_force_from": "施行日期",
        "number": "文号",
        "issuer": "制定机关",
    }
    for name, label in names.items():
        yield f"  文中{label}：{guessed[name] or '没有识别到'}"
    for label, lines in (
        ("编号缺漏", report.gaps),
        ("编号重复", report.repeats),
        ("请注意", report.warnings),
        ("可疑字符", report.suspicious),
        ("未归入条文的文字", report.unparsed),
    ):
        if lines:
            yield f"{label}："
            yield from (f"  {line}" for line in lines)


@app.command("approve", help="批准待批准文件；批准后可以引用。")
def approve(
    document_id: DocumentId,
    by: By = None,
    reason: Annotated[str, typer.Option(help="批准说明")] = "",
    as_json: AsJson = False,
) -> None:
    """Makes a draft citable."""
    with _failing_clearly():
        sources.approve_document(sources.default_data_dir(), document_id, by or getpass.getuser(), reason)
    if as_json:
        _json({"id": document_id, "state": "approved"})
    else:
        typer.echo(APPROVED.format(id=document_id))


@app.command("retire", help="登记一个文本自某日起失效；待批准文件则作废。")
def retire(
    document_id: DocumentId,
    on: Annotated[str, typer.Option("--on", help="自哪一天起失效，YYYY-MM-DD")],
    reason: Annotated[str, typer.Option(help="原因，如 被新条例废止")],
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Records the first day out of force."""
    with _failing_clearly():
        was_law = sources.retire_document(sources.default_data_dir(), document_id, on, by or getpass.getuser(), reason)
    if as_json:
        _json({"id": document_id, "state": "retired" if was_law else "discarded", "on": on if was_law else None})
    else:
        typer.echo((RETIRED if was_law else DISCARDED).format(id=document_id, on=on))


@app.command("diff", help="比较两个文本：新增、删除、修改的条文。")
def diff(
    old: Annotated[str, typer.Argument(help="旧文本编号")],
    new: Annotated[str, typer.Argument(help="新文本编号")],
    as_json: AsJson = False,
) -> None:
    """Prints every article that is not the same in both."""
    with _failing_clearly():
        changes = sources.diff_documents(sources.default_data_dir(), old, new)
    if as_json:
        _json(list(sources.change_json(changes)))
        return
    console = Console()
    if not changes:
        console.print(NO_CHANGES)
    for change in changes:
        places = [label for label in (change.old_label, change.new_label) if label]
        console.print(Text(f"{change.kind.value}：{' → '.join(dict.fromkeys(places))}", style="bold"))
        if change.steps:
            console.print(Text.assemble(*(_marked(kind, words) for kind, words in change.steps)))


def _marked(kind: str, words: str) -> tuple[str, str]:
    template, style = CHANGED[kind]
    return template.format(words), style


app.command("impact", help="法规变动的影响：引用这些条款的答复、说明语、法规数据和程序、在办办件。")(impact)


@app.command("log", help="查看导入、批准、废止记录。")
def log(
    document_id: Annotated[str | None, typer.Argument(help="文件编号；不写则列出全部")] = None, as_json: AsJson = False
) -> None:
    """Prints the log of changes."""
    with _failing_clearly():
        entries = sources.history(sources.default_data_dir(), document_id)
    if as_json:
        _json(entries)
        return
    for entry in entries:
        typer.echo("  ".join(str(entry[name]) for name in ("at", "by", "action", "id", "reason")))
