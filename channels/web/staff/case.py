"""``/staff/cases/{case_id}``: the page of a case, its personal data for a purpose, its evidence, and who works on it."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from channels.web.staff import words
from channels.web.staff.case_list import PATH
from channels.web.staff.case_page import CasePage, Tried
from channels.web.staff.frame import Frame
from channels.web.staff.queue import BACK_TO_QUEUE, receivers
from channels.web.staff.sending import Sent, download, reader, said, whole
from channels.web.staff.steps import EXPECTED, refused, typed
from credit_core.use_cases.desk.queue_actions import assign_one
from credit_core.use_cases.desk.scope import reach_of
from credit_core.use_cases.vocabulary import STAFF, BadFiling

_CASE: Final = PATH + "/{case_id}"


def case_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    page = CasePage(frame)

    @router.get(_CASE)
    def case(request: Request, case_id: str, done: str = "", step: str = "") -> Response:
        return page.show(request, case_id, told=words.CASE_DONE.get(done, ""), step=step)

    @router.post(f"{_CASE}/full")
    def full(request: Request, case_id: str, sent: Sent) -> Response:
        try:
            return page.show(request, case_id, full=True, purpose=said(sent, "purpose", 200))
        except BadFiling as error:
            return page.show(request, case_id, tried=Tried(event="full", message=str(error)), status=422)

    @router.post(f"{_CASE}/assign")
    def assign(request: Request, case_id: str, sent: Sent) -> Response:
        to, member = said(sent, "to", 64), frame.member(request)
        known = {one.id: one.reach for one in receivers(frame)}
        if to not in {*known, BACK_TO_QUEUE}:
            return page.show(
                request, case_id, tried=Tried(event="assign", message=words.CHOOSE_ONE_RECEIVER), status=422
            )
        actor = member.actor(*STAFF)
        receiver, version = None if to == BACK_TO_QUEUE else to, whole(sent, "version")
        try:
            reach = reach_of(actor, member.places)
            assign_one(frame.office, actor, reach, case_id, receiver, version=version, sees=known.get(to))
        except EXPECTED as error:
            tried, status = refused(error, "assign", typed(sent))
            return page.show(request, case_id, tried=tried, status=status)
        return RedirectResponse(f"{PATH}/{case_id}?done=assigned", 303)

    @router.post(f"{_CASE}/files/{{attachment_id}}")
    def evidence(request: Request, case_id: str, attachment_id: str, sent: Sent) -> Response:
        actor, reach = reader(frame.member(request))
        purpose = said(sent, "purpose", 200)
        file = frame.desk.evidence.open(frame.office, actor, reach, case_id, attachment_id, purpose)
        return download(file.content, "application/octet-stream", file.name)

    return router
