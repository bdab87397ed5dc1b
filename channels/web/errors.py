"""Which words and which form an error gets: problem+json for programs, a page for people."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from channels import messages
from channels.web.asking import NotReady
from channels.web.problems import field_problems, problem
from channels.web.security import HEADERS
from channels.web.templating import Templates
from channels.web.throttle import Busy, TooMany

_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/ask/stream", "/static/")


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
        return reply(request, error.status_code, headers=error.headers)

    @app.exception_handler(TooMany)
    async def too_many(request: Request, error: TooMany) -> Response:
        words = messages.TOO_MANY.format(seconds=error.seconds)
        return reply(request, 429, words, headers={"Retry-After": str(error.seconds)})

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
