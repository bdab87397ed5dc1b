"""``/acts``: every act as a form page. The page and the chat fill in the same form of the same conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import AttachmentRefused, DialogueError
from channels import messages, rendering
from channels.text import clean
from channels.web import act_form, sessions, turn_form, uploads
from channels.web.act_form import ActDraft
from channels.web.api import client_of
from channels.web.chat_page import ChatPage, Slip
from channels.web.errors import status_of
from channels.web.security import same_origin
from channels.web.sessions import CHANNEL, Session, session_of

if TYPE_CHECKING:
    from assistant.forms import Check, Filled, Forms, FormView

FORM, CHECK = "/acts/{act}", "/acts/{act}/check"
_FILES, _RECORD = "evidence", "record_ref"


class ActPages:
    """Shows forms and takes them."""

    def __init__(self, chat: ChatPage) -> None:
        self.chat = chat
        self.templates = chat.templates
        self.talking = chat.talking

    @property
    def forms(self) -> Forms:
        """The front door. Raises NotReady: still loading."""
        return self.talking.conversing.forms

    def open_in(self, session: Session, asked: str, act: str) -> str | None:
        """The conversation whose form is meant: the one asked for, else this browser's latest where the act is open.

        Raises:
            UnknownConversation: the one asked for is not this browser's.
        """
        if asked:
            return sessions.own(self.talking.conversing, asked, session)
        latest = self.talking.conversing.conversation_of(CHANNEL, session.secret)
        return latest if latest and self.forms.current(latest) == act else None

    def show(
        self,
        request: Request,
        session: Session,
        view: FormView,
        conversation: str | None,
        *,
        draft: ActDraft | None = None,
        troubles: Mapping[str, str] | None = None,
        error: str = "",
        saved: bool = False,
        status: int = 200,
    ) -> Response:
        """The form; `draft` brings back what was typed where something does not hold, `saved` says that it was kept."""
        typed = draft.typed if draft else {}
        return self._page(
            request,
            session,
            "act/form.html",
            status,
            view=view,
            typed=typed,
            carried={_RECORD: typed[_RECORD]} if typed.get(_RECORD) and _RECORD not in view.slots else {},
            troubles={slot: words for slot, words in (troubles or {}).items() if slot in view.slots},
            warned=",".join(view.needed_by_law if troubles else ()),
            error=error,
            saved=saved,
            conversation=conversation or "",
        )

    def check(
        self,
        request: Request,
        session: Session,
        act: str,
        conversation: str,
        shown: Check,
        *,
        note: str = "",
        result: TurnResult | None = None,
    ) -> Response:
        """The summary before filing; `result` is of a filing that was refused."""
        places = self.chat.place_names()
        return self._page(
            request,
            session,
            "act/check.html",
            409 if note or result else 200,
            act=act,
            shown=shown,
            answer=replace(rendering.view(shown.answer, places), label=messages.TO_CHECK),
            refused=rendering.view(result.reply, places) if result else None,
            note=note,
            conversation=conversation,
        )

    def done(self, request: Request, session: Session, act: str, conversation: str, result: TurnResult) -> Response:
        """What came of the filing, with the number and the code that are shown this once."""
        case = result.case or {}
        slip = None
        if result.access_code is not None:
            dated = any(duty["due"] for duty in case["deadlines"])
            slip = Slip(case["number"], result.access_code, dated)
        return self._page(
            request,
            session,
            "act/done.html",
            200,
            act=act,
            number=case.get("number", ""),
            answer=replace(rendering.view(result.reply, self.chat.place_names()), label=messages.TOLD),
            slip=slip,
            awaits=bool(result.flow and result.flow["state"] == "awaiting_identity"),
            conversation=conversation,
        )

    def _page(self, request: Request, session: Session, name: str, status: int, **context: Any) -> Response:
        response = self.templates.page(
            request, name, status, session=session.in_forms, key=turn_form.new_key(), **context
        )  # fmt: skip
        sessions.keep(request, response, session)
        return response


def act_router(chat: ChatPage) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    pages = ActPages(chat)

    @router.get("/acts")
    def acts(request: Request) -> Response:
        return pages.templates.page(request, "act/list.html", acts=pages.forms.acts())

    @router.get(FORM)
    def form(
        request: Request, act: str, place: str = "", record: Annotated[str, Query(max_length=64)] = "",
        c: str = "", saved: bool = False,
    ) -> Response:  # fmt: skip
        """`record`: the number of the record that it is about, put into the form."""
        session = session_of(request)
        draft = ActDraft(typed={_RECORD: clean(record)}) if record else None
        return opened(request, session, act, pages.open_in(session, c, act), place, draft=draft, saved=saved)

    def opened(
        request: Request,
        session: Session,
        act: str,
        conversation: str | None,
        place: str = "",
        *,
        draft: ActDraft | None = None,
        saved: bool = False,
    ) -> Response:
        try:
            view = pages.forms.form(act, conversation, place or None)
        except DialogueError as error:
            return pages.templates.error(request, 404, str(error))
        return pages.show(request, session, view, conversation, draft=draft, saved=saved)

    @router.post(FORM)
    async def send(request: Request, act: str) -> Response:
        if not same_origin(request):
            return pages.templates.error(request, 403, messages.FOREIGN_ORIGIN)
        async with request.form(**act_form.MAX_PARTS) as sent:
            return await run_in_threadpool(filled, request, act, act_form.read(sent))

    def filled(request: Request, act: str, draft: ActDraft) -> Response:
        session = session_of(request, draft.session)
        client = client_of(request)
        pages.talking.throttle.count_page(client)
        conversation = pages.open_in(session, draft.conversation, act)
        if draft.do == "open":
            return go(session, f"/acts/{act}?c={conversation}", lambda: opened(request, session, act, conversation))
        if conversation is None:
            pages.forms.form(act)
            conversation = pages.talking.conversing.begin(CHANNEL, session.secret)
        refused = ""
        try:
            files = uploads.store(pages.talking.conversing, draft.uploads, pages.talking.throttle, client)
        except AttachmentRefused as error:
            files, refused = [], str(error)
        try:
            made = pages.forms.fill(conversation, act, draft.posted, files, key=draft.turn_key)
        except DialogueError as error:
            view = pages.forms.form(act, conversation)
            return pages.show(
                request, session, view, conversation, draft=draft, error=str(error), status=status_of(error)
            )  # fmt: skip
        troubles = {**made.troubles, **({_FILES: refused} if refused else {})}
        return after(request, session, act, conversation, draft, made, troubles)

    def after(
        request: Request,
        session: Session,
        act: str,
        conversation: str,
        draft: ActDraft,
        made: Filled,
        troubles: dict[str, str],
    ) -> Response:
        if draft.do == "chat":
            return go(session, f"/c/{conversation}#latest", lambda: chat.page(request, session, conversation))
        if troubles:
            return pages.show(
                request, session, made.view, conversation, draft=draft, troubles=troubles, status=422
            )  # fmt: skip
        if draft.do == "next" and made.view.confirming:
            return go(
                session, f"/acts/{act}/check?c={conversation}", lambda: checked(request, session, act, conversation)
            )
        at = f"f-{draft.at}" if draft.at else "form"
        return go(
            session,
            f"/acts/{act}?c={conversation}&saved=1#{at}",
            lambda: pages.show(request, session, made.view, conversation, saved=True),
        )

    @router.get(CHECK)
    def check(request: Request, act: str, c: str) -> Response:
        session = session_of(request)
        return checked(request, session, act, sessions.own(pages.talking.conversing, c, session))

    def checked(request: Request, session: Session, act: str, conversation: str, note: str = "") -> Response:
        shown = pages.forms.check(conversation, act)
        if shown is None:
            return go(session, f"/acts/{act}?c={conversation}", lambda: opened(request, session, act, conversation))
        return pages.check(request, session, act, conversation, shown, note=note)

    @router.post(CHECK)
    async def settle(request: Request, act: str) -> Response:
        if not same_origin(request):
            return pages.templates.error(request, 403, messages.FOREIGN_ORIGIN)
        return await run_in_threadpool(settled, request, act, act_form.read(await request.form()))

    def settled(request: Request, act: str, draft: ActDraft) -> Response:
        session = session_of(request, draft.session)
        pages.talking.throttle.count_page(client_of(request))
        conversation = sessions.own(pages.talking.conversing, draft.conversation, session)
        if draft.do == "chat":
            return go(session, f"/c/{conversation}#latest", lambda: chat.page(request, session, conversation))
        if draft.do == "cancel":
            pages.forms.cancel(conversation, act, key=draft.turn_key)
            return go(session, f"/c/{conversation}#latest", lambda: chat.page(request, session, conversation))
        if draft.do != "confirm":
            return go(session, f"/acts/{act}?c={conversation}", lambda: opened(request, session, act, conversation))
        result = pages.forms.confirm(conversation, act, draft.seen, key=draft.turn_key)
        if result.case is not None:
            return pages.done(request, session, act, conversation, result)
        shown = pages.forms.check(conversation, act)
        if shown is None or shown.seen != draft.seen:
            return checked(request, session, act, conversation, messages.FORM_CHANGED)
        return pages.check(request, session, act, conversation, shown, result=result)

    def go(session: Session, address: str, page: Callable[[], Response]) -> Response:
        """On to the next page; a browser without cookies would lose the conversation, and gets it at once."""
        response: Response = RedirectResponse(address, 303) if session.kept else page()
        return response

    return router
