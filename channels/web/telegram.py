"""The route of the Telegram webhook."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from channels.telegram.webhook import HEADER, PATH, Webhook


def telegram_router(webhook: Webhook) -> APIRouter:
    """The route. What comes without the secret is not even read."""
    router = APIRouter(include_in_schema=False)

    @router.post(PATH)
    async def update(request: Request) -> Response:
        secret = request.headers.get(HEADER)
        if not webhook.admits(secret):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        return Response(status_code=await webhook.take(secret, await request.body()))

    return router
