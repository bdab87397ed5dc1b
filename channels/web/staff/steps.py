"""Taking a step of a case: its form as it was sent, and the page again with all that was typed where it is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from channels.text import clean
from channels.web.result_pages import in_template
from channels.web.results import Result, with_files
from channels.web.staff.case_list import PATH
from channels.web.staff.case_page import CasePage, Tried
from channels.web.staff.case_steps import doer
from channels.web.staff.frame import Frame
from channels.web.staff.sending import Sent, said, whole
from credit_core.use_cases.desk.doing import FormError, perform_step
from credit_core.use_cases.vocabulary import (
    BadFiling,
    Case,
    Decision,
    Forbidden,
    KeyReused,
    LawError,
    Met,
    NotAllowed,
    Refused,
    StaleVersion,
)

FIELD: Final = "f."
"""Before the names of a step's own fields, apart from what the page itself sends."""
_STATUS: Final[Mapping[type[LawError], int]] = {
    FormError: 422,
    BadFiling: 422,
    StaleVersion: 409,
    Refused: 409,
    NotAllowed: 409,
    KeyReused: 409,
    Forbidden: 403,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A step's form as it was sent; `seen` steps of the timeline stood on the page."""

    values: Mapping[str, str]
    version: int | None
    seen: int | None
    key: str


def typed(sent: FormData) -> Typed:
    """The form; several ticks of one field are lines."""
    names = dict.fromkeys(name for name in sent if name.startswith(FIELD))
    values = {name.removeprefix(FIELD): "\n".join(_texts(sent, name)) for name in names}
    return Typed(values, whole(sent, "version"), whole(sent, "seen"), said(sent, "key", 64))


def refused(error: LawError, event: str, form: Typed) -> tuple[Tried, int]:
    """What was tried and not done, and the HTTP status that says so."""
    wrong = error.fields if isinstance(error, FormError) else {}
    decision = error.decision if isinstance(error, Refused) else None
    reasons = decision.reasons if isinstance(decision, Decision) else ()
    unmet = tuple(one for one in reasons if one.met is not Met.MET)
    # After a step that is no longer there, what happened since is what explains it.
    seen = form.seen if isinstance(error, StaleVersion | NotAllowed) else None
    status = next(status for kind, status in _STATUS.items() if isinstance(error, kind))
    return Tried(event, form.values, wrong, str(error), unmet, seen), status


EXPECTED: Final = tuple(_STATUS)
"""What a page tells beside its form; anything else is the page of an error."""


def step_router(frame: Frame, font: Path | None) -> APIRouter:
    """The route; `font` prints what a step hands out."""
    router = APIRouter(include_in_schema=False)
    page = CasePage(frame)

    @router.post(PATH + "/{case_id}/steps/{event}")
    def step(request: Request, case_id: str, event: str, sent: Sent) -> Response:
        form, member = typed(sent), frame.member(request)
        actor, reach = doer(frame.office, member, case_id, event)
        try:
            done = perform_step(
                frame.office, actor, reach, case_id, event, form.values, version=form.version, key=form.key
            )
        except EXPECTED as error:
            tried, status = refused(error, event, form)
            return page.show(request, case_id, tried=tried, status=status)
        if done.report is not None:
            return handed_out(request, done.case, with_files(done.report, font))
        if done.note:
            return page.show(request, case_id, told=done.note)
        return RedirectResponse(f"{PATH}/{case_id}?done=step", 303)

    def handed_out(request: Request, case: Case, result: Result) -> Response:
        """The report is on this page and nowhere else."""
        told = in_template(result)
        response = frame.page(request, "staff/result.html", case_id=case.id, number=case.number, **told)
        response.headers["Cache-Control"] = "no-store"
        return response

    return router


def _texts(sent: FormData, name: str) -> list[str]:
    return [clean(value) for value in sent.getlist(name) if isinstance(value, str)]
