"""``/staff/queue``: the work queue, its filters, giving cases to somebody, and the list as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from assistant.desk.access import Colleague
from channels.web.staff import queue_form, words
from channels.web.staff.frame import Frame
from channels.web.staff.queue_form import PATH, Chosen
from channels.web.staff.sending import DOERS, Sent, download, reader, said
from credit_core.use_cases.desk.exports import Sheet, as_csv, as_xlsx, export_queue
from credit_core.use_cases.desk.queue import queue_choices, work_queue
from credit_core.use_cases.desk.queue_actions import Assigned, assign_many
from credit_core.use_cases.desk.scope import reach_of, who_sees
from credit_core.use_cases.vocabulary import STAFF

BACK_TO_QUEUE: Final = "-"
"""Chosen instead of a colleague: back to the queue."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def queue_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def queue(request: Request, after: str = "", assigned: str = "") -> Response:
        return shown(request, queue_form.read(request.query_params), after, assigned=assigned[:4])

    @router.post(f"{PATH}/assign")
    def assign(request: Request, sent: Sent) -> Response:
        chosen = queue_form.read({name: value for name, value in sent.items() if isinstance(value, str)})
        ids = [one for one in sent.getlist("case") if isinstance(one, str)]
        to = said(sent, "to", 64)
        known = {one.id: one.reach for one in receivers(frame)}
        if not ids or to not in {*known, BACK_TO_QUEUE}:
            return shown(request, chosen, trouble=words.CHOOSE_RECEIVER, status=422)
        member = frame.member(request)
        actor = member.actor(*STAFF)
        receiver = None if to == BACK_TO_QUEUE else to
        results = assign_many(frame.office, actor, reach_of(actor, member.places), ids, receiver, sees=known.get(to))
        if all(one.done for one in results):
            return RedirectResponse(chosen.href(assigned=str(len(results))), 303)
        return shown(request, chosen, results=results, status=409)

    @router.get(f"{PATH}/export")
    def export(request: Request, format: str = "csv") -> Response:  # noqa: A002 - as the address has it
        chosen = queue_form.read(request.query_params)
        actor, reach = reader(frame.member(request))
        sheet = _named(export_queue(frame.office, actor, reach, chosen.filter()), frame.desk.access.colleagues())
        name = f"{sheet.name}-{frame.office.clock.today().isoformat()}"
        if format == "xlsx":
            return download(as_xlsx(sheet), XLSX, f"{name}.xlsx")
        return download(as_csv(sheet), "text/csv; charset=utf-8", f"{name}.csv")

    def shown(
        request: Request,
        chosen: Chosen,
        after: str = "",
        *,
        assigned: str = "",
        results: Sequence[Assigned] = (),
        trouble: str = "",
        status: int = 200,
    ) -> Response:
        member, office = frame.member(request), frame.office
        actor, reach = reader(member)
        page = work_queue(office, actor, reach, chosen.filter(), after or None)
        choices = queue_choices(office, actor, reach)
        colleagues = frame.desk.access.colleagues()
        return frame.page(
            request,
            "staff/queue.html",
            status,
            chosen=chosen,
            choices=choices,
            tabs=list(queue_form.tabs(chosen, choices, page)),
            rows=page.rows,
            first=not after,
            next_page=chosen.href(after=page.next) if page.next else "",
            names={one.id: one.shown for one in colleagues},
            receivers=receivers(frame),
            assigns=bool(member.roles & set(STAFF)),
            own=member.id,
            assigned=assigned if assigned.isdecimal() else "",
            results=results,
            trouble=trouble,
            back=BACK_TO_QUEUE,
        )

    return router


def receivers(frame: Frame) -> list[Colleague]:
    """Colleagues to whom cases can be given."""
    return [one for one in frame.desk.access.colleagues() if one.active and one.roles & set(DOERS)]


def receivers_of(frame: Frame, case_id: str) -> list[Colleague]:
    """Those of them who see this case."""
    found = receivers(frame)
    seeing = who_sees(frame.office, case_id, {one.id: one.reach for one in found})
    return [one for one in found if one.id in seeing]


def _named(sheet: Sheet, colleagues: Sequence[Colleague]) -> Sheet:
    """Accounts by the names of those who have them."""
    names = {one.id: one.shown for one in colleagues}
    rows = tuple(tuple(names.get(cell, cell) if isinstance(cell, str) else cell for cell in row) for row in sheet.rows)
    return replace(sheet, rows=rows)
