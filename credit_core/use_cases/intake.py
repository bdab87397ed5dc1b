"""Intake (收录) of records, one at a time: received, then rejected, held or effective (D1-01 to D1-04).

A batch calls `receive_record` once for each of its records, each in a transaction of its own and with a key of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from credit_core.errors import BadFiling, Duplicate, Forbidden, KeyReused, NotAllowed, Refused, StaleVersion
from credit_core.identity.identifier import Identifier
from credit_core.messages import intake as messages
from credit_core.messages import storage as storage_messages
from credit_core.model.cases import Submission
from credit_core.model.decisions import Decision, Met, Outcome
from credit_core.model.ids import RECORD_PREFIX, new_id, new_number
from credit_core.model.people import Actor, Role
from credit_core.model.records import (
    Finding,
    Gravity,
    Record,
    RecordClass,
    Validity,
)
from credit_core.model.subjects import SubjectKind
from credit_core.rules.draft import Draft, Intake
from credit_core.rules.intake import examine, validity_after
from credit_core.rules.recognition import CLASSIFIED, GRADED
from credit_core.rules.standing import identified
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.examination import (
    answer_facts,
    content_hash,
    decision_in,
    declared_in,
    draft_of,
    intake_of,
)
from credit_core.use_cases.office import Office
from credit_core.use_cases.placing import against, owe_push, placed, take_effect
from credit_core.use_cases.record_changes import Ground, erase, take_in
from credit_core.use_cases.subjects import UNREADABLE_CODE, archive_of, find_or_add, with_birth_date
from credit_core.vocabulary import Act
from knowledge.citations.reference import ClauseRef

CONFIDENTIAL = "confidential"
"""Finding that the information touches 国家秘密、商业秘密 or 个人隐私: it is never published."""

_PROVIDERS = (Role.PROVIDER_CLERK, Role.CASE_OFFICER, Role.SYSTEM)
_RELEASERS = (Role.CASE_OFFICER, Role.REVIEWER)
_UNREADABLE_NUMBER = "subject.unreadable_number"


@dataclass(frozen=True, slots=True)
class Received:
    """The record, None where nobody could be identified, and why it stands where it stands. `again`: same key."""

    record: Record | None
    decision: Decision
    again: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What an officer settles when releasing: the answers to questions, and fields that were open. None: as it was."""

    findings: Mapping[str, bool]
    note: str
    gravity: Gravity | None = None
    serious_category: ClauseRef | None = None
    record_class: RecordClass | None = None
    category: ClauseRef | None = None
    document_id: str | None = None
    item: str | None = None


def receive_record(
    office: Office, actor: Actor, draft: Draft, key: str, *, within: UnitOfWork | None = None
) -> Received:
    """Take a record in from its provider: examined at once, with all reasons for it and against it.

    What is rejected leaves no content behind. The same key with the same content gives the same answer.

    Raises:
        Forbidden: not self-declared by a citizen, not the clerk's own body, or the role does not. KeyReused: same key, other content.
        Duplicate: the identifier is registered under another name. UnknownJurisdiction, NotFound (no such document),
        LawDataError (two loaded catalogues answer for the day).
    """
    if actor.role not in _PROVIDERS and not (actor.role is Role.CITIZEN and draft.declared.self_declared):
        raise Forbidden(messages.STAFF_ONLY)
    if actor.role is Role.PROVIDER_CLERK and actor.body is not None and actor.body != draft.provider:
        raise Forbidden(messages.OTHER_PROVIDER.format(body=actor.body))
    with office.transaction(within) as unit:
        asked = content_hash(draft)
        if (before := unit.submissions.find(key)) is not None:
            return _received_before(unit, before, asked)
        intake = intake_of(unit, office, draft)
        identifier, _ = identified(draft.identity, intake.place, intake.on)
        record_id = new_id()
        if identifier is None:
            return _unidentified(unit, office, actor, intake, Submission(key, asked, "", {}, office.clock.now()))
        try:
            unit.submissions.add(Submission(key, asked, record_id, {}, office.clock.now()))
        except Duplicate:
            return _received_before(unit, unit.submissions.get(key), asked)
        record, decision = _examined(unit, office, actor, intake, identifier, record_id)
        answer = {"number": record.number, **answer_facts(decision, draft.declared)}
        unit.submissions.replace(replace(unit.submissions.get(key), response=answer))
        return Received(record, decision)


def release_held(
    office: Office,
    actor: Actor,
    record_id: str,
    settled: Settled,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Received:
    """Settle what held a record, examine it again with every finding so far, and let it take effect.

    What people cannot settle (a document not yet in effect, a condition not met) still refuses. The person who handed the
    record in does not release it.

    Raises:
        Refused: something still speaks against it or is open; carries the Decision, nothing is written.
        NotAllowed: it is not held. BadFiling: no note. Forbidden, NotFound, StaleVersion.
    """
    with office.transaction(within) as unit:
        record = _held(unit, actor, record_id, settled.note, version)
        subject = unit.subjects.get(record.subject_id)
        changed = _filled_in(record, settled)
        submission = unit.submissions.one(case_id=record.id)
        declared = declared_in(submission.response if submission else None)
        declared = replace(
            declared,
            category=settled.category or declared.category,
            serious_category=settled.serious_category or declared.serious_category,
        )
        found = _with_implied(settled)
        before = {past.question: past.met for past in unit.findings.where(record_id=record.id, order=("on",))}
        draft = draft_of(changed, subject, declared)
        intake = intake_of(unit, office, draft, subject_id=subject.id, held=record, findings={**before, **found})
        decision = examine(intake)
        if decision.outcome is not Outcome.ALLOWED:
            raise Refused(messages.NOT_RELEASED.format(reasons=against(decision)), decision)
        at, today = office.clock.now(), office.clock.today()
        unit.findings.add_all(
            Finding(new_id(), record.id, question, met, actor.id, today, settled.note)
            for question, met in found.items()
        )
        reason = messages.RELEASED.format(note=settled.note)
        if settled.record_class is not None:
            reason += messages.RECLASSIFIED.format(name=messages.CLASSES[settled.record_class])
        ground = Ground(actor, today, at, actor.body or record.provider, reason, "D1-04", intake.place.provider.clause)
        return Received(take_effect(unit, changed, intake, ground), decision)


def reject_held(
    office: Office,
    actor: Actor,
    record_id: str,
    note: str,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Record:
    """Refuse a held record: its content is erased, a tombstone stays.

    Raises:
        NotAllowed: it is not held. BadFiling: no note. Forbidden, NotFound, StaleVersion.
    """
    with office.transaction(within) as unit:
        record = _held(unit, actor, record_id, note, version)
        reason = messages.REFUSED_BY_OFFICER.format(note=note)
        ground = Ground(actor, office.clock.today(), office.clock.now(), record.provider, reason, "D1-02", None)
        for duty in unit.duties.where(record_id=record.id, act=Act.COLLECTION, done_on=None, void=False):
            unit.duties.replace(replace(duty, void=True))
        return erase(unit, record, Validity.REJECTED, ground)


def _examined(
    unit: UnitOfWork, office: Office, actor: Actor, intake: Intake, identifier: Identifier, record_id: str
) -> tuple[Record, Decision]:
    at, draft = office.clock.now(), intake.draft
    identity = with_birth_date(draft.identity, identifier)
    subject, _ = find_or_add(unit, actor, identity, identifier, intake.place, at)
    draft = replace(draft, identity=replace(identity, capacity=subject.capacity))
    intake = intake_of(unit, office, draft, subject_id=subject.id)
    decision = examine(intake)
    validity = validity_after(decision)
    archive = archive_of(unit, subject.id, draft.jurisdiction, at)
    kept = validity is not Validity.REJECTED
    received = Record(
        id=record_id,
        number=new_number(RECORD_PREFIX, intake.on),
        jurisdiction=draft.jurisdiction,
        archive_id=archive.id,
        subject_id=subject.id,
        source=draft.source,
        record_class=draft.record_class,
        gravity=draft.gravity,
        item=draft.item,
        title=draft.title if kept else "",
        content=dict(draft.content) if kept else {},
        provider=draft.provider,
        basis=draft.basis,
        event_date=draft.event_date,
        document_id=draft.document_id,
        received_at=at,
        pushed_at=None,
    )
    clause = intake.place.provider.clause
    ground = Ground(actor, intake.on, at, draft.provider, messages.RECEIVED, "D1-01", clause)
    record = take_in(unit, received, ground)
    if kept:
        owe_push(unit, office, record, at)
    if draft.declared.secret and kept:
        note = messages.CONFIDENTIAL
        unit.findings.add(Finding(new_id(), record.id, CONFIDENTIAL, True, actor.id, intake.on, note))
    return placed(unit, record, intake, decision, ground), decision


def _unidentified(unit: UnitOfWork, office: Office, actor: Actor, intake: Intake, submission: Submission) -> Received:
    """Nobody can be filed under a number that does not check: the refusal stays, with neither name nor content."""
    decision = examine(intake)
    unit.submissions.add(replace(submission, response=answer_facts(decision, intake.draft.declared)))
    organisation = intake.draft.identity.kind is not SubjectKind.NATURAL_PERSON
    unit.audit(
        office.clock.now(), actor, UNREADABLE_CODE if organisation else _UNREADABLE_NUMBER,
        "intake", intake.draft.jurisdiction, clause=decision.reasons[0].clause,
        after={"provider": intake.draft.provider, "reasons": [r.rule for r in decision.reasons if r.met is not Met.MET]},
    )  # fmt: skip
    return Received(None, decision)


def _received_before(unit: UnitOfWork, before: Submission, asked: str) -> Received:
    if before.request_hash != asked:
        raise KeyReused(messages.KEY_REUSED)
    record = unit.records.find(before.case_id) if before.case_id else None
    return Received(record, decision_in(before.response), again=True)


def _held(unit: UnitOfWork, actor: Actor, record_id: str, note: str, version: int | None) -> Record:
    if actor.role not in _RELEASERS:
        raise Forbidden(messages.RELEASE_ROLE)
    if not note.strip():
        raise BadFiling(messages.REASON_MISSING)
    record = unit.records.get(record_id, lock=True)
    if version is not None and record.version != version:
        raise StaleVersion(storage_messages.STALE.format(what=storage_messages.NAMES["record"]))
    if record.validity is not Validity.HELD:
        raise NotAllowed(messages.NOT_HELD)
    if any(change.actor_id == actor.id for change in unit.changes.where(record_id=record.id, limit=1, order=("at",))):
        raise Forbidden(messages.SECOND_PERSON)
    return record


def _filled_in(record: Record, settled: Settled) -> Record:
    return replace(
        record,
        gravity=settled.gravity or record.gravity,
        record_class=settled.record_class or record.record_class,
        document_id=settled.document_id or record.document_id,
        item=settled.item or record.item,
    )


def _with_implied(settled: Settled) -> dict[str, bool]:
    """Stating a gravity or a class is itself the finding."""
    found = dict(settled.findings)
    if settled.gravity is not None:
        found.setdefault(GRADED, True)
    if settled.record_class is not None:
        found.setdefault(CLASSIFIED, True)
    return found
