"""The pages of an identified citizen: all their routes."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter

from channels.web.mine.authorisations import authorisations_router
from channels.web.mine.cases import cases_router
from channels.web.mine.frame import MineFrame
from channels.web.mine.personal import personal_router
from channels.web.mine.records import records_router
from channels.web.mine.report import report_router
from channels.web.mine.sign_in import enter_router


def mine_routers(frame: MineFrame, font: Path | None) -> tuple[APIRouter, ...]:
    """The routers; `font` prints letters, as for receipts."""
    return (
        enter_router(frame),
        records_router(frame),
        cases_router(frame, font),
        authorisations_router(frame),
        report_router(frame),
        personal_router(frame),
    )
