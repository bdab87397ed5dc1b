"""All areas of the REST interface for staff, providers and identified citizens, in the order in which addresses are tried."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.sources import Comparisons, Library
from channels.web.rest.answers import answer_router
from channels.web.rest.base import Rest
from channels.web.rest.law import law_router
from channels.web.rest.members import member_router
from channels.web.rest.mine import mine_router
from channels.web.rest.papers import paper_router
from channels.web.rest.provider import provider_router
from channels.web.rest.records import record_router
from channels.web.rest.service import service_router
from channels.web.rest.steps import step_router
from channels.web.rest.work import work_router


def rest_routers(rest: Rest, library: Library, comparisons: Comparisons) -> tuple[APIRouter, ...]:
    """The routers."""
    return (
        work_router(rest),
        step_router(rest),
        paper_router(rest),
        provider_router(rest),
        record_router(rest),
        answer_router(rest),
        mine_router(rest),
        service_router(rest),
        member_router(rest),
        law_router(rest, library, comparisons),
    )
