"""``/public``: what the law opens to everybody, of organisations only; looked up by form, so that no name stands in an address."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from channels import messages
from channels.text import clean
from channels.web.api import client_of
from channels.web.asking import NotReady
from channels.web.security import same_origin
from channels.web.talking import Talking
from channels.web.templating import Templates
from channels.web.throttle import TooMany
from credit_core.use_cases.public_search import PublicSearch, look_up, public_basis
from credit_core.use_cases.vocabulary import BadFiling, LawError

_LONGEST: Final = 120


def public_router(talking: Talking, templates: Templates) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    def page(
        request: Request,
        place: str = "",
        text: str = "",
        found: PublicSearch | None = None,
        error: str = "",
        status: int = 200,
    ) -> Response:
        places = talking.office.law.jurisdictions
        bases = {key: public_basis(talking.office, key) for key in ([place] if place in places else places)}
        response = templates.page(
            request, "public/search.html", status, places=places, place=place, text=text, found=found, error=error,
            bases=bases,
        )  # fmt: skip
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @router.get("/public")
    def form(request: Request) -> Response:
        return page(request)

    @router.post("/public")
    async def search(request: Request) -> Response:
        if not same_origin(request):
            return templates.error(request, 403, messages.FOREIGN_ORIGIN)
        return await run_in_threadpool(searched, request, await request.form())

    def searched(request: Request, form: FormData) -> Response:
        place, text = _field(form, "place"), _field(form, "text")
        try:
            if place not in talking.office.law.jurisdictions:
                return page(request, "", text, error=messages.CHOOSE_PLACE, status=422)
            talking.throttle.count_search(client_of(request))
            return page(request, place, text, look_up(talking.office, place, text))
        except TooMany as error:
            return page(request, place, text, error=str(error), status=429)
        except (BadFiling, LawError) as error:
            return page(request, place, text, error=str(error), status=422)
        except NotReady as error:
            return templates.error(request, 503, str(error))

    return router


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return clean(value)[:_LONGEST] if isinstance(value, str) else ""
