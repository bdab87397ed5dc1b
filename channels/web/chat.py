"""The chat page: with a form and a redirect for every browser, streamed where JavaScript runs."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from channels import messages, rendering
from channels.web import forms
from channels.web.api import client_of
from channels.web.asking import Asking, NotReady, Question
from channels.web.conversations import Conversations, Turn, new_id, valid_id
from channels.web.problems import problem
from channels.web.security import same_origin
from channels.web.stream import MEDIA_TYPE, events
from channels.web.templating import SENIOR_COOKIE, Templates
from channels.web.throttle import Busy, TooMany

CONVERSATION_COOKIE: Final = "conversation"
_YEAR: Final = 365 * 24 * 60 * 60


class ChatPages:
    """What the chat routes share."""

    def __init__(self, asking: Asking, conversations: Conversations, templates: Templates) -> None:
        self.asking = asking
        self.conversations = conversations
        self.templates = templates

    def place_names(self) -> dict[str, str]:
        """The places to choose from: name by id."""
        return {place.id: place.name for place in self.asking.places()}

    def page(
        self,
        request: Request,
        conversation: str,
        draft: forms.Draft | None = None,
        error: forms.FormError | None = None,
        status: int = 200,
    ) -> Response:
        """The whole page; `draft` and `error` bring back a form that did not hold."""
        turns = self.conversations.turns(conversation)
        runtime = self.asking.runtime
        if draft is None:
            last = turns[-1] if turns else None
            draft = forms.Draft(place=(last.place or "") if last else "", as_of=_iso(last))
        names = self.place_names()
        response = self.templates.page(
            request,
            "chat.html",
            status,
            turns=[(turn, rendering.view(turn.answer, names)) for turn in turns],
            places=self.asking.places(),
            ready=runtime.ready,
            failure=runtime.failure,
            stage=runtime.stage,
            draft=draft,
            error=error,
            conversation=conversation,
        )
        set_cookie(request, response, CONVERSATION_COOKIE, conversation)
        return response

    def keep(self, conversation: str, checked: forms.Checked) -> Turn:
        """Ask, and keep the turn.

        Raises:
            NotReady, Busy: as `Asking.ask`.
        """
        question = Question(checked.question, checked.place, checked.as_of, conversation)
        answer = self.asking.ask(question, "web")
        return self.conversations.add(conversation, checked.question, checked.place, checked.as_of, answer)

    def card(self, turn: Turn) -> str:
        """The turn as HTML, the same as on the whole page."""
        names = self.place_names()
        answer = rendering.view(turn.answer, names)
        return self.templates.text("_turn.html", turn=turn, answer=answer, places=self.asking.places())


def _iso(turn: Turn | None) -> str:
    return turn.as_of.isoformat() if turn and turn.as_of else ""


def set_cookie(request: Request, response: Response, name: str, value: str, max_age: int | None = None) -> None:
    """A cookie that scripts cannot read and other sites cannot send."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=max_age, httponly=True, samesite="lax", secure=secure, path="/")


def chat_router(pages: ChatPages) -> APIRouter:
    """The routes of the chat."""
    router = APIRouter(include_in_schema=False)

    def conversation_of(request: Request, draft: forms.Draft | None = None) -> str:
        cookie = valid_id(request.cookies.get(CONVERSATION_COOKIE))
        return cookie or (valid_id(draft.conversation) if draft else None) or new_id()

    @router.get("/")
    def chat(request: Request) -> Response:
        return pages.page(request, conversation_of(request))

    @router.post("/ask")
    async def ask(request: Request) -> Response:
        if not same_origin(request):
            return pages.templates.error(request, 403, messages.FOREIGN_ORIGIN)
        draft = forms.read(await request.form())
        return await run_in_threadpool(submit, request, draft)

    def submit(request: Request, draft: forms.Draft) -> Response:
        conversation = conversation_of(request, draft)
        try:
            pages.asking.throttle.count_page(client_of(request))
            if not pages.asking.runtime.ready:
                raise NotReady(pages.asking.notice())
            turn = pages.keep(conversation, forms.check(draft, pages.place_names()))
        except forms.FormError as error:
            return pages.page(request, conversation, draft, error, 422)
        except TooMany as error:
            words = messages.TOO_MANY.format(seconds=error.seconds)
            return pages.page(request, conversation, draft, forms.FormError("question", words), 429)
        except Busy:
            return pages.page(request, conversation, draft, forms.FormError("question", messages.BUSY), 503)
        except NotReady as error:
            return pages.page(request, conversation, draft, forms.FormError("question", str(error)), 503)
        if CONVERSATION_COOKIE not in request.cookies:
            return pages.page(request, conversation)  # the browser keeps no cookies: a redirect would lose the turn
        return RedirectResponse(f"/#turn-{turn.number}", 303)

    @router.post("/ask/stream")
    async def ask_stream(request: Request) -> Response:
        if not same_origin(request):
            return problem(403, messages.FOREIGN_ORIGIN)
        draft = forms.read(await request.form())
        pages.asking.throttle.count_page(client_of(request))
        return StreamingResponse(
            events(pages, conversation_of(request, draft), draft),
            media_type=MEDIA_TYPE,
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    @router.post("/new")
    async def new_conversation(request: Request) -> Response:
        if not same_origin(request):
            return pages.templates.error(request, 403, messages.FOREIGN_ORIGIN)
        if known := valid_id(request.cookies.get(CONVERSATION_COOKIE)):
            pages.conversations.forget(known)
        response = RedirectResponse("/", 303)
        set_cookie(request, response, CONVERSATION_COOKIE, new_id())
        return response

    @router.post("/view")
    async def choose_view(request: Request) -> Response:
        if not same_origin(request):
            return pages.templates.error(request, 403, messages.FOREIGN_ORIGIN)
        form = await request.form()
        response = RedirectResponse(local_path(form.get("next")), 303)
        set_cookie(request, response, SENIOR_COOKIE, "1" if form.get("senior") == "1" else "0", _YEAR)
        return response

    return router


def local_path(value: object) -> str:
    """`value` if it is a path on this site, else the front page: never an open redirect."""
    if not isinstance(value, str) or not value.startswith("/") or value.startswith("//"):
        return "/"
    return "/" if any(c in value for c in "\\\r\n\t") else value
