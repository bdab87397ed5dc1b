"""Notices (告知) within reach whose delivery is not recorded yet; recording it; the letter to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from credit_core.errors import NotFound
from credit_core.messages import desk as desk_messages
from credit_core.messages import desk_drafts as draft_messages
from credit_core.messages import desk_notices as messages
from credit_core.model.cases import Case, Notice
from credit_core.model.people import Actor
from credit_core.reports.fonts import ReportFont
from credit_core.rules.days import beijing_day
from credit_core.rules.query import who_acts
from credit_core.storage import desk_lists
from credit_core.storage.reach import Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.desk.drafts import Paragraph, day
from credit_core.use_cases.desk.papers import paper
from credit_core.use_cases.desk.scope import case_within, within
from credit_core.use_cases.notices import Delivery, record_delivery
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

MOST = 200


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice with the case it belongs to."""

    id: str
    case_id: str
    number: str
    place: str
    kind: str
    kind_name: str
    text: str
    created_at: datetime
    channel: str | None
    delivered_on: date | None
    proof: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice as a letter to its reader; `citation` None where the regulation is silent."""

    number: str
    body: str
    title: str
    to: str
    text: str
    written_on: date
    clause: ClauseRef | None
    citation: str | None


def undelivered_notices(
    office: Office, actor: Actor, reach: Reach, *, case_id: str | None = None, limit: int = 100
) -> tuple[NoticeRow, ...]:
    """The oldest first; of one case if given.

    Raises:
        NotFound: the case is out of reach, or a role that sees no cases.
    """
    own = within(actor, reach)
    with office.store.read() as unit:
        if case_id is not None:
            case_within(unit, actor, reach, case_id)
        found = desk_lists.undelivered(unit.connection, own, case_id, min(max(limit, 1), MOST))
        return tuple(_row(office, notice, case) for notice, case in found)


def record_notice_delivery(
    office: Office,
    actor: Actor,
    reach: Reach,
    notice_id: str,
    *,
    channel: str,
    on: date,
    proof: str,
    version: int | None = None,
) -> Notice:
    """Record the delivery (送达), once; a case that waits to tell its result takes that step with it.

    Raises:
        NotFound: no such notice, or its case is out of reach. Else as `notices.record_delivery`.
    """
    with office.transaction() as unit:
        _case(unit, actor, reach, notice_id)
        delivery = Delivery(channel, on, proof)
        return record_delivery(office, actor, notice_id, delivery, version=version, within=unit)


def letter(office: Office, actor: Actor, reach: Reach, notice_id: str) -> Letter:
    """The letter of a notice. It names its reader: that it was made is put on record.

    Raises:
        NotFound: no such notice, or its case is out of reach.
    """
    with office.transaction() as unit:
        case, notice = _case(unit, actor, reach, notice_id)
        unit.audit(office.clock.now(), actor, "notice.letter", "notice", notice.id, clause=notice.clause)
    name, _ = who_acts(case.applicant)
    return Letter(
        number=case.number,
        body=case.recipient,
        title=messages.LETTER,
        to=str(name) if name else draft_messages.BLANK,
        text=notice.text,
        written_on=beijing_day(notice.created_at),
        clause=notice.clause,
        citation=office.law.citation(notice.clause) if notice.clause else None,
    )


def letter_pdf(letter: Letter, font: ReportFont) -> bytes:
    """The letter as a PDF of A4 pages. Raises MissingGlyphs."""
    basis = messages.BASIS.format(citation=letter.citation) if letter.citation else draft_messages.SILENT
    paragraphs = [Paragraph(None, text) for text in (messages.TO.format(name=letter.to), letter.text, basis)]
    signature = (draft_messages.SIGNED.format(body=letter.body), day(letter.written_on))
    return paper(letter.title, letter.number, letter.body, paragraphs, signature, font)


def _case(unit: UnitOfWork, actor: Actor, reach: Reach, notice_id: str) -> tuple[Case, Notice]:
    own = within(actor, reach)
    notice = unit.notices.find(notice_id)
    if notice is None or notice.case_id is None:
        raise NotFound(desk_messages.NOT_FOUND)
    return case_within(unit, actor, own, notice.case_id), notice


def _row(office: Office, notice: Notice, case: Case) -> NoticeRow:
    return NoticeRow(
        id=notice.id,
        case_id=case.id,
        number=case.number,
        place=office.law.document(case.document).place,
        kind=notice.kind,
        kind_name=messages.KINDS.get(notice.kind, messages.OTHER),
        text=notice.text,
        created_at=notice.created_at,
        channel=notice.channel,
        delivered_on=notice.delivered_on,
        proof=notice.proof,
        version=notice.version,
    )
