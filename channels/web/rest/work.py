"""``/api/v1/desk``: the work queue, cases, and giving them to somebody."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from channels.web.conversation_api import only_json
from channels.web.problems import FieldProblem, problem
from channels.web.rest import words
from channels.web.rest.base import Rest
from channels.web.rest.case_schemas import CaseDeskBody, CaseRows, FullRequest
from channels.web.rest.contract import After, Limit, answer, refusals, rows
from channels.web.rest.work_schemas import AssignedMany, AssignManyRequest, AssignRequest, Colleagues, QueueBody
from channels.web.staff.queue import receivers
from credit_core.use_cases.desk.case import case_desk, find_case
from credit_core.use_cases.desk.lists import case_list
from credit_core.use_cases.desk.queue import Bucket, QueueFilter, work_queue
from credit_core.use_cases.desk.queue_actions import Assigned, assign_many
from credit_core.use_cases.vocabulary import STAFF, CaseType

_Word = Annotated[str | None, Query(max_length=200)]
_GONE = "没有这个办件，或者看不到"


def work_router(rest: Rest) -> APIRouter:
    """The routes."""
    router = rest.router("待办和办件")

    @router.get(
        "/desk/queue",
        operation_id="work_queue",
        summary="待办",
        response_model=QueueBody,
        responses=refusals(s400="after 读不出来", s404="这个角色不看办件"),
    )
    def queue(
        request: Request,
        bucket: Bucket | None = None,
        place: _Word = None,
        type: CaseType | None = None,  # noqa: A002 - the word of the contract
        state: _Word = None,
        body: _Word = None,
        assigned_to: Annotated[str | None, Query(max_length=64, description="me、nobody 或者账号编号")] = None,
        text: Annotated[str | None, Query(max_length=64, description="办件编号或者信息编号，要写全")] = None,
        after: After = None,
        limit: Limit = 50,
    ) -> Response:
        """未办结的办件，各按最急的一项义务排：逾期的在前，再按到期日。状态当场计算，从不存储。"""
        chosen = QueueFilter(bucket, place, type, state, body, assigned_to, text)
        page = work_queue(rest.office, *rest.reader(request), chosen, after, limit)
        return answer(QueueBody.model_validate({"items": page.rows, "next": page.next, "counts": page.counts}))

    @router.get(
        "/desk/cases",
        operation_id="list_cases",
        summary="办件列表，新的在前",
        response_model=CaseRows,
        responses=refusals(s400="after 读不出来", s404="这个角色不看办件"),
    )
    def cases(
        request: Request,
        type: CaseType | None = None,  # noqa: A002
        state: _Word = None,
        open: bool = False,  # noqa: A002 - the word of the contract
        after: After = None,
        limit: Limit = 50,
    ) -> Response:
        """包括已经办结的；open=true 只列没有办结的。"""
        page = case_list(
            rest.office, *rest.reader(request), type, state, open_only=open, after=after, limit=limit
        )  # fmt: skip
        return rows(CaseRows, page.rows, page.next)

    @router.get(
        "/desk/cases/by-number/{number}",
        operation_id="find_case",
        summary="按编号找办件",
        response_model=CaseDeskBody,
        responses=refusals(s404=_GONE),
    )
    def by_number(request: Request, number: str) -> Response:
        """同 read_case，凭办件编号。"""
        return read(request, find_case(rest.office, *rest.reader(request), number[:64]))

    @router.get(
        "/desk/cases/{case_id}",
        operation_id="read_case",
        summary="一个办件",
        response_model=CaseDeskBody,
        responses=refusals(s404=_GONE),
    )
    def one(request: Request, case_id: str) -> Response:
        """状态、经过、每一项期限和数法、信息、可以起草的文书；个人信息已遮盖。ETag 是它的版本。"""
        return read(request, case_id)

    @router.post(
        "/desk/cases/{case_id}/full",
        operation_id="read_case_in_full",
        summary="写明目的，看办件里的个人信息",
        response_model=CaseDeskBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s400="没有写目的", s404=_GONE, s415="请用 application/json"),
    )
    def full(request: Request, case_id: str, body: FullRequest) -> Response:
        """每看一次，查询登记里记一笔，本人看得到。"""
        return read(request, case_id, body.purpose)

    def read(request: Request, case_id: str, purpose: str = "") -> Response:
        actor, reach = rest.reader(request)
        found = case_desk(rest.office, actor, reach, case_id, full=bool(purpose), purpose=purpose)
        return answer(CaseDeskBody.model_validate(found), version=found.view.version)

    @router.get(
        "/desk/colleagues",
        operation_id="list_colleagues",
        summary="可以接办的同事",
        response_model=Colleagues,
        responses=refusals(),
    )
    def colleagues() -> Response:
        """账号编号用于 assign_case。"""
        return rows(Colleagues, receivers(rest.frame))

    @router.post(
        "/desk/cases/{case_id}/assign",
        operation_id="assign_case",
        summary="交给同事，或者退回待办",
        response_model=AssignedMany,
        dependencies=[Depends(only_json)],
        responses=refusals(s415="请用 application/json"),
    )
    def assign(request: Request, case_id: str, body: AssignRequest) -> Response:
        """交给同一个人再交一次，结果相同。"""
        return give(request, [case_id], body.to)

    @router.post(
        "/desk/assignments",
        operation_id="assign_cases",
        summary="一次交出多件",
        response_model=AssignedMany,
        dependencies=[Depends(only_json)],
        responses=refusals(s400="一次太多", s415="请用 application/json"),
    )
    def assign_some(request: Request, body: AssignManyRequest) -> Response:
        """各件分别办，逐件告诉结果；一件不成不影响别的。"""
        return give(request, body.case_ids, body.to)

    def give(request: Request, ids: list[str], to: str | None) -> Response:
        known = {one.id: one.reach for one in receivers(rest.frame)}
        if to is not None and to not in known:
            return problem(422, words.NO_RECEIVER, errors=[FieldProblem(field="to", message=words.NO_RECEIVER)])
        sees = known[to] if to is not None else None
        done: tuple[Assigned, ...] = assign_many(rest.office, *rest.doer(request, *STAFF), ids, to, sees=sees)
        return rows(AssignedMany, done)

    return router
