"""Lists of the records area: the query register (查询登记), authorisations, and cases of repair and of changed documents."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from channels.web.staff.frame import Frame
from channels.web.staff.records import PATH, section_links
from channels.web.staff.sending import address, day, reader
from credit_core.use_cases.desk.lists import RegisterFilter, authorisations, case_list, query_register
from credit_core.use_cases.desk.queue import queue_choices
from credit_core.use_cases.desk.scope import reach_of
from credit_core.use_cases.vocabulary import AuthorisationState, CaseType, Mode, Role

REGISTER: Final = f"{PATH}/register"
AUTHORISATIONS: Final = f"{PATH}/authorisations"
_GRANTED: Final = {"yes": True, "no": False}


def register_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(REGISTER)
    def register(request: Request, after: str = "") -> Response:
        member, asked = frame.member(request), request.query_params
        actor = member.actor(Role.SUPERVISOR, Role.AUDITOR)
        reach = reach_of(actor, member.places)
        chosen = {name: asked.get(name, "")[:64] for name in _FILTERS}
        page = query_register(frame.office, actor, reach, _filter(chosen), after=after or None)
        return frame.page(
            request,
            "staff/register.html",
            sections=section_links(frame, request),
            chosen=chosen,
            places=queue_choices(frame.office, actor, reach).places,
            names={one.id: one.shown for one in frame.desk.access.colleagues()},
            rows=page.rows,
            first_page=address(REGISTER, **chosen) if after else "",
            next_page=address(REGISTER, **chosen, after=page.next) if page.next else "",
        )

    @router.get(AUTHORISATIONS)
    def authorised(request: Request, state: str = "", after: str = "") -> Response:
        actor, reach = reader(frame.member(request))
        wanted = AuthorisationState(state) if state in tuple(AuthorisationState) else None
        page = authorisations(frame.office, actor, reach, wanted, after=after or None)
        return frame.page(
            request,
            "staff/authorisations.html",
            sections=section_links(frame, request),
            state=wanted,
            rows=page.rows,
            first_page=address(AUTHORISATIONS, state=wanted) if after else "",
            next_page=address(AUTHORISATIONS, state=wanted, after=page.next) if page.next else "",
        )

    @router.get(f"{PATH}/repairs")
    def repairs(request: Request, open: str = "", after: str = "") -> Response:  # noqa: A002 - as the address has it
        return cases(request, CaseType.REPAIR, f"{PATH}/repairs", open, after)

    @router.get(f"{PATH}/revocations")
    def revocations(request: Request, open: str = "", after: str = "") -> Response:  # noqa: A002
        return cases(request, CaseType.REVOCATION, f"{PATH}/revocations", open, after)

    def cases(request: Request, kind: CaseType, path: str, only_open: str, after: str) -> Response:
        actor, reach = reader(frame.member(request))
        page = case_list(frame.office, actor, reach, kind, open_only=only_open == "1", after=after or None)
        chosen = {"open": "1" if only_open == "1" else ""}
        return frame.page(
            request,
            "staff/record_cases.html",
            sections=section_links(frame, request),
            heading=dict(section_links(frame, request))[path],
            only_open=only_open == "1",
            rows=page.rows,
            first_page=address(path, **chosen) if after else "",
            next_page=address(path, **chosen, after=page.next) if page.next else "",
        )

    return router


_FILTERS: Final = ("place", "mode", "granted", "actor", "subject", "since", "until")


def _filter(chosen: dict[str, str]) -> RegisterFilter:
    """What the register understands; what cannot be read counts as not chosen."""
    mode = chosen["mode"]
    return RegisterFilter(
        place=chosen["place"] or None,
        mode=Mode(mode) if mode in tuple(Mode) else None,
        granted=_GRANTED.get(chosen["granted"]),
        actor_id=chosen["actor"] or None,
        subject_id=chosen["subject"] or None,
        since=day(chosen["since"]),
        until=day(chosen["until"]),
    )
