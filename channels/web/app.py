"""The web application: pages and ``/api/v1`` over one runtime."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from assistant.settings import Settings
from assistant.sources import library
from channels import messages
from channels.web import errors
from channels.web.api import api_router
from channels.web.asking import Asking
from channels.web.chat import ChatPages, chat_router
from channels.web.conversations import Conversations
from channels.web.docs import docs_router
from channels.web.metrics import Metrics
from channels.web.ports import Runtime
from channels.web.regulations import regulations_router
from channels.web.security import BodyLimit, SecurityHeaders
from channels.web.templating import STATIC, Templates
from channels.web.throttle import MAX_BODY, Limits, Throttle

API_VERSION: Final = "1.0.0"


class CachedStaticFiles(StaticFiles):
    """Static files that browsers may keep: pages name them with their digest."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file, with its caching."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_app(runtime: Runtime, settings: Settings, limits: Limits | None = None) -> FastAPI:
    """The application; its start-up begins the loading and does not wait for it."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        runtime.start()
        yield

    app = FastAPI(
        title=f"{messages.SITE_NAME} API",
        version=API_VERSION,
        description="用日常语言询问社会信用法规，得到逐字引用条款的答复。错误一律为 application/problem+json。",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[Middleware(SecurityHeaders), Middleware(BodyLimit, limit=MAX_BODY)],
    )
    templates = Templates()
    asking = Asking(runtime, Throttle(limits or Limits()), Metrics())
    app.include_router(api_router(asking))
    app.include_router(chat_router(ChatPages(asking, Conversations(), templates)))
    app.include_router(regulations_router(library(settings), templates))
    app.include_router(docs_router(app, templates))
    app.mount("/static", CachedStaticFiles(directory=STATIC), name="static")
    errors.install(app, templates)
    return app
