"""``/api/v1/desk``: records and subjects, each look for a purpose; the query register, authorisations, statistics."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BeforeValidator

from channels.web.conversation_api import only_json
from channels.web.rest.base import Rest
from channels.web.rest.contract import After, Limit, answer, refusals, rows
from channels.web.rest.record_schemas import (
    ArchiveBody,
    Authorisations,
    Found,
    PurposeRequest,
    RecordBody,
    RegisterBody,
    SearchRequest,
    StatisticsBody,
)
from channels.web.schemas import iso_date
from credit_core.use_cases.desk.lists import RegisterFilter, authorisations, query_register
from credit_core.use_cases.desk.records import archive_desk, find_records, find_subjects, record_desk
from credit_core.use_cases.desk.statistics import overview
from credit_core.use_cases.vocabulary import AuthorisationState, Mode, Role

Day = Annotated[date, BeforeValidator(iso_date)]
_Id = Annotated[str | None, Query(max_length=64)]
_JSON = {"s415": "请用 application/json"}
_CURSOR = {"s400": "after 读不出来"}


def record_router(rest: Rest) -> APIRouter:
    """The routes."""
    router = rest.router("信用信息")

    @router.post(
        "/desk/records/search",
        operation_id="search_records",
        summary="找主体或者信息",
        response_model=Found,
        dependencies=[Depends(only_json)],
        responses=refusals(s400="同名的太多，请写号码", s404="这个角色不看信用信息", **_JSON),
    )
    def search(request: Request, body: SearchRequest) -> Response:
        """要写全名、全号。找到的每一个都在查询登记里记一笔。"""
        actor, reach = rest.reader(request)
        if body.kind == "subject":
            subjects = find_subjects(rest.office, actor, reach, body.text, body.purpose)
            return answer(Found.model_validate({"subjects": subjects, "records": []}))
        records = find_records(rest.office, actor, reach, body.text, body.purpose)
        return answer(Found.model_validate({"subjects": [], "records": records}))

    @router.post(
        "/desk/subjects/{subject_id}",
        operation_id="read_subject",
        summary="一个主体的信用档案",
        response_model=ArchiveBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s404="没有这个主体，或者看不到", **_JSON),
    )
    def subject(request: Request, subject_id: str, body: PurposeRequest) -> Response:
        """各条信息不带内容；每看一次，查询登记里记一笔。"""
        found = archive_desk(rest.office, *rest.reader(request), subject_id, body.purpose)
        return answer(ArchiveBody.model_validate(found))

    @router.post(
        "/desk/records/{record_id}",
        operation_id="read_record",
        summary="一条信息的全部",
        response_model=RecordBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s404="没有这条信息，或者看不到", **_JSON),
    )
    def record(request: Request, record_id: str, body: PurposeRequest) -> Response:
        """内容、来源、每次变动的理由、谁看过、给过谁、相关办件和期限；每看一次，查询登记里记一笔。"""
        found = record_desk(rest.office, *rest.reader(request), record_id, body.purpose)
        return answer(RecordBody.model_validate(found), version=found.version)

    @router.get(
        "/desk/register",
        operation_id="query_register",
        summary="查询登记",
        response_model=RegisterBody,
        responses=refusals(**_CURSOR),
    )
    def register(
        request: Request,
        place: _Id = None,
        mode: Mode | None = None,
        granted: bool | None = None,
        actor_id: _Id = None,
        subject_id: _Id = None,
        since: Day | None = None,
        until: Day | None = None,
        after: After = None,
        limit: Limit = 50,
    ) -> Response:
        """谁、什么时候、为什么看了谁的信息；给监督和审计人员看。since、until 当天都算。"""
        chosen = RegisterFilter(place, mode, granted, actor_id, subject_id, since, until)
        actor, reach = rest.doer(request, Role.SUPERVISOR, Role.AUDITOR)
        page = query_register(rest.office, actor, reach, chosen, after=after, limit=limit)
        return rows(RegisterBody, page.rows, page.next)

    @router.get(
        "/desk/authorisations",
        operation_id="list_authorisations",
        summary="书面授权",
        response_model=Authorisations,
        responses=refusals(s404="这个角色不看授权", **_CURSOR),
    )
    def authorised(
        request: Request, state: AuthorisationState | None = None, after: After = None, limit: Limit = 50
    ) -> Response:
        """新的在前；state 是今天的状态。"""
        page = authorisations(rest.office, *rest.reader(request), state, after=after, limit=limit)
        return rows(Authorisations, page.rows, page.next)

    @router.get(
        "/desk/statistics",
        operation_id="statistics",
        summary="办件数字和按时率",
        response_model=StatisticsBody,
        responses=refusals(s400="期间写反了，或者太长", s404="这个角色不看办件"),
    )
    def statistics(request: Request, since: Day, until: Day) -> Response:
        """这段时间收到的办件。条文没有写天数的义务单独计，不算准时也不算逾期。"""
        return answer(StatisticsBody.model_validate(overview(rest.office, *rest.reader(request), since, until)))

    return router
