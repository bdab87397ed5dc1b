"""`credit-assistant telegram`: the Telegram bot, by long polling; or its webhook, announced to Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import Settings, get_settings
from channels.cli import console

if TYPE_CHECKING:
    from channels.telegram.ports import Conversing, Outbox


def telegram(
    webhook: Annotated[
        bool, typer.Option("--webhook", help="改用回调：向 Telegram 登记本站的地址，消息由网页服务接收；登记完就结束")
    ] = False,
) -> None:
    """Answers in Telegram until it is told to stop."""
    from channels.telegram import running

    settings = get_settings()
    try:
        if webhook:
            running.announce(settings, typer.echo)
        else:
            running.serve(settings, lambda: open_door(settings), typer.echo, _complain)
    except running.NotStarted as error:
        console.fail(str(error))
    except running.Refused as error:
        console.fail(str(error), console.INTERNAL)


def open_door(settings: Settings) -> tuple[Conversing, Outbox]:
    """The front door of conversations, and the outbox beside it. Slow: loads the models."""
    from assistant.bootstrap import build_service

    service = build_service(settings)
    return service.reception, service.outbox


def _complain(words: str) -> None:
    typer.echo(words, err=True)
