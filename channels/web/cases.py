"""Cases for those who hold them: by number and access code, or known in their own conversation; and their receipts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from channels import messages
from channels.rendering import clause_href
from channels.web.talking import Talking
from credit_core.use_cases.case_sheet import ExplainedDuty
from credit_core.use_cases.case_view import CaseView, holder_view, view_case
from credit_core.use_cases.mine.cases import explained
from credit_core.use_cases.receipts import receipt_again, verify_receipt
from credit_core.use_cases.vocabulary import (
    Actor,
    DutyStatus,
    DutyView,
    NotFound,
    Receipt,
    Role,
    Unit,
    WorkingCalendar,
    is_number,
)

if TYPE_CHECKING:
    from credit_core.use_cases.office import Office

_HOLDER = Actor("citizen", Role.CITIZEN)
AWAITS, READY, GIVEN = "identity_pending", "ready", "released"
_RUNNING = (DutyStatus.DUE, DutyStatus.DUE_SOON)
_ONE_DAY = timedelta(days=1)


class NoSuchCase(Exception):
    """Number and code do not fit together; which of the two is wrong is not told."""


class NoReceipt(Exception):
    """The receipt cannot be given out in this form, or at all."""


class Format(StrEnum):
    """What a receipt can be fetched as."""

    TEXT = "text"
    PDF = "pdf"
    ICS = "ics"

    @property
    def media_type(self) -> str:
        """Its media type."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {Format.TEXT: "text/plain", Format.PDF: "application/pdf", Format.ICS: "text/calendar"}


@dataclass(frozen=True, slots=True)
class DutyCard:
    """A duty of a case. `left` counts days of its own unit after today up to the due day; None where there is no countdown.

    `counting` says how its day comes about, `missed` what can be done where it has passed; both where one case is shown.
    """

    view: DutyView
    left: int | None
    href: str
    counting: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case for a page. `awaits`: the applicant must be identified first."""

    case: CaseView
    duties: tuple[DutyCard, ...]
    awaits: bool = False

    @property
    def ready(self) -> bool:
        """True if a query's result can be taken."""
        return self.case.state == READY

    @property
    def given(self) -> bool:
        """True if a query's result was taken."""
        return self.case.state == GIVEN

    @property
    def has_due_day(self) -> bool:
        """True if there is a day for a calendar."""
        return any(duty.view.due is not None for duty in self.duties)


class Cases:
    """Looks cases up; `font` prints the receipts on paper."""

    def __init__(self, talking: Talking, font: Path | None = None) -> None:
        self._talking = talking
        self._font = font

    def look_up(self, number: str, code: str, client: str) -> CaseCard:
        """The case with this number for who has its code.

        Raises:
            NoSuchCase, LockedOut, NotReady.
        """
        self._guard(number, client)
        try:
            view = view_case(self._talking.office, _HOLDER, number=number, code=code)
        except NotFound as error:
            raise self._wrong(number, client) from error
        with self._talking.office.store.read() as unit:
            found = explained(unit, self._talking.office, view)
        return replace(self._cards([view])[0], duties=duty_cards(self._talking.office, found))

    def receipt(self, number: str, code: str, client: str) -> Receipt:
        """The receipt once more, without its code.

        Raises:
            NoSuchCase, LockedOut, NotReady; NoReceipt: its entry was altered.
        """
        self._guard(number, client)
        office = self._talking.office
        try:
            found = receipt_again(office, number, code)
            intact = verify_receipt(office, number, code).intact
        except NotFound as error:
            raise self._wrong(number, client) from error
        if not intact:
            raise NoReceipt(messages.RECEIPT_ALTERED)
        return found

    def known(self, case_ids: Iterable[str]) -> tuple[CaseCard, ...]:
        """Cards of the cases that a conversation knows, the latest first."""
        office, views = self._talking.office, []
        with office.store.read() as unit:
            for case_id in reversed(list(case_ids)):
                try:
                    views.append(holder_view(unit, office, case_id))
                except NotFound:
                    continue  # lawfully gone since
        return self._cards(views)

    def file(self, receipt: Receipt, form: Format) -> bytes:
        """The receipt as a file.

        Raises:
            NoReceipt: no due day is known yet.
        """
        from credit_core.use_cases import paper  # a second of libraries, for those who print

        if form is Format.PDF:
            return paper.receipt_pdf(receipt, self._font)
        if form is Format.TEXT:
            return "".join(f"{line}\n" for line in paper.receipt_lines(receipt)).encode()
        dates = paper.due_days(receipt)
        if dates is None:
            raise NoReceipt(messages.NO_DUE_DAY)
        return dates.encode()

    def _cards(self, views: Iterable[CaseView]) -> tuple[CaseCard, ...]:
        found = list(views)
        if not found:
            return ()
        office = self._talking.office
        with office.store.read() as unit:
            calendar = office.calendar(unit)
        today = office.clock.today()
        return tuple(CaseCard(view, tuple(_duties(view, today, calendar)), self._awaits(view)) for view in found)

    def _awaits(self, case: CaseView) -> bool:
        return case.state == AWAITS and self._talking.conversing.identity.awaits(case.id)

    def count_wrong(self, card: CaseCard, client: str) -> None:
        """A wrong identity code counts for its case like a wrong access code."""
        self._talking.throttle.count_wrong_code(card.case.number, client)

    def _guard(self, number: str, client: str) -> None:
        self._talking.throttle.may_try_code(_plain(number), client)

    def _wrong(self, number: str, client: str) -> NoSuchCase:
        """What does not even look like a number is a slip of the pen, and fills no memory."""
        if is_number(_plain(number)):
            self._talking.throttle.count_wrong_code(_plain(number), client)
        return NoSuchCase(messages.NO_SUCH_CASE)


def contract(case: CaseView) -> dict[str, Any]:
    """The `case` object of the public contract."""
    return {**case.as_contract(), "receipt_url": f"/api/v1/cases/{case.number}/receipt"}


def with_code(receipt: Receipt, code: str) -> Receipt:
    """The first copy, for who has just filed: it carries the code that they hold."""
    return replace(receipt, access_code=code.strip().upper())


def days_left(view: DutyView, today: date, calendar: WorkingCalendar) -> int | None:
    """Days of the duty's own unit after today up to its due day: 日 and 工作日 are never converted."""
    if view.status not in _RUNNING or view.due is None:
        return None
    days = (view.due - today).days
    if view.unit is not Unit.WORKING_DAY:
        return days
    return sum(calendar.is_workday(today + n * _ONE_DAY) for n in range(1, days + 1))


def duty_cards(office: Office, duties: Iterable[ExplainedDuty]) -> tuple[DutyCard, ...]:
    """Duties with their countdown, their counting, and what can be done."""
    with office.store.read() as unit:
        calendar = office.calendar(unit)
    today = office.clock.today()
    return tuple(
        DutyCard(
            one.view, days_left(one.view, today, calendar), clause_href(str(one.view.clause)), one.counting, one.missed
        )
        for one in duties
    )


def _duties(case: CaseView, today: date, calendar: WorkingCalendar) -> Iterator[DutyCard]:
    for view in case.deadlines:
        if view.status is not DutyStatus.NOT_APPLICABLE:
            yield DutyCard(view, days_left(view, today, calendar), clause_href(str(view.clause)))


def _plain(number: str) -> str:
    return number.strip().upper()
