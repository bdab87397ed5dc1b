"""``/mine``, ``/mine/records``, ``/mine/looks``: what is held about the citizen, and who looked at it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from channels.web import sessions
from channels.web.access.gate import CITIZEN_COOKIE
from channels.web.mine import words
from channels.web.mine.frame import MineFrame
from channels.web.staff.sending import Sent, said
from credit_core.use_cases.mine.authorisations import own_authorisations
from credit_core.use_cases.mine.cases import own_cases
from credit_core.use_cases.mine.looks import own_looks
from credit_core.use_cases.mine.person import act_for, represented
from credit_core.use_cases.mine.records import own_record, own_records

RECORDS: Final = "/mine/records"


def records_router(frame: MineFrame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/mine")
    def home(request: Request) -> Response:
        office, whose = frame.office, frame.whose(request)
        return frame.page(
            request,
            "home",
            cases=[one for one in own_cases(office, whose) if one.row.closed_on is None],
            looks=own_looks(office, whose, others_only=True),
            authorisations=[one for one in own_authorisations(office, whose) if one.open],
            organisations=represented(office, whose),
        )

    @router.get(RECORDS)
    def listed(request: Request) -> Response:
        places = own_records(frame.office, frame.actor(request), frame.whose(request))
        return frame.page(request, "records", places=places)

    @router.get(RECORDS + "/{record_id}")
    def one(request: Request, record_id: str) -> Response:
        found = own_record(frame.office, frame.actor(request), frame.whose(request), record_id)
        record = found.record
        place = next((key for key, name in frame.office.law.jurisdictions.items() if name == record.place), "")
        about = urlencode({"place": place, "record": record.reported.number})
        return frame.page(request, "record", found=found, record=record, one=record.reported, about=about)

    @router.get("/mine/looks")
    def looks(request: Request, page: int = 1, whose: str = "") -> Response:
        others = whose == "others"
        found = own_looks(frame.office, frame.whose(request), others_only=others, page=page)
        return frame.page(request, "looks", looks=found, others=others)

    @router.post("/mine/represent")
    def represent(request: Request, sent: Sent) -> Response:
        """Go on as an organisation that the person represents: a session of its own takes the place of theirs."""
        chosen = said(sent, "organisation", 64)
        found = act_for(frame.office, frame.actor(request), frame.whose(request), chosen)
        if found is None:
            return frame.templates.error(request, 404, words.NO_ORGANISATION)
        citizens = frame.citizens
        token = citizens.by_claims(found.name, found.number, "uscc", frame.citizen(request).method)
        citizens.end(request.cookies.get(CITIZEN_COOKIE, ""))
        response = RedirectResponse("/mine?done=acting", 303)
        sessions.set_cookie(request, response, CITIZEN_COOKIE, token)
        return response

    return router
