"""``/staff/records``: subjects and records looked up, each look for a purpose that is written, and one record with all of it.

What is looked for, and what for, comes in forms, so that no address, history or log holds it.
"""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from channels.web.staff import words
from channels.web.staff.frame import Frame
from channels.web.staff.law_beside import LawBeside
from channels.web.staff.sending import Sent, reader, said
from credit_core.use_cases.desk.records import archive_desk, find_records, find_subjects, record_desk
from credit_core.use_cases.vocabulary import BadFiling

PATH: Final = "/staff/records"
SECTIONS: Final = (
    (PATH, "查找"),
    (f"{PATH}/authorisations", "授权"),
    (f"{PATH}/repairs", "修复"),
    (f"{PATH}/revocations", "文书变动"),
    (f"{PATH}/register", "查询登记"),
)
"""Parts of the area in the order of its own navigation. A new part adds its line here and its rows to the table of rights."""
SUBJECT: Final = "subject"


def section_links(frame: Frame, request: Request) -> list[tuple[str, str]]:
    """The parts that this member may open."""
    roles = frame.member(request).roles
    return [(path, name) for path, name in SECTIONS if frame.table.may(path, roles)]


def records_router(frame: Frame) -> APIRouter:
    """The routes; those of the lists (`register`) come before, since a record's address takes any word."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def form(request: Request) -> Response:
        return searched(request)

    @router.post(PATH)
    def search(request: Request, sent: Sent) -> Response:
        kind, text, purpose = said(sent, "kind", 20), said(sent, "text", 100), said(sent, "purpose", 200)
        typed: dict[str, Any] = {"kind": kind, "text": text, "purpose": purpose}
        actor, reach = reader(frame.member(request))
        try:
            if kind == SUBJECT:
                found = find_subjects(frame.office, actor, reach, text, purpose)
                return searched(request, **typed, subjects=found, looked=True)
            records = find_records(frame.office, actor, reach, text, purpose)
            return searched(request, **typed, records=records, looked=True)
        except BadFiling as error:
            return searched(request, 422, **typed, trouble=str(error))

    @router.get(PATH + "/subjects/{subject_id}")
    def subject_asked(request: Request) -> Response:
        return asked(request, words.LOOK_SUBJECT)

    @router.post(PATH + "/subjects/{subject_id}")
    def subject(request: Request, subject_id: str, sent: Sent) -> Response:
        actor, reach = reader(frame.member(request))
        purpose = said(sent, "purpose", 200)
        try:
            desk = archive_desk(frame.office, actor, reach, subject_id, purpose)
        except BadFiling as error:
            return asked(request, words.LOOK_SUBJECT, str(error))
        return shown(request, "staff/subject.html", desk=desk, purpose=purpose)

    @router.get(PATH + "/{record_id}")
    def record_asked(request: Request) -> Response:
        return asked(request, words.LOOK_RECORD)

    @router.post(PATH + "/{record_id}")
    def record(request: Request, record_id: str, sent: Sent) -> Response:
        actor, reach = reader(frame.member(request))
        purpose = said(sent, "purpose", 200)
        try:
            desk = record_desk(frame.office, actor, reach, record_id, purpose)
        except BadFiling as error:
            return asked(request, words.LOOK_RECORD, str(error))
        law = LawBeside(frame.office, frame.desk.clauses)
        return shown(request, "staff/record.html", desk=desk, purpose=purpose, law=law)

    def searched(request: Request, status: int = 200, **more: Any) -> Response:
        blank = {
            "kind": SUBJECT,
            "text": "",
            "purpose": "",
            "trouble": "",
            "looked": False,
            "subjects": (),
            "records": (),
        }
        return shown(request, "staff/records.html", status, **{**blank, **more})

    def asked(request: Request, heading: str, trouble: str = "") -> Response:
        """What for? Nothing of it is told before, not even whether it is there."""
        return shown(request, "staff/look.html", 422 if trouble else 200, heading=heading, trouble=trouble)

    def shown(request: Request, name: str, status: int = 200, **more: Any) -> Response:
        return frame.page(request, name, status, sections=section_links(frame, request), **more)

    return router
