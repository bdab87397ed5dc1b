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

from channels import messages

MAX_BODY = 64 * 1024
"""Bytes of a request body without files."""
MAX_UPLOAD = 32 * 1024 * 1024
"""Bytes of a form with files, or of a turn with files in base64."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one client, by its address, may ask; and how many answers may be in the making at once.

    An address may stand for a service hall or another system, so the API's figure is what one process can compute;
    beyond it `in_progress` (below the size of the thread pool) sheds load at once instead of letting requests queue.
    `files` counts what is stored, `searches` looks at what is public; `codes` counts wrong access codes for one case number
    from one address.
    """

    pages: str = "60/minute"
    api: str = "3600/minute"
    files: str = "200/hour"
    searches: str = "120/hour"
    codes: str = "10/hour"
    in_progress: int = 32


class TooMany(Exception):
    """The client has to wait `seconds`; the message is for a person."""

    words = messages.TOO_MANY

    def __init__(self, seconds: int) -> None:
        super().__init__(self.words.format(seconds=seconds, minutes=math.ceil(seconds / 60)))
        self.seconds = seconds


class TooManyFiles(TooMany):
    """So many files were stored that the next has to wait."""

    words = messages.TOO_MANY_FILES


class TooManySearches(TooMany):
    """So much was looked up that the next has to wait."""

    words = messages.TOO_MANY_SEARCHES


class LockedOut(TooMany):
    """So many wrong access codes came for this number that none is looked at any more."""

    words = messages.LOCKED_OUT


class Busy(Exception):
    """As many answers as allowed are in the making."""


class Throttle:
    """Counts requests per client and answers in the making."""

    def __init__(self, limits: Limits) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._pages = parse(limits.pages)
        self._api = parse(limits.api)
        self._files = parse(limits.files)
        self._searches = parse(limits.searches)
        self._codes = parse(limits.codes)
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

    def count_file(self, client: str) -> None:
        """Count one file that is to be stored.

        Raises:
            TooManyFiles: the client's figure is used up.
        """
        self._count(self._files, "files", client, refused=TooManyFiles)

    def count_search(self, client: str) -> None:
        """Count one look at what is public.

        Raises:
            TooManySearches: the client's figure is used up.
        """
        self._count(self._searches, "searches", client, refused=TooManySearches)

    def may_try_code(self, number: str, client: str) -> None:
        """Whether this client may still try an access code of this case number; it is not counted by that.

        Raises:
            LockedOut: no more.
        """
        if not self._limiter.test(self._codes, "codes", number, client):
            raise LockedOut(self._wait(self._codes, "codes", number, client))

    def count_wrong_code(self, number: str, client: str) -> None:
        """Count one wrong access code."""
        self._limiter.hit(self._codes, "codes", number, client)

    def _count(self, item: RateLimitItem, *of: str, refused: type[TooMany] = TooMany) -> None:
        if not self._limiter.hit(item, *of):
            raise refused(self._wait(item, *of))

    def _wait(self, item: RateLimitItem, *of: str) -> int:
        return max(1, math.ceil(self._limiter.get_window_stats(item, *of).reset_time - time.time()))

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
