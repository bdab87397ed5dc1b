"""``/staff/notices``: notices that wait to reach their reader, recording that they did, and the letter to print."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from channels.web.staff.case_list import PATH as CASES
from channels.web.staff.case_page import CasePage
from channels.web.staff.drafts import PDF
from channels.web.staff.frame import Frame
from channels.web.staff.law_beside import LawBeside
from channels.web.staff.sending import DOERS, Sent, download, reader, said
from channels.web.staff.steps import EXPECTED, refused, typed
from credit_core.use_cases import paper
from credit_core.use_cases.desk.doing import read_values
from credit_core.use_cases.desk.forms.fields import delivery
from credit_core.use_cases.desk.notices import letter, letter_pdf, record_notice_delivery, undelivered_notices
from credit_core.use_cases.desk.scope import reach_of

PATH: Final = "/staff/notices"
MOST: Final = 200


def notice_router(frame: Frame, font: Path | None) -> APIRouter:
    """The routes; `font` prints, as for receipts."""
    router = APIRouter(include_in_schema=False)
    page = CasePage(frame)

    @router.get(PATH)
    def waiting(request: Request) -> Response:
        actor, reach = reader(frame.member(request))
        rows = undelivered_notices(frame.office, actor, reach, limit=MOST)
        return frame.page(request, "staff/notices.html", rows=rows, cut=len(rows) == MOST)

    @router.post(PATH + "/{notice_id}/delivery")
    def delivered(request: Request, notice_id: str, sent: Sent) -> Response:
        """The form stands on the page of the notice's case, and comes back there."""
        form, member, case_id = typed(sent), frame.member(request), said(sent, "case", 64)
        actor = member.actor(*DOERS)
        try:
            values = read_values(delivery(), form.values)
            notice = record_notice_delivery(
                frame.office,
                actor,
                reach_of(actor, member.places),
                notice_id,
                channel=values["delivery_channel"],
                on=values["delivered_on"],
                proof=values["delivery_proof"],
                version=form.version,
            )
        except EXPECTED as error:
            tried, status = refused(error, notice_id, form)
            return page.show(request, case_id, tried=tried, status=status)
        return RedirectResponse(f"{CASES}/{notice.case_id}?done=delivered", 303)

    @router.get(PATH + "/{notice_id}/letter")
    def printed(request: Request, notice_id: str, format: str = "page") -> Response:  # noqa: A002
        actor, reach = reader(frame.member(request))
        found = letter(frame.office, actor, reach, notice_id)
        if format == "pdf":
            return download(letter_pdf(found, paper.find_font(font)), PDF, f"{found.title}-{found.number}.pdf")
        law = LawBeside(frame.office, frame.desk.clauses)
        return frame.page(request, "staff/letter.html", letter=found, law=law, notice_id=notice_id)

    return router
