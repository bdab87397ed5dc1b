"""The credit report (信用报告): filled from what a query case discloses, printed, and verified by its code.

某市 第二十五条:「向社会提供便捷的信息查询、报告出具等服务」. Kept of a report is that it was issued and the hash of its content,
not the content: another copy is another query.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from credit_core.audit.canonical import canonical
from credit_core.errors import NotFound
from credit_core.explanations import assumption_line
from credit_core.messages import query as messages
from credit_core.model.cases import Case
from credit_core.model.disclosure import IssuedReport, Mode, QueryEntry
from credit_core.model.ids import access_hash, new_access_code, new_number, opens
from credit_core.model.labels import ID_NUMBERS, SUBJECT_KINDS
from credit_core.model.people import Actor
from credit_core.model.records import Source
from credit_core.model.subjects import IdKind, Subject, SubjectKind
from credit_core.parameters import Law
from credit_core.reports.fonts import ReportFont
from credit_core.reports.machine import as_json
from credit_core.reports.pdf import render_pdf
from credit_core.reports.report import CreditReport, ReportedSubject, Request
from credit_core.rules.desensitising import subject_number
from credit_core.rules.disclosure import MODE_NAMES
from credit_core.rules.query import SELF
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.case_reading import CaseReading
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import entries_of
from credit_core.use_cases.report_records import cited, sections

PREFIX = "BG"
LOOKS_SHOWN = 20
"""How many entries of the register a report on oneself lists; all of them are there to read in the register."""

_BEIJING = timezone(timedelta(hours=8))
_REPRESENTED = "A-25"
_DURING_OBJECTION = "A-21"


@dataclass(frozen=True, slots=True)
class VerifiedReport:
    """That the office issued the report; a copy is whole if its JSON form has this hash (`content_hash`)."""

    number: str
    place: str
    issuing_body: str
    issued_at: datetime
    content_sha256: str


def make_report(
    unit: UnitOfWork, office: Office, actor: Actor, case: Case, reading: CaseReading, entry: QueryEntry
) -> CreditReport:
    """Issue the report of a released case, in the transaction of its release.

    The head of the audit chain that it prints covers the release; that the report was issued is chained after it.
    """
    law, request, place = office.law, reading.request, reading.place
    source = law.document(place.document)
    own = request.mode is Mode.REAL_NAME
    at = office.clock.now()
    listed = place.modes.listed.get(request.mode)
    head = unit.chain()
    assert head is not None  # the release was chained
    code = new_access_code()
    report = CreditReport(
        number=new_number(PREFIX, office.clock.today()),
        issued_at=at,
        place=source.place,
        regulation=messages.REGULATION.format(title=source.title),
        issuing_body=case.recipient,
        subject=_subject(request.subject, own),
        request=Request(
            requester=_requester(case, reading),
            purpose=request.purpose,
            mode=request.mode,
            clause=cited(law, listed.clause if listed else place.modes.clause),
        ),
        sections=sections(unit, law, place, reading.disclosure.shown, with_changes=own),
        verification_code=code,
        audit_head=f"{head.seq}:{head.hash}",
        silences=tuple(_silences(reading, own)),
        notes=tuple(_notes(unit, law, case, reading, entry)),
    )
    unit.reports.add(
        IssuedReport(report.number, case.jurisdiction, request.subject.id, case.id, entry.id, at, case.recipient,
                     access_hash(report.number, code), content_hash(report))
    )  # fmt: skip
    unit.audit(
        at, actor, "report.issue", "report", report.number, clause=listed.clause if listed else None,
        after={"case": case.id, "query": entry.id, "sha256": content_hash(report)},
    )  # fmt: skip
    return report


def report_pdf(report: CreditReport, font: ReportFont) -> bytes:
    """The report on paper.

    Raises:
        MissingGlyphs: the font lacks a character of the report.
    """
    return render_pdf(report, font)


def content_hash(report: CreditReport) -> str:
    """SHA-256 of the report's JSON form (RFC 8785)."""
    return hashlib.sha256(canonical(as_json(report))).hexdigest()


def verify_report(office: Office, number: str, code: str) -> VerifiedReport:
    """Whether the office issued a report of this number and verification code; nothing of its content is told.

    Raises:
        NotFound: no such report, or the code is another's; which of the two is not said.
    """
    number = number.strip().upper()
    with office.store.read() as unit:
        found = unit.reports.find(number)
    if found is None or not opens(number, code, found.code_hash):
        raise NotFound(messages.WRONG_REPORT)
    place = office.law.jurisdictions[found.jurisdiction]
    return VerifiedReport(number, place, found.issuing_body, found.issued_at, found.content_sha256)


def _subject(subject: Subject, own: bool) -> ReportedSubject:
    """The subject reads its number whole; another sees that of a person partly hidden."""
    hidden = not own and subject.id_kind is not IdKind.USCC
    label = subject.document_name or ID_NUMBERS[subject.id_kind]
    number = subject_number(subject) if hidden else subject.id_number
    return ReportedSubject(SUBJECT_KINDS[subject.kind], subject.name, label, number, hidden)


def _requester(case: Case, reading: CaseReading) -> str:
    name, subject = reading.request.requester.name, reading.request.subject
    if _represented(case):
        return messages.PERSON_WHO_ASKED.format(name=name, subject=subject.name)
    return name


def _represented(case: Case) -> bool:
    return case.applicant.get("applicant_role", SELF) in messages.AGENT_PAPERS


def _silences(reading: CaseReading, own: bool) -> Iterator[str]:
    """What the place's text leaves open about this query: told as silence, filled from nowhere."""
    place, bounds = reading.place, reading.place.authorisation
    points = [place.fee, place.agent] if own else [bounds.written, bounds.purpose, bounds.revocation]
    if not own and reading.request.subject.kind is SubjectKind.NATURAL_PERSON:
        points += [bounds.forced_ban, bounds.lifetime_ban]
    for point in points:
        if point.silent and point.note:
            yield point.note


def _notes(unit: UnitOfWork, law: Law, case: Case, reading: CaseReading, entry: QueryEntry) -> Iterator[str]:
    place, request = reading.place, reading.request
    own = request.mode is Mode.REAL_NAME
    named = place.modes.listed.get(request.mode)
    if named is not None and named.name != MODE_NAMES[request.mode]:
        yield messages.NOTE_MODE_NAME.format(name=named.name)
    if own and place.fee.free:
        yield messages.NOTE_FREE
    for shown in reading.disclosure.shown:
        if unit.records.get(shown.record_id).source is Source.MARKET:
            yield messages.NOTE_MARKET.format(provider=shown.provider, title=shown.title, name=place.market.name)
    keys = list(reading.disclosure.decision.assumptions)
    keys += [_REPRESENTED] if _represented(case) else []
    keys += [_DURING_OBJECTION] if any(one.silences for one in reading.disclosure.shown) else []
    yield from (assumption_line(key, law.assumptions[key]) for key in keys)
    if own:
        yield from _looks(found for found in entries_of(unit, request.subject) if found.id != entry.id)


def _looks(entries: Iterable[QueryEntry]) -> Iterator[str]:
    """The use of one's information (使用情况), which the subject may know: the latest entries of the register."""
    found = tuple(entries)
    if not found:
        yield messages.NOTE_NO_LOOKS
        return
    yield messages.NOTE_LOOKS.format(total=len(found), count=min(len(found), LOOKS_SHOWN))
    for entry in found[:LOOKS_SHOWN]:
        yield messages.NOTE_LOOK.format(
            on=entry.at.astimezone(_BEIJING).date(),
            requester=entry.requester,
            mode=MODE_NAMES[entry.mode],
            purpose=entry.purpose or messages.UNSTATED,
            outcome=messages.LOOK_GRANTED if entry.granted else messages.LOOK_REFUSED,
        )
