"""Server-sent events of one question: status, the text in pieces, the whole answer, the finished card."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from typing import Any, Final, Protocol

from starlette.concurrency import run_in_threadpool

from channels import messages
from channels.web import forms
from channels.web.asking import Asking, NotReady
from channels.web.conversations import Turn
from channels.web.problems import title
from channels.web.throttle import Busy

MEDIA_TYPE: Final = "text/event-stream; charset=utf-8"
HEARTBEAT_SECONDS: Final = 10.0
LOADING_POLL_SECONDS: Final = 0.5
LOADING_PATIENCE_SECONDS: Final = 120.0
_PIECE: Final = re.compile(r"[^。！？；\n]*(?:[。！？；]+(?:\[\d+\])*|\n+|$)")


class Answering(Protocol):
    """What the stream needs of the pages."""

    asking: Asking

    def place_names(self) -> dict[str, str]: ...
    def keep(self, conversation: str, checked: forms.Checked) -> Turn: ...
    def card(self, turn: Turn) -> str: ...


def event(name: str, data: dict[str, Any]) -> str:
    """One event on the wire."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


HEARTBEAT: Final = ": keep-alive\n\n"


def pieces(text: str) -> Iterator[str]:
    """`text` cut after sentences and lines; joined again it is the same text."""
    return (match[0] for match in _PIECE.finditer(text) if match[0])


async def events(pages: Answering, conversation: str, draft: forms.Draft) -> AsyncGenerator[str]:
    """The stream. Whatever goes wrong is an ``error`` event; the last event is always ``done``."""
    try:
        async for line in _answer(pages, conversation, draft):
            yield line
    except forms.FormError as error:
        yield _error(422, str(error), field=error.field)
    except Busy:
        yield _error(503, messages.BUSY)
    except NotReady as error:
        yield _error(503, str(error))
    except Exception:
        # The status line is long sent: the reader must still learn that nothing more will come.
        yield _error(500, messages.TURN_FAILED)
        yield event("done", {})
        raise
    yield event("done", {})


async def _answer(pages: Answering, conversation: str, draft: forms.Draft) -> AsyncIterator[str]:
    async for line in _loading(pages):
        yield line
    checked = forms.check(draft, await run_in_threadpool(pages.place_names))
    yield event("status", {"stage": messages.SEARCHING})
    task = asyncio.ensure_future(run_in_threadpool(pages.keep, conversation, checked))
    while not (await asyncio.wait({task}, timeout=HEARTBEAT_SECONDS))[0]:
        yield HEARTBEAT
    turn = task.result()
    for piece in pieces(turn.answer.text):
        yield event("text", {"piece": piece})
    yield event("answer", turn.answer.to_dict())
    yield event("card", {"turn": turn.number, "html": await run_in_threadpool(pages.card, turn)})


async def _loading(pages: Answering) -> AsyncIterator[str]:
    runtime = pages.asking.runtime
    started = last_sent = time.monotonic()
    stage = ""
    while not runtime.ready:
        now = time.monotonic()
        if runtime.failure or now - started > LOADING_PATIENCE_SECONDS:
            raise NotReady(pages.asking.notice())
        if runtime.stage != stage:
            stage, last_sent = runtime.stage, now
            yield event("status", {"stage": messages.NOT_READY_STAGE.format(stage=stage)})
        elif now - last_sent > HEARTBEAT_SECONDS:
            last_sent = now
            yield HEARTBEAT
        await asyncio.sleep(LOADING_POLL_SECONDS)


def _error(status: int, detail: str, **more: str) -> str:
    return event("error", {"title": title(status), "status": status, "detail": detail, **more})
