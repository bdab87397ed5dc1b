"""``/staff/sign-in``: the way into the desks, and out. In a demonstration one may come in as any role."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.desk.access_ground import SignInRefused
from assistant.desk.access_sign_in import SignedIn
from channels import messages
from channels.web import sessions
from channels.web.access.gate import STAFF_COOKIE
from channels.web.api import client_of
from channels.web.doors import local_path
from channels.web.security import same_origin
from channels.web.staff import words
from channels.web.staff.frame import Frame
from channels.web.throttle import Throttle
from credit_core.use_cases.vocabulary import Forbidden

HOME: Final = "/staff"
_SECONDS: Final = 60


def sign_in_router(frame: Frame, throttle: Throttle) -> APIRouter:
    """The routes. They stand before the gate, so they look at the origin themselves."""
    router = APIRouter(include_in_schema=False)
    templates = frame.templates

    @router.get("/staff/sign-in")
    def form(request: Request) -> Response:
        return shown(request, str(request.query_params.get("next", HOME)))

    @router.post("/staff/sign-in")
    async def sign_in(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        return await run_in_threadpool(entered, request, await request.form())

    @router.post("/staff/sign-out")
    def sign_out(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        if token := request.cookies.get(STAFF_COOKIE):
            frame.desk.access.sign_out(token)
        response = RedirectResponse("/staff/sign-in", 303)
        response.delete_cookie(STAFF_COOKIE, path="/", httponly=True, samesite="lax")
        return response

    @router.post("/demo/staff")
    async def as_role(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        return await run_in_threadpool(played, request, str((await request.form()).get("role", "")))

    def shown(request: Request, onward: str, name: str = "", error: str = "", status: int = 200) -> Response:
        return templates.page(
            request, "staff/sign_in.html", status, typed_name=name, onward=local_path(onward), error=error
        )

    def entered(request: Request, sent: FormData) -> Response:
        throttle.count_page(client_of(request))
        name, password, code, onward = (typed(sent, field) for field in ("name", "password", "code", "next"))
        try:
            signed_in = frame.desk.access.sign_in.by_password(
                name, password, code, client_of(request), browser_of(request)
            )
        except SignInRefused as refused:
            response = shown(request, onward, name, str(refused), 429 if refused.minutes else 422)
            if refused.minutes:
                response.headers["Retry-After"] = str(refused.minutes * _SECONDS)
            return response
        return let_in(request, signed_in, local_path(onward or HOME))

    def played(request: Request, role: str) -> Response:
        throttle.count_page(client_of(request))
        chosen = next((one for one in words.ROLES if one == role), None)
        if chosen is None or not templates.demo:
            raise Forbidden(messages.NO_DEMO)
        return let_in(request, frame.desk.access.sign_in.as_role(chosen, browser_of(request)), HOME)

    def let_in(request: Request, signed_in: SignedIn, onward: str) -> Response:
        if before := request.cookies.get(STAFF_COOKIE):
            frame.desk.access.sign_out(before)
        response = RedirectResponse(onward, 303)
        sessions.set_cookie(request, response, STAFF_COOKIE, signed_in.token)
        return response

    return router


def typed(sent: FormData, field: str, limit: int = 400) -> str:
    """A field of a submitted form as it was typed; a file or a missing field counts as empty."""
    value = sent.get(field)
    return value[:limit] if isinstance(value, str) else ""


def browser_of(request: Request) -> str:
    """What the browser says it is: so that members know their own sessions again."""
    return request.headers.get("user-agent", "")
