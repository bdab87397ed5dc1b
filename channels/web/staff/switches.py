"""``/staff/switches``: what is stopped, stopping and lifting it with a reason, and what was stopped before."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from assistant.desk.switches import READERS, SWITCHERS, WHY
from channels.web.staff import words
from channels.web.staff.account import done
from channels.web.staff.frame import Frame
from channels.web.staff.sending import Sent, said
from credit_core.use_cases.vocabulary import BadFiling, NotAllowed

PATH: Final = "/staff/switches"


def switches_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def show(request: Request) -> Response:
        return page(request)

    @router.post(f"{PATH}/{{what}}/stop")
    def stop(request: Request, what: str, sent: Sent) -> Response:
        return change(request, what, sent, stops=True)

    @router.post(f"{PATH}/{{what}}/lift")
    def lift(request: Request, what: str, sent: Sent) -> Response:
        return change(request, what, sent, stops=False)

    def change(request: Request, what: str, sent: Sent, *, stops: bool) -> Response:
        actor, why = frame.member(request).actor(*SWITCHERS), said(sent, "why")
        desk = frame.desk.switches
        try:
            (desk.stop if stops else desk.lift)(actor, what, why)
        except BadFiling as refused:
            return page(request, 422, what=what, why=why, trouble=str(refused))
        except NotAllowed as refused:
            return page(request, 409, what=what, trouble=str(refused))
        return done("stopped" if stops else "lifted", PATH)

    def page(request: Request, status: int = 200, *, what: str = "", why: str = "", trouble: str = "") -> Response:
        member, desk = frame.member(request), frame.desk.switches
        actor = member.actor(*READERS)
        return frame.page(
            request,
            "staff/switches.html",
            status,
            switches=desk.list(actor),
            history=desk.history(actor),
            names=words.SWITCHES,
            people={one.id: one.shown for one in frame.desk.access.colleagues()} | words.NOT_PEOPLE,
            switcher=bool(member.roles & set(SWITCHERS)),
            said=words.SWITCH_DONE.get(request.query_params.get("done", ""), ""),
            wrong=what,
            why=why,
            trouble=trouble,
            most=WHY,
        )

    return router
