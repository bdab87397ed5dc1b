"""The bot as a process: who it is, its menu, then long polling until it is told to stop; or its webhook, announced."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from assistant.settings import Settings
from channels.telegram import words
from channels.telegram.api import Bot, close, make_bot, put_up_menu
from channels.telegram.beside import keep_doing
from channels.telegram.channel import Channel
from channels.telegram.incoming import TAKEN
from channels.telegram.notices import Notices
from channels.telegram.polling import Polling
from channels.telegram.ports import Conversing, Outbox
from channels.telegram.webhook import PATH

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LONGEST_WAIT = 60.0

Tell = Callable[[str], None]
OpenDoor = Callable[[], tuple[Conversing, Outbox]]


class NotStarted(Exception):
    """Something is missing or wrong in the settings. The message says what to do, and never holds the token."""


class Refused(Exception):
    """Telegram refused for another reason than the token, or is not reached."""


def check(settings: Settings, *, webhook: bool = False) -> None:
    """See that everything is set that Telegram needs.

    Raises:
        NotStarted
    """
    if not settings.telegram_token.get_secret_value().strip():
        raise NotStarted(words.UNSET)
    if not settings.personal_data_in_telegram and not settings.public_url:
        raise NotStarted(words.NO_PUBLIC_URL)
    secret = settings.telegram_webhook_secret.get_secret_value()
    if webhook and not (settings.public_url.startswith("https://") and _SECRET.fullmatch(secret)):
        raise NotStarted(words.NO_WEBHOOK)


def serve(settings: Settings, open_door: OpenDoor, tell: Tell, complain: Tell) -> None:
    """Poll until SIGTERM or SIGINT. `open_door` is called when Telegram has accepted the token, since it takes long.

    Raises:
        NotStarted, Refused
    """
    _run(settings, False, lambda: _serve(settings, open_door, tell, complain))


def announce(settings: Settings, tell: Tell) -> None:
    """Tell Telegram where the web service takes updates.

    Raises:
        NotStarted, Refused
    """
    _run(settings, True, lambda: _announce(settings, tell))


def _run(settings: Settings, webhook: bool, work: Callable[[], object]) -> None:
    check(settings, webhook=webhook)
    try:
        asyncio.run(work())  # type: ignore[arg-type]
    except InvalidToken:
        raise NotStarted(words.NOT_ACCEPTED) from None
    except BadRequest as error:
        raise Refused(words.REFUSED.format(why=error.message)) from None
    except NetworkError:
        raise Refused(words.NOT_NOW) from None
    except TelegramError as error:
        raise Refused(words.REFUSED.format(why=type(error).__name__)) from None


async def _announce(settings: Settings, tell: Tell) -> None:
    address = f"{settings.public_url.rstrip('/')}{PATH}"
    async with make_bot(settings) as bot:
        secret = settings.telegram_webhook_secret.get_secret_value()
        await bot.set_webhook(address, secret_token=secret, allowed_updates=TAKEN)
        await put_up_menu(bot)
        tell(words.WEBHOOK_SET.format(username=bot.username, name=bot.first_name, address=address))


async def _serve(settings: Settings, open_door: OpenDoor, tell: Tell, complain: Tell) -> None:
    stop = _stopped_by_signals()
    bot = make_bot(settings)
    try:
        if not await _reached(bot, stop, complain):
            return
        door, outbox = await asyncio.to_thread(open_door)
        tell(words.STARTED.format(username=bot.username, name=bot.first_name))
        channel, notices = Channel(bot, door, settings), Notices(bot, outbox, settings.data_dir)
        beside = asyncio.create_task(keep_doing((notices.deliver, channel.take_left), stop))
        try:
            await Polling(bot, channel, complain).run(stop)
        finally:
            stop.set()
            await beside
        tell(words.STOPPED)
    finally:
        await close(bot)


async def _reached(bot: Bot, stop: asyncio.Event, complain: Tell) -> bool:
    """Ask who the bot is, end a webhook and put up the menu, however long Telegram takes; False when told to stop."""
    wait = 1.0
    while not stop.is_set():
        try:
            await bot.initialize()
            await bot.delete_webhook()
            await put_up_menu(bot)
        except BadRequest:
            raise
        except NetworkError:
            complain(words.NOT_REACHED.format(seconds=round(wait)))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
            wait = min(2 * wait, _LONGEST_WAIT)
        else:
            return True
    return False


def _stopped_by_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop
