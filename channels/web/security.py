"""Headers on every response, the size of a body, and where a form was submitted from."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: under that, browsers send “Origin: null” with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Sets `HEADERS` on every response, and no-store where a response names no caching of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


class _TooLarge(Exception):
    pass


Refuse = Callable[[Request, int], ASGIApp]
"""The response to a body over so many bytes."""


class BodyLimit:
    """Refuses request bodies over a limit in bytes, by what they declare and by what arrives.

    `large` matches the paths that take files: there `upload` is the limit.
    """

    def __init__(self, app: ASGIApp, limit: int, upload: int, large: re.Pattern[str], refuse: Refuse) -> None:
        self.app = app
        self.limit = limit
        self.upload = upload
        self.large = large
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.upload if self.large.fullmatch(scope["path"]) else self.limit
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdecimal() or int(declared) > limit:
            await self.refuse(Request(scope), limit)(scope, receive, send)
            return
        received = 0
        started = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            # The framework may answer our exception with a 400 of its own; that answer is dropped.
            if started or received <= limit:
                started = True
                await send(message)

        with suppress(_TooLarge):
            await self.app(scope, counted, watched)
        if received > limit and not started:
            await self.refuse(Request(scope), limit)(scope, receive, send)


def same_origin(request: Request) -> bool:
    """True if a form was submitted from our own pages.

    Browsers say so in ``Sec-Fetch-Site`` (on https and loopback) or in ``Origin``; the scheme is not compared, since
    a proxy may end TLS before us. A request with neither does not come from a page of ours.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
