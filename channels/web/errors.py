"""Which words and which form an error gets: problem+json for programs, a page for people."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp

from assistant.dialogue.errors import ChannelStopped, ConversationBusy, DialogueError, UnknownConversation
from channels import messages
from channels.web.access.gate import ACCOUNT_PATHS, SignInNeeded, Unfinished
from channels.web.asking import NotReady
from channels.web.cases import NoReceipt, NoSuchCase
from channels.web.problems import field_problems, problem
from channels.web.security import HEADERS, Refuse
from channels.web.templating import Templates
from channels.web.throttle import Busy, TooMany
from channels.web.uploads import TooLarge
from credit_core.use_cases.vocabulary import (
    BadFiling,
    Duplicate,
    Forbidden,
    KeyReused,
    NotAllowed,
    NotFound,
    Refused,
    StaleVersion,
)
from credit_core.use_cases.vocabulary import Busy as CoreBusy

_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/turn/stream", "/static/")


_STATUS: Final[Mapping[type[DialogueError], int]] = {
    UnknownConversation: 404,
    ConversationBusy: 409,
    TooLarge: 413,
    ChannelStopped: 503,
}


_CORE: Final[Mapping[type[Exception], int]] = {
    BadFiling: 400,
    Forbidden: 403,
    NotFound: 404,
    **dict.fromkeys((StaleVersion, KeyReused, Duplicate, NotAllowed, Refused), 409),
    CoreBusy: 503,
}


def status_of(error: DialogueError) -> int:
    """The HTTP status of what is wrong with a turn: 422 unless it is told otherwise."""
    return _STATUS.get(type(error), 422)


def refuse_large(templates: Templates) -> Refuse:
    """What a body over the limit is answered with, before anything reads it."""

    def refuse(request: Request, limit: int) -> ASGIApp:
        words = messages.TOO_LARGE.format(limit=_size(limit))
        if request.url.path.startswith(_PROGRAMS):
            return problem(413, words)
        return templates.error(request, 413, words)

    return refuse


def _size(limit: int) -> str:
    return f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit // 2**10} KB"


def _onward(request: Request) -> str:
    """Where to go on after signing in: the page that was asked for, or the page that the form stood on."""
    asked = request.url
    if request.method not in ("GET", "HEAD"):
        asked = request.url.replace(path="/", query="")
        stood = urlsplit(request.headers.get("referer", ""))
        if stood.netloc == request.url.netloc:
            asked = asked.replace(path=stood.path, query=stood.query)
    return urlencode({"next": f"{asked.path}?{asked.query}" if asked.query else asked.path})


def install(app: FastAPI, templates: Templates) -> None:
    """Register the handlers."""

    def reply(request: Request, status: int, detail: str = "", **more: Any) -> Response:
        if request.url.path.startswith(_PROGRAMS):
            return problem(status, detail, **more)
        response = templates.error(request, status, detail)
        response.headers.update(more.get("headers") or {})
        return response

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        fields = field_problems(error.errors())
        if any(e["type"] == "json_invalid" for e in error.errors()):
            return reply(request, 400, errors=fields)
        words = "；".join(f"{f.field} {f.message}" for f in fields)
        return reply(request, 422, messages.FIELD_ERRORS.format(fields=words), errors=fields)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        own = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
        return reply(request, error.status_code, own, headers=error.headers)

    @app.exception_handler(TooMany)
    async def too_many(request: Request, error: TooMany) -> Response:
        return reply(request, 429, str(error), headers={"Retry-After": str(error.seconds)})

    @app.exception_handler(DialogueError)
    async def not_taken(request: Request, error: DialogueError) -> Response:
        status = status_of(error)
        return reply(request, status, str(error), headers={"Retry-After": "1"} if status == 409 else {})

    @app.exception_handler(NoSuchCase)
    async def no_such_case(request: Request, error: NoSuchCase) -> Response:
        return reply(request, 404, str(error))

    @app.exception_handler(NoReceipt)
    async def no_receipt(request: Request, error: NoReceipt) -> Response:
        return reply(request, 409, str(error))

    @app.exception_handler(SignInNeeded)
    async def sign_in_needed(request: Request, error: SignInNeeded) -> Response:
        if request.url.path.startswith(_PROGRAMS):
            return problem(401, str(error), headers={"WWW-Authenticate": "Bearer" if error.staff else "Cookie"})
        return RedirectResponse(f"{'/staff/sign-in' if error.staff else '/sign-in'}?{_onward(request)}", 303)

    @app.exception_handler(Unfinished)
    async def unfinished(request: Request, _: Unfinished) -> Response:
        if request.url.path.startswith(_PROGRAMS):
            return problem(403, messages.UNFINISHED)
        return RedirectResponse(ACCOUNT_PATHS, 303)

    async def core_refuses(request: Request, error: Exception) -> Response:
        status = next(status for kind, status in _CORE.items() if isinstance(error, kind))
        if status == 409 and isinstance(error, StaleVersion) and "if-match" in request.headers:
            status = 412
        return reply(request, status, str(error), headers={"Retry-After": "2"} if status == 503 else {})

    for kind in _CORE:
        app.add_exception_handler(kind, core_refuses)

    @app.exception_handler(Busy)
    async def busy(request: Request, _: Busy) -> Response:
        return reply(request, 503, messages.BUSY, headers={"Retry-After": "2"})

    @app.exception_handler(NotReady)
    async def not_ready(request: Request, error: NotReady) -> Response:
        return reply(request, 503, str(error), headers={"Retry-After": "2"})

    @app.exception_handler(Exception)
    async def failed(request: Request, _: Exception) -> Response:
        response = reply(request, 500)
        response.headers.update(HEADERS)  # this handler runs outside the middleware that sets them
        return response
