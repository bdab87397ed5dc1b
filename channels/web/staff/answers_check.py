"""``/staff/answers/check`` and ``/impact``: any text checked against the law, and what a change of the law touches."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from assistant.desk.checking import LARGEST, Checked
from assistant.desk.impact import Impact
from channels import rendering
from channels.web.staff import answers_words as words
from channels.web.staff.answers import PATH
from channels.web.staff.frame import Frame
from channels.web.staff.sending import Sent, day, said
from credit_core.use_cases.vocabulary import BadFiling

CHECK: Final = f"{PATH}/check"
IMPACT: Final = f"{PATH}/impact"


def answers_check_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(CHECK)
    def form(request: Request) -> Response:
        return checked(request, {})

    @router.post(CHECK)
    def check(request: Request, sent: Sent) -> Response:
        typed = {name: said(sent, name, most) for name, most in (("text", LARGEST + 1), ("place", 64), ("on", 10))}
        try:
            found = frame.desk.answers.checks.check(
                frame.member(request), typed["text"], typed["place"] or None, day(typed["on"])
            )
        except BadFiling as error:
            return checked(request, typed, trouble=str(error))
        return checked(request, typed, found)

    @router.get(IMPACT)
    def impact(request: Request, old: str = "", new: str = "", clauses: str = "") -> Response:
        desk, typed = frame.desk.answers, {"old": old[:64], "new": new[:64], "clauses": clauses[:2000]}
        found, trouble = None, ""
        if any(typed.values()):
            try:
                found = desk.impacts.of(frame.member(request), desk.impacts.changed(**typed), frame.office)
            except BadFiling as error:
                trouble = str(error)
        return touched(request, typed, found, trouble)

    def checked(request: Request, typed: dict[str, str], found: Checked | None = None, trouble: str = "") -> Response:
        return frame.page(
            request,
            "staff/answers_check.html",
            422 if trouble else 200,
            typed={"text": "", "place": "", "on": ""} | typed,
            found=found,
            trouble=trouble,
            places=frame.desk.answers.checks.places(),
            largest=LARGEST,
            href=rendering.clause_href,
            words=words,
        )

    def touched(request: Request, typed: dict[str, str], found: Impact | None, trouble: str) -> Response:
        return frame.page(
            request,
            "staff/answers_impact.html",
            422 if trouble else 200,
            typed=typed,
            found=found,
            trouble=trouble,
            documents=frame.desk.answers.impacts.documents(),
            places=frame.desk.answers.checks.places(),
            href=rendering.clause_href,
            words=words,
        )

    return router
