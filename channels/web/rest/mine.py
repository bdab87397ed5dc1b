"""``/api/v1/mine``: an identified citizen's own records, cases, authorisations, report and personal data."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from channels.web.conversation_api import only_json
from channels.web.problems import FieldProblem, problem
from channels.web.rest import words
from channels.web.rest.base import Rest
from channels.web.rest.contract import Key, Version, answer, refusals, rows, tagged
from channels.web.rest.mine_schemas import (
    EndedBody,
    ErasedBody,
    EraseRequest,
    OneRecordBody,
    OwnAuthorisations,
    OwnCaseBody,
    OwnCases,
    OwnLetter,
    OwnLooks,
    OwnRecords,
    PersonalBody,
    ReportRequest,
)
from channels.web.results import NoResult, ResultFormat, download
from channels.web.staff.sending import download as download_named
from credit_core.use_cases import paper
from credit_core.use_cases.mine.authorisations import end_authorisation, own_authorisations
from credit_core.use_cases.mine.cases import own_case, own_cases
from credit_core.use_cases.mine.letters import letter_pdf, overdue_letter
from credit_core.use_cases.mine.looks import own_looks
from credit_core.use_cases.mine.personal import as_json, erase_own, export_own, overview
from credit_core.use_cases.mine.records import own_record, own_records
from credit_core.use_cases.mine.report import own_report
from credit_core.use_cases.vocabulary import (
    BadFiling,
    CreditReport,
    FontUnusable,
    IdentifierError,
    MissingGlyphs,
    NotAllowed,
    Refused,
)

PDF: Final = "application/pdf"
_FILE: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_JSON: Final = {"s415": "请用 application/json"}
_NO_CASE: Final = "没有这个办件，或者不是您的"


def mine_router(rest: Rest) -> APIRouter:
    """The routes."""
    router, mine = rest.router("本人"), rest.mine

    @router.get(
        "/mine/records",
        operation_id="own_records",
        summary="我的信用信息",
        response_model=OwnRecords,
        responses=refusals(),
    )
    def records(request: Request) -> Response:
        """来源、每次变动的理由、标注；查看本身在查询登记里记一笔。"""
        return rows(OwnRecords, own_records(rest.office, mine.actor(request), mine.whose(request)))

    @router.get(
        "/mine/records/{record_id}",
        operation_id="own_record",
        summary="我的一条信用信息",
        response_model=OneRecordBody,
        responses=refusals(s404="没有这条信息，或者不是您的"),
    )
    def record(request: Request, record_id: str) -> Response:
        """以及给过哪些单位、谁看过。"""
        found = own_record(rest.office, mine.actor(request), mine.whose(request), record_id)
        return answer(OneRecordBody.model_validate(found))

    @router.get(
        "/mine/looks",
        operation_id="own_looks",
        summary="谁看过我的信息",
        response_model=OwnLooks,
        responses=refusals(),
    )
    def looks(
        request: Request,
        others_only: Annotated[bool, Query(description="只列不是本人的")] = False,
        after: Annotated[str | None, Query(pattern=r"^[1-9]\d{0,5}$", description="上一页的 next")] = None,
    ) -> Response:
        """每次查看，给了的和没给的都在。"""
        found = own_looks(rest.office, mine.whose(request), others_only=others_only, page=int(after or 1))
        following = str(found.page + 1) if found.page < found.pages else None
        told = {"items": found.rows, "next": following, "total": found.total, "others": found.others}
        return answer(OwnLooks.model_validate(told))

    @router.get(
        "/mine/cases", operation_id="own_cases", summary="我的办件", response_model=OwnCases, responses=refusals()
    )
    def cases(request: Request) -> Response:
        """没有办结的在前；next 是接下来到期的一项。"""
        return rows(OwnCases, own_cases(rest.office, mine.whose(request)))

    @router.get(
        "/mine/cases/{case_id}",
        operation_id="own_case",
        summary="我的一个办件",
        response_model=OwnCaseBody,
        responses=refusals(s404=_NO_CASE),
    )
    def case(request: Request, case_id: str) -> Response:
        """经过、每一项期限、条款、怎样数的、逾期以后可以怎样做。"""
        return answer(OwnCaseBody.model_validate(own_case(rest.office, mine.whose(request), case_id)))

    @router.get(
        "/mine/cases/{case_id}/letters/{duty_id}",
        operation_id="own_letter",
        summary="逾期时用的函",
        response_model=OwnLetter,
        responses={
            200: {"content": {PDF: _FILE}},
            **refusals(s404=_NO_CASE, s409="没有逾期，或者没有字体能印出全部的字"),
        },
    )
    def letter(
        request: Request,
        case_id: str,
        duty_id: str,
        format: Annotated[Literal["json", "pdf"], Query(description="给出的形式")] = "json",  # noqa: A002
    ) -> Response:
        """写明应当办什么、依据哪一条、哪天到期、请求什么。"""
        found = overdue_letter(rest.office, mine.whose(request), case_id, duty_id)
        if format == "json":
            return answer(OwnLetter.model_validate(found))
        try:
            return download_named(letter_pdf(found, paper.find_font(rest.font)), PDF, f"{found.title}.pdf")
        except (FontUnusable, MissingGlyphs) as error:
            return problem(409, str(error))

    @router.get(
        "/mine/authorisations",
        operation_id="own_authorisations",
        summary="我给出的授权",
        response_model=OwnAuthorisations,
        responses=refusals(),
    )
    def authorisations(request: Request) -> Response:
        """有效的和等答复的在前。"""
        return rows(OwnAuthorisations, own_authorisations(rest.office, mine.whose(request)))

    @router.post(
        "/mine/authorisations/{authorisation_id}/end",
        operation_id="end_own_authorisation",
        summary="终止授权，或者不同意申请",
        response_model=EndedBody,
        responses=tagged(s404="没有这份授权，或者不是您的"),
    )
    def end(request: Request, authorisation_id: str, version: Version) -> Response:
        """以前凭它查过的，登记里还在。"""
        ended = end_authorisation(
            rest.office, mine.actor(request), mine.whose(request), authorisation_id, version=version
        )
        return answer(EndedBody.model_validate(ended), version=ended.version)

    @router.post(
        "/mine/report",
        operation_id="own_report",
        summary="我的信用报告",
        response_class=Response,
        dependencies=[Depends(only_json)],
        responses={
            200: {
                "description": "信用报告",
                "content": {"application/json": {"schema": {"type": "object"}}, PDF: _FILE},
            },
            **refusals(
                s400="缺少 Idempotency-Key",
                s409="按当地条例不能提供，这个键已经取过，或者没有字体能印出全部的字",
                **_JSON,
            ),
        },
    )
    def report(request: Request, body: ReportRequest, key: Key) -> Response:
        """每取一份是一次查询，记入查询登记；同一个键只取一份。"""
        if body.place not in rest.office.law.jurisdictions:
            return problem(422, words.NO_SUCH_PLACE, errors=[FieldProblem(field="place", message=words.NO_SUCH_PLACE)])
        citizen, chosen = mine.citizen(request), ResultFormat(body.format)

        def file(made: CreditReport) -> tuple[str, bytes]:
            return made.number, mine.results.printed(made, chosen)

        try:
            number, content = own_report(
                rest.office, mine.actor(request), mine.whose(request), body.place, citizen.method, file,
                key=f"mine-{citizen.session}-{key}",
            )  # fmt: skip
        except (NotAllowed, Refused, BadFiling, IdentifierError, NoResult) as error:
            return problem(409, str(error))
        return download(number, content, chosen)

    @router.get(
        "/mine/data",
        operation_id="own_data",
        summary="存了我的哪些个人信息",
        response_model=PersonalBody,
        responses=refusals(),
    )
    def data(request: Request) -> Response:
        """各有几条，哪些现在可以删除，哪些为什么要留。"""
        found = overview(rest.office, mine.whose(request))
        held = [{"name": name, "count": count} for name, count in found.held]
        told = {"held": held, "erasable": found.erasable, "kept": found.kept, "told": found.told}
        return answer(PersonalBody.model_validate(told))

    @router.post(
        "/mine/data/export",
        operation_id="export_own_data",
        summary="带走我的个人信息",
        response_class=Response,
        responses={
            200: {"description": "全部个人信息", "content": {"application/json": {"schema": {"type": "object"}}}},
            **refusals(),
        },
    )
    def export(request: Request) -> Response:
        """一份 JSON，没有别人的个人信息；取走一次，审计里记一笔。"""
        made = export_own(rest.office, mine.actor(request), mine.whose(request))
        return Response(as_json(made), media_type="application/json")

    @router.post(
        "/mine/data/erase",
        operation_id="erase_own_data",
        summary="删除可以删除的个人信息",
        response_model=ErasedBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s409="没有可以删除的", **_JSON),
    )
    def erase(request: Request, body: EraseRequest) -> Response:
        """没有办结的办件和仍然有效的信息所依据的会留下，kept 写明原因。"""
        erased = erase_own(rest.office, mine.actor(request), mine.whose(request)) if body.sure else None
        if erased is None:
            return problem(409, words.NOTHING_HELD)
        return answer(ErasedBody.model_validate(erased))

    return router
