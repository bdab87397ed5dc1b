"""``/mine/data``: one's personal data, to take along and to erase; the notices given; this browser's conversation."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from assistant.dialogue.errors import DialogueError
from channels.web import sessions
from channels.web.mine import words
from channels.web.mine.frame import MineFrame
from channels.web.sessions import CHANNEL, session_of
from channels.web.staff.sending import Sent, download, said
from credit_core.use_cases.mine.personal import as_json, as_zip, erase_own, export_own, overview

PATH: Final = "/mine/data"


def personal_router(frame: MineFrame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def shown(request: Request) -> Response:
        return page(request)

    @router.post(f"{PATH}/export")
    def export(request: Request, sent: Sent) -> Response:
        made = export_own(frame.office, frame.actor(request), frame.whose(request))
        name = f"personal-data-{made.made_at:%Y%m%d}"
        if said(sent, "format", 8) == "zip":
            return download(as_zip(made), "application/zip", f"{name}.zip")
        return download(as_json(made), "application/json", f"{name}.json")

    @router.post(f"{PATH}/erase")
    def erase(request: Request, sent: Sent) -> Response:
        if said(sent, "sure", 4) != "yes":
            return page(request, words.CONFIRM_ERASURE, 422)
        erased = erase_own(frame.office, frame.actor(request), frame.whose(request))
        if erased is None:
            return page(request, words.NOTHING_HELD, 409)
        return RedirectResponse(f"{PATH}?done=erased", 303)

    @router.post(f"{PATH}/conversation")
    def forget(request: Request, sent: Sent) -> Response:
        conversing = frame.talking.conversing
        mine = sessions.own(conversing, said(sent, "conversation", 64), session_of(request))
        conversing.forget(mine)
        return RedirectResponse(f"{PATH}?done=forgotten", 303)

    def page(request: Request, error: str = "", status: int = 200) -> Response:
        found = overview(frame.office, frame.whose(request))
        return frame.page(request, "data", status, data=found, conversation=conversation(request), error=error)

    def conversation(request: Request) -> str | None:
        """The one this browser has, if any: conversations belong to browsers, not to persons."""
        conversing, session = frame.talking.conversing, session_of(request)
        try:
            return conversing.conversation_of(CHANNEL, session.secret) if session.kept else None
        except DialogueError:
            return None

    return router
