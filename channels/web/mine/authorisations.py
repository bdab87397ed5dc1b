"""``/mine/authorisations``: who may look at one's records by one's own leave, and ending that."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from channels.web.mine.frame import MineFrame
from channels.web.staff.sending import Sent, whole
from credit_core.use_cases.mine.authorisations import end_authorisation, own_authorisations
from credit_core.use_cases.vocabulary import AuthorisationState

PATH: Final = "/mine/authorisations"


def authorisations_router(frame: MineFrame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def listed(request: Request) -> Response:
        return frame.page(request, "authorisations", rows=own_authorisations(frame.office, frame.whose(request)))

    @router.post(PATH + "/{authorisation_id}/end")
    def end(request: Request, authorisation_id: str, sent: Sent) -> Response:
        ended = end_authorisation(
            frame.office,
            frame.actor(request),
            frame.whose(request),
            authorisation_id,
            version=whole(sent, "version"),
        )
        declined = ended.state is AuthorisationState.REFUSED
        return RedirectResponse(f"{PATH}?done={'declined' if declined else 'ended'}", 303)

    return router
