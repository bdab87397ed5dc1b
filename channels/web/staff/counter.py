"""``/staff/counter``: at the counter (窗口), one-time codes for who showed a document, and cases that wait for somebody there."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from assistant.desk.counter import ISSUERS, LONGEST, MINUTES, Slip
from channels.web.staff.frame import Frame
from channels.web.staff.sending import Sent, said
from credit_core.use_cases.desk.lists import case_list
from credit_core.use_cases.desk.scope import reach_of
from credit_core.use_cases.vocabulary import BadFiling

PATH: Final = "/staff/counter"
AWAITING, READY = "identity_pending", "ready"
"""States of cases in which somebody comes to the counter: to be identified, and for the result."""


def counter_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def counter(request: Request) -> Response:
        return shown(request)

    @router.post(f"{PATH}/code")
    def code(request: Request, sent: Sent) -> Response:
        actor = frame.member(request).actor(*ISSUERS)
        name, number = said(sent, "name", LONGEST), said(sent, "number", LONGEST)
        try:
            slip = frame.desk.counter.issue(actor, name, number, seen=said(sent, "seen", 1) == "1")
        except BadFiling as refused:
            return shown(request, name=name, number=number, trouble=str(refused), status=422)
        return shown(request, slip=slip)

    def shown(
        request: Request,
        *,
        slip: Slip | None = None,
        name: str = "",
        number: str = "",
        trouble: str = "",
        status: int = 200,
    ) -> Response:
        member, office = frame.member(request), frame.office
        actor = member.actor(*ISSUERS)
        reach = reach_of(actor, member.places)
        response = frame.page(
            request,
            "staff/counter.html",
            status,
            slip=slip,
            minutes=MINUTES,
            typed_name=name,
            typed_number=number,
            trouble=trouble,
            awaiting=case_list(office, actor, reach, state=AWAITING, open_only=True).rows,
            ready=case_list(office, actor, reach, state=READY, open_only=True).rows,
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return router
