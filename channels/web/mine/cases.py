"""``/mine/cases``: one's own cases with each duty, how its day is counted, and a ready letter where it has passed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response

from channels.rendering import clause_href
from channels.web.cases import duty_cards
from channels.web.mine.frame import MineFrame
from channels.web.staff.sending import download
from credit_core.use_cases import paper
from credit_core.use_cases.mine.cases import own_case, own_cases
from credit_core.use_cases.mine.letters import letter_pdf, overdue_letter

PATH: Final = "/mine/cases"
PDF: Final = "application/pdf"


def cases_router(frame: MineFrame, font: Path | None) -> APIRouter:
    """The routes; `font` prints letters, as for receipts."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def listed(request: Request) -> Response:
        return frame.page(request, "cases", cases=own_cases(frame.office, frame.whose(request)))

    @router.get(PATH + "/{case_id}")
    def one(request: Request, case_id: str) -> Response:
        found = own_case(frame.office, frame.whose(request), case_id)
        duties = duty_cards(frame.office, found.duties)
        return frame.page(request, "case", found=found, case=found.view, duties=duties)

    @router.get(PATH + "/{case_id}/letters/{duty_id}")
    def letter(request: Request, case_id: str, duty_id: str, format: str = "page") -> Response:  # noqa: A002
        found = overdue_letter(frame.office, frame.whose(request), case_id, duty_id)
        if format == "pdf":
            return download(letter_pdf(found, paper.find_font(font)), PDF, f"{found.title}.pdf")
        clauses = [(citation, clause_href(str(clause))) for clause, citation in found.clauses]
        return frame.page(request, "letter", letter=found, clauses=clauses, case_id=case_id)

    return router
