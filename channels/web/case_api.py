"""``/api/v1/cases``: a case and its receipt, for number and access code."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from channels import messages
from channels.web.api import client_of, problems
from channels.web.case_pages import download
from channels.web.cases import Cases, Format, contract
from channels.web.conversation_api import only_json
from channels.web.conversation_schemas import CaseBody, LookupRequest
from channels.web.problems import problem
from channels.web.throttle import Throttle

_TAG: Final = "办件"
_WRONG: Final = "编号和查询码对不上；是哪一个不对，不作区分"
_LOCKED: Final = "同一编号的查询码输错 10 次，先停一小时；或者请求过于频繁。见 Retry-After"
_FILES: Final[dict[str, Any]] = {form.media_type: {"schema": {"type": "string"}} for form in Format}


def case_api_router(cases: Cases, throttle: Throttle) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1/cases", tags=[_TAG])

    @router.post(
        "/lookup",
        operation_id="look_up_case",
        summary="凭编号和查询码查办件",
        response_model=CaseBody,
        dependencies=[Depends(only_json)],
        responses=problems(
            s404=_WRONG, s415="请用 application/json", s422="字段不合要求", s429=_LOCKED, s503="尚在载入"
        ),
    )
    def look_up(body: LookupRequest, request: Request) -> Response:
        """办件现在的状态，以及每一项期限、条款和到期日。"""
        throttle.count_api(client_of(request))
        card = cases.look_up(body.number, body.code, client_of(request))
        return JSONResponse(contract(card.case))

    @router.get(
        "/{number}/receipt",
        operation_id="get_receipt",
        summary="下载回执",
        response_class=Response,
        responses={
            200: {"description": "回执", "content": _FILES},
            **problems(
                s404=_WRONG,
                s406="Accept 里没有可以给出的格式",
                s409="还没有到期日，没有日历文件；或者记录与审计链不一致",
                s422="没有这种格式",
                s429=_LOCKED,
                s503="尚在载入",
            ),
        },
    )
    def receipt(
        number: str,
        request: Request,
        code: Annotated[str, Query(max_length=64, description="查询码；写在地址里会留在日志里，请尽量用请求头")] = "",
        x_access_code: Annotated[str, Header(max_length=64, description="查询码，优先于地址里的")] = "",
        format: Annotated[str, Query(description="text、pdf 或者 ics；不写就看 Accept")] = "",  # noqa: A002
        accept: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> Response:
        """文字版、PDF，或者到期日的日历文件。再次取得的回执上没有查询码。"""
        throttle.count_api(client_of(request))
        form = chosen(format, accept)
        if form is None:
            return problem(422, messages.BAD_FORMAT) if format else problem(406, messages.NOT_ACCEPTABLE)
        found = cases.receipt(number, x_access_code or code, client_of(request))
        return download(cases.file(found, form), form, found.number)

    return router


def chosen(named: str, accept: str) -> Format | None:
    """The form named, else the best that the Accept header takes (text where it takes anything); None if there is none."""
    if named:
        return Format(named) if named in tuple(Format) else None
    if not accept.strip():
        return Format.TEXT
    found = max(Format, key=lambda form: _quality(accept, form.media_type))
    return found if _quality(accept, found.media_type) > 0 else None


def _quality(accept: str, media_type: str) -> float:
    """How much the header likes the media type, by its most specific range (RFC 9110, 12.5.1)."""
    best = (-1, 0.0)
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name not in (media_type, media_type.split("/")[0] + "/*", "*/*"):
            continue
        best = max(best, (3 - name.count("*"), _weight(parameters)))
    return best[1]


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                return 0.0
    return 1.0
