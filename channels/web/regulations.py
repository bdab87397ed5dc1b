"""``/regulations``: the texts, and each clause in its context under a permanent address."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from assistant.sources import Library, NoSuchClause
from channels.web.templating import Templates


def regulations_router(library: Library, templates: Templates) -> APIRouter:
    """The routes; they need no model and answer while one is loading."""
    router = APIRouter(include_in_schema=False)

    @router.get("/regulations")
    def regulations(request: Request) -> Response:
        return templates.page(request, "regulations.html", sources=library.sources())

    @router.get("/regulations/{document}")
    def regulation(request: Request, document: str, clause: str = "", quote: str = "") -> Response:
        try:
            reading = library.read(document, clause[:100] or None, quote[:4000] or None)
        except NoSuchClause as error:
            return templates.error(request, 404, str(error))
        titles = {source.id: source.title for source in library.sources()}
        return templates.page(request, "regulation.html", reading=reading, source=reading.source, titles=titles)

    return router
