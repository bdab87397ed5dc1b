"""``/api/v1/cases/{number}/result``: the credit report of a query whose applicant was identified."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Query, Request, Response

from assistant.dialogue.errors import DialogueError
from channels import messages
from channels.web.api import client_of, problems
from channels.web.cases import Cases
from channels.web.problems import problem
from channels.web.results import NoResult, ResultFormat, Results, download
from channels.web.throttle import Throttle

_FILES: Final[dict[str, Any]] = {
    ResultFormat.JSON.media_type: {"schema": {"type": "object"}},
    ResultFormat.PDF.media_type: {"schema": {"type": "string", "format": "binary"}},
}


def result_api_router(cases: Cases, results: Results, throttle: Throttle) -> APIRouter:
    """The route."""
    router = APIRouter(prefix="/api/v1/cases", tags=["办件"])

    @router.post(
        "/{number}/result",
        operation_id="take_result",
        summary="取查询结果（信用报告），只给出一次",
        response_class=Response,
        responses={
            200: {"description": "信用报告", "content": _FILES},
            **problems(
                s404="编号和查询码对不上；是哪一个不对，不作区分",
                s409="身份还没有核对，结果已经给出过，按当地条例不能提供，或者没有字体能印出全部的字",
                s422="没有这种格式",
                s429="同一编号的查询码输错 10 次，先停一小时；或者请求过于频繁。见 Retry-After",
                s503="尚在载入",
            ),
        },
    )
    def result(
        number: str,
        request: Request,
        x_access_code: Annotated[str, Header(max_length=64, description="查询码；只收在请求头里")] = "",
        format: Annotated[str, Query(description="json 或者 pdf")] = "json",  # noqa: A002
    ) -> Response:
        """身份核对以后才给，每次给出都在查询登记里记一笔。系统不留报告的内容：再要一份，就再查询一次。"""
        throttle.count_api(client_of(request))
        if format not in tuple(ResultFormat):
            return problem(422, messages.BAD_RESULT_FORMAT)
        card = cases.look_up(number, x_access_code, client_of(request))
        try:
            report, content = results.file(card, ResultFormat(format))
        except (NoResult, DialogueError) as error:
            return problem(409, str(error))
        return download(report, content, ResultFormat(format))

    return router
