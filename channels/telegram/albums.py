"""Albums: Telegram sends each photo of several as an update of its own. Here they become one turn.

Over a webhook the next photo comes when the one before was answered. So a part is kept on the disk and answered at once,
and the turn is taken when no further part has come for a while, or as soon as something else is said in the chat.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

from telegram.error import TelegramError

from channels.telegram.in_order import InOrder
from channels.telegram.incoming import Incoming
from channels.telegram.spool import Spool

log = logging.getLogger(__name__)

QUIET: Final = 1.0
"""Seconds without a further part after which an album is complete."""
LEFT: Final = 10.0
"""Seconds after which an album was left behind: by a process that died, or a reply that did not get through."""
_ELSEWHERE = 0.1
_PATIENCE = 300
"""How often to look whether another process has finished an album before what was said after it is taken."""

Take = Callable[[Sequence[Incoming]], Awaitable[None]]


class Albums:
    """Albums of every chat. `take` takes the turn of one; `order` keeps a chat's turns one after another."""

    def __init__(self, spool: Spool, order: InOrder, take: Take, quiet: float = QUIET) -> None:
        self._spool = spool
        self._order = order
        self._take_parts = take
        self._quiet = quiet
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._closing = asyncio.Event()

    async def add(self, part: Incoming) -> None:
        """Keep a part for the turn of its album."""
        name = await asyncio.to_thread(self._spool.add, part)
        if name is not None and name not in self._waiting:
            self._waiting[name] = asyncio.create_task(self._when_quiet(name, part.chat))

    async def settle(self, chat: int) -> None:
        """Take what waits in this chat, before what was said after it. To be called in the chat's own order."""
        for name in await asyncio.to_thread(self._spool.names, chat):
            for _ in range(_PATIENCE):
                if await self._take(name):
                    break
                await asyncio.sleep(_ELSEWHERE)

    async def take_left(self) -> None:
        """Take the albums that nobody takes: those of a process that died."""
        for name in await asyncio.to_thread(self._spool.names):
            if name not in self._waiting and self._spool.quiet(name) > max(LEFT, self._quiet):
                await self._in_order(name, int(name.partition("-")[0]))
        await asyncio.to_thread(self._spool.tidy)

    async def close(self) -> None:
        """Take what waits, without waiting for more."""
        self._closing.set()
        while self._waiting:
            await asyncio.wait(list(self._waiting.values()))

    async def _when_quiet(self, name: str, chat: int) -> None:
        try:
            while not self._closing.is_set() and (left := self._quiet - self._spool.quiet(name)) > 0:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), left)
        finally:
            del self._waiting[name]
        await self._in_order(name, chat)

    async def _in_order(self, name: str, chat: int) -> None:
        """Take it in the order of its chat, before the updates that came after it."""

        async def work() -> None:
            await self._take(name)

        try:
            await self._order.before_others(chat, work)
        except TelegramError as error:
            log.warning("the reply to an album did not get through: %s", type(error).__name__)

    async def _take(self, name: str) -> bool:
        """False while another process takes it. What came too late for a turn that was begun makes the next."""
        try:
            while True:
                with self._spool.taken(name) as parts:
                    if parts:
                        await self._take_parts(parts)
                if not parts:
                    return parts is not None
        except (OSError, ValueError) as error:  # of the disk; what was said after it goes on all the same
            log.error("an album cannot be read: %s", type(error).__name__)
            return True
