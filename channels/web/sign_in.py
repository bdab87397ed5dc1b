"""``/sign-in``: who is it, by the identity provider (统一身份认证), for the case that asks; and leaving this browser.

The way back is bound to where it began: the conversation in which `state`, `nonce` and the PKCE secret are kept, the
browser that owns it, and one case of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.dialogue.errors import DialogueError
from channels import messages
from channels.web import sessions
from channels.web.access.gate import CITIZEN_COOKIE
from channels.web.api import client_of
from channels.web.asking import NotReady
from channels.web.case_pages import CasePage, read
from channels.web.cases import CaseCard, NoSuchCase
from channels.web.chat_page import ChatPage
from channels.web.mine.frame import MineFrame
from channels.web.mine.sign_in import COOKIE, MINUTES, came_back
from channels.web.results import Results
from channels.web.security import same_origin
from channels.web.sessions import session_of
from channels.web.throttle import TooMany


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a sign-in began: a conversation of this browser, and a case that it knows."""

    conversation: str
    card: CaseCard


def sign_in_router(chat: ChatPage, results: Results, mine: MineFrame) -> APIRouter:
    """The routes; a sign-in for one's own pages (`mine`) comes back the same way."""
    router = APIRouter(include_in_schema=False)
    page = CasePage(chat.templates, results)
    templates, talking = chat.templates, chat.talking

    @router.post("/sign-in")
    async def start(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        return await run_in_threadpool(begin, request, await request.form())

    @router.get("/sign-in/callback")
    def back(request: Request) -> Response:
        try:
            talking.throttle.count_page(client_of(request))
            if (entered := came_back(mine, request)) is not None:
                return entered
            begun = where(request)
        except DialogueError as error:
            return told(request, error=str(error), status=422)
        except (TooMany, NotReady) as error:
            return told(request, error=str(error), status=503 if isinstance(error, NotReady) else 429)
        if begun is None:
            return told(request, error=messages.SIGN_IN_ELSEWHERE, status=422)
        if not begun.card.awaits:  # this address was opened once more
            return RedirectResponse("/sign-in/done", 303)
        try:
            talking.conversing.identity.signed_in(begun.conversation, begun.card.case.id, request.url.query)
        except DialogueError as error:
            return told(request, begun, error=str(error), status=422)
        return RedirectResponse("/sign-in/done", 303)  # the provider's code leaves the address

    @router.get("/sign-in/done")
    def done(request: Request) -> Response:
        begun = where(request)
        if begun is None or begun.card.awaits:
            return RedirectResponse("/cases", 303)
        return told(request, begun)

    @router.post("/sign-out")
    async def leave(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        response = templates.page(
            request, "signed_out.html", signs_in=await run_in_threadpool(lambda: results.signs_in)
        )
        if token := request.cookies.get(CITIZEN_COOKIE):
            await run_in_threadpool(mine.citizens.end, token)
        for name in (COOKIE, sessions.COOKIE, CITIZEN_COOKIE):
            response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https")
        return response

    def told(request: Request, begun: Begun | None = None, error: str = "", status: int = 200) -> Response:
        return templates.page(request, "sign_in.html", status, begun=begun, url="", host="", error=error)

    def begin(request: Request, sent: FormData) -> Response:
        key = read(sent)
        try:
            talking.throttle.count_page(client_of(request))
            card = chat.cases.look_up(key.number, key.code, client_of(request))
        except (NoSuchCase, TooMany, NotReady) as error:
            return page.missing(request, key, error)
        if not card.awaits:
            return page.show(request, key, card)
        session = session_of(request)
        try:
            conversation = results.conversation(card, key.number, key.code, session)
            url = talking.conversing.identity.sign_in(conversation)
        except DialogueError as error:
            return page.show(request, key, card, trouble=str(error), status=422)
        # A link and no redirect: form-action 'self' stops a form from leading elsewhere, and whoever leaves should see it.
        begun, host = Begun(conversation, card), urlsplit(url).netloc
        response = templates.page(request, "sign_in.html", begun=begun, url=url, host=host, error="")
        sessions.keep(request, response, session)
        sessions.set_cookie(request, response, COOKIE, f"{conversation}.{card.case.id}", MINUTES * 60)
        return response

    def where(request: Request) -> Begun | None:
        """Where this browser began; None if it began nowhere, or it is not its conversation."""
        conversation, _, case_id = request.cookies.get(COOKIE, "").partition(".")
        conversing = talking.conversing
        try:
            owned = sessions.own(conversing, conversation, session_of(request))
        except DialogueError:
            return None
        if case_id not in conversing.standing(owned).cases:
            return None
        cards = chat.cases.known([case_id])
        return Begun(owned, cards[0]) if cards else None

    return router
