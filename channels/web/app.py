"""The web application: pages and ``/api/v1`` over one runtime."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from assistant.settings import Settings
from assistant.sources import library
from channels import messages
from channels.telegram.webhook import Webhook
from channels.web import errors
from channels.web.api import api_router
from channels.web.asking import Asking
from channels.web.case_api import case_api_router
from channels.web.case_pages import case_router
from channels.web.cases import Cases
from channels.web.chat import chat_router
from channels.web.chat_page import ChatPage
from channels.web.conversation_api import conversation_router
from channels.web.dated import dated_router
from channels.web.docs import docs_router
from channels.web.doors import door_router
from channels.web.metrics import Metrics
from channels.web.ports import Runtime
from channels.web.regulations import regulations_router
from channels.web.security import BodyLimit, SecurityHeaders
from channels.web.talking import Talking
from channels.web.telegram import telegram_router
from channels.web.templating import STATIC, Templates
from channels.web.throttle import MAX_BODY, MAX_UPLOAD, Limits, Throttle

if TYPE_CHECKING:
    from collections.abc import Callable

    from channels.telegram.ports import Conversing as TelegramConversing

API_VERSION: Final = "1.1.0"
TAKES_FILES: Final = re.compile(r"/turn(/stream)?|/api/v1/conversations/[^/]*/turns")


class CachedStaticFiles(StaticFiles):
    """Static files that browsers may keep: pages name them with their digest."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file, with its caching."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_app(runtime: Runtime, settings: Settings, limits: Limits | None = None) -> FastAPI:
    """The application; its start-up begins the loading and does not wait for it."""

    called = bool(settings.telegram_token.get_secret_value() and settings.telegram_webhook_secret.get_secret_value())
    webhook = Webhook(settings, cast("Callable[[], TelegramConversing]", runtime.converser)) if called else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        runtime.start()
        yield
        if webhook is not None:
            await webhook.close()

    templates = Templates(demo=settings.demo_mode)
    app = FastAPI(
        title=f"{messages.SITE_NAME} API",
        version=API_VERSION,
        description="用日常语言询问社会信用法规，得到逐字引用条款的答复；用对话办理查询、异议、修复等事项，查办件、取回执。"
        "错误一律为 application/problem+json。",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                BodyLimit, limit=MAX_BODY, upload=MAX_UPLOAD, large=TAKES_FILES, refuse=errors.refuse_large(templates)
            ),
        ],
    )
    asking = Asking(runtime, Throttle(limits or Limits()), Metrics())
    talking = Talking(asking)
    cases = Cases(talking, settings.font_path)
    chat = ChatPage(talking, cases, templates)
    app.include_router(api_router(asking))
    app.include_router(conversation_router(talking))
    app.include_router(case_api_router(cases, asking.throttle))
    app.include_router(chat_router(chat))
    app.include_router(case_router(chat))
    app.include_router(door_router(chat))
    app.include_router(dated_router(asking, templates))
    app.include_router(regulations_router(library(settings), templates))
    if webhook is not None:
        app.include_router(telegram_router(webhook))
    app.include_router(docs_router(app, templates))
    app.mount("/static", CachedStaticFiles(directory=STATIC), name="static")
    errors.install(app, templates)
    return app
