"""``/regulations``: the texts by date, each clause in its context under a permanent address, search, and places side by side."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from assistant.sources import Comparisons, Library, NoSuchClause, NotComparable
from channels import messages
from channels.text import clean
from channels.web.schemas import iso_date
from channels.web.templating import Templates

_LONGEST: Final = 80
_FIRST_TOPIC: Final = "objection_decision_deadline"
"""What the form begins with."""


def regulations_router(library: Library, comparisons: Comparisons, templates: Templates) -> APIRouter:
    """The routes; they need no model and answer while one is loading."""
    router = APIRouter(include_in_schema=False)

    def day_of(text: str) -> tuple[date | None, str]:
        """The day, or what is wrong with it."""
        try:
            return iso_date(text or None), ""
        except ValueError as error:
            return None, str(error)

    @router.get("/regulations")
    def regulations(request: Request, q: str = "", as_of: str = "") -> Response:
        on, error = day_of(as_of)
        words = clean(q)[:_LONGEST]
        return templates.page(
            request,
            "regulations.html",
            422 if error else 200,
            sources=library.sources(on),
            found=library.search(words, on) if words else None,
            words=words,
            as_of=as_of[:32],
            on=on,
            error=error,
        )

    @router.get("/regulations/compare")
    def compare(request: Request, topic: str = "", a: str = "", b: str = "", as_of: str = "") -> Response:
        on, error = day_of(as_of)
        found: Any = None
        if topic and not error:
            try:
                found = comparisons.compare(topic, a, b, on or library.clock.today())
            except NotComparable as refused:
                error = str(refused)
        first, second = list(comparisons.places)[:2]
        return templates.page(
            request,
            "regulation_compare.html",
            422 if error else 200,
            topics=comparisons.topics,
            places=comparisons.places,
            found=found,
            chosen={"topic": topic or _FIRST_TOPIC, "a": a or first, "b": b or second, "as_of": as_of[:32]},
            on=on,
            error=error,
        )

    @router.get("/regulations/{document}")
    def regulation(request: Request, document: str, clause: str = "", quote: str = "", as_of: str = "") -> Response:
        on, error = day_of(as_of)
        try:
            reading = library.read(document, clause[:100] or None, quote[:4000] or None, on)
        except NoSuchClause:
            return templates.error(request, 404, messages.NO_REGULATION)
        versions = library.versions(document, on)
        return templates.page(
            request,
            "regulation.html",
            422 if error else 200,
            reading=reading,
            source=reading.source,
            versions=versions,
            current=next((one for one in versions if one.applies), None),
            as_of=as_of[:32],
            on=on,
            error=error,
        )

    return router
