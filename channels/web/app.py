"""The web application: pages and ``/api/v1`` over one runtime."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from assistant.settings import Settings
from assistant.sources import comparisons, library
from channels import messages
from channels.telegram.webhook import PATH as TELEGRAM
from channels.telegram.webhook import Webhook
from channels.web import errors
from channels.web.access.gate import Gate
from channels.web.access.table import load_table
from channels.web.act_pages import act_router
from channels.web.api import api_router
from channels.web.applications import application_router
from channels.web.asking import Asking, reached
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
from channels.web.mine.frame import MineFrame
from channels.web.mine.pages import mine_routers
from channels.web.ports import Runtime
from channels.web.public_pages import public_router
from channels.web.regulations import regulations_router
from channels.web.rest import openapi
from channels.web.rest.base import Rest
from channels.web.rest.routers import rest_routers
from channels.web.result_api import result_api_router
from channels.web.result_pages import result_router
from channels.web.results import Results
from channels.web.security import BodyLimit, SecurityHeaders
from channels.web.sign_in import sign_in_router
from channels.web.staff.account import account_router
from channels.web.staff.answers import answers_router
from channels.web.staff.answers_check import answers_check_router
from channels.web.staff.answers_review import answers_review_router
from channels.web.staff.frame import Frame
from channels.web.staff.handoffs import handoffs_router
from channels.web.staff.members import members_router
from channels.web.staff.overview import overview_router
from channels.web.staff.sign_in import sign_in_router as staff_sign_in_router
from channels.web.staff.switches import switches_router
from channels.web.staff.work import work_routers
from channels.web.talking import Talking
from channels.web.telegram import telegram_router
from channels.web.templating import STATIC, Templates
from channels.web.throttle import MAX_BODY, MAX_UPLOAD, Limits, Throttle
from channels.web.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from channels.telegram.ports import Conversing as TelegramConversing

API_VERSION: Final = "1.1.0"
TAKES_FILES: Final = re.compile(
    r"/turn(/stream)?|/acts/[a-z_]{1,40}|/api/v1/conversations/[^/]*/turns|/api/v1/provider/records"
)


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
    asking = Asking(runtime, Throttle(limits or Limits()), Metrics(Watch(runtime)))
    talking = Talking(asking)
    cases = Cases(talking, settings.font_path)
    results = Results(talking, cases, settings.font_path)
    chat = ChatPage(talking, cases, templates)
    mine = MineFrame(talking, results, templates)
    table = load_table()
    frame = Frame(runtime, templates, table)
    texts, sides = library(settings), comparisons(settings)
    routers = [
        api_router(asking),
        conversation_router(talking),
        case_api_router(cases, asking.throttle),
        result_api_router(cases, results, asking.throttle),
        chat_router(chat),
        application_router(chat),
        act_router(chat),
        public_router(talking, templates),
        case_router(chat, results),
        result_router(chat, results),
        sign_in_router(chat, results, mine),
        *mine_routers(mine, settings.font_path),
        door_router(chat),
        dated_router(asking, templates),
        regulations_router(texts, sides, templates),
        staff_sign_in_router(frame, asking.throttle),
        *work_routers(frame, settings.font_path),
        answers_review_router(frame),  # before the answers: any word may be an answer's id
        answers_check_router(frame),
        answers_router(frame),
        overview_router(frame),
        handoffs_router(frame),
        switches_router(frame),
        account_router(frame),
        members_router(frame),
        *rest_routers(Rest(frame, mine, asking.throttle, settings.font_path), texts, sides),
        *([telegram_router(webhook)] if webhook is not None else []),
        docs_router(app, templates),
    ]
    gate = Gate(table, lambda: reached(runtime.desk).access, lambda: reached(runtime.citizens))
    table.check((route for router in routers for route in router.routes), optional=frozenset({TELEGRAM}))
    for router in routers:
        app.include_router(router, dependencies=[Depends(gate)])
    app.mount("/static", CachedStaticFiles(directory=STATIC), name="static")
    errors.install(app, templates)
    openapi.install(app, table)
    return app
