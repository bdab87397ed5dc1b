"""Notices (告知) to a chat: what staff or a case says to the citizen, without personal data."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from telegram.error import TelegramError

from assistant.settings import Settings
from channels.telegram.api import Bot, close, make_bot
from channels.telegram.ports import CHANNEL, Outbox
from channels.telegram.speaking import Speaker
from channels.text import clean

log = logging.getLogger(__name__)

EVERY: Final = 5.0
"""Seconds between two looks into the outbox."""


async def deliver(bot: Bot, chat: str, text: str) -> bool:
    """Send `text`, which holds no personal data, to a chat (the address that its conversation was begun with).

    True when Telegram has taken it; False when this chat takes nothing any more: then another way has to be found.

    Raises:
        NetworkError, RetryAfter: Telegram was not reached; it can be tried again.
    """
    return await Speaker(bot).say(int(chat), clean(text))


async def deliver_all(bot: Bot, outbox: Outbox) -> int:
    """One pass: send what is there and record each delivery; how many. Stops where Telegram is not reached."""
    count = 0
    for outgoing in await asyncio.to_thread(outbox.undelivered, CHANNEL):
        try:
            taken = await deliver(bot, outgoing.address, outgoing.message.text)
        except TelegramError as error:
            log.warning("notices wait: %s", type(error).__name__)
            break
        if taken:
            await asyncio.to_thread(outbox.delivered, outgoing.message.id, CHANNEL)
            count += 1
    return count


def deliver_waiting(settings: Settings, outbox: Outbox) -> int:
    """One pass, for a process without an event loop (the worker, where updates come by webhook); how many were sent."""

    async def one_pass() -> int:
        bot = make_bot(settings)
        try:
            return await deliver_all(bot, outbox)
        finally:
            await close(bot)

    return asyncio.run(one_pass())


async def keep_delivering(bot: Bot, outbox: Outbox, stop: asyncio.Event, every: float = EVERY) -> None:
    """Passes until it is told to stop. A pass that fails is not the last."""
    while not stop.is_set():
        try:
            await deliver_all(bot, outbox)
        except Exception as error:  # noqa: BLE001 - the database may be away for a while
            log.error("notices were not sent: %s", type(error).__name__)
        try:
            await asyncio.wait_for(stop.wait(), every)
        except TimeoutError:
            continue
