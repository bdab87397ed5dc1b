"""``/api/v1/conversations``: the turns of a conversation for programs, the same objects as under every channel."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse

from channels import messages
from channels.web import sessions
from channels.web.api import client_of, problems
from channels.web.conversation_schemas import BeginRequest, Begun, MessageBody, Messages, TurnBody, TurnRequest
from channels.web.problems import FieldProblem, problem
from channels.web.sessions import BEARER, CHANNEL, session_of
from channels.web.talking import Talking
from channels.web.uploads import from_base64

_KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")
_TAG: Final = "对话"
_UNKNOWN: Final = "没有这个对话，或者它不属于这个调用方"
_LIMITS: Final = {"s429": "请求过于频繁，见 Retry-After", "s503": "尚在载入，或者繁忙，见 Retry-After"}


def only_json(content_type: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    """JSON alone: a form of another site's page cannot send it unasked.

    Raises:
        HTTPException: 415.
    """
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415)


def conversation_router(talking: Talking) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1/conversations", tags=[_TAG])

    @router.post(
        "",
        operation_id="begin_conversation",
        summary="开始一个对话",
        status_code=201,
        response_model=Begun,
        dependencies=[Depends(only_json)],
        responses=problems(s415="请用 application/json", s422="字段不合要求，或者没有这个地区", **_LIMITS),
    )
    def begin(body: BeginRequest, request: Request) -> Response:
        """对话编号有 128 位随机数。channel 为 api 时，谁有编号谁就能继续；为 web 时，还要带上这次发的 Cookie。"""
        talking.throttle.count_api(client_of(request))
        if body.jurisdiction is not None and all(p.id != body.jurisdiction for p in talking.asking.places()):
            wrong = FieldProblem(field="jurisdiction", message=messages.UNKNOWN_PLACE)
            return problem(422, messages.UNKNOWN_PLACE, errors=[wrong])
        session = session_of(request)
        bound = (CHANNEL, session.secret) if body.channel == CHANNEL else BEARER
        made = Begun(conversation_id=talking.conversing.begin(*bound, body.jurisdiction))
        response = JSONResponse(made.model_dump(), 201)
        if body.channel == CHANNEL:
            sessions.keep(request, response, session)
        return response

    @router.post(
        "/{conversation_id}/turns",
        operation_id="take_turn",
        summary="说一句话，得到这一轮的结果",
        response_model=TurnBody,
        response_model_exclude_defaults=True,
        dependencies=[Depends(only_json)],
        responses=problems(
            s404=_UNKNOWN,
            s409="同一对话的另一句话正在处理，稍后用同一个 Idempotency-Key 重发",
            s413="请求或者文件太大",
            s415="请用 application/json",
            s422="字段不合要求，文件不收，或者 Idempotency-Key 已用在另一句话上",
            **_LIMITS,
        ),
    )
    def turn(
        conversation_id: str,
        body: TurnRequest,
        request: Request,
        idempotency_key: Annotated[str | None, Header(description="同一个键、同一句话，只办一次，结果相同")] = None,
        choices: Annotated[Literal["0", "1"], Query(description="1：在答复之外给出可选的按钮")] = "0",
    ) -> Response:
        """用平常的话办事：一句话可以带几个字段，也可以中途提问、改正、跳过。提交之前一定先给出摘要，得到确认才提交。"""
        talking.throttle.count_api(client_of(request))
        if idempotency_key is not None and not _KEY.fullmatch(idempotency_key):
            return problem(422, messages.BAD_KEY)
        conversation = sessions.admit(talking.conversing, conversation_id, request)
        try:
            files = [from_base64(one.name, one.content_base64) for one in body.attachments]
        except ValueError as error:
            return problem(422, str(error), errors=[FieldProblem(field="attachments", message=str(error))])
        result = talking.turn(
            conversation, body.text, files, key=idempotency_key, client=client_of(request), channel=BEARER[0]
        )
        told: dict[str, Any] = result.to_dict()
        if choices == "1":
            told["choices"] = [asdict(choice) for choice in result.choices]
        return JSONResponse(told)

    @router.get(
        "/{conversation_id}/messages",
        operation_id="read_messages",
        summary="工作人员的答复和办件的通知",
        response_model=Messages,
        responses=problems(s404=_UNKNOWN, s422="after 不是编号", **_LIMITS),
    )
    def inbox(
        conversation_id: str,
        request: Request,
        after: Annotated[int, Query(ge=0, le=2**31 - 1, description="已经看到的最后一个编号")] = 0,
    ) -> Response:
        """给出编号大于 after 的消息；不大于 after 的记为已读。"""
        talking.throttle.count_api(client_of(request))
        conversation = sessions.admit(talking.conversing, conversation_id, request)
        if after:
            talking.conversing.read(conversation, after)
        found = [
            MessageBody.model_validate(
                {"number": one.number, "author": one.author, "text": one.text, "said_at": one.said_at}
            )
            for one in talking.conversing.inbox(conversation, after)
        ]
        return JSONResponse(Messages(messages=found).model_dump(mode="json"))

    return router
