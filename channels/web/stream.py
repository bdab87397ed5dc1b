"""Server-sent events of one turn: status, the text in pieces, then the finished parts of the page."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool

from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import DialogueError
from channels import messages
from channels.web.asking import Asking, NotReady
from channels.web.errors import status_of
from channels.web.forms import FormError
from channels.web.problems import title
from channels.web.throttle import Busy, TooMany

MEDIA_TYPE: Final = "text/event-stream; charset=utf-8"
HEARTBEAT_SECONDS: Final = 10.0
LOADING_POLL_SECONDS: Final = 0.5
LOADING_PATIENCE_SECONDS: Final = 120.0
_PIECE: Final = re.compile(r"[^。！？；\n]*(?:[。！？；]+(?:\[\d+\])*|\n+|$)")

Take = Callable[[], tuple[TurnResult, Mapping[str, Any]]]
"""Takes the turn; what it came to, and the parts of the page after it."""


def event(name: str, data: Mapping[str, Any]) -> str:
    """One event on the wire."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


HEARTBEAT: Final = ": keep-alive\n\n"


def pieces(text: str) -> Iterator[str]:
    """`text` cut after sentences and lines; joined again it is the same text."""
    return (match[0] for match in _PIECE.finditer(text) if match[0])


async def events(asking: Asking, take: Take, close: Callable[[], Awaitable[None]]) -> AsyncGenerator[str]:
    """The stream. Whatever goes wrong is an ``error`` event; the last event is always ``done``. `close` frees the form."""
    try:
        async for line in _turn(asking, take):
            yield line
    except FormError as error:
        yield _error(422, str(error), field=error.field)
    except DialogueError as error:
        yield _error(status_of(error), str(error))
    except TooMany as error:
        yield _error(429, str(error))
    except Busy:
        yield _error(503, messages.BUSY)
    except NotReady as error:
        yield _error(503, str(error))
    except Exception:
        # The status line is long sent: the reader must still learn that nothing more will come.
        yield _error(500, messages.TURN_FAILED)
        yield event("done", {})
        raise
    finally:
        await close()
    yield event("done", {})


async def _turn(asking: Asking, take: Take) -> AsyncIterator[str]:
    async for line in _loading(asking):
        yield line
    yield event("status", {"stage": messages.SEARCHING})
    task = asyncio.ensure_future(run_in_threadpool(take))
    while not (await asyncio.wait({task}, timeout=HEARTBEAT_SECONDS))[0]:
        yield HEARTBEAT
    result, parts = task.result()
    for piece in pieces(result.reply.text):
        yield event("text", {"piece": piece})
    yield event("turn", parts)


async def _loading(asking: Asking) -> AsyncIterator[str]:
    runtime = asking.runtime
    started = last_sent = time.monotonic()
    stage = ""
    while not runtime.ready:
        now = time.monotonic()
        if runtime.failure or now - started > LOADING_PATIENCE_SECONDS:
            raise NotReady(asking.notice())
        if runtime.stage != stage:
            stage, last_sent = runtime.stage, now
            yield event("status", {"stage": messages.NOT_READY_STAGE.format(stage=stage)})
        elif now - last_sent > HEARTBEAT_SECONDS:
            last_sent = now
            yield HEARTBEAT
        await asyncio.sleep(LOADING_POLL_SECONDS)


def _error(status: int, detail: str, **more: str) -> str:
    return event("error", {"title": title(status), "status": status, "detail": detail, **more})
