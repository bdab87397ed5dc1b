"""查询登记 (the query register): every look at a subject's records is an entry, granted or refused, and stays.

山西 第二十三条第二款:「应当建立公共信用信息查询登记管理制度，明确信息查询权限和程序」; 江西 第二十一条第二项 and 某市 第二十五条
ask for rules of querying. 山西 第四十一条第二款 lets the subject know 「相关使用、评价等情况」: it may read its register.
An entry is written in the transaction of the read. Nothing here, or anywhere, changes or removes one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

from credit_core.messages import disclosure as disclosure_messages
from credit_core.messages import query as messages
from credit_core.model.decisions import Met
from credit_core.model.disclosure import Mode, QueryEntry
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.model.subjects import Capacity, IdKind, Subject, SubjectKind
from credit_core.outside import Determined
from credit_core.rules.disclosed_records import Held, Shown
from credit_core.rules.disclosure import Disclosure, Request
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

_STRANGER = "stranger:"
_NEVER = datetime(1, 1, 1, tzinfo=UTC)  # of a subject that is not stored
_OF_DEPARTMENTS = (Mode.SHARED, Mode.EX_OFFICIO)


@dataclass(frozen=True, slots=True)
class Identified:
    """A subject by its identifier, whether or not the office holds anything about it."""

    kind: IdKind
    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Through which channel a read came, and to which case or authorisation it belongs."""

    channel: str
    case_id: str | None = None
    authorisation_id: str | None = None


@dataclass(frozen=True, slots=True)
class QueryProof:
    """Whether a department's mandatory query is proven. `required` False: the text obliges nobody to query."""

    required: bool
    entry: QueryEntry | None
    clause: ClauseRef
    text: str


def subject_of(unit: UnitOfWork, whose: Identified) -> Subject:
    """The stored subject of an identifier; where there is none, one that is not stored and holds no records.

    A query about somebody unknown is registered too (it may be a mandatory one), under a hash instead of the number.
    """
    found = unit.subjects.one(id_kind=whose.kind, id_number=whose.number)
    if found is not None:
        return found
    kind = SubjectKind.LEGAL_PERSON if whose.kind is IdKind.USCC else SubjectKind.NATURAL_PERSON
    return Subject(_stranger(whose.kind, whose.number), kind, whose.name, whose.kind, whose.number, None, False, None,
                   Capacity.UNKNOWN, _NEVER)  # fmt: skip


def held_records(unit: UnitOfWork, office: Office, subject: Subject, jurisdiction: str) -> tuple[Held, ...]:
    """All records of the subject in the place, oldest first, each with its catalogue entry where one is loaded."""
    outside, today = office.outside(unit), office.clock.today()
    held = []
    for record in unit.records.where(subject_id=subject.id, jurisdiction=jurisdiction, order=("received_at", "number")):
        found = outside.catalogue_entry(jurisdiction, record.item, today) if record.item else None
        held.append(Held(record, found.value.entry if isinstance(found, Determined) else None))
    return tuple(held)


def register(
    unit: UnitOfWork, office: Office, actor: Actor, request: Request, disclosure: Disclosure, where: Where
) -> QueryEntry:
    """Write the entry of one read, in the transaction of the read."""
    place = office.book.disclosure(office.law.regulation(request.jurisdiction, office.clock.today()).document)
    listed = place.modes.listed.get(request.mode)
    activity = place.mandatory.activity(request.activity) if request.activity is not None else None
    clause = activity or (listed.clause if listed else None)
    reasons = [reason.text for reason in disclosure.decision.reasons if reason.met is not Met.MET]
    entry = QueryEntry(
        id=new_id(),
        at=office.clock.now(),
        jurisdiction=request.jurisdiction,
        subject_id=request.subject.id,
        requester=request.requester.name,
        role=request.requester.kind if actor.role is Role.CITIZEN else actor.role,
        mode=request.mode,
        purpose="；".join(filter(None, (request.purpose, request.duty))),
        basis="；".join(filter(None, (str(clause) if clause else "", request.basis.strip()))),
        authorisation_id=where.authorisation_id,
        case_id=where.case_id,
        channel=where.channel,
        granted=disclosure.allowed,
        reason="".join(reasons),
        record_ids=tuple(shown.record_id for shown in disclosure.shown),
        marks=tuple(_marks(disclosure.shown)),
        actor_id=actor.id,
        activity=activity,
    )
    return write(unit, actor, entry, listed.clause if listed else None)


def write(unit: UnitOfWork, actor: Actor, entry: QueryEntry, clause: ClauseRef | None) -> QueryEntry:
    """Add an entry and chain it to the audit; the audit names ids only, no person."""
    unit.queries.add(entry)
    unit.audit(
        entry.at, actor, "query.granted" if entry.granted else "query.refused", "query", entry.id, clause=clause,
        after={"subject": entry.subject_id, "mode": entry.mode.value, "records": list(entry.record_ids)},
    )  # fmt: skip
    return entry


def who_looked(office: Office, subject: Subject | Identified) -> tuple[QueryEntry, ...]:
    """The subject's register, newest first: granted and refused reads, staff's included.

    Who asks must have been identified as the subject before; that is the caller's part.
    """
    with office.store.read() as unit:
        return entries_of(unit, subject)


def entries_of(unit: UnitOfWork, subject: Subject | Identified) -> tuple[QueryEntry, ...]:
    """As `who_looked`, inside a transaction; reads made before the subject was known to the office are among them."""
    if isinstance(subject, Identified):
        subject = subject_of(unit, subject)
    ids = (subject.id, _stranger(subject.id_kind, subject.id_number))
    return unit.queries.where(subject_id=ids, order=("-at", "id"))


def prove_query(
    office: Office, jurisdiction: str, department: str, activity: int, whose: Identified, on: date
) -> QueryProof:
    """The entry that proves a mandatory query for an act of that day, or that there is none.

    山西 第十九条:「有关部门和单位在下列活动中履行职责时应当查询、应用公共信用信息」. The text does not say how long before the act;
    the latest granted query of that department for that class of activity, up to and including the day, is the proof.

    Raises:
        UnknownJurisdiction, NotInForce: no regulation of the place on that day.
    """
    place = office.book.disclosure(office.law.regulation(jurisdiction, on).document)
    clause = place.mandatory.activity(activity)
    if clause is None:
        stated = place.mandatory.items_of is not None
        text = disclosure_messages.NO_SUCH_ACTIVITY.format(number=activity) if stated else place.mandatory.note or ""
        return QueryProof(False, None, place.mandatory.source, text)
    with office.store.read() as unit:
        entries = entries_of(unit, whose)
    zone = office.clock.now().tzinfo
    for entry in entries:
        day = entry.at.astimezone(zone).date()
        if (entry.requester, entry.activity) != (department, clause) or entry.mode not in _OF_DEPARTMENTS:
            continue
        if entry.granted and day <= on:
            return QueryProof(True, entry, clause, messages.PROVEN.format(on=day, department=department))
    return QueryProof(True, None, clause, messages.NOT_PROVEN.format(on=on, department=department))


def _stranger(kind: IdKind, number: str) -> str:
    return _STRANGER + hashlib.sha256(f"{kind}:{number}".encode()).hexdigest()


def _marks(shown: tuple[Shown, ...]) -> list[str]:
    return [f"{one.record_id}:{mark.name}" for one in shown for mark in one.marks]
