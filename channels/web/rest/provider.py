"""``/api/v1/provider``: the provider's own system hands records in, with an API key, and asks what became of them."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request, Response

from channels.web.conversation_api import only_json
from channels.web.rest.base import Rest
from channels.web.rest.contract import answer, key_given, refusals, rows
from channels.web.rest.provider_schemas import PushAnswer, PushedBody, PushRequest, RecordIn, WaitingRecords
from credit_core.use_cases.push import (
    Declared,
    Draft,
    GivenDocument,
    HandedIn,
    Identity,
    push_records,
    pushed_record,
    waiting_records,
)
from credit_core.use_cases.vocabulary import Role

_CLAUSES = frozenset({"category", "serious_category"})


def provider_router(rest: Rest) -> APIRouter:
    """The routes."""
    router = rest.router("信息报送")

    @router.post(
        "/provider/records",
        operation_id="push_records",
        summary="报送信息，一次一条到五百条",
        response_model=PushAnswer,
        dependencies=[Depends(only_json)],
        responses=refusals(
            s400="太多，或者一个编号写了两次",
            s403="账号没有写明单位",
            s409="这个键已用在另一份报送上",
            s413="请求太大",
            s415="请用 application/json",
        ),
    )
    def push(
        request: Request,
        body: PushRequest,
        idempotency_key: Annotated[
            str | None, Header(max_length=200, description="可以不写：每条信息自己的 reference 已经保证只收一次")
        ] = None,
    ) -> Response:
        """每条分别审查、分别收录，一条不成不影响别的。没有收到答复时，原样重发整份即可。"""
        key = key_given(idempotency_key) if idempotency_key is not None else None
        actor, reach = rest.doer(request, Role.PROVIDER_CLERK)
        found = push_records(rest.office, actor, reach, [_handed_in(one) for one in body.records], key)
        counts = Counter(one.outcome for one in found)
        return answer(PushAnswer.model_validate({"items": found, "next": None, "counts": counts}))

    @router.get(
        "/provider/records",
        operation_id="waiting_records",
        summary="本单位待核实的信息",
        response_model=WaitingRecords,
        responses=refusals(s403="账号没有写明单位"),
    )
    def waiting(request: Request) -> Response:
        """最早的在前，最多 200 条；reasons 写明在等什么。"""
        return rows(WaitingRecords, waiting_records(rest.office, *rest.doer(request, Role.PROVIDER_CLERK)))

    @router.get(
        "/provider/records/{reference}",
        operation_id="pushed_record",
        summary="一条报送的信息现在怎样",
        response_model=PushedBody,
        responses=refusals(s403="账号没有写明单位", s404="本单位没有报送过这个编号"),
    )
    def one(
        request: Request, reference: Annotated[str, Path(max_length=64, description="本单位自己的编号")]
    ) -> Response:
        """收录以后经过的更正、修复等，见信息本身。"""
        actor, _ = rest.doer(request, Role.PROVIDER_CLERK)
        return answer(PushedBody.model_validate(pushed_record(rest.office, actor, reference)))

    return router


def _handed_in(sent: RecordIn) -> HandedIn:
    declared = sent.declared.model_dump(exclude=set(_CLAUSES))
    declared["personal_data"] = tuple(declared["personal_data"])
    draft = Draft(
        jurisdiction=sent.jurisdiction,
        identity=Identity(**sent.subject.model_dump()),
        source=sent.source,
        record_class=sent.record_class,
        title=sent.title,
        content=sent.content,
        provider="",
        basis=sent.basis,
        event_date=sent.event_date,
        item=sent.item,
        gravity=sent.gravity,
        declared=Declared(**declared),
    )
    document = GivenDocument(**sent.document.model_dump()) if sent.document is not None else None
    return HandedIn(sent.reference, draft, document, sent.declared.category, sent.declared.serious_category)
