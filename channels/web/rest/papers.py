"""``/api/v1/desk``: draft documents of a case, and notices on their way to their reader."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from channels.web.conversation_api import only_json
from channels.web.problems import FieldProblem, problem
from channels.web.rest.base import Rest
from channels.web.rest.contract import Limit, Version, answer, refusals, rows, tagged
from channels.web.rest.paper_schemas import Delivered, DeliveryRequest, DraftBody, LetterBody, Notices
from channels.web.staff.drafts import DOCX, PDF
from channels.web.staff.sending import download
from credit_core.use_cases import paper
from credit_core.use_cases.desk.doing import FormError, read_values
from credit_core.use_cases.desk.draft_kinds import DraftKind
from credit_core.use_cases.desk.drafts import draft
from credit_core.use_cases.desk.forms.fields import delivery
from credit_core.use_cases.desk.notices import letter, letter_pdf, record_notice_delivery, undelivered_notices
from credit_core.use_cases.desk.papers import draft_docx, draft_file_name, draft_pdf
from credit_core.use_cases.vocabulary import FontUnusable, MissingGlyphs

_FILE: Final = {"schema": {"type": "string", "format": "binary"}}
_NO_CASE: Final = "没有这个办件或者看不到，或者它起草不出这种文书"
_NO_NOTICE: Final = "没有这份告知，或者看不到"
_FIELDS: Final = {"delivery_channel": "channel", "delivered_on": "on", "delivery_proof": "proof"}


def paper_router(rest: Rest) -> APIRouter:
    """The routes."""
    router = rest.router("文书和告知")

    @router.get(
        "/desk/cases/{case_id}/drafts/{kind}",
        operation_id="draft_document",
        summary="起草文书",
        response_model=DraftBody,
        responses={
            200: {"content": {DOCX: _FILE, PDF: _FILE}},
            **refusals(s404=_NO_CASE, s409="没有字体能印出全部的字"),
        },
    )
    def document(
        request: Request,
        case_id: str,
        kind: DraftKind,
        format: Annotated[Literal["json", "docx", "pdf"], Query(description="给出的形式")] = "json",  # noqa: A002
    ) -> Response:
        """办件里有的写上，没有的留空；没有作出决定的标明是草稿。起草要写申请人姓名，记入查询登记。"""
        drafted = draft(rest.office, *rest.reader(request), case_id, kind)
        if format == "json":
            return answer(DraftBody.model_validate(drafted))
        found = {clause: rest.frame.desk.clauses.words(clause) for clause, _ in drafted.clauses}
        clauses = {clause: text for clause, text in found.items() if text}
        if format == "docx":
            return download(draft_docx(drafted, clauses), DOCX, draft_file_name(drafted, "docx"))
        try:
            printed = draft_pdf(drafted, paper.find_font(rest.font), clauses)
        except (FontUnusable, MissingGlyphs) as error:
            return problem(409, str(error))
        return download(printed, PDF, draft_file_name(drafted, "pdf"))

    @router.get(
        "/desk/notices",
        operation_id="undelivered_notices",
        summary="还没有记录送达的告知",
        response_model=Notices,
        responses=refusals(s404="没有这个办件，或者看不到"),
    )
    def waiting(
        request: Request,
        case_id: Annotated[str | None, Query(max_length=64, description="只要这个办件的")] = None,
        limit: Limit = 100,
    ) -> Response:
        """最早的在前。记录了送达的不再列出，所以没有下一页。"""
        return rows(Notices, undelivered_notices(rest.office, *rest.reader(request), case_id=case_id, limit=limit))

    @router.post(
        "/desk/notices/{notice_id}/delivery",
        operation_id="record_delivery",
        summary="记录送达",
        response_model=Delivered,
        dependencies=[Depends(only_json)],
        responses=tagged(s404=_NO_NOTICE, s415="请用 application/json"),
    )
    def delivered(request: Request, notice_id: str, body: DeliveryRequest, version: Version) -> Response:
        """只记录一次；等着告知结果的办件随之往下走。If-Match 写告知的 version。"""
        sent = {"delivery_channel": body.channel, "delivered_on": body.on.isoformat(), "delivery_proof": body.proof}
        try:
            values = read_values(delivery(), sent)
        except FormError as error:
            wrong = [FieldProblem(field=_FIELDS[name], message=said) for name, said in error.fields.items()]
            return problem(422, str(error), errors=wrong)
        notice = record_notice_delivery(
            rest.office,
            *rest.doer(request),
            notice_id,
            channel=values["delivery_channel"],
            on=values["delivered_on"],
            proof=values["delivery_proof"],
            version=version,
        )
        return answer(Delivered.model_validate(notice), version=notice.version)

    @router.get(
        "/desk/notices/{notice_id}/letter",
        operation_id="notice_letter",
        summary="告知的信件",
        response_model=LetterBody,
        responses={200: {"content": {PDF: _FILE}}, **refusals(s404=_NO_NOTICE, s409="没有字体能印出全部的字")},
    )
    def printed(
        request: Request,
        notice_id: str,
        format: Annotated[Literal["json", "pdf"], Query(description="给出的形式")] = "json",  # noqa: A002
    ) -> Response:
        """可以打印寄出。"""
        found = letter(rest.office, *rest.reader(request), notice_id)
        if format == "json":
            return answer(LetterBody.model_validate(found))
        try:
            content = letter_pdf(found, paper.find_font(rest.font))
        except (FontUnusable, MissingGlyphs) as error:
            return problem(409, str(error))
        return download(content, PDF, f"{found.title}-{found.number}.pdf")

    return router
