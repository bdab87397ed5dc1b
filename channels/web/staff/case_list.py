"""``/staff/cases``: all cases, also those that are closed, and the way from a number to its case."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from channels.web.staff.frame import Frame
from channels.web.staff.sending import address, reader
from credit_core.use_cases.desk.case import find_case
from credit_core.use_cases.desk.lists import case_list
from credit_core.use_cases.vocabulary import CASE_TYPES, CaseType, NotFound

PATH: Final = "/staff/cases"


def case_list_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def cases(request: Request, number: str = "", type: str = "", open: str = "", after: str = "") -> Response:  # noqa: A002
        actor, reach = reader(frame.member(request))
        missing = ""
        if number.strip():
            try:
                return RedirectResponse(f"{PATH}/{find_case(frame.office, actor, reach, number[:40])}", 303)
            except NotFound as error:
                missing = str(error)
        kind = CaseType(type) if type in tuple(CaseType) else None
        page = case_list(frame.office, actor, reach, kind, open_only=open == "1", after=after or None)
        chosen = {"type": kind.value if kind else "", "open": "1" if open == "1" else ""}
        return frame.page(
            request,
            "staff/cases.html",
            404 if missing else 200,
            number=number[:40],
            missing=missing,
            types=tuple(CASE_TYPES.items()),
            chosen=chosen,
            rows=page.rows,
            first_page=address(PATH, **chosen) if after else "",
            next_page=address(PATH, **chosen, after=page.next) if page.next else "",
        )

    return router
