"""A ready letter (函) about a duty whose day has passed: what was due, by which clause, and what is asked for.

It accuses nobody: it states the clause, the day and what the case holds. Where the regulation gives a right to complain,
it names that clause; where it is silent, the letter does not speak of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit_core.duties.views import DutyView
from credit_core.errors import NotAllowed
from credit_core.messages import mine as messages
from credit_core.model.cases import Case
from credit_core.model.duties import DutyStatus
from credit_core.model.labels import CASE_TYPES
from credit_core.reports.fonts import ReportFont
from credit_core.use_cases.desk.drafts import Paragraph, day
from credit_core.use_cases.desk.papers import paper
from credit_core.use_cases.duties import duty_views
from credit_core.use_cases.mine.cases import case_of
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified
from credit_core.use_cases.supervision import COMPLAINT
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True, slots=True)
class OverdueLetter:
    """The letter. `clauses` are those it names, each as a reader names it."""

    title: str
    number: str
    to: str
    paragraphs: tuple[Paragraph, ...]
    signed: str
    written_on: date
    clauses: tuple[tuple[ClauseRef, str], ...]


def overdue_letter(office: Office, whose: Identified, case_id: str, duty_id: str) -> OverdueLetter:
    """The letter about one duty of one's own case.

    Raises:
        NotFound: the case is somebody else's. NotAllowed: the duty is not overdue.
    """
    with office.store.read() as unit:
        case = case_of(unit, whose, case_id)
        duties = duty_views(unit, office, case_id=case.id)
        duty = next((one for one in duties if one.id == duty_id and one.status is DutyStatus.OVERDUE), None)
        if duty is None or duty.due is None:
            raise NotAllowed(messages.NOT_OVERDUE)
        return _letter(office, whose, case, duty, duty.due)


def letter_pdf(letter: OverdueLetter, font: ReportFont) -> bytes:
    """The letter as a PDF of A4 pages.

    Raises:
        MissingGlyphs: the font lacks a character of it.
    """
    signature = (letter.signed, day(letter.written_on))
    return paper(letter.title, letter.number, letter.to, letter.paragraphs, signature, font)


def _letter(office: Office, whose: Identified, case: Case, duty: DutyView, due: date) -> OverdueLetter:
    complaint = office.book.places.get((case.document, COMPLAINT))
    right = complaint.clause if complaint is not None and complaint.regulated else None
    clauses = (duty.clause, *((right,) if right is not None else ()))
    return OverdueLetter(
        title=messages.LETTER.format(number=case.number),
        number=case.number,
        to=case.recipient,
        paragraphs=tuple(_paragraphs(office, whose, case, duty, due, right)),
        signed=messages.LETTER_SIGNED.format(name=whose.name),
        written_on=office.clock.today(),
        clauses=tuple((clause, office.law.citation(clause)) for clause in clauses),
    )


def _paragraphs(
    office: Office, whose: Identified, case: Case, duty: DutyView, due: date, right: ClauseRef | None
) -> Iterator[Paragraph]:
    yield Paragraph(None, messages.LETTER_TO.format(body=case.recipient))
    filed = messages.LETTER_FILED.format(
        name=whose.name, act=CASE_TYPES[case.type], number=case.number, on=day(case.received_on)
    )
    yield Paragraph(None, filed)
    pattern = messages.LETTER_DUTY if duty.start is not None else messages.LETTER_DUTY_NO_START
    owed = pattern.format(
        citation=duty.citation,
        word=duty.word,
        body=duty.body,
        duty=duty.duty,
        start=day(duty.start) if duty.start is not None else "",
        due=day(due),
    )
    yield Paragraph(messages.HEAD_DUTY, owed)
    yield Paragraph(None, messages.LETTER_LATE.format(today=day(office.clock.today())))
    yield Paragraph(messages.HEAD_REQUEST, messages.LETTER_REQUEST)
    if right is not None:
        citation = office.law.citation(right)
        yield Paragraph(messages.HEAD_COMPLAIN, messages.LETTER_COMPLAIN.format(citation=citation))
