"""`credit-assistant switch`: stop answers or a channel, see what is stopped, lift it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import get_settings
from channels.cli import chinese, console
from channels.cli.operator import OPERATOR
from channels.web.moments import full_moment
from credit_core.use_cases.vocabulary import LawError

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.desk.front import Desk

app = typer.Typer(
    name="switch",
    help="开关：停用或者恢复全部答复、一个渠道。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

LINE = "{what}  {state}"
STOPPED, RUNNING = "已停用：{at} {who}，{why}", "正常"
PAST = "{what}  {since}至{until}  {why}；{lifted}"
BEFORE = "以前："
DONE_STOP = "“{what}”已经停用。"
DONE_LIFT = "“{what}”已经恢复。"
What = Annotated[str, typer.Argument(help="answers（全部答复）、web、api、telegram 或者 cli")]
Why = Annotated[str, typer.Option(help="原因，留在历史和审计链里")]


@app.callback()
def switch() -> None:
    """Holds the subcommands."""


@app.command("list", help="现在停着什么，以前停过什么。", options_metavar=chinese.OPTIONS)
def list_switches() -> None:
    """Prints a line for each."""
    with _told():
        desk = _desk()
        for one in desk.switches.list(OPERATOR):
            stop = one.stop
            state = RUNNING
            if stop is not None:
                state = STOPPED.format(at=_at(stop.stopped_at), who=desk.access.shown(stop.stopped_by), why=stop.why)
            typer.echo(LINE.format(what=one.what, state=state))
        if past := desk.switches.history(OPERATOR):
            typer.echo(BEFORE)
        for over in past:
            since, until = _at(over.stopped_at), _at(over.lifted_at)
            typer.echo(PAST.format(what=over.what, since=since, until=until, why=over.why, lifted=over.lifted_why))


@app.command(help="停用；一秒之内各进程都生效。", options_metavar=chinese.OPTIONS)
def stop(what: What, why: Why) -> None:
    """Stops it."""
    with _told():
        _desk().switches.stop(OPERATOR, what, why)
        typer.echo(DONE_STOP.format(what=what))


@app.command(help="恢复。", options_metavar=chinese.OPTIONS)
def lift(what: What, why: Why) -> None:
    """Lifts it."""
    with _told():
        _desk().switches.lift(OPERATOR, what, why)
        typer.echo(DONE_LIFT.format(what=what))


def _at(moment: datetime | None) -> str:
    return full_moment(moment) if moment else ""


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be done is one Chinese sentence."""
    try:
        yield
    except LawError as error:
        console.fail(str(error))


def _desk() -> Desk:
    from assistant.bootstrap import open_desk

    return open_desk(get_settings())
