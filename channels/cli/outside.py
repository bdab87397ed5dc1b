"""`credit-assistant outside`: data that the regulations leave to other sources (条例之外的数据)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channels.cli import chinese, console, operator
from channels.cli.database import told

if TYPE_CHECKING:
    from credit_core.use_cases.outside import LoadedFile, OutsideFile

app = typer.Typer(
    name="outside",
    help="条例之外的数据：目录、公示期限、修复条件等，连同依据载入、列出、停用。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

AGAIN = "同样内容的文件正在使用，没有改动（{id}）。"
LOADED = "已载入“{name}”（{id}）。"
CHECKED = "“{name}”检查通过，没有写入。"
CONTENT = "{place}，{title}，{since}起{until}；内容：{kinds}"
UNTIL = "至{day}"
NOTHING = "没有载入条例之外的数据；有关问题一律作“待定”处理。"
LINE = "{id}  {loaded}  {state}  {name}"
IN_USE, RETIRED = "使用中", "已停用"
GONE = "已停用“{name}”。以前据此作出的处理不受影响。"
MINUTE = "%Y-%m-%d %H:%M"


@app.callback()
def outside() -> None:
    """Holds the subcommands."""


@app.command(help="检查并载入一个数据文件；格式见 docs/outside-data.md。", options_metavar=chinese.OPTIONS)
def load(
    file: Annotated[str, typer.Argument(help="YAML 文件；用“-”从标准输入读取")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")] = False,
) -> None:
    """Loads a file, or says what speaks against it and loads nothing."""
    from credit_core.use_cases import outside as use_case

    text, name = console.read_text(file), Path(file).name
    with told():
        found = use_case.load(operator.office(), operator.OPERATOR, text, name, dry_run=dry_run)
    if found.again:
        typer.echo(AGAIN.format(id=found.file.id))
        return
    typer.echo(CHECKED.format(name=name) if dry_run else LOADED.format(name=name, id=found.file.id))
    typer.echo(_content(found.content))


@app.command("list", help="列出载入过的文件，连同依据和适用期间。", options_metavar=chinese.OPTIONS)
def list_files(as_json: console.AsJson = False) -> None:
    """Prints each file with its state; in JSON one line for each."""
    from credit_core.use_cases import outside as use_case

    office = operator.office()
    with told():
        files = use_case.loaded(office)
    if as_json:
        for file, content in files:
            typer.echo(json.dumps(_as_json(file, content), ensure_ascii=False))
        return
    if not files:
        typer.echo(NOTHING)
    zone = office.clock.now().tzinfo
    for file, content in files:
        loaded = file.loaded_at.astimezone(zone).strftime(MINUTE)
        state = RETIRED if file.retired_at else IN_USE
        typer.echo(LINE.format(id=file.id, loaded=loaded, state=state, name=file.name))
        typer.echo(f"    {_content(content)}")


@app.command(help="停用一个文件；编号见 outside list。", options_metavar=chinese.OPTIONS)
def retire(file_id: Annotated[str, typer.Argument(metavar="ID", help="文件编号")]) -> None:
    """Takes a file out of use."""
    from credit_core.use_cases import outside as use_case

    with told():
        found = use_case.retire(operator.office(), operator.OPERATOR, file_id)
    typer.echo(GONE.format(name=found.name))


def _as_json(file: LoadedFile, content: OutsideFile) -> dict[str, object]:
    rules = content.rules
    return {
        "id": file.id,
        "name": file.name,
        "loaded_at": file.loaded_at.isoformat(),
        "retired_at": file.retired_at.isoformat() if file.retired_at else None,
        "jurisdiction": rules.jurisdiction,
        "basis": rules.basis.title,
        "valid_from": rules.valid_from.isoformat(),
        "valid_to": rules.valid_to.isoformat() if rules.valid_to else None,
        "kinds": sorted(kind.value for kind in content.kinds),
    }


def _content(content: OutsideFile) -> str:
    rules = content.rules
    return CONTENT.format(
        place=rules.jurisdiction,
        title=rules.basis.title,
        since=rules.valid_from,
        until=UNTIL.format(day=rules.valid_to) if rules.valid_to else "",
        kinds="、".join(kind.label for kind in sorted(content.kinds)),
    )
