"""``/api/v1`` and the endpoints that operators watch."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from channels import messages
from channels.web.asking import Asking, Question
from channels.web.problems import Problem, problem
from channels.web.schemas import AnswerBody, AskRequest, Health, Ready


def problems(**words: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI entries for problem responses, e.g. ``problems(s429="…")``."""
    return {int(status[1:]): {"model": Problem, "description": text} for status, text in words.items()}


def client_of(request: Request) -> str:
    """The address that limits count by."""
    return request.client.host if request.client else "unknown"


def api_router(asking: Asking) -> APIRouter:
    """The routes, over one `Asking`."""
    router = APIRouter()

    @router.post(
        "/api/v1/ask",
        operation_id="ask",
        summary="提问并得到带条款依据的答复",
        tags=["答复"],
        response_model=AnswerBody,
        responses=problems(
            s413="请求体超过 64 KB",
            s422="字段缺失、多余或者不合要求",
            s429="请求过于频繁，见 Retry-After",
            s503="尚在载入，或者繁忙，见 Retry-After",
        ),
    )
    def ask(body: AskRequest, request: Request) -> JSONResponse:
        """用日常语言提问，返回答复、逐字引用的条款和必要的提示。不能回答时也返回 200，由 status 和 reason 说明。"""
        asking.throttle.count_api(client_of(request))
        question = Question(body.question, body.jurisdiction, body.as_of, body.conversation_id)
        return JSONResponse(asking.ask(question, "api").to_dict())

    @router.get("/healthz", operation_id="healthz", summary="进程是否存活", tags=["运行"], response_model=Health)
    async def healthz() -> Health:
        """总是很快返回，不等待载入。"""
        return Health()

    @router.get(
        "/readyz",
        operation_id="readyz",
        summary="能否提供服务",
        tags=["运行"],
        response_model=Ready,
        responses=problems(s503="未就绪，checks 列出各项检查"),
    )
    def readyz() -> Response:
        """全部检查通过返回 200，否则 503。"""
        checks = asking.runtime.checks()
        if asking.runtime.ready and all(value is True for value in checks.values()):
            return JSONResponse(Ready(checks=checks).model_dump())
        detail = asking.notice() if not asking.runtime.ready else messages.CHECKS_FAILED
        return problem(503, detail, checks=checks, headers={"Retry-After": "2"})

    @router.get("/metrics", operation_id="metrics", summary="Prometheus 指标", tags=["运行"], response_class=Response)
    def metrics() -> Response:
        """答复数、用时和载入状态，不含任何个人信息。"""
        return Response(asking.metrics.text(asking.runtime.ready), media_type=asking.metrics.content_type)

    return router
