"""The route of the Telegram webhook; while the application runs, notices are sent beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response

from channels.telegram.webhook import HEADER, PATH, Webhook


def telegram_router(webhook: Webhook) -> APIRouter:
    """The route. What comes without the secret is not even read."""

    @asynccontextmanager
    async def beside(_: FastAPI) -> AsyncIterator[None]:
        webhook.start()
        yield
        await webhook.close()

    router = APIRouter(include_in_schema=False, lifespan=beside)

    @router.post(PATH)
    async def update(request: Request) -> Response:
        secret = request.headers.get(HEADER)
        if not webhook.admits(secret):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        return Response(status_code=await webhook.take(secret, await request.body()))

    return router
