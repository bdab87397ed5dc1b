"""What a form of the desks sent, and who sent it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import Depends, Request, Response
from starlette.datastructures import FormData

from assistant.desk.member import Member
from channels.text import clean
from credit_core.use_cases.desk.scope import Reach, reach_of
from credit_core.use_cases.vocabulary import STAFF, Actor, Role

READERS: Final = (Role.SUPERVISOR, Role.CASE_OFFICER, Role.REVIEWER, Role.AUDITOR, Role.PROVIDER_CLERK)
"""In which of several roles somebody reads: the one that sees most."""
DOERS: Final = (*STAFF, Role.PROVIDER_CLERK)
"""Who takes steps."""
_MOST: Final = 10_000


async def _read(request: Request) -> FormData:
    return await request.form()


Sent = Annotated[FormData, Depends(_read)]
"""A submitted form; handlers that take it may be plain functions."""


def said(sent: FormData, name: str, most: int = _MOST) -> str:
    """A field's text; empty where there is none, or a file."""
    value = sent.get(name)
    return clean(value)[:most] if isinstance(value, str) else ""


def whole(sent: FormData, name: str) -> int | None:
    """A whole number, if it is one."""
    text = said(sent, name, 12)
    return int(text) if text.isdecimal() else None


def day(text: str) -> date | None:
    """A day written as 2026-11-20, if it is one."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def reader(member: Member) -> tuple[Actor, Reach]:
    """Who reads, and how far.

    Raises:
        Forbidden: an account without a role that reads.
    """
    actor = member.actor(*READERS)
    return actor, reach_of(actor, member.places)


def address(path: str, **chosen: object) -> str:
    """`path` with what was chosen; what is empty is left out."""
    query = urlencode({name: str(value) for name, value in chosen.items() if value})
    return f"{path}?{query}" if query else path


def download(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep; its name may be Chinese."""
    kept = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": kept})
