"""``/api/v1/desk/handoffs`` and ``/switches``: conversations that want a person, and what is stopped."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from assistant.desk.handoffs import Opened, Part, Row
from assistant.desk.switches import READERS, SWITCHERS
from channels.web.conversation_api import only_json
from channels.web.rest.base import Rest
from channels.web.rest.contract import Key, answer, refusals, rows
from channels.web.rest.staff_schemas import CloseRequest, HandoffBody, Handoffs, ReplyRequest, Switches, SwitchRequest

_JSON = {"s415": "请用 application/json"}
_GONE = "没有这一项，或者看不到"
_NOT_NOW = "别人接了，或者已经结束"


def service_router(rest: Rest) -> APIRouter:
    """The routes."""
    router = rest.router("转人工和开关")

    @router.get(
        "/desk/handoffs",
        operation_id="list_handoffs",
        summary="转人工",
        response_model=Handoffs,
        responses=refusals(),
    )
    def listed(
        request: Request,
        part: Annotated[Part, Query(description="open 等人接；mine 我接的；taken 都在办的；closed 已结束")] = Part.OPEN,
    ) -> Response:
        """按应当接的先后，最多 200 项；内容已遮盖。"""
        found = rest.frame.desk.handoffs.list(rest.member(request))[part]
        return rows(Handoffs, [one.handoff for one in found])

    @router.get(
        "/desk/handoffs/{handoff_id}",
        operation_id="read_handoff",
        summary="一项转人工和它的对话",
        response_model=HandoffBody,
        responses=refusals(s404=_GONE),
    )
    def one(request: Request, handoff_id: str) -> Response:
        """对话已遮盖；may_ 写明您现在能做什么。"""
        return opened(request, handoff_id)

    @router.post(
        "/desk/handoffs/{handoff_id}/take",
        operation_id="take_handoff",
        summary="接下",
        response_model=HandoffBody,
        responses=refusals(s404=_GONE, s409=_NOT_NOW),
    )
    def take(request: Request, handoff_id: str) -> Response:
        """接下以后由您答复，助手不再说话。自己接过的再接一次，结果相同。"""
        rest.frame.desk.handoffs.take(rest.member(request), handoff_id)
        return opened(request, handoff_id)

    @router.post(
        "/desk/handoffs/{handoff_id}/replies",
        operation_id="reply_in_handoff",
        summary="在对话里答复",
        response_model=HandoffBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s400="缺少 Idempotency-Key", s404=_GONE, s409=_NOT_NOW, **_JSON),
    )
    def reply(request: Request, handoff_id: str, body: ReplyRequest, key: Key) -> Response:
        """同一个键只说一次。"""
        rest.frame.desk.handoffs.answer(rest.member(request), handoff_id, body.text, key)
        return opened(request, handoff_id)

    @router.post(
        "/desk/handoffs/{handoff_id}/close",
        operation_id="close_handoff",
        summary="结束，交还给助手",
        response_model=HandoffBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s404=_GONE, s409="是同事接的", **_JSON),
    )
    def close(request: Request, handoff_id: str, body: CloseRequest) -> Response:
        """结束过的再结束一次，结果不变。"""
        rest.frame.desk.handoffs.close(rest.member(request), handoff_id, body.outcome.value, body.note)
        return opened(request, handoff_id)

    @router.get(
        "/desk/switches", operation_id="list_switches", summary="开关", response_model=Switches, responses=refusals()
    )
    def switches(request: Request) -> Response:
        """停用答复或者一个渠道；谁停的、为什么。"""
        actor, desk = rest.member(request).actor(*READERS), rest.frame.desk.switches
        return answer(
            Switches.model_validate({"items": desk.list(actor), "next": None, "history": desk.history(actor)})
        )  # fmt: skip

    @router.post(
        "/desk/switches/{what}/stop",
        operation_id="stop_switch",
        summary="停用",
        response_model=Switches,
        dependencies=[Depends(only_json)],
        responses=refusals(s404="没有这个开关", s409="已经停用", **_JSON),
    )
    def stop(request: Request, what: str, body: SwitchRequest) -> Response:
        """一秒内对每个进程起作用。"""
        rest.frame.desk.switches.stop(rest.member(request).actor(*SWITCHERS), what, body.why)
        return switches(request)

    @router.post(
        "/desk/switches/{what}/lift",
        operation_id="lift_switch",
        summary="恢复",
        response_model=Switches,
        dependencies=[Depends(only_json)],
        responses=refusals(s404="没有这个开关", s409="没有停用", **_JSON),
    )
    def lift(request: Request, what: str, body: SwitchRequest) -> Response:
        """写明原因，进审计。"""
        rest.frame.desk.switches.lift(rest.member(request).actor(*SWITCHERS), what, body.why)
        return switches(request)

    def opened(request: Request, handoff_id: str) -> Response:
        found = rest.frame.desk.handoffs.open(rest.member(request), handoff_id)
        return answer(HandoffBody.model_validate(_opened(found)))

    return router


def _opened(found: Opened) -> dict[str, Any]:
    row: Row = found.row
    return {
        "handoff": row.handoff,
        "lines": found.lines,
        "may_take": found.may_take,
        "may_answer": found.may_answer,
        "may_close": found.may_close,
    }
