"""One's own cases (我的办件), wherever they were filed: each duty with its clause, its day, how it is counted, what to do when late.

What somebody else filed about the subject (授权查询) is told with its course, without what they wrote of themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from credit_core.duties.views import DutyView
from credit_core.errors import NotFound
from credit_core.messages import mine as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.duties import DutyStatus
from credit_core.storage.own_cases import filed_unknown
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.case_sheet import ExplainedDuty
from credit_core.use_cases.case_view import CaseView, holder_view
from credit_core.use_cases.desk.rows import CaseRow, case_row
from credit_core.use_cases.duties import counting, duty_views
from credit_core.use_cases.mine.person import own_subject
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified
from credit_core.use_cases.supervision import missed

_OPEN = (
    DutyStatus.OVERDUE, DutyStatus.DUE_SOON, DutyStatus.DUE, DutyStatus.PAUSED, DutyStatus.AWAITING_START,
    DutyStatus.NO_STATUTORY_DATE,
)  # fmt: skip
"""Duties that are not done, the one to look at first first."""
_MISSED = (DutyStatus.OVERDUE, DutyStatus.DONE_LATE)


@dataclass(frozen=True, slots=True)
class OwnCaseRow:
    """A case in one line, with the duty that is next; `others`: somebody else filed it about the subject."""

    row: CaseRow
    next: DutyView | None
    others: bool


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its subject sees it. `record_id` is that of the own record it is about."""

    view: CaseView
    duties: tuple[ExplainedDuty, ...]
    others: bool
    record_id: str | None


def own_cases(office: Office, whose: Identified) -> tuple[OwnCaseRow, ...]:
    """All of them: open ones first, the latest first."""
    with office.store.read() as unit:
        cases = sorted(_cases(unit, whose), key=lambda case: (case.closed_on is None, case.filed_at), reverse=True)
        return tuple(OwnCaseRow(case_row(office, case), _next(unit, office, case), _others(case)) for case in cases)


def own_case(office: Office, whose: Identified, case_id: str) -> OwnCase:
    """One of them.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    with office.store.read() as unit:
        case = case_of(unit, whose, case_id)
        view, others = holder_view(unit, office, case.id), _others(case)
        if others:
            view = replace(view, filed=(), attachments=(), notices=())
        record = unit.records.find(case.record_id) if case.record_id else None
        own = record is not None and record.subject_id == case.subject_id and not others
        return OwnCase(view, explained(unit, office, view), others, case.record_id if own else None)


def explained(unit: UnitOfWork, office: Office, view: CaseView) -> tuple[ExplainedDuty, ...]:
    """The duties of a case that apply, each with its counting and, where its day has passed, what can be done."""
    return tuple(
        ExplainedDuty(
            duty,
            counting(unit, office, duty.id),
            missed(unit, office, duty.id).lines if duty.status in _MISSED else (),
        )
        for duty in view.deadlines
        if duty.status is not DutyStatus.NOT_APPLICABLE
    )


def case_of(unit: UnitOfWork, whose: Identified, case_id: str) -> Case:
    """The case, if it is the identified person's.

    Raises:
        NotFound: it is not, or there is none.
    """
    found = next((case for case in _cases(unit, whose) if case.id == case_id), None)
    if found is None:
        raise NotFound(messages.NOT_YOURS)
    return found


def _cases(unit: UnitOfWork, whose: Identified) -> Iterator[Case]:
    subject = own_subject(unit, whose)
    if subject is not None:
        yield from unit.cases.where(subject_id=subject.id, order=("-filed_at", "id"))
    yield from filed_unknown(unit.connection, whose.kind.value, whose.number)


def _others(case: Case) -> bool:
    return case.type is CaseType.AUTHORISED_QUERY


def _next(unit: UnitOfWork, office: Office, case: Case) -> DutyView | None:
    views = [view for view in duty_views(unit, office, case_id=case.id) if view.status in _OPEN]
    return min(views, key=lambda view: (_OPEN.index(view.status), view.due or date.max), default=None)
