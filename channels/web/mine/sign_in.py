"""``/sign-in``: who is it? By a code from the counter, by the identity provider (统一身份认证), or as a demonstration's person.

It opens a session of one person, and leads back to the page that was asked for. Signing in for one case, by its number
and code, is another way (channels.web.sign_in).
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from assistant.dialogue.errors import DialogueError
from channels import messages
from channels.web import sessions
from channels.web.access.gate import CITIZEN_COOKIE
from channels.web.api import client_of
from channels.web.doors import local_path
from channels.web.mine import words
from channels.web.mine.frame import MineFrame
from channels.web.security import same_origin
from channels.web.sessions import CHANNEL, session_of
from channels.web.staff.sending import Sent, said
from credit_core.use_cases.mine.demo import demo_people
from credit_core.use_cases.vocabulary import guess_kind

HOME: Final = "/mine"
COOKIE: Final = "sign_in"
ONWARD: Final = "sign_in_next"
ITSELF: Final = "mine"
"""In place of a case: the sign-in was begun for the person's own pages."""
MINUTES: Final = 10
"""As long as a sign-in may take at the provider."""


def enter_router(frame: MineFrame) -> APIRouter:
    """The routes. They stand before the gate, so they look at the origin themselves."""
    router = APIRouter(include_in_schema=False)
    templates = frame.templates

    @router.get("/sign-in")
    def form(request: Request) -> Response:
        return shown(request, request.query_params.get("next", HOME))

    @router.post("/sign-in/code")
    def by_code(request: Request, sent: Sent) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        onward, code = said(sent, "next", 500), "".join(said(sent, "code", 40).split()).upper()
        if not code:
            return shown(request, onward, words.NO_CODE, status=422)
        try:
            token = frame.citizens.by_code(code, client_of(request))
        except DialogueError as error:
            return shown(request, onward, str(error), status=422)
        return entering(request, token, onward)

    @router.post("/sign-in/demo")
    def demo(request: Request, sent: Sent) -> Response:
        """A code for whoever one says one is, in a demonstration only; it is filled in, and pressing the button uses it."""
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        onward = said(sent, "next", 500)
        name, _, number = said(sent, "person", 200).rpartition(" ")
        try:
            code = frame.citizens.demo_code(said(sent, "name", 100) or name, said(sent, "number", 40) or number)
        except DialogueError as error:
            return shown(request, onward, str(error), status=422)
        return shown(request, onward, code=code)

    @router.post("/sign-in/provider")
    def provider(request: Request, sent: Sent) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        onward, session = said(sent, "next", 500), session_of(request)
        conversing = frame.talking.conversing
        try:
            frame.talking.throttle.count_page(client_of(request))
            conversation = conversing.conversation_of(CHANNEL, session.secret) or conversing.begin(
                CHANNEL, session.secret
            )
            url = conversing.identity.sign_in(conversation)
        except DialogueError as error:
            return shown(request, onward, str(error), status=422)
        response = templates.page(request, "sign_in.html", begun=None, url=url, host=urlsplit(url).netloc, error="")
        sessions.keep(request, response, session)
        sessions.set_cookie(request, response, COOKIE, f"{conversation}.{ITSELF}", MINUTES * 60)
        sessions.set_cookie(request, response, ONWARD, local_path(onward), MINUTES * 60)
        return response

    def shown(request: Request, onward: str, error: str = "", status: int = 200, code: str = "") -> Response:
        people = demo_people(frame.office) if templates.demo and frame.talking.asking.runtime.ready else ()
        return templates.page(
            request,
            "mine/sign_in.html",
            status,
            onward=local_path(onward),
            error=error,
            code=code,
            people=people,
            provider=frame.results.signs_in,
        )

    return router


def entering(request: Request, token: str, onward: str) -> Response:
    """On to the page that was asked for, with the new session; whoever was signed in here before is so no more."""
    path = local_path(onward)
    response = RedirectResponse(path if path != "/" else HOME, 303)
    sessions.set_cookie(request, response, CITIZEN_COOKIE, token)
    return response


def came_back(frame: MineFrame, request: Request) -> Response | None:
    """The answer to a browser that comes back from the provider; None where it signed in for a case, or not at all.

    Raises:
        DialogueError: nobody was identified; the words say why.
    """
    conversation, _, what = request.cookies.get(COOKIE, "").partition(".")
    if what != ITSELF:
        return None
    conversing = frame.talking.conversing
    owned = sessions.own(conversing, conversation, session_of(request))
    who = conversing.identity.who(owned, request.url.query)
    kind = guess_kind(who.number)
    token = frame.citizens.by_claims(who.name, who.number, kind.value if kind else "other", who.method)
    response = entering(request, token, request.cookies.get(ONWARD, HOME))
    for name in (COOKIE, ONWARD):
        response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return response
