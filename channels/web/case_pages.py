"""``/cases``: a case by number and access code, its receipt in every form, and the way back into a conversation."""

from __future__ import annotations

from collections.abc import Mapping
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
from channels.web.results import Results
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
    return Key(typed(form, "number"), typed(form, "code"), typed(form, "first") == "1")


def typed(form: FormData, name: str) -> str:
    """A number or code of a submitted form, without blanks."""
    value = form.get(name)
    return "".join(clean(value).split()).upper()[:40] if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """The page of a case: the form that asks for number and code, or the card with what can be done."""

    templates: Templates
    results: Results

    def show(
        self,
        request: Request,
        key: Key,
        card: CaseCard | None = None,
        error: str = "",
        status: int = 200,
        **more: str,
    ) -> Response:
        """`error` belongs to the form; `more` may have `trouble` or `said` about the identity, and a demonstration's code."""
        told = {"trouble": "", "said": "", "shown_code": "", **more}
        return self.templates.page(
            request, "cases.html", status, key=key, card=card, error=error, signs_in=self.results.signs_in, **told
        )

    def missing(self, request: Request, key: Key, error: Exception) -> Response:
        """The form again, with what is wrong.

        Raises:
            Exception: `error`, where it is none of a case's.
        """
        for kind, status in _STATUS.items():
            if isinstance(error, kind):
                return self.show(request, key, error=str(error), status=status)
        raise error


_STATUS: Final[Mapping[type[Exception], int]] = {
    NoSuchCase: 404,
    NoReceipt: 409,
    TooMany: 429,
    NotReady: 503,
    DialogueError: 422,
}


def case_router(chat: ChatPage, results: Results) -> APIRouter:
    """The routes. Number and code come in forms, so that no address, history or log holds them."""
    router = APIRouter(include_in_schema=False)
    templates: Templates = chat.templates
    cases: Cases = chat.cases
    throttle: Throttle = chat.talking.throttle
    page = CasePage(templates, results)

    @router.get("/cases")
    def form(request: Request) -> Response:
        return page.show(request, Key())

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
            return page.show(request, key, error=messages.NUMBER_AND_CODE, status=422)
        try:
            throttle.count_page(client_of(request))
            card = cases.look_up(key.number, key.code, client_of(request))
            if then == TALK:
                return talk(request, key)
        except (NoSuchCase, TooMany, NotReady, DialogueError) as error:
            return page.missing(request, key, error)
        return page.show(request, key, card)

    def talk(request: Request, key: Key) -> Response:
        session = session_of(request)
        conversation = chat.talking.conversing.resume(key.number, key.code, CHANNEL, session.secret)
        response = RedirectResponse(f"/c/{conversation}", 303)
        sessions.keep(request, response, session)
        return response

    def given(request: Request, key: Key, form: str) -> Response:
        if not (key.number and key.code):
            return page.show(request, key, error=messages.NUMBER_AND_CODE, status=422)
        try:
            throttle.count_page(client_of(request))
            found = cases.receipt(key.number, key.code, client_of(request))
            if key.first:
                found = with_code(found, key.code)
            if form not in tuple(Format):
                return templates.page(request, "receipt.html", receipt=found, key=key)
            return download(cases.file(found, Format(form)), Format(form), found.number)
        except (NoSuchCase, NoReceipt, TooMany, NotReady) as error:
            return page.missing(request, key, error)

    return router


SUFFIXES: Final = {Format.TEXT: "txt", Format.PDF: "pdf", Format.ICS: "ics"}


def download(content: bytes, form: Format, number: str) -> Response:
    """A receipt as a file to keep."""
    name = f"receipt-{number}.{SUFFIXES[form]}"
    return Response(
        content, media_type=form.media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
