"""Draft documents of a case, as files: .docx to go on writing, PDF to print."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from channels.web.staff.case_list import PATH
from channels.web.staff.frame import Frame
from channels.web.staff.sending import download, reader
from credit_core.use_cases import paper
from credit_core.use_cases.desk.draft_kinds import DraftKind
from credit_core.use_cases.desk.drafts import draft
from credit_core.use_cases.desk.papers import draft_docx, draft_file_name, draft_pdf

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF: Final = "application/pdf"


def draft_router(frame: Frame, font: Path | None) -> APIRouter:
    """The route; `font` prints, as for receipts."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH + "/{case_id}/drafts/{kind}")
    def document(request: Request, case_id: str, kind: str, format: str = "docx") -> Response:  # noqa: A002
        if kind not in tuple(DraftKind):
            raise HTTPException(404)
        actor, reach = reader(frame.member(request))
        drafted = draft(frame.office, actor, reach, case_id, DraftKind(kind))
        found = {clause: frame.desk.clauses.words(clause) for clause, _ in drafted.clauses}
        words = {clause: text for clause, text in found.items() if text}
        if format == "pdf":
            return download(draft_pdf(drafted, paper.find_font(font), words), PDF, draft_file_name(drafted, "pdf"))
        return download(draft_docx(drafted, words), DOCX, draft_file_name(drafted, "docx"))

    return router
