"""What a process does beside the updates: it sends notices, and takes the albums that another one left behind."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from channels.telegram.notices import EVERY

log = logging.getLogger(__name__)

Pass = Callable[[], Awaitable[object]]


async def keep_doing(passes: tuple[Pass, ...], stop: asyncio.Event, every: float = EVERY) -> None:
    """Passes until it is told to stop. One that fails is not the last; the same failure is told once."""
    failed: dict[Pass, str] = {}
    while not stop.is_set():
        for one in passes:
            try:
                await one()
                failed.pop(one, None)
            except Exception as error:  # noqa: BLE001 - the database or the network may be away for a while
                if failed.get(one) != (name := type(error).__name__):
                    failed[one] = name
                    log.error("a pass failed: %s", name)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)
