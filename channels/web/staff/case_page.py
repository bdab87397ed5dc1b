"""The page of a case: what its templates are given, however the page comes about."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from fastapi import Request, Response

from assistant.desk.member import Member
from channels.web.cases import days_left
from channels.web.staff.case_steps import steps_for
from channels.web.staff.frame import Frame
from channels.web.staff.law_beside import LawBeside
from channels.web.staff.queue import receivers_of
from channels.web.staff.sending import DOERS, reader
from credit_core.use_cases.case_sheet import ExplainedDuty
from credit_core.use_cases.desk.case import CaseDesk, case_desk
from credit_core.use_cases.desk.draft_kinds import draft_name
from credit_core.use_cases.desk.forms.fields import delivery
from credit_core.use_cases.desk.notices import undelivered_notices
from credit_core.use_cases.desk.steps import StepView
from credit_core.use_cases.vocabulary import STAFF, DutyStatus, Reason, WorkingCalendar

_ENDED = (DutyStatus.DONE, DutyStatus.DONE_ON_TIME, DutyStatus.DONE_LATE)
NOTHING_TYPED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with its countdown: days of its own unit, None where there is none."""

    explained: ExplainedDuty
    left: int | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that was tried and not done, with all that was typed.

    Attributes:
        event: the step, or the notice whose delivery was to be recorded.
        values: what was typed, by field.
        wrong: what is to be mended, by field.
        message: what stands in the way.
        reasons: conditions that are not met, with their clauses.
        seen: steps of the timeline that the page had shown; what came since is told. None: nothing changed.
    """

    event: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: NOTHING_TYPED)
    wrong: Mapping[str, str] = field(default_factory=lambda: NOTHING_TYPED)
    message: str = ""
    reasons: tuple[Reason, ...] = ()
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """Makes the page."""

    frame: Frame

    def show(
        self,
        request: Request,
        case_id: str,
        *,
        full: bool = False,
        purpose: str = "",
        tried: Tried | None = None,
        told: str = "",
        step: str = "",
        status: int = 200,
    ) -> Response:
        """The page; `full` with the personal data, for a `purpose`, which is an entry in the query register.

        `step` is the one whose form stands open.

        Raises:
            NotFound: there is no such case, or it is out of reach. BadFiling: `full` without a purpose.
        """
        member, office = self.frame.member(request), self.frame.office
        actor, reach = reader(member)
        desk = case_desk(office, actor, reach, case_id, full=full, purpose=purpose)
        with office.store.read() as unit:
            calendar = office.calendar(unit)
        attempt = tried or Tried()
        return self.frame.page(
            request,
            "staff/case.html",
            status,
            law=LawBeside(office, self.frame.desk.clauses),
            desk=desk,
            case=desk.view,
            duties=list(_duties(desk.duties, office.clock.today(), calendar)),
            drafts=[(kind, draft_name(kind)) for kind in desk.drafts],
            waiting={row.id: row for row in undelivered_notices(office, actor, reach, case_id=case_id)},
            delivery=delivery(),
            tried=attempt,
            since=desk.view.timeline[attempt.seen :] if attempt.seen is not None else (),
            told=told,
            opened=step,
            purpose=purpose,
            key=secrets.token_urlsafe(18),
            **_steps(steps_for(office, member, desk, actor), attempt),
            **self._people(member, desk),
        )

    def _people(self, member: Member, desk: CaseDesk) -> dict[str, Any]:
        access, to = self.frame.desk.access, desk.view.assigned_to
        return {
            "assigned": access.shown(to) if to else "",
            "assigns": bool(member.roles & set(STAFF)) and desk.view.closed_on is None,
            "does": bool(member.roles & set(DOERS)),
            "receivers": receivers_of(self.frame, desk.view.id),
            "own": member.id,
        }


def _duties(duties: Iterable[ExplainedDuty], today: date, calendar: WorkingCalendar) -> Iterator[DutyLine]:
    for one in duties:
        if one.view.status is not DutyStatus.NOT_APPLICABLE:
            yield DutyLine(one, days_left(one.view, today, calendar), one.view.status in _ENDED)


def _steps(steps: tuple[StepView, ...], tried: Tried) -> dict[str, Any]:
    """Steps that may be taken now, those that wait for something or somebody, and what was typed for none of them."""
    may = [step for step in steps if step.allowed]
    lost = tried.values if tried.seen is not None and tried.event not in {step.event for step in may} else {}
    return {
        "may": may,
        "may_not": [step for step in steps if not step.allowed],
        "lost": [value for value in lost.values() if value],
    }
