"""A subject, its record and who wants to read it, as plain values for the rules of disclosure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from credit_core.identity.synthetic import resident_number, unified_code
from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.model.decisions import Met
from credit_core.model.disclosure import Authorisation, AuthorisationState, Mode, RequesterKind
from credit_core.model.records import Publicity, Record, RecordClass, Sharing, Source, Validity
from credit_core.model.subjects import Body, Capacity, IdKind, Subject, SubjectKind
from credit_core.procedures.book import load_procedures
from credit_core.rules.disclosed_records import Held
from credit_core.rules.disclosure import Disclosure, Request, Requester, decide_disclosure

TODAY = date(2026, 11, 20)
MOMENT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
BOOK = load_procedures()
PLACES = ("shanxi", "city", "jiangxi")
DEPARTMENT = "示例县市场监督管理局"
BANK = "示例市远溪银行"
BANK_CODE = unified_code(Random(77))

PERSON = Subject("subject-1", SubjectKind.NATURAL_PERSON, "林静远", IdKind.RESIDENT_ID,
                 resident_number(Random(5), date(1980, 5, 6)), None, False, date(1980, 5, 6), Capacity.FULL, MOMENT)  # fmt: skip
FIRM = Subject("subject-2", SubjectKind.LEGAL_PERSON, "示例市云杉建材有限公司", IdKind.USCC, unified_code(Random(6)),
               None, False, None, Capacity.UNKNOWN, MOMENT)  # fmt: skip


def place_of(jurisdiction: str) -> DisclosureFile:
    """What the place's regulation says on disclosure."""
    return BOOK.disclosure(BOOK.law.regulation(jurisdiction, TODAY).document)


def record(subject: Subject = PERSON, jurisdiction: str = "shanxi", **changes: Any) -> Record:
    """A public, shared, effective penalty record."""
    made = Record(
        id="record-1",
        number="R-1",
        jurisdiction=jurisdiction,
        archive_id="archive-1",
        subject_id=subject.id,
        source=Source.PUBLIC,
        record_class=RecordClass.DISHONEST,
        gravity=None,
        item=None,
        title="行政处罚",
        content={"处罚结果": "警告"},
        provider=DEPARTMENT,
        basis="示例目录",
        event_date=date(2026, 3, 2),
        document_id=None,
        received_at=MOMENT,
        pushed_at=MOMENT,
        validity=Validity.EFFECTIVE,
        held_for=None,
        publicity=Publicity.PUBLIC,
        publicity_start=date(2026, 3, 10),
        publicity_end=None,
        publicity_note=None,
        sharing=Sharing.SHARED,
        objection_marks=0,
        repair_mark=False,
        masked=False,
        serious_list=None,
    )
    return replace(made, **changes)


def body(jurisdiction: str, roles: tuple[str, ...] = ("provider",), *, active: bool = True) -> Body:
    """A registered department."""
    return Body("body-1", jurisdiction, DEPARTMENT, roles, active)


def department(jurisdiction: str) -> Requester:
    """A department that asks."""
    return Requester(DEPARTMENT, "", RequesterKind.DEPARTMENT, body(jurisdiction))


def bank(kind: RequesterKind = RequesterKind.ORGANISATION) -> Requester:
    """A bank that asks."""
    return Requester(BANK, BANK_CODE, kind)


def itself(subject: Subject = PERSON) -> Requester:
    """The subject asking for its own."""
    return Requester(subject.name, subject.id_number, RequesterKind.PERSON)


def authorisation(jurisdiction: str = "shanxi", subject: Subject = PERSON, **changes: Any) -> Authorisation:
    """A written authorisation for the bank: dishonest records, for a loan, until the year's end."""
    made = Authorisation(
        id="authorisation-1",
        jurisdiction=jurisdiction,
        subject_id=subject.id,
        requester=BANK,
        requester_number=BANK_CODE,
        purpose="审核贷款申请",
        scope=("dishonest",),
        written=True,
        document_hash="00",
        requested_at=MOMENT,
        granted_on=date(2026, 11, 1),
        expires_on=date(2026, 12, 31),
        most_uses=None,
        uses=0,
        revoked_on=None,
        state=AuthorisationState.ACTIVE,
        provider_consent=None,
    )
    return replace(made, **changes)


def disclose(
    request: Request,
    *records: Record,
    given: Authorisation | None = None,
    verified: Met = Met.UNKNOWN,
    on: date = TODAY,
) -> Disclosure:
    """The decision on one read of these records."""
    held = [Held(one) for one in records]
    return decide_disclosure(request, held, given, verified, place_of(request.jurisdiction), on)


def request(mode: Mode, jurisdiction: str = "shanxi", subject: Subject = PERSON, **changes: Any) -> Request:
    """A request that lacks nothing for its mode where the place lists it."""
    readers = {
        Mode.OPEN: Requester("社会公众", "", RequesterKind.PUBLIC),
        Mode.SHARED: department(jurisdiction),
        Mode.EX_OFFICIO: department(jurisdiction),
        Mode.REAL_NAME: itself(subject),
        Mode.AUTHORISED: bank(),
    }
    of_duty = mode in (Mode.SHARED, Mode.EX_OFFICIO)
    made = Request(
        mode=mode,
        jurisdiction=jurisdiction,
        subject=subject,
        requester=readers[mode],
        purpose="审核贷款申请" if mode is Mode.AUTHORISED else "核查许可条件" if of_duty else "",
        duty="行政许可" if of_duty else "",
        findings={"within_duty": True} if of_duty else {},
    )
    return replace(made, **changes)
