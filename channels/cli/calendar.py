"""`credit-assistant calendar`: the working-day table (放假安排) and what a new notice does to open duties."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channels.cli import chinese, console, operator
from channels.cli.database import told

if TYPE_CHECKING:
    from credit_core.use_cases.calendar import CalendarOverview
    from credit_core.use_cases.recount import DueChange

app = typer.Typer(
    name="calendar",
    help="放假安排：载入国务院办公厅公布的安排，重新计算没有办结的期限。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

AGAIN = "同样内容的文件正在使用，没有改动。"
LOADED = "已载入“{name}”。"
PLANNED = "试算“{name}”，没有写入："
CHANGED = "{count}件没有办结的事项有变化："
UNCHANGED = "没有办结的事项都没有变化。"
MOVED = "{number}  {rule} {duty}（{body}）：{before} → {after}"
SETTLED = "{number}  {rule} {duty}（{body}）：{after}不变"
LATER = "；按另一种读法{later}"
PROVISIONAL = "（暂定）"
NO_LONGER_PROVISIONAL = "，不再是暂定"
NO_NUMBER = "（不属于办件）"
VERSION = "放假安排版本：{version}，收录{first}年至{last}年；以后的年份只能暂定。"
YEAR = "{year}年：放假{rest}天，调休上班{work}天；依据：{source}"
NO_SOURCE = "没有写明"
FILES = "后来载入的文件："
FILE = "{loaded}  {name}  {state}"
IN_USE, RETIRED = "使用中", "已停用"
MINUTE = "%Y-%m-%d %H:%M"


@app.callback()
def calendar() -> None:
    """Holds the subcommands."""


@app.command(help="载入一个放假安排文件，重新计算没有办结的期限，列出有变化的。", options_metavar=chinese.OPTIONS)
def load(
    file: Annotated[str, typer.Argument(help="文件，格式同 working_days.yaml；用“-”从标准输入读取")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试算，不写入")] = False,
) -> None:
    """Loads the notice in one transaction with the recount; nothing is written where something is wrong."""
    from credit_core.use_cases.calendar import load_calendar_file

    text, name = console.read_text(file), Path(file).name
    with told():
        found = load_calendar_file(operator.office(), operator.OPERATOR, text, name, dry_run=dry_run)
    if found.again:
        typer.echo(AGAIN)
        return
    typer.echo((PLANNED if dry_run else LOADED).format(name=name))
    for year in found.years:
        typer.echo(str(year))
    typer.echo(CHANGED.format(count=len(found.changes)) if found.changes else UNCHANGED)
    for change in found.changes:
        typer.echo(_line(change))


@app.command(help="显示正在使用的放假安排：版本、年份、后来载入的文件。", options_metavar=chinese.OPTIONS)
def show(as_json: console.AsJson = False) -> None:
    """Prints the table's version, years and files."""
    from credit_core.use_cases.calendar import calendar_overview

    office = operator.office()
    with told():
        found = calendar_overview(office)
    if as_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False))
        return
    typer.echo(VERSION.format(version=found.version, first=found.first_year, last=found.last_year))
    for number, year in sorted(found.years.items()):
        source = year.source.title if year.source else NO_SOURCE
        typer.echo(YEAR.format(year=number, rest=len(year.rest), work=len(year.work), source=source))
    if found.files:
        typer.echo(FILES)
    zone = office.clock.now().tzinfo
    for file in found.files:
        loaded = file.loaded_at.astimezone(zone).strftime(MINUTE)
        typer.echo(FILE.format(loaded=loaded, name=file.name, state=RETIRED if file.retired_at else IN_USE))


def _as_json(found: CalendarOverview) -> dict[str, object]:
    years = {
        year: {"rest": len(said.rest), "work": len(said.work), "source": said.source.title if said.source else None}
        for year, said in sorted(found.years.items())
    }
    files = [
        {"name": file.name, "loaded_at": file.loaded_at.isoformat(), "in_use": file.retired_at is None}
        for file in found.files
    ]
    return {"version": found.version, "years": years, "files": files}


def _line(change: DueChange) -> str:
    pattern = MOVED if change.moved else SETTLED
    line = pattern.format(
        number=change.number or NO_NUMBER,
        rule=change.rule,
        duty=change.duty,
        body=change.body,
        before=f"{change.before}{PROVISIONAL if change.was_provisional else ''}",
        after=f"{change.after}{PROVISIONAL if change.provisional else ''}",
    )
    if not change.moved and change.was_provisional and not change.provisional:
        line += NO_LONGER_PROVISIONAL
    return line + (LATER.format(later=change.alternative_due) if change.alternative_due else "")
