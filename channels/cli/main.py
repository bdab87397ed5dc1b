"""The command line. Each command imports what it needs when it runs, so that ``--help`` is there at once."""

from __future__ import annotations

import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.desk import operator_log
from channels.cli import (
    audit,
    bad_settings,
    calendar,
    case,
    chinese,
    cite,
    console,
    corpus,
    counter,
    database,
    deadline,
    demo,
    extensions,
    handoff,
    outside,
    paper,
    switch,
    user,
)
from channels.cli.ask import ask
from channels.cli.chat import chat
from channels.cli.doctor import doctor
from channels.cli.index import index
from channels.cli.serve import serve
from channels.cli.telegram import telegram
from channels.cli.worker import worker

HELP = "社会信用条例助手：用日常语言提问，用法规原文回答。"
EPILOGUE = "退出码：0 已答复（包括说明不能回答）；1 系统出错，或者 cite check、doctor 发现了问题；2 输入有误。"
INTERRUPTED = 130
FAILED = "系统出错：{kind}：{error}。加上 --debug 再运行一次可以看到详情：credit-assistant --debug …"


class Commands(TyperGroup):
    """Our commands, then those of the extensions, which are imported when they are asked for."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option ``--help``, described in Chinese."""
        return chinese.described(super().get_help_option(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of ``--help``."""
        own = super().list_commands(ctx)
        return [*own, *sorted(extensions.found().keys() - set(own))]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, described in Chinese; None where there is none."""
        command = super().get_command(ctx, cmd_name)
        point = None if command else extensions.found().get(cmd_name)
        if point is not None:
            command = _extension(point)
            command.name = cmd_name
        if command is not None:
            chinese.help_option(command, ctx)
        return command


def _extension(point: Any) -> Any:
    try:
        loaded = extensions.load(point)
    except extensions.BrokenExtension as error:
        loaded = extensions.stand_in(str(error))
    return typer.main.get_command(loaded)


app = typer.Typer(
    cls=Commands,
    help=HELP,
    epilog=EPILOGUE,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)
app.command(help="提问，得到带条款依据的答复；--batch 一次回答一个文件的问题。", options_metavar=chinese.OPTIONS)(ask)
app.command(help="在终端里对话，能接着上文追问。", options_metavar=chinese.OPTIONS)(chat)
app.command(help="打开问答网页和 REST 接口。", options_metavar=chinese.OPTIONS)(serve)
app.command(help="建检索索引；文本没有变就什么也不做。", options_metavar=chinese.OPTIONS)(index)
app.command(help="检查安装：设置、数据目录、法规、索引、模型、数据库。", options_metavar=chinese.OPTIONS)(doctor)
app.command(help="到期提醒、督办和其他定时的事：一直运行，或者用 --once 只办一遍。", options_metavar=chinese.OPTIONS)(
    worker
)
app.command(help="Telegram 机器人：一直运行；--webhook 改由网页服务接收消息。", options_metavar=chinese.OPTIONS)(
    telegram
)
app.add_typer(cite.app, name="cite")
app.add_typer(corpus.app, name="corpus")
app.add_typer(deadline.app)
app.add_typer(case.app)
app.add_typer(paper.app)
app.add_typer(calendar.app)
app.add_typer(outside.app)
app.add_typer(database.app)
app.add_typer(audit.app)
app.add_typer(counter.app)
app.add_typer(handoff.app)
app.add_typer(switch.app)
app.add_typer(user.app)
app.add_typer(demo.app)


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="系统出错时显示详情（调用栈），报告问题时用")] = False,
) -> None:
    """Holds what stands before the command; `main` reads ``--debug`` itself, because it must know before typer does."""


def main() -> None:
    """The entry point: runs a command and ends the process with its exit code."""
    chinese.headings()
    operator_log.begin()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its code; in JSON this is the escape of the same character.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        code = app(arguments, prog_name="credit-assistant", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last one who can say anything
        if "--debug" in arguments:
            traceback.print_exc()
        return _failed(error)
    return code if isinstance(code, int) else 0


def _failed(error: Exception) -> int:
    """Say what went wrong, and whose fault it was."""
    say = getattr(error, "format_message", None)
    if say is not None:  # about options and arguments
        if message := say():  # none where the help page has been shown
            context = getattr(error, "ctx", None)
            see = f"\n{chinese.SEE_HELP.format(command=context.command_path)}" if context else ""
            typer.echo(f"{chinese.usage_error(message)}{see}", err=True)
        return console.BAD_INPUT
    if bad_settings.is_about_settings(error):
        typer.echo(bad_settings.explained(error), err=True)
        return console.BAD_INPUT
    typer.echo(FAILED.format(kind=type(error).__name__, error=error), err=True)
    return console.INTERNAL
