"""``/staff/handoffs``: conversations that want a person, taken, answered inside the same conversation, and given back."""

from __future__ import annotations

import secrets
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from assistant.desk.handoffs import ANSWER, NOTE, Part
from channels.web.staff import words
from channels.web.staff.account import done
from channels.web.staff.frame import Frame
from channels.web.staff.sending import Sent, said
from credit_core.use_cases.vocabulary import BadFiling, NotAllowed

PATH: Final = "/staff/handoffs"


def handoffs_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def show(request: Request, part: str = "") -> Response:
        listed = frame.desk.handoffs.list(frame.member(request))
        chosen = Part(part) if part in tuple(Part) else Part.OPEN
        return frame.page(
            request,
            "staff/handoffs.html",
            parts=[(one, words.PARTS[one], len(listed[one])) for one in Part],
            chosen=chosen,
            rows=listed[chosen],
            over=Part.CLOSED,
            **names(),
        )

    @router.get(f"{PATH}/{{handoff_id}}")
    def one(request: Request, handoff_id: str) -> Response:
        return opened(request, handoff_id)

    @router.post(f"{PATH}/{{handoff_id}}/take")
    def take(request: Request, handoff_id: str) -> Response:
        try:
            frame.desk.handoffs.take(frame.member(request), handoff_id)
        except NotAllowed as refused:
            return opened(request, handoff_id, 409, trouble=str(refused))
        return done("taken", f"{PATH}/{handoff_id}")

    @router.post(f"{PATH}/{{handoff_id}}/answer")
    def answer(request: Request, handoff_id: str, sent: Sent) -> Response:
        text, key = said(sent, "text"), said(sent, "key", 64) or None
        try:
            frame.desk.handoffs.answer(frame.member(request), handoff_id, text, key)
        except BadFiling as refused:
            return opened(request, handoff_id, 422, trouble=str(refused), text=text)
        except NotAllowed as refused:
            return opened(request, handoff_id, 409, trouble=str(refused), text=text)
        return done("answered", f"{PATH}/{handoff_id}")

    @router.post(f"{PATH}/{{handoff_id}}/close")
    def close(request: Request, handoff_id: str, sent: Sent) -> Response:
        outcome, note = said(sent, "outcome", 20), said(sent, "note")
        try:
            frame.desk.handoffs.close(frame.member(request), handoff_id, outcome, note)
        except BadFiling as refused:
            return opened(request, handoff_id, 422, trouble=str(refused), note=note)
        except NotAllowed as refused:
            return opened(request, handoff_id, 409, trouble=str(refused), note=note)
        return RedirectResponse(f"{PATH}/{handoff_id}?done=closed", 303)

    def opened(request: Request, handoff_id: str, status: int = 200, **more: Any) -> Response:
        context: dict[str, Any] = {
            "opened": frame.desk.handoffs.open(frame.member(request), handoff_id),
            "said": words.HANDOFF_DONE.get(request.query_params.get("done", ""), ""),
            "key": secrets.token_hex(16),
            "trouble": "",
            "text": "",
            "note": "",
            "most_text": ANSWER,
            "most_note": NOTE,
            **names(),
        }
        return frame.page(request, "staff/handoff.html", status, **context | more)

    def names() -> dict[str, Any]:
        return {
            "people": {colleague.id: colleague.shown for colleague in frame.desk.access.colleagues()},
            "states": words.HANDOFF_STATES,
            "outcomes": words.OUTCOMES,
            "authors": words.AUTHORS,
            "channels": words.SWITCHES,
            "reasons": words.HANDOFF_REASONS,
            "since": words.waited,
        }

    return router
