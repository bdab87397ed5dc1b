"""Disclosure (披露) without a case: what the public may see, what a department reads for its duty, what staff look at.

Each verb ends in an entry of the query register, in the same transaction, also when it refuses: a refusal is returned,
not raised, so that its entry is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from credit_core.errors import BadFiling
from credit_core.identity.characters import compact
from credit_core.messages import disclosure as messages
from credit_core.model.decisions import Met
from credit_core.model.disclosure import Mode, QueryEntry, RequesterKind
from credit_core.model.ids import new_id
from credit_core.model.people import STAFF, Actor, Role
from credit_core.model.records import Record
from credit_core.model.subjects import IdKind, Subject, SubjectKind
from credit_core.rules.desensitising import subject_name, subject_number
from credit_core.rules.disclosed_records import COUNTS, Shown
from credit_core.rules.disclosure import Disclosure, Request, Requester, decide_disclosure
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified, Where, held_records, register, subject_of, write

PUBLIC = Actor(messages.ANONYMOUS, Role.CITIZEN)
"""Any reader of what is public: who it is, is neither asked nor kept."""

MOST_FOUND = 20
WEBSITE = "website"
INTERNAL = "internal"
_DUTY_MODES = (Mode.SHARED, Mode.EX_OFFICIO)
_LOOKERS = (*STAFF, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class PublicSubject:
    """A subject with public records, as anybody may see it: a person's name and number are partly hidden."""

    name: str
    number: str
    records: tuple[Shown, ...]


@dataclass(frozen=True)
class Reading:
    """What a department's officer wants to read, and what he answers for.

    `activity` is the class of activity where querying is mandatory (山西 第十九条, from 1). `findings` are his own:
    within_duty, in_share_scope, and mode_has_basis with `basis` where the text does not list the mode.
    """

    jurisdiction: str
    mode: Mode
    whose: Identified
    purpose: str
    duty: str
    activity: int | None = None
    basis: str = ""
    named: tuple[str, ...] = ()
    findings: Mapping[str, bool] = field(default_factory=dict)
    channel: str = INTERNAL


@dataclass(frozen=True, slots=True)
class Read:
    """The outcome of a read and its entry in the register."""

    disclosure: Disclosure
    entry: QueryEntry


@dataclass(frozen=True, slots=True)
class StaffLook:
    """What an officer saw of a subject in the course of work; nothing of a refused look."""

    records: tuple[Record, ...]
    entry: QueryEntry


def search_public(
    office: Office,
    jurisdiction: str,
    text: str,
    *,
    channel: str = WEBSITE,
    organisations_only: bool = False,
    within: UnitOfWork | None = None,
) -> tuple[PublicSubject, ...]:
    """依法公开: subjects of exactly this name or number that have public records, with those records only.

    Whom nothing is public about is not told from whom nothing is known about. The reader leaves no personal data.
    At most MOST_FOUND subjects of one name are looked at.

    Raises:
        UnknownJurisdiction, NotInForce: no regulation of the place today.
    """
    found = []
    with office.transaction(within) as unit:
        for subject in _matching(unit, text):
            if organisations_only and subject.kind is SubjectKind.NATURAL_PERSON:
                continue
            requester = Requester(messages.PUBLIC_READER, "", RequesterKind.PUBLIC)
            request = Request(Mode.OPEN, jurisdiction, subject, requester, messages.OPEN_PURPOSE)
            read = _read(unit, office, PUBLIC, request, Met.UNKNOWN, channel)
            if shown := read.disclosure.shown:
                found.append(PublicSubject(subject_name(subject), subject_number(subject), shown))
    return tuple(found)


def read_for_duty(office: Office, actor: Actor, reading: Reading, *, within: UnitOfWork | None = None) -> Read:
    """政务共享 or 依职权查询 by an officer of a registered body. The requester is the officer's own body, never another.

    Raises:
        BadFiling: the mode is neither of the two. UnknownJurisdiction, NotInForce.
    """
    if reading.mode not in _DUTY_MODES:
        raise BadFiling(messages.NOT_A_DUTY_MODE)
    with office.transaction(within) as unit:
        name = actor.body or actor.id
        body = None
        if actor.body and actor.role not in (Role.CITIZEN, Role.SYSTEM):
            body = unit.bodies.one(jurisdiction=reading.jurisdiction, name=actor.body)
        request = Request(
            mode=reading.mode,
            jurisdiction=reading.jurisdiction,
            subject=subject_of(unit, reading.whose),
            requester=Requester(name, "", RequesterKind.DEPARTMENT, body),
            purpose=reading.purpose,
            duty=reading.duty,
            activity=reading.activity,
            basis=reading.basis,
            named=reading.named,
            findings=reading.findings,
        )
        return _read(unit, office, actor, request, Met.UNKNOWN, reading.channel)


def look_as_staff(
    office: Office,
    actor: Actor,
    jurisdiction: str,
    subject_id: str,
    purpose: str,
    *,
    case_id: str | None = None,
    within: UnitOfWork | None = None,
) -> StaffLook:
    """An officer's look at the records of a subject in the course of work. It needs a purpose and is an entry as any.

    江西 第二十一条第二项:「明确本单位工作人员的查询权限和查询程序」; 山西 第二十三条第二款 alike. The city's text is silent.
    It is work inside the office, not disclosure: what the officer tells others needs a mode of its own.

    Raises:
        NotFound: no such subject. UnknownJurisdiction, NotInForce.
    """
    with office.transaction(within) as unit:
        subject = unit.subjects.get(subject_id)
        today = office.clock.today()
        place = office.book.disclosure(office.law.regulation(jurisdiction, today).document)
        allowed = actor.role in _LOOKERS and bool(purpose.strip())
        seen = _counting(unit, subject, jurisdiction) if allowed else ()
        entry = QueryEntry(
            id=new_id(),
            at=office.clock.now(),
            jurisdiction=jurisdiction,
            subject_id=subject.id,
            requester=actor.body or actor.id,
            role=actor.role,
            mode=Mode.EX_OFFICIO,
            purpose=purpose.strip(),
            basis=str(place.staff.clause or messages.STAFF_PRACTICE),
            authorisation_id=None,
            case_id=case_id,
            channel=INTERNAL,
            granted=allowed,
            reason="" if allowed else messages.STAFF_REFUSED,
            record_ids=tuple(record.id for record in seen),
            marks=(),
            actor_id=actor.id,
        )
        return StaffLook(seen, write(unit, actor, entry, place.staff.clause))


def _read(unit: UnitOfWork, office: Office, actor: Actor, request: Request, verified: Met, channel: str) -> Read:
    today = office.clock.today()
    place = office.book.disclosure(office.law.regulation(request.jurisdiction, today).document)
    held = held_records(unit, office, request.subject, request.jurisdiction)
    disclosure = decide_disclosure(request, held, None, verified, place, today)
    return Read(disclosure, register(unit, office, actor, request, disclosure, Where(channel)))


def _matching(unit: UnitOfWork, text: str) -> tuple[Subject, ...]:
    name, number = text.strip(), compact(text)
    if not name:
        return ()
    by_number = [unit.subjects.one(id_kind=kind, id_number=number) for kind in IdKind]
    found = {subject.id: subject for subject in by_number if subject is not None}
    found |= {subject.id: subject for subject in unit.subjects.where(name=name, order=("id",), limit=MOST_FOUND)}
    return tuple(found.values())


def _counting(unit: UnitOfWork, subject: Subject, jurisdiction: str) -> tuple[Record, ...]:
    records = unit.records.where(subject_id=subject.id, jurisdiction=jurisdiction, order=("received_at", "number"))
    return tuple(record for record in records if record.validity in COUNTS)
