"""Other ways in: a one-time link from a messenger, the demonstration's identity code; and the notice on personal data."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant.dialogue.errors import DialogueError
from channels import messages
from channels.web import sessions
from channels.web.chat_page import ChatPage
from channels.web.security import same_origin
from channels.web.sessions import CHANNEL, session_of
from channels.web.staff import words
from channels.web.templating import SENIOR_COOKIE
from channels.web.turn_form import read

_YEAR = 365 * 24 * 60 * 60


def door_router(chat: ChatPage) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    templates, talking = chat.templates, chat.talking

    @router.get("/l/{token}")
    def look(request: Request, token: str) -> Response:
        """Shows the door; a messenger that fetches the link for its preview does not use it up."""
        try:
            slot = talking.conversing.look(token)
        except DialogueError as error:
            return templates.error(request, 410, str(error))
        asked = talking.conversing.names.get(slot, "")
        return templates.page(request, "link.html", asked=asked, action=request.url.path)

    @router.post("/l/{token}")
    def enter(request: Request, token: str) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        session = session_of(request)
        try:
            conversation = talking.conversing.redeem(token, CHANNEL, session.secret)
        except DialogueError as error:
            return templates.error(request, 410, str(error))
        response = RedirectResponse(f"/c/{conversation}", 303)
        sessions.keep(request, response, session)
        return response

    @router.get("/demo")
    def demo(request: Request) -> Response:
        if not templates.demo:
            return templates.error(request, 404, messages.NO_DEMO)
        session = session_of(request)
        conversation = talking.conversing.conversation_of(CHANNEL, session.secret)
        return templates.page(
            request,
            "demo.html",
            conversation=conversation,
            session=session.in_forms,
            code="",
            error="",
            staff_roles=words.ROLES,
        )

    @router.post("/demo")
    async def demo_code(request: Request) -> Response:
        if not templates.demo:
            return templates.error(request, 404, messages.NO_DEMO)
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        draft = read(await request.form())
        return await run_in_threadpool(issued, request, draft.conversation, draft.session)

    def issued(request: Request, asked: str, submitted: str) -> Response:
        session = session_of(request, submitted)
        conversation = sessions.own(talking.conversing, asked, session)
        code, error = "", ""
        try:
            code = talking.conversing.demo_code(conversation)
        except DialogueError as refused:
            error = str(refused)
        return templates.page(
            request,
            "demo.html",
            conversation=conversation,
            session=session.in_forms,
            code=code,
            error=error,
            staff_roles=words.ROLES,
        )

    @router.get("/privacy")
    def privacy(request: Request) -> Response:
        return templates.page(request, "privacy.html")

    @router.get("/algorithm")
    def algorithm(request: Request) -> Response:
        return templates.page(request, "algorithm.html")

    @router.post("/view")
    async def choose_view(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        form = await request.form()
        response = RedirectResponse(local_path(form.get("next")), 303)
        sessions.set_cookie(request, response, SENIOR_COOKIE, "1" if form.get("senior") == "1" else "0", _YEAR)
        return response

    return router


def local_path(value: object) -> str:
    """`value` if it is a path on this site, else the front page: never an open redirect."""
    if not isinstance(value, str) or not value.startswith("/") or value.startswith("//"):
        return "/"
    return "/" if any(c in value for c in "\\\r\n\t") else value
