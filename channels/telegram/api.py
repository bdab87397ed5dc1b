"""The Bot API: one bot for each process, patient with the network, and silent about its token."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import BotCommand, BotCommandScopeAllPrivateChats, User
from telegram.constants import FloodLimit
from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from assistant.settings import Settings
from channels.telegram import words

Bot = ExtBot[int]
T = TypeVar("T")

WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds between the tries of a call that the network failed."""
_FLOODS = 5
"""How often Telegram may tell a call to wait."""
_CONNECTIONS = 32
_SECONDS = 15.0
_TELLTALES = ("httpx", "httpcore", "telegram", "hpack")
"""Loggers that would write addresses, which hold the token, or messages, which hold personal data."""


def make_bot(settings: Settings, per_second: float = FloodLimit.MESSAGES_PER_SECOND) -> Bot:
    """The bot of the token in the settings; it sends at most `per_second` messages. Nothing is sent by this.

    Raises:
        InvalidToken: there is no token, or it cannot be one; the error does not say it.
    """
    quiet()
    token, base = settings.telegram_token.get_secret_value().strip(), settings.telegram_api_base.rstrip("/")
    try:
        return ExtBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=_request(_CONNECTIONS),
            get_updates_request=_request(1),
            rate_limiter=AIORateLimiter(overall_max_rate=per_second, max_retries=_FLOODS),
        )
    except InvalidToken:
        raise InvalidToken(words.NOT_ACCEPTED) from None


def _request(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=_SECONDS,
        read_timeout=_SECONDS,
        write_timeout=_SECONDS,
        pool_timeout=2 * _SECONDS,
    )


async def close(bot: Bot) -> None:
    """Close its connections, whether it was initialised or not."""
    await bot.shutdown()
    for request in (bot.request, bot._request[0]):
        await request.shutdown()


def quiet() -> None:
    """Keep the token and the messages out of the logs, whatever their level."""
    for name in _TELLTALES:
        logging.getLogger(name).setLevel(logging.CRITICAL)


async def patiently(call: Callable[[], Awaitable[T]], waits: tuple[float, ...] = WAITS) -> T:
    """Call, and again after a wait where the network failed. The bot itself waits where Telegram tells it to.

    Raises:
        TelegramError: the last try failed, or Telegram refused.
    """
    for wait in waits:
        try:
            return await call()
        except BadRequest:
            raise
        except NetworkError:
            await asyncio.sleep(wait)
    return await call()


async def who(bot: Bot) -> User:
    """The bot's own name, asked of Telegram.

    Raises:
        InvalidToken: the token is not accepted. TelegramError: Telegram is not reached.
    """
    try:
        return await bot.get_me()
    except InvalidToken:
        raise InvalidToken(words.NOT_ACCEPTED) from None


async def put_up_menu(bot: Bot) -> None:
    """The command menu of private chats."""
    menu = [BotCommand(name, what) for name, what in words.COMMANDS.items()]
    await patiently(lambda: bot.set_my_commands(menu, scope=BotCommandScopeAllPrivateChats()))
