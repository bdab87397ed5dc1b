"""One's own records (我的信用信息) with their source, axes, marks and the reason of each change. Reading them is registered.

山西 第四十一条第二款:「有权知晓自身信用报告载明的信息来源和变动理由」; the city 第四十条 and 江西 第三十八条第一款 alike. What is shown is
what a credit report on oneself would show: the same rule decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from credit_core.errors import NotFound
from credit_core.messages import desk_records as desk_messages
from credit_core.messages import mine as messages
from credit_core.messages import query as query_messages
from credit_core.model.decisions import Met
from credit_core.model.disclosure import Mode, RequesterKind
from credit_core.model.people import Actor
from credit_core.model.records import Record
from credit_core.model.subjects import IdKind, Subject
from credit_core.reports.report import Cited, ReportedRecord
from credit_core.rules.disclosed_records import Held, Shown
from credit_core.rules.disclosure import Disclosure, Request, Requester, decide_disclosure
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.mine.looks import OwnLook, looks_at
from credit_core.use_cases.mine.person import own_subject
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified, Where, held_records, register, subject_of
from credit_core.use_cases.report_records import cited, sections
from credit_core.use_cases.retention import retention_end

CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record as its subject reads it.

    Attributes:
        reported: as a credit report states it. source_name: 公共 or 市场信用信息.
        validity, publicity, sharing: the three axes, in Chinese; none stands for another.
        received_at: when the platform received it (归集). retention: until when it is kept, or why that is not known.
    """

    id: str
    place: str
    reported: ReportedRecord
    source_name: str
    basis: str
    validity: str
    publicity: str
    sharing: str
    received_at: datetime
    publicity_start: date | None
    retention: str


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What is held in one place, under its clause on one's own query; `refused`: why nothing is shown."""

    jurisdiction: str
    place: str
    clause: Cited
    records: tuple[OwnRecord, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A body that received the record, and what it confirmed of a change."""

    body: str
    received_at: datetime
    told_at: datetime | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OneRecord:
    """One record with who received it and who looked at it."""

    record: OwnRecord
    passed: tuple[Passed, ...]
    looks: tuple[OwnLook, ...]


def own_records(office: Office, actor: Actor, whose: Identified) -> tuple[OwnPlace, ...]:
    """All that is held about oneself, by place; empty where nothing is held. Either is an entry of the register.

    Places that hold something have an entry each; where none does, every place was asked, and has one.
    """
    with office.transaction() as unit:
        held = {place: held_records(unit, office, subject_of(unit, whose), place) for place in office.law.jurisdictions}
        asked = [place for place, found in held.items() if found] or list(held)
        read = [_read(unit, office, actor, whose, place, held[place]) for place in asked]
        return tuple(one for one in read if held[one.jurisdiction])


def own_record(office: Office, actor: Actor, whose: Identified, record_id: str) -> OneRecord:
    """One of one's own records; an entry of the register.

    Raises:
        NotFound: there is none, it is somebody else's, or it is not shown.
    """
    with office.transaction() as unit:
        subject, record = own_subject(unit, whose), unit.records.find(record_id)
        if subject is None or record is None or record.subject_id != subject.id:
            raise NotFound(messages.NOT_YOURS)
        place = record.jurisdiction
        read = _read(unit, office, actor, whose, place, held_records(unit, office, subject, place), record_id)
        if not read.records:
            raise NotFound(messages.NOT_YOURS)
        passed = unit.recipients.where(record_id=record_id, order=("received_at", "body"))
        return OneRecord(
            read.records[0],
            tuple(Passed(one.body, one.received_at, one.told_at, one.confirmed_at) for one in passed),
            looks_at(unit, office, subject, record_id),
        )


def _read(
    unit: UnitOfWork,
    office: Office,
    actor: Actor,
    whose: Identified,
    jurisdiction: str,
    held: tuple[Held, ...],
    record_id: str | None = None,
) -> OwnPlace:
    """Decide what is shown by the law of today, and write the entry."""
    today, subject = office.clock.today(), subject_of(unit, whose)
    place = office.book.disclosure(office.law.regulation(jurisdiction, today).document)
    request = Request(
        mode=Mode.REAL_NAME,
        jurisdiction=jurisdiction,
        subject=subject,
        requester=Requester(whose.name, whose.number, _kind(whose)),
        purpose=query_messages.OWN_PURPOSE,
        named=(record_id,) if record_id else (),
    )
    disclosure = decide_disclosure(request, held, None, Met.MET, place, today)
    register(unit, office, actor, request, disclosure, Where(CHANNEL))
    records = []
    for shown in disclosure.shown:
        parts = sections(unit, office.law, place, (shown,), with_changes=True)
        (reported,) = (one for part in parts for one in part.records)
        records.append(_record(unit, office, subject, shown, reported))
    return OwnPlace(
        jurisdiction,
        office.law.jurisdictions[jurisdiction],
        cited(office.law, place.own_query.clause or place.modes.clause),
        tuple(records),
        tuple(_refusals(disclosure)),
    )


def _refusals(disclosure: Disclosure) -> list[str]:
    if disclosure.allowed:
        return []
    return [reason.text for reason in disclosure.decision.reasons if reason.met is not Met.MET]


def _record(unit: UnitOfWork, office: Office, subject: Subject, shown: Shown, reported: ReportedRecord) -> OwnRecord:
    record, states = unit.records.get(shown.record_id), query_messages.STATES
    assert record.subject_id == subject.id  # nothing of anybody else ever leaves here
    return OwnRecord(
        id=record.id,
        place=office.law.jurisdictions[record.jurisdiction],
        reported=reported,
        source_name=desk_messages.SOURCES[record.source],
        basis=record.basis,
        validity=states.get(record.validity, record.validity),
        publicity=states.get(reported.publicity.state, reported.publicity.state),
        sharing=states.get(record.sharing, record.sharing),
        received_at=record.received_at,
        publicity_start=record.publicity_start,
        retention=_retention(unit, office, record),
    )


def _retention(unit: UnitOfWork, office: Office, record: Record) -> str:
    """Until when it is kept (保存期限), from loaded data only."""
    end = retention_end(unit, office, record)
    if end.day is not None:
        return desk_messages.KEPT_UNTIL.format(end=end.day)
    return end.note or messages.NO_RETENTION


def _kind(whose: Identified) -> RequesterKind:
    return RequesterKind.ORGANISATION if whose.kind is IdKind.USCC else RequesterKind.PERSON
