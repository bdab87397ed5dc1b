"""The work desk (办理台面) and the records area: all their routes, in the order in which addresses are tried."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter

from channels.web.staff.case import case_router
from channels.web.staff.case_list import case_list_router
from channels.web.staff.counter import counter_router
from channels.web.staff.drafts import draft_router
from channels.web.staff.frame import Frame
from channels.web.staff.notices import notice_router
from channels.web.staff.queue import queue_router
from channels.web.staff.records import records_router
from channels.web.staff.register import register_router
from channels.web.staff.steps import step_router


def work_routers(frame: Frame, font: Path | None) -> tuple[APIRouter, ...]:
    """The routers; `font` prints drafts and letters, as for receipts."""
    return (
        queue_router(frame),
        case_list_router(frame),
        case_router(frame),
        step_router(frame, font),
        draft_router(frame, font),
        notice_router(frame, font),
        counter_router(frame),
        register_router(frame),  # before the records: any word may be a record's id
        records_router(frame),
    )
