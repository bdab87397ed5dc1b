"""``/cases``: a case by number and access code, its receipt in every form, and the way back into a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.dialogue.errors import DialogueError
from channels import messages
from channels.text import clean
from channels.web import sessions
from channels.web.api import client_of
from channels.web.asking import NotReady
from channels.web.cases import CaseCard, Cases, Format, NoReceipt, NoSuchCase, with_code
from channels.web.chat_page import ChatPage
from channels.web.security import same_origin
from channels.web.sessions import CHANNEL, session_of
from channels.web.templating import Templates
from channels.web.throttle import Throttle, TooMany

PAGE: Final = "page"
TALK: Final = "talk"


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a case, as it was typed. `first`: the form stood beside the filing, where the code was shown."""

    number: str = ""
    code: str = ""
    first: bool = False


def read(form: FormData) -> Key:
    """Number and code of a submitted form, without blanks."""

    def field(name: str) -> str:
        value = form.get(name)
        return "".join(clean(value).split()).upper()[:40] if isinstance(value, str) else ""

    return Key(field("number"), field("code"), field("first") == "1")


def case_router(chat: ChatPage) -> APIRouter:
    """The routes. Number and code come in forms, so that no address, history or log holds them."""
    router = APIRouter(include_in_schema=False)
    templates: Templates = chat.templates
    cases: Cases = chat.cases
    throttle: Throttle = chat.talking.throttle

    def page(request: Request, key: Key, card: CaseCard | None = None, error: str = "", status: int = 200) -> Response:
        return templates.page(request, "cases.html", status, key=key, card=card, error=error)

    @router.get("/cases")
    def form(request: Request) -> Response:
        return page(request, Key())

    @router.post("/cases")
    async def look_up(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        sent = await request.form()
        return await run_in_threadpool(shown, request, read(sent), str(sent.get("then", "")))

    @router.post("/receipt")
    async def receipt(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        sent = await request.form()
        return await run_in_threadpool(given, request, read(sent), str(sent.get("format", PAGE)))

    def shown(request: Request, key: Key, then: str) -> Response:
        if not (key.number and key.code):
            return page(request, key, error=messages.NUMBER_AND_CODE, status=422)
        try:
            throttle.count_page(client_of(request))
            card = cases.look_up(key.number, key.code, client_of(request))
            if then == TALK:
                return talk(request, key)
        except NoSuchCase as error:
            return page(request, key, error=str(error), status=404)
        except TooMany as error:
            return page(request, key, error=str(error), status=429)
        except NotReady as error:
            return page(request, key, error=str(error), status=503)
        except DialogueError as error:
            return page(request, key, error=str(error), status=422)
        return page(request, key, card)

    def talk(request: Request, key: Key) -> Response:
        session = session_of(request)
        conversation = chat.talking.conversing.resume(key.number, key.code, CHANNEL, session.secret)
        response = RedirectResponse(f"/c/{conversation}", 303)
        sessions.keep(request, response, session)
        return response

    def given(request: Request, key: Key, form: str) -> Response:
        if not (key.number and key.code):
            return page(request, key, error=messages.NUMBER_AND_CODE, status=422)
        try:
            throttle.count_page(client_of(request))
            found = cases.receipt(key.number, key.code, client_of(request))
            if key.first:
                found = with_code(found, key.code)
            if form not in tuple(Format):
                return templates.page(request, "receipt.html", receipt=found, key=key)
            return download(cases.file(found, Format(form)), Format(form), found.number)
        except NoSuchCase as error:
            return page(request, key, error=str(error), status=404)
        except NoReceipt as error:
            return page(request, key, error=str(error), status=409)
        except TooMany as error:
            return page(request, key, error=str(error), status=429)
        except NotReady as error:
            return page(request, key, error=str(error), status=503)

    return router


SUFFIXES: Final = {Format.TEXT: "txt", Format.PDF: "pdf", Format.ICS: "ics"}


def download(content: bytes, form: Format, number: str) -> Response:
    """A receipt as a file to keep."""
    name = f"receipt-{number}.{SUFFIXES[form]}"
    return Response(
        content, media_type=form.media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
