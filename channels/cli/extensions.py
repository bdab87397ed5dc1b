"""Subcommands of packages that stand above `channels` (evals): found by entry point, imported when they are called."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

import typer

from channels.cli import console

GROUP = "credit_assistant.commands"
BROKEN = "扩展命令“{name}”（{value}）无法载入：{error}。其余命令不受影响；请修复或者卸载提供它的软件包。"
NO_TYPER = "它不是 typer.Typer"
BROKEN_HELP = "（无法载入，运行它可以看到原因）"


class BrokenExtension(Exception):
    """An entry point that leads to no subcommand. The message is for the person who installed it."""


def found() -> dict[str, EntryPoint]:
    """The entry points by name."""
    return {point.name: point for point in entry_points(group=GROUP)}


def load(point: EntryPoint) -> typer.Typer:
    """The subcommand behind `point`.

    Raises:
        BrokenExtension: it cannot be imported, or is none.
    """
    try:
        loaded = point.load()
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        raise BrokenExtension(BROKEN.format(name=point.name, value=point.value, error=why)) from error
    if not isinstance(loaded, typer.Typer):
        raise BrokenExtension(BROKEN.format(name=point.name, value=point.value, error=NO_TYPER))
    return loaded


def stand_in(reason: str) -> typer.Typer:
    """For a broken extension: a subcommand that says why, and fails."""
    app = typer.Typer(add_completion=False)

    @app.command(help=BROKEN_HELP, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
    def say() -> None:
        console.fail(reason, console.INTERNAL)

    return app
