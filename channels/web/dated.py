"""``/ask``: one question by the law of a past day, outside any conversation (those speak of today)."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from channels import messages, rendering
from channels.rendering import AnswerView
from channels.web import forms
from channels.web.api import client_of
from channels.web.asking import Asking, NotReady, Question
from channels.web.security import same_origin
from channels.web.templating import Templates
from channels.web.throttle import Busy, TooMany


def dated_router(asking: Asking, templates: Templates) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    def page(
        request: Request,
        draft: forms.Draft,
        answer: AnswerView | None = None,
        error: forms.FormError | None = None,
        status: int = 200,
    ) -> Response:
        places = asking.places()
        return templates.page(
            request, "dated.html", status, draft=draft, answer=answer, error=error, places=places
        )  # fmt: skip

    @router.get("/ask")
    def form(request: Request) -> Response:
        return page(request, forms.Draft())

    @router.post("/ask")
    async def ask(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        draft = forms.read(await request.form())
        return await run_in_threadpool(submit, request, draft)

    def submit(request: Request, draft: forms.Draft) -> Response:
        try:
            asking.throttle.count_page(client_of(request))
            places = {place.id: place.name for place in asking.places()}
            if not asking.runtime.ready:
                raise NotReady(asking.notice())
            checked = forms.check(draft, places)
            answer = asking.ask(Question(checked.question, checked.place, checked.as_of), "web")
        except forms.FormError as error:
            return page(request, draft, error=error, status=422)
        except TooMany as error:
            return page(request, draft, error=forms.FormError("question", str(error)), status=429)
        except Busy:
            return page(request, draft, error=forms.FormError("question", messages.BUSY), status=503)
        except NotReady as error:
            return page(request, draft, error=forms.FormError("question", str(error)), status=503)
        return page(request, draft, rendering.view(answer, places))

    return router
