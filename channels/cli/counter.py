"""`credit-assistant identity`: one-time codes for who showed a document at the counter (窗口核验)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from assistant.settings import get_settings
from channels.cli import chinese, console

app = typer.Typer(
    name="identity",
    help="窗口核验：核对证件以后发一次性核验码。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

MINUTES = 60
ISSUED = "核验码：{code}（{until}前有效，只显示这一次；请打印给本人，在对话里发出即可）"
NOBODY = "姓名和证件号码都要填写：照证件上的写。"


@app.callback()
def identity() -> None:
    """Holds the subcommands."""


@app.command(help="发一个一次性核验码：核对过证件原件以后才能发。", options_metavar=chinese.OPTIONS)
def issue(
    staff: Annotated[str, typer.Option(help="核对证件的工作人员")],
    name: Annotated[str, typer.Option(help="证件上的姓名或者名称")],
    number: Annotated[str, typer.Option(help="证件号码")],
    minutes: Annotated[int, typer.Option(min=1, help="几分钟内有效")] = MINUTES,
) -> None:
    """Prints the code once; only a keyed hash of it is kept."""
    from assistant.bootstrap import Clock, open_counter

    if not name.strip() or not number.strip():
        console.fail(NOBODY)
    settings = get_settings()
    now = Clock(settings.clock).now()
    code = open_counter(settings).issue_code(staff, name, number, now, minutes=minutes)
    until = (now + timedelta(minutes=minutes)).strftime("%m-%d %H:%M")
    typer.echo(ISSUED.format(code=code, until=until))
