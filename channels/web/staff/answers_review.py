"""``/staff/answers/review`` and ``/held``: samples for review with their progress, and pairs that are held back."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from assistant.desk.sampling import SIZE
from channels import rendering
from channels.web.staff import answers_words as words
from channels.web.staff.answers import PATH
from channels.web.staff.frame import Frame
from channels.web.staff.sending import Sent, address, said, whole
from credit_core.use_cases.vocabulary import BadFiling, NotAllowed, Role

_JUDGES: Final = frozenset({Role.REVIEWER, Role.SUPERVISOR})
_DOWNLOADERS: Final = _JUDGES | {Role.AUDITOR}
REVIEW: Final = f"{PATH}/review"
HELD: Final = f"{PATH}/held"


def answers_review_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(REVIEW)
    def review(request: Request, week: str = "", drawn: str = "", done: str = "") -> Response:
        told = words.DRAWN.format(week=week[:8], count=drawn) if drawn.isdecimal() else words.DONE.get(done, "")
        return reviewed(request, told=told)

    @router.post(f"{REVIEW}/draw")
    def draw(request: Request, sent: Sent) -> Response:
        week, size = said(sent, "week", 8), whole(sent, "size") or 0
        try:
            count = frame.desk.answers.samples.draw(frame.member(request), week, size)
        except (BadFiling, NotAllowed) as error:
            return reviewed(request, trouble=str(error), week=week, size=size)
        return RedirectResponse(f"{REVIEW}?week={week}&drawn={count}", 303)

    @router.post(f"{REVIEW}/next")
    def following(request: Request) -> Response:
        answer_id = frame.desk.answers.samples.next(frame.member(request))
        return RedirectResponse(f"{PATH}/{answer_id}" if answer_id else address(REVIEW, done="none"), 303)

    @router.get(HELD)
    def held(request: Request, done: str = "") -> Response:
        return barred(request, told=words.DONE.get(done, ""))

    @router.post(f"{HELD}/{{pair_id}}")
    def lift(request: Request, pair_id: str, sent: Sent) -> Response:
        try:
            frame.desk.answers.withheld.lift(frame.member(request), pair_id, said(sent, "why", 500))
        except (BadFiling, NotAllowed) as error:
            return barred(request, trouble=str(error))
        return RedirectResponse(address(HELD, done="lifted"), 303)

    def reviewed(request: Request, *, told: str = "", trouble: str = "", week: str = "", size: int = SIZE) -> Response:
        member, samples = frame.member(request), frame.desk.answers.samples
        return frame.page(
            request,
            "staff/answers_review.html",
            422 if trouble else 200,
            weeks=samples.progress(member),
            week=week or samples.last_week(),
            size=size,
            told=told,
            trouble=trouble,
            may_judge=bool(member.roles & _JUDGES),
            may_download=bool(member.roles & _DOWNLOADERS),
        )

    def barred(request: Request, *, told: str = "", trouble: str = "") -> Response:
        member, desk = frame.member(request), frame.desk
        edition = frame.assistant.edition if frame.runtime.ready else None
        return frame.page(
            request,
            "staff/answers_held.html",
            422 if trouble else 200,
            rows=desk.answers.withheld.list(member, edition),
            names={one.id: one.shown for one in desk.access.colleagues()},
            href=rendering.clause_href,
            told=told,
            trouble=trouble,
            may_judge=bool(member.roles & _JUDGES),
            words=words,
        )

    return router
