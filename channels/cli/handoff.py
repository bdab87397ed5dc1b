"""`credit-assistant handoff`: conversations that want a person, answered from the command line until the desk is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.dialogue.errors import DialogueError
from assistant.settings import get_settings
from channels.cli import chinese, console

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.bootstrap import HandOffs

app = typer.Typer(
    name="handoff",
    help="转人工：看谁在等，接过来答复，办完结束。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

EMPTY = "没有人在等。"
LINE = "{id}  {priority}  {state}  {at}  {reason}  {summary}"
SAID = "{at} {author}：{text}"
GONE = "（对话已清除）"
TAKEN = "已接过来，助手在这段对话里不再插话。"
ANSWERED = "已答复，市民会在对话里看到。"
CLOSED = "已结束，助手继续接待。"
AUTHORS = {"citizen": "市民", "staff": "工作人员", "notice": "通知"}
PRIORITIES = {"urgent": "紧急", "normal": "一般"}
STATES = {"open": "等待", "taken": "办理中", "closed": "已结束"}
Id = Annotated[str, typer.Argument(help="转人工的编号，见 handoff list")]
Staff = Annotated[str, typer.Option(help="办理的工作人员")]


@app.callback()
def handoff() -> None:
    """Holds the subcommands."""


@app.command("list", help="列出还没有结束的，紧急的在前。", options_metavar=chinese.OPTIONS)
def list_waiting() -> None:
    """Prints a line for each."""
    waiting = _queue()[0].queue()
    for one in waiting:
        typer.echo(
            LINE.format(
                id=one.id,
                priority=PRIORITIES[one.priority],
                state=STATES[one.state],
                at=one.opened_at.strftime("%m-%d %H:%M"),
                reason=one.reason,
                summary=one.summary or GONE,
            )
        )
    if not waiting:
        typer.echo(EMPTY)


@app.command(help="看一段对话里市民和工作人员说了什么。", options_metavar=chinese.OPTIONS)
def show(number: Id) -> None:
    """Prints the exchange."""
    with _told():
        one, messages = _queue()[0].read(number)
        typer.echo(one.summary or GONE)
        for message in messages:
            at = message.said_at.strftime("%m-%d %H:%M")
            typer.echo(SAID.format(at=at, author=AUTHORS[message.author], text=message.text))


@app.command(help="接过来：助手不再插话。", options_metavar=chinese.OPTIONS)
def take(number: Id, staff: Staff) -> None:
    """Takes it."""
    with _told():
        queue, now = _queue()
        queue.take(number, staff, now)
        typer.echo(TAKEN)


@app.command(help="答复市民。", options_metavar=chinese.OPTIONS)
def answer(number: Id, staff: Staff, text: Annotated[str, typer.Argument(help="要说的话")]) -> None:
    """Says it inside the conversation."""
    with _told():
        queue, now = _queue()
        queue.answer(number, staff, text, now)
        typer.echo(ANSWERED)


@app.command(help="结束：助手继续接待。", options_metavar=chinese.OPTIONS)
def close(number: Id) -> None:
    """Gives the conversation back."""
    with _told():
        queue, now = _queue()
        queue.close(number, now)
        typer.echo(CLOSED)


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be done is one Chinese sentence."""
    try:
        yield
    except DialogueError as error:
        console.fail(str(error))


def _queue() -> tuple[HandOffs, datetime]:
    from assistant.bootstrap import Clock, open_handoffs

    settings = get_settings()
    return open_handoffs(settings), Clock(settings.clock).now()
