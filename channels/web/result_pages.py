"""``/cases/identity`` and ``/cases/result``: who is it, and then the credit report, to be read and kept.

As on the case page, number and code come in forms alone. A report is given once: the page that shows it carries its files,
so that nothing of it is kept here and no second look goes unregistered.
"""

from __future__ import annotations

import base64
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.dialogue.errors import DialogueError
from channels import messages
from channels.web import sessions
from channels.web.api import client_of
from channels.web.asking import NotReady
from channels.web.case_pages import CasePage, Key, read, typed
from channels.web.cases import CaseCard, NoSuchCase
from channels.web.chat_page import ChatPage
from channels.web.results import NoResult, Result, ResultFormat, Results, download, named
from channels.web.security import same_origin
from channels.web.sessions import session_of
from channels.web.templating import Templates
from channels.web.throttle import TooMany

DEMO: Final = "demo"
_SHUT = (NoSuchCase, TooMany, NotReady)


def result_router(chat: ChatPage, results: Results) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    page = CasePage(chat.templates, results)
    templates, talking = chat.templates, chat.talking

    @router.post("/cases/identity")
    async def identity(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        sent = await request.form()
        return await run_in_threadpool(identified, request, read(sent), sent)

    @router.post("/cases/result")
    async def result(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        sent = await request.form()
        return await run_in_threadpool(taken, request, read(sent), str(sent.get("format", "")))

    def look_up(request: Request, key: Key) -> CaseCard:
        talking.throttle.count_page(client_of(request))
        return chat.cases.look_up(key.number, key.code, client_of(request))

    def identified(request: Request, key: Key, sent: FormData) -> Response:
        try:
            card = look_up(request, key)
        except _SHUT as error:
            return page.missing(request, key, error)
        if not card.awaits:
            return page.show(request, key, card)
        session = session_of(request)
        try:
            conversation = results.conversation(card, key.number, key.code, session)
            if templates.demo and sent.get("then") == DEMO:
                code = talking.conversing.demo_code(conversation)
                response = page.show(request, key, card, shown_code=code)
            else:
                results.identify(card, conversation, typed(sent, "identity_code"), client_of(request))
                again = chat.cases.look_up(key.number, key.code, client_of(request))
                response = page.show(request, key, again, said=messages.IDENTIFIED)
        except DialogueError as error:
            response = page.show(request, key, card, trouble=str(error), status=422)
        except TooMany as error:
            return page.missing(request, key, error)
        sessions.keep(request, response, session)
        return response

    def taken(request: Request, key: Key, form: str) -> Response:
        try:
            card = look_up(request, key)
        except _SHUT as error:
            return page.missing(request, key, error)
        try:
            if form in tuple(ResultFormat):
                number, content = results.file(card, ResultFormat(form))
                return download(number, content, ResultFormat(form))
            return result_page(templates, request, results.take(card))
        except (NoResult, DialogueError) as error:
            return page.show(request, key, card, trouble=str(error), status=409)

    return router


def result_page(templates: Templates, request: Request, result: Result) -> Response:
    """The report to be read, with its files in the page itself."""
    response = templates.page(request, "result.html", **in_template(result))
    response.headers["Cache-Control"] = "no-store"
    return response


def in_template(result: Result) -> dict[str, Any]:
    """What a page that shows a report is given."""
    from credit_core.use_cases import paper

    files = [
        (form, named(result.report.number, form), _data(content, form))
        for form, content in ((ResultFormat.PDF, result.pdf), (ResultFormat.JSON, result.json))
        if content is not None
    ]
    return {"report": result.report, "words": paper.report_words, "modes": paper.MODE_NAMES, "files": files}


def _data(content: bytes, form: ResultFormat) -> str:
    """The file as an address of its own: the browser saves it without asking this site once more."""
    return f"data:{form.media_type};base64,{base64.b64encode(content).decode()}"
