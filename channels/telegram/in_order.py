"""Updates of one chat one after another, in the order of their numbers; several chats at once; each update once."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import OrderedDict
from collections.abc import Awaitable, Callable

Work = Callable[[], Awaitable[None]]


class InOrder:
    """The order of work of one process.

    `settle` is how many seconds the first update of a chat waits for earlier ones that may come after it: over a
    webhook, updates can get out of order, and their numbers restore it.
    """

    def __init__(self, settle: float = 0.0, remembered: int = 10_000) -> None:
        self._settle = settle
        self._remembered = remembered
        self._done: OrderedDict[int, None] = OrderedDict()
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self._lines: dict[int, list[tuple[int, Work]]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._ahead = itertools.count(1)

    async def run(self, chat: int, update_id: int, work: Work) -> None:
        """Do `work` in its turn and return when it is done; an update that comes again only waits for that.

        Raises:
            Exception: what `work` raised; the update may then be tried again.
        """
        if update_id in self._done:
            return
        future = self._waiting.get(update_id)
        if future is None:
            future = self._waiting[update_id] = asyncio.get_running_loop().create_future()
            heapq.heappush(self._lines.setdefault(chat, []), (update_id, work))
            if chat not in self._workers:
                self._workers[chat] = asyncio.create_task(self._work(chat))
        await asyncio.shield(future)

    async def before_others(self, chat: int, work: Work) -> None:
        """Do `work`, which is no update, before the updates of the chat that wait.

        Raises:
            Exception: what `work` raised.
        """
        await self.run(chat, -next(self._ahead), work)

    async def close(self) -> None:
        """Wait until everything that was begun is done."""
        while self._workers:
            await asyncio.wait(list(self._workers.values()))

    async def _work(self, chat: int) -> None:
        await asyncio.sleep(self._settle)
        line = self._lines[chat]
        while line:
            update_id, work = heapq.heappop(line)
            failure: Exception | None = None
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - it belongs to whoever waits for this update
                failure = error
            self._finish(update_id, failure)
        del self._lines[chat], self._workers[chat]

    def _finish(self, update_id: int, failure: Exception | None) -> None:
        future = self._waiting.pop(update_id)
        if failure is not None:
            future.set_exception(failure)
            future.exception()  # it counts as seen, also where whoever waited is gone
            return
        self._done[update_id] = None
        while len(self._done) > self._remembered:
            self._done.popitem(last=False)
        future.set_result(None)
