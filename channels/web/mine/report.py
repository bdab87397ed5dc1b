"""``/mine/report``: one's own credit report, to be read and kept. Every copy is a query with its entry in the register."""

from __future__ import annotations

import secrets
from typing import Final

from fastapi import APIRouter, Request, Response

from channels.web.mine import words
from channels.web.mine.frame import MineFrame
from channels.web.result_pages import result_page
from channels.web.results import NoResult, ResultFormat, download
from channels.web.staff.sending import Sent, said
from credit_core.use_cases.mine.report import own_report
from credit_core.use_cases.vocabulary import BadFiling, CreditReport, IdentifierError, NotAllowed, Refused

PATH: Final = "/mine/report"
_NOT_GIVEN: Final = (NotAllowed, Refused, BadFiling, IdentifierError, NoResult)


def report_router(frame: MineFrame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def form(request: Request) -> Response:
        return shown(request)

    @router.post(PATH)
    def give(request: Request, sent: Sent) -> Response:
        place = said(sent, "place", 40)
        if place not in frame.office.law.jurisdictions:
            return shown(request, words.NO_PLACE, status=422)
        citizen = frame.citizen(request)
        key = f"mine-{citizen.session}-{said(sent, 'key', 64)}"
        asked, results = said(sent, "format", 8), frame.results
        try:
            if asked in tuple(ResultFormat):
                chosen = ResultFormat(asked)

                def file(report: CreditReport) -> tuple[str, bytes]:
                    return report.number, results.printed(report, chosen)

                number, content = own_report(
                    frame.office, frame.actor(request), frame.whose(request), place, citizen.method, file, key=key
                )
                return download(number, content, chosen)
            found = own_report(
                frame.office, frame.actor(request), frame.whose(request), place, citizen.method, results.whole, key=key
            )
        except _NOT_GIVEN as error:
            return shown(request, str(error), place, status=409)
        return result_page(frame.templates, request, found)

    def shown(request: Request, error: str = "", place: str = "", status: int = 200) -> Response:
        places = frame.office.law.jurisdictions
        return frame.page(
            request, "report", status, places=places, place=place, error=error, key=secrets.token_urlsafe(16)
        )

    return router
