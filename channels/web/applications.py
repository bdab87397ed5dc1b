"""``/application``: the written application of a conversation, for the browser that it belongs to."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.dialogue.errors import DialogueError
from channels import messages
from channels.web import sessions, turn_form
from channels.web.api import client_of
from channels.web.chat_page import ChatPage
from channels.web.errors import status_of
from channels.web.security import same_origin
from channels.web.sessions import session_of
from channels.web.turn_form import TurnDraft

MEDIA_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def application_router(chat: ChatPage) -> APIRouter:
    """The route. It gives identifiers in full, so only what was typed in this browser."""
    router = APIRouter(include_in_schema=False)

    @router.post("/application")
    async def application(request: Request) -> Response:
        if not same_origin(request):
            return chat.templates.error(request, 403, messages.FOREIGN_ORIGIN)
        sent = await request.form()
        form = "pdf" if sent.get("format") == "pdf" else "docx"
        return await run_in_threadpool(written, request, turn_form.read(sent), form)

    def written(request: Request, draft: TurnDraft, form: str) -> Response:
        chat.talking.throttle.count_page(client_of(request))
        conversing = chat.talking.conversing
        try:
            owned = sessions.own(conversing, draft.conversation, session_of(request, draft.session))
            title, content = conversing.applications.file(owned, form)
        except DialogueError as error:
            return chat.templates.error(request, status_of(error), str(error))
        name = f"application.{form}"
        disposition = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(f'{title}.{form}')}"
        headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
        return Response(content, media_type=MEDIA_TYPES[form], headers=headers)

    return router
