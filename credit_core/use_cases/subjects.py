"""Subjects (信用主体), their archives (信用档案), and the persons behind and for them.

One subject per identifier, one archive per subject and place: 「以…为标识建立社会信用主体的信用档案」 (某市 第十条).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from credit_core.errors import BadFiling, Duplicate, Forbidden, NotAllowed, Refused
from credit_core.identity.identifier import Identifier
from credit_core.identity.uscc import CodeQuality, code_quality
from credit_core.law.record_schema import RecordRules
from credit_core.messages import subjects as messages
from credit_core.model.decisions import Decision, Met, Outcome
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.model.subjects import Archive, Capacity, Relation, RelationKind, Subject, SubjectKind
from credit_core.rules.draft import Identity, decided
from credit_core.rules.standing import identified, identifier_rule, standing
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office

UNREADABLE_CODE = "subject.unreadable_code"
"""Act of the audit entry for an organisation's information that came without a valid code (错码)."""

_REGISTRARS = (Role.CASE_OFFICER, Role.REVIEWER, Role.PROVIDER_CLERK, Role.ADMINISTRATOR, Role.SYSTEM)
_FINDERS = (Role.CASE_OFFICER, Role.REVIEWER)
_RESPONSIBLE_KINDS = (
    RelationKind.LEGAL_REPRESENTATIVE,
    RelationKind.PRINCIPAL,
    RelationKind.ACTUAL_CONTROLLER,
    RelationKind.DIRECTLY_RESPONSIBLE,
)
_RESPONSIBLE_PERSONS = "responsible_persons"


@dataclass(frozen=True, slots=True)
class Registered:
    """The subject and its archive here. `again`: the identifier was registered before. `warnings` are sentences.

    `decision` may leave to a person whether a minor is a subject: the archive is there, dishonest records wait.
    """

    subject: Subject
    archive: Archive
    decision: Decision
    again: bool
    warnings: tuple[str, ...] = ()


def register_subject(
    office: Office,
    actor: Actor,
    jurisdiction: str,
    identity: Identity,
    *,
    same_subject: bool = False,
    within: UnitOfWork | None = None,
) -> Registered:
    """Register who has a valid identifier and can be a subject here, and open the archive; the same again finds it.

    `same_subject`: somebody checked that a changed name is the same subject's (更名).

    Raises:
        Refused: the identifier does not check, or who it is is no subject here; carries the Decision.
        Duplicate: the identifier is registered under another name. BadFiling: no name. Forbidden: the role may not.
        UnknownJurisdiction, NotInForce.
    """
    if actor.role not in _REGISTRARS:
        raise Forbidden(messages.STAFF_ONLY)
    if not identity.name.strip():
        raise BadFiling(messages.NAME_MISSING)
    today = office.clock.today()
    place = office.book.record_rules(office.law.regulation(jurisdiction, today).document)
    identifier, checked = identified(identity, place, today)
    known = with_birth_date(identity, identifier)
    checks = (checked, standing(known, place, today))
    decision = decided(found for found in checks if found is not None)
    if identifier is None or decision.outcome not in (Outcome.ALLOWED, Outcome.ASK_OFFICE):
        told = "".join(reason.text for reason in decision.reasons if reason.met is not Met.MET)
        raise Refused(messages.REFUSED.format(reasons=told), decision)
    with office.transaction(within) as unit:
        subject, again = find_or_add(unit, actor, known, identifier, place, office.clock.now(), same_subject)
        archive = archive_of(unit, subject.id, jurisdiction, office.clock.now())
    return Registered(subject, archive, decision, again, identifier.warnings)


def with_birth_date(identity: Identity, identifier: Identifier | None) -> Identity:
    """The identity with the birth date that its resident number holds."""
    if identifier is None or identifier.birth_date is None:
        return identity
    return replace(identity, birth_date=identifier.birth_date)


def find_or_add(
    unit: UnitOfWork,
    actor: Actor,
    identity: Identity,
    identifier: Identifier,
    place: RecordRules,
    at: datetime,
    same_subject: bool = False,
) -> tuple[Subject, bool]:
    """The subject of a checked identifier, added if it is new; whether it was there before.

    Raises:
        Duplicate: it is registered under another name, or the number belongs to another kind of document.
    """
    before = unit.subjects.one(id_kind=identity.id_kind, id_number=identifier.number, lock=True)
    clause = identifier_rule(identity, place).clause
    if before is None:
        made = Subject(
            new_id(), identity.kind, identity.name.strip(), identity.id_kind, identifier.number,
            identifier.document_name, identity.no_resident_number, identity.birth_date, identity.capacity, at,
        )  # fmt: skip
        try:
            added = unit.subjects.add(made)
        except Duplicate:  # somebody registered it at the same moment
            return find_or_add(unit, actor, identity, identifier, place, at, same_subject)
        after = {"kind": added.kind.value, "id_kind": added.id_kind.value}
        unit.audit(at, actor, "subject.register", "subject", added.id, clause=clause, after=after)
        return added, False
    if before.document_name != identifier.document_name:
        raise Duplicate(messages.OTHER_DOCUMENT)
    renamed = before.name != identity.name.strip()
    if renamed and not same_subject:
        raise Duplicate(messages.OTHER_NAME)
    learnt = before.capacity is Capacity.UNKNOWN and identity.capacity is not Capacity.UNKNOWN
    if not (renamed or learnt):
        return before, True
    capacity = identity.capacity if learnt else before.capacity
    changed = unit.subjects.replace(replace(before, name=identity.name.strip(), capacity=capacity))
    changes = {"renamed": renamed, "capacity": capacity.value}
    unit.audit(at, actor, "subject.update", "subject", changed.id, clause=clause, after=changes)
    return changed, True


def archive_of(unit: UnitOfWork, subject_id: str, jurisdiction: str, at: datetime) -> Archive:
    """The subject's archive in the place, opened if there is none."""
    found = unit.archives.one(subject_id=subject_id, jurisdiction=jurisdiction)
    return found or unit.archives.add(Archive(new_id(), subject_id, jurisdiction, at))


def add_relation(
    office: Office,
    actor: Actor,
    subject_id: str,
    kind: RelationKind,
    person_name: str,
    *,
    since: date,
    until: date | None = None,
    person_id: str | None = None,
    person_number: str | None = None,
    proof: str | None = None,
    within: UnitOfWork | None = None,
) -> Relation:
    """Put down who a person is to the subject. Whether it is responsible (负有责任) stays open until an officer finds so.

    What proves an agent or guardian is the office's own rule: no regulation has a procedure for it (A-25).

    Raises:
        BadFiling: no name, or `until` before `since`. Forbidden, NotFound.
    """
    if actor.role not in _REGISTRARS:
        raise Forbidden(messages.STAFF_ONLY)
    if not person_name.strip():
        raise BadFiling(messages.PERSON_NAME_MISSING)
    if until is not None and until < since:
        raise BadFiling(messages.RELATION_BACKWARDS.format(since=since, until=until))
    with office.transaction(within) as unit:
        unit.subjects.get(subject_id)
        made = Relation(
            new_id(), subject_id, kind, person_id, person_name.strip(), person_number, None, proof, since, until
        )
        relation = unit.relations.add(made)
        after = {"relation": kind.value, "since": since}
        unit.audit(office.clock.now(), actor, "subject.relate", "subject", subject_id, after=after)
        return relation


def find_responsible(
    office: Office,
    actor: Actor,
    relation_id: str,
    responsible: bool,
    basis: str,
    jurisdiction: str,
    *,
    within: UnitOfWork | None = None,
) -> Relation:
    """A named officer's finding that a person is, or is not, responsible for what the organisation did.

    Holding the office alone does not make anybody responsible: 「负有责任的法定代表人、主要负责人…」 (江西 第三十三条).

    Raises:
        NotAllowed: the kind of relation is none of those the law names. BadFiling: no basis. Forbidden, NotFound.
    """
    if actor.role not in _FINDERS:
        raise Forbidden(messages.RESPONSIBLE_OFFICER)
    if not basis.strip():
        raise BadFiling(messages.RESPONSIBLE_BASIS)
    listed = office.law.parameter(_RESPONSIBLE_PERSONS, jurisdiction, office.clock.today())
    with office.transaction(within) as unit:
        relation = unit.relations.get(relation_id, lock=True)
        if relation.kind not in _RESPONSIBLE_KINDS:
            raise NotAllowed(messages.NOT_RESPONSIBLE_KIND.format(kind=messages.RELATIONS[relation.kind]))
        changed = unit.relations.replace(replace(relation, responsible=responsible, proof=basis))
        unit.audit(
            office.clock.now(), actor, "subject.responsible", "subject", relation.subject_id,
            clause=listed.source if listed else None,
            before={"responsible": relation.responsible}, after={"responsible": responsible, "relation": relation.id},
        )  # fmt: skip
        return changed


def code_quality_of(office: Office, jurisdiction: str) -> CodeQuality:
    """「全面实施统一社会信用代码制度，降低重错码率」 (晋政办发〔2020〕10号 第8项): organisations' codes in the place (A-48).

    An organisation's information that came without a valid code counts as one bad code each time.
    """
    with office.store.read() as unit:
        archived = {archive.subject_id for archive in unit.archives.where(jurisdiction=jurisdiction)}
        organisations = unit.subjects.where(kind=(SubjectKind.LEGAL_PERSON, SubjectKind.UNINCORPORATED))
        bad = unit.audit_entries.count(act=UNREADABLE_CODE, entity_id=jurisdiction)
        return code_quality([*(found.id_number for found in organisations if found.id in archived), *[""] * bad])
