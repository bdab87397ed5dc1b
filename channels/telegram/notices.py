"""Notices (告知) to a chat: what staff or a case says to the citizen, without personal data.

Of the processes of an installation, one at a time sends: who polls, or any of those that serve the webhook. It looks what
waits, sends it and records that, before it gives its place up; should it die in between, the system gives its place to the
next one, and the message is sent again rather than lost.
"""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import Final

from telegram.error import TelegramError

from channels.telegram import words
from channels.telegram.api import Bot
from channels.telegram.ports import CHANNEL, Message, Outbox
from channels.telegram.speaking import Speaker
from channels.telegram.spool import alone
from channels.text import clean

log = logging.getLogger(__name__)

EVERY: Final = 5.0
"""Seconds between two looks into the outbox."""
GONE_FOR: Final = 3600.0
"""Seconds for which a chat that takes nothing is left alone."""
LOCK: Final = "telegram/notices.lock"
"""Below DATA_DIR: held by the process that sends."""
STAFF: Final = "staff"


class Notices:
    """Sends what waits in the outbox."""

    def __init__(self, bot: Bot, outbox: Outbox, data_dir: Path) -> None:
        self._speaker = Speaker(bot)
        self._outbox = outbox
        self._lock = data_dir / LOCK
        self._gone: dict[str, float] = {}

    async def deliver(self) -> int:
        """One pass: send what waits and record each delivery; how many. Stops where Telegram is not reached."""
        with alone(self._lock) as mine:
            return await self._pass() if mine else 0

    async def _pass(self) -> int:
        count = 0
        for outgoing in await asyncio.to_thread(self._outbox.undelivered, CHANNEL):
            if self._is_gone(outgoing.address):
                continue
            try:
                taken = await self._speaker.say(int(outgoing.address), told(outgoing.message))
            except TelegramError as error:
                log.warning("notices wait: %s", type(error).__name__)
                break
            if taken:
                await asyncio.to_thread(self._outbox.delivered, outgoing.message.id, CHANNEL)
                count += 1
            else:  # blocked: it waits in the conversation, and for another way
                self._gone[outgoing.address] = time.monotonic()
        return count

    def _is_gone(self, address: str) -> bool:
        since = self._gone.get(address)
        if since is not None and time.monotonic() - since > GONE_FOR:
            del self._gone[address]
            return False
        return since is not None


def told(message: Message) -> str:
    """A message as it is sent: who reads it sees that a person answers."""
    text = clean(message.text)
    return words.BY_STAFF.format(text=text) if message.author == STAFF else text
