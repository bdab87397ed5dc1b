"""Long polling: Telegram is told that an update was received when it was dealt with, not before."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from telegram import Update
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter, TelegramError

from channels.telegram import words
from channels.telegram.api import Bot
from channels.telegram.channel import Channel
from channels.telegram.incoming import TAKEN

log = logging.getLogger(__name__)

LONG_POLL: Final = 25
"""Seconds that Telegram holds a request for updates open."""
_MOST = 100
_PAUSE = 0.2
_LONGEST_WAIT = 60.0
_TRIES = 4
_GOODBYE = 5.0

Tell = Callable[[str], None]


class Polling:
    """Fetches updates and hands them to the channel, until it is told to stop.

    What was fetched but not dealt with when the process dies is fetched again by the next one.
    """

    def __init__(self, bot: Bot, channel: Channel, tell: Tell, *, wait: float = 1.0) -> None:
        self._bot = bot
        self._channel = channel
        self._tell = tell
        self._wait = wait
        self._next = 0
        self._seen: set[int] = set()
        self._at_work: dict[int, asyncio.Task[None]] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch and hand on. What is being dealt with at the end is finished first.

        Raises:
            TelegramError: Telegram refused for good (the token was revoked).
        """
        stopped = asyncio.create_task(stop.wait())
        failures = 0
        while not stop.is_set():
            fetching = asyncio.create_task(self._fetch())
            await asyncio.wait((fetching, stopped), return_when=asyncio.FIRST_COMPLETED)
            if not fetching.done():
                fetching.cancel()
                break
            try:
                fresh = fetching.result()
                failures = 0
            except (NetworkError, RetryAfter, Conflict) as error:
                if isinstance(error, BadRequest):
                    raise
                failures += 1
                await self._stand_by(error, failures, stop)
                continue
            for update in fresh:
                self._begin(update)
            if self._at_work and not fresh:
                await asyncio.wait(list(self._at_work.values()), timeout=_PAUSE)
        stopped.cancel()
        await self._finish()

    async def _fetch(self) -> list[Update]:
        """Updates that were not begun yet. While some are at work, those come again, so it does not wait for more."""
        got = await self._bot.get_updates(
            offset=self._offset(),
            limit=_MOST,
            timeout=0 if self._at_work else LONG_POLL,
            allowed_updates=TAKEN,
        )
        return [update for update in got if update.update_id not in self._seen]

    def _begin(self, update: Update) -> None:
        self._seen.add(update.update_id)
        self._next = max(self._next, update.update_id + 1)
        self._at_work[update.update_id] = asyncio.create_task(self._handle(update))

    async def _handle(self, update: Update) -> None:
        try:
            for number in range(_TRIES):
                try:
                    await self._channel.handle(update)
                    return
                except TelegramError as error:
                    log.warning("a reply did not get through: %s", type(error).__name__)
                    await asyncio.sleep(self._wait * 2**number)
            log.error("a reply was given up")
        finally:
            del self._at_work[update.update_id]
            self._seen = {seen for seen in self._seen if seen >= self._offset()}

    def _offset(self) -> int:
        """The first update that is not dealt with: all before it are done with for Telegram."""
        return min(self._at_work, default=self._next)

    async def _stand_by(self, error: TelegramError, failures: int, stop: asyncio.Event) -> None:
        seconds = min(self._wait * 2 ** (failures - 1), _LONGEST_WAIT)
        if isinstance(error, RetryAfter):
            seconds = max(seconds, _seconds(error.retry_after))
        elif failures == 1 or isinstance(error, Conflict):
            said = words.CONFLICT if isinstance(error, Conflict) else words.NOT_REACHED
            self._tell(said.format(seconds=round(seconds)))
        try:
            await asyncio.wait_for(stop.wait(), seconds)
        except TimeoutError:
            return

    async def _finish(self) -> None:
        """Finish what is at work, and tell Telegram how far it got."""
        if self._at_work:
            await asyncio.wait(list(self._at_work.values()), timeout=_GOODBYE)
        await self._channel.close()
        try:
            if self._next:
                await self._bot.get_updates(offset=self._offset(), limit=1, timeout=0, allowed_updates=TAKEN)
        except TelegramError as error:
            log.info("the last updates were not confirmed: %s", type(error).__name__)


def _seconds(wait: float | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
