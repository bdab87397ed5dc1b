"""The chat: with a form and a redirect for every browser, streamed where JavaScript runs."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import AttachmentRefused, ConversationBusy, UnknownConversation
from channels import messages
from channels.web import sessions, turn_form
from channels.web.api import client_of
from channels.web.asking import NotReady
from channels.web.chat_page import ChatPage
from channels.web.errors import status_of
from channels.web.forms import FormError
from channels.web.problems import problem
from channels.web.security import same_origin
from channels.web.sessions import CHANNEL, Session, session_of
from channels.web.stream import MEDIA_TYPE, events
from channels.web.throttle import Busy, TooMany
from channels.web.turn_form import TurnDraft

STREAM_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Chat:
    """Takes the turns of the pages."""

    def __init__(self, page: ChatPage) -> None:
        self.page = page
        self.talking = page.talking

    def current(self, session: Session) -> str | None:
        """The conversation that this browser began or opened last."""
        if not self.talking.asking.runtime.ready:
            return None
        return self.talking.conversing.conversation_of(CHANNEL, session.secret)

    def take(self, draft: TurnDraft, session: Session, client: str) -> tuple[str, TurnResult]:
        """Take a turn of the conversation that the form names, or of a new one; its id and what the turn came to.

        Raises:
            FormError; NotReady, Busy, TooMany; DialogueError: its words are for the citizen.
        """
        conversing = self.talking.conversing
        turn_form.check(draft, self.page.place_names())
        if draft.conversation:
            conversation = sessions.own(conversing, draft.conversation, session)
        else:
            conversation = conversing.begin(CHANNEL, session.secret, draft.place or None)
        result = self.talking.turn(
            conversation, draft.words, draft.uploads, key=draft.turn_key, client=client, channel=CHANNEL
        )
        return conversation, result


def chat_router(page: ChatPage) -> APIRouter:
    """The routes of the chat."""
    router = APIRouter(include_in_schema=False)
    chat = Chat(page)

    @router.get("/")
    def front(request: Request) -> Response:
        session = session_of(request)
        return page.page(request, session, chat.current(session))

    @router.get("/c/{conversation}")
    def conversation_page(request: Request, conversation: str) -> Response:
        session = session_of(request)
        if not page.talking.asking.runtime.ready:
            return page.page(request, session, conversation)
        return page.page(request, session, sessions.own(page.talking.conversing, conversation, session))

    @router.get("/c/{conversation}/news")
    def news(request: Request, conversation: str, after: Annotated[int, Query(ge=0)] = 0) -> Response:
        session = session_of(request)
        owned = sessions.own(page.talking.conversing, conversation, session)
        return JSONResponse(page.news(owned, session, after))

    @router.post("/turn")
    async def turn(request: Request) -> Response:
        if not same_origin(request):
            return page.templates.error(request, 403, messages.FOREIGN_ORIGIN)
        async with request.form(**turn_form.MAX_PARTS) as form:
            return await run_in_threadpool(submit, request, turn_form.read(form))

    def submit(request: Request, draft: TurnDraft) -> Response:
        session = session_of(request, draft.session)

        def again(error: FormError, status: int) -> Response:
            shown = draft.conversation if draft.conversation else None
            return page.page(request, session, shown, draft=draft, error=error, status=status)

        try:
            page.talking.throttle.count_page(client_of(request))
            conversation, result = chat.take(draft, session, client_of(request))
        except FormError as error:
            return again(error, 422)
        except AttachmentRefused as error:
            return again(FormError("files", str(error)), status_of(error))
        except ConversationBusy as error:
            return again(FormError("text", str(error)), status_of(error))
        except TooMany as error:
            return again(FormError("text", str(error)), 429)
        except Busy:
            return again(FormError("text", messages.BUSY), 503)
        except NotReady as error:
            return again(FormError("text", str(error)), 503)
        if not session.kept or page.loses(conversation, result):
            # A redirect would lose the conversation where there is no cookie, and what is shown only once.
            return page.page(request, session, conversation, result=result)
        return RedirectResponse(f"/c/{conversation}#latest", 303)

    @router.post("/turn/stream")
    async def turn_stream(request: Request) -> Response:
        if not same_origin(request):
            return problem(403, messages.FOREIGN_ORIGIN)
        client = client_of(request)
        page.talking.throttle.count_page(client)
        form = await request.form(**turn_form.MAX_PARTS)
        draft = turn_form.read(form)
        session = session_of(request, draft.session)

        def take() -> tuple[TurnResult, dict[str, object]]:
            conversation, result = chat.take(draft, session, client)
            return result, page.parts(conversation, session, result)

        response = StreamingResponse(
            events(page.talking.asking, take, form.close), media_type=MEDIA_TYPE, headers=STREAM_HEADERS
        )
        sessions.keep(request, response, session)
        return response

    @router.post("/new")
    async def new_conversation(request: Request) -> Response:
        return await leave(request, forget=False)

    @router.post("/forget")
    async def forget(request: Request) -> Response:
        return await leave(request, forget=True)

    async def leave(request: Request, *, forget: bool) -> Response:
        if not same_origin(request):
            return page.templates.error(request, 403, messages.FOREIGN_ORIGIN)
        draft = turn_form.read(await request.form())
        session = session_of(request, draft.session)
        return await run_in_threadpool(begin_anew, request, session, draft.conversation if forget else "")

    def begin_anew(request: Request, session: Session, forgotten: str) -> Response:
        conversing = page.talking.conversing
        if forgotten:
            try:
                conversing.forget(sessions.own(conversing, forgotten, session))
            except UnknownConversation:
                return page.templates.error(request, 404, messages.NO_SUCH_CONVERSATION)
        conversation = conversing.begin(CHANNEL, session.secret)
        if not session.kept:
            return page.page(request, session, conversation)
        return RedirectResponse(f"/c/{conversation}", 303)

    return router
