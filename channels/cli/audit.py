"""`credit-assistant audit`: the audit chain, verified, handed out, and its head kept elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import get_settings
from channels.cli import chinese, console
from channels.cli.database import Heads, told

app = typer.Typer(
    name="audit",
    help="审计链：核验、导出、留存校验点。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

EMPTY = "审计链还是空的。"
EXPORTED = "已导出到“{file}”，链尾校验点：{head}"


@app.callback()
def audit() -> None:
    """Holds the subcommands."""


@app.command(help="核验整条审计链；发现问题时退出码为 1。", options_metavar=chinese.OPTIONS)
def verify(head: Heads = None) -> None:
    """Reads the chain once, however long, and prints the report: every fault with its place."""
    from assistant.bootstrap import open_office
    from credit_core.use_cases import audit_trail

    with told():
        heads = [one for text in head or () for one in audit_trail.read_heads(text)]
        report = audit_trail.verify_trail(open_office(get_settings()).store, heads)
    typer.echo(report.summary)
    for fault in report.faults:
        typer.echo(fault.sentence)
    raise typer.Exit(0 if report.sound else console.INTERNAL)


@app.command(help="显示链尾校验点；--append 把它追加到另外保存的文件。", options_metavar=chinese.OPTIONS)
def head(
    append: Annotated[Path | None, typer.Option(help="每天追加一行的校验点文件，应放在另一台机器上")] = None,
) -> None:
    """Prints `seq:hash`. Appends nothing where the file's last head is no longer in the chain, and ends with 1."""
    from assistant.bootstrap import open_office
    from credit_core.use_cases import audit_trail

    office = open_office(get_settings())
    with told():
        try:
            found = audit_trail.keep_head(office, append) if append else audit_trail.current_head(office.store)
        except audit_trail.HeadGone as error:
            console.fail(str(error), console.INTERNAL)
    typer.echo(str(found) if found else EMPTY)


@app.command(help="导出审计链，不用本系统也能核验。", options_metavar=chinese.OPTIONS)
def export(
    file: Annotated[Path, typer.Argument(help="新文件")],
    contents: Annotated[bool, typer.Option("--contents", help="连同前后内容（含个人信息）一起导出")] = False,
) -> None:
    """Writes JSON lines; without personal content unless asked for."""
    from assistant.bootstrap import open_office
    from credit_core.use_cases import audit_trail

    with told():
        found = audit_trail.export_trail(open_office(get_settings()).store, file, contents=contents)
    typer.echo(EXPORTED.format(file=file, head=found or EMPTY))
