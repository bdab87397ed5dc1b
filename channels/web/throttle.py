"""Abuse limits of the web channel, all in one place. They hold per process."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

MAX_BODY = 64 * 1024
"""Bytes of a request body."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one client, by its address, may ask; and how many answers may be in the making at once.

    An address may stand for a service hall or another system, so the API's figure is what one process can compute;
    beyond it `in_progress` (below the size of the thread pool) sheds load at once instead of letting requests queue.
    """

    pages: str = "60/minute"
    api: str = "3600/minute"
    in_progress: int = 32


class TooMany(Exception):
    """The client has to wait `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Busy(Exception):
    """As many answers as allowed are in the making."""


class Throttle:
    """Counts requests per client and answers in the making."""

    def __init__(self, limits: Limits) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._pages = parse(limits.pages)
        self._api = parse(limits.api)
        self._free = threading.BoundedSemaphore(limits.in_progress)

    def count_page(self, client: str) -> None:
        """Count one question from a page.

        Raises:
            TooMany: the client's figure is used up.
        """
        self._count(self._pages, "pages", client)

    def count_api(self, client: str) -> None:
        """Count one call of the API.

        Raises:
            TooMany: the client's figure is used up.
        """
        self._count(self._api, "api", client)

    def _count(self, item: RateLimitItem, scope: str, client: str) -> None:
        if not self._limiter.hit(item, scope, client):
            reset = self._limiter.get_window_stats(item, scope, client).reset_time
            raise TooMany(max(1, math.ceil(reset - time.time())))

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold one of the places for an answer in the making.

        Raises:
            Busy: none is free.
        """
        if not self._free.acquire(blocking=False):
            raise Busy
        try:
            yield
        finally:
            self._free.release()
