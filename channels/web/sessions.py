"""Whose browser is it? A random secret in a cookie; a browser that keeps no cookies carries it in its forms."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from assistant.dialogue.errors import UnknownConversation
from channels import messages
from channels.web.ports import Conversing
from channels.web.security import same_origin

CHANNEL: Final = "web"
COOKIE: Final = "session"
BEARER: Final = ("api", "")
"""Channel and session of a conversation that belongs to whoever has its id: 128 random bits, as the contract has it."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Session:
    """A browser. `kept`: it sent the secret as a cookie, so that its forms need not carry it."""

    secret: str
    kept: bool

    @property
    def in_forms(self) -> str:
        """What the forms of a page carry: nothing where there is a cookie, which scripts cannot read."""
        return "" if self.kept else self.secret


def session_of(request: Request, submitted: str = "") -> Session:
    """The session of a request: its cookie, else what its form carried, else a new one."""
    cookie = request.cookies.get(COOKIE, "")
    if _SECRET.fullmatch(cookie):
        return Session(cookie, kept=True)
    if _SECRET.fullmatch(submitted):
        return Session(submitted, kept=False)
    return Session(secrets.token_urlsafe(32), kept=False)


def keep(request: Request, response: Response, session: Session) -> None:
    """Hand the secret to the browser, until it is closed."""
    set_cookie(request, response, COOKIE, session.secret)


def set_cookie(request: Request, response: Response, name: str, value: str, max_age: int | None = None) -> None:
    """A cookie that scripts cannot read and other sites cannot send."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=max_age, httponly=True, samesite="lax", secure=secure, path="/")


def own(conversing: Conversing, conversation_id: str, session: Session) -> str:
    """The id, if the conversation belongs to this browser.

    Raises:
        UnknownConversation: it does not, or there is none.
    """
    if _ID.fullmatch(conversation_id) and conversing.owned(conversation_id, CHANNEL, session.secret):
        return conversation_id
    raise UnknownConversation(messages.NO_SUCH_CONVERSATION)


def admit(conversing: Conversing, conversation_id: str, request: Request) -> str:
    """The id, if this call of the API may use it: an API conversation's id admits by itself, a web one needs its browser.

    Raises:
        UnknownConversation: it may not, or there is none.
    """
    if _ID.fullmatch(conversation_id) and conversing.owned(conversation_id, *BEARER):
        return conversation_id
    if request.method != "GET" and not same_origin(request):
        raise UnknownConversation(messages.NO_SUCH_CONVERSATION)
    return own(conversing, conversation_id, session_of(request))
