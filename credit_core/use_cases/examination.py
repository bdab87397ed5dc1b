"""What the examination of a draft is put together from, and how it is kept beside the record it became.

The declarations (not the content) and the answer stay with the idempotency key: a held record is examined again later
with the same declarations and what people found since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, cast

from credit_core.audit.canonical import plain
from credit_core.errors import NotInForce
from credit_core.law.outside_fields import Kind
from credit_core.law.outside_schema import CatalogueEntry
from credit_core.model.decisions import Decision, Met, Outcome, Reason
from credit_core.model.records import Record, Validity
from credit_core.model.subjects import Subject
from credit_core.outside import Determined, OutsideData, Undetermined
from credit_core.rules.draft import Declared, Draft, Identity, Intake
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

_LIKE_STATES = (Validity.HELD, Validity.EFFECTIVE, Validity.CORRECTED)
_CLAUSES = ("category", "serious_category")


def intake_of(
    unit: UnitOfWork,
    office: Office,
    draft: Draft,
    *,
    subject_id: str | None = None,
    held: Record | None = None,
    findings: Mapping[str, bool] | None = None,
) -> Intake:
    """The draft with all that it is examined with: the regulation of the event date, document, provider, like records.

    `held` is the record that it already is.

    Raises:
        UnknownJurisdiction: no regulation of the place: it is asked for, never guessed (GEN-01).
        NotFound: there is no such document. LawDataError: two loaded catalogues answer for the event date.
    """
    today = office.clock.today()
    try:
        regulation = office.law.regulation(draft.jurisdiction, draft.event_date or today)
    except NotInForce:
        regulation = office.law.regulation(draft.jurisdiction, today)
    outside = office.outside(unit)
    commencement = regulation.in_force.start
    return Intake(
        draft=draft,
        place=office.book.record_rules(regulation.document),
        outside=outside,
        on=today,
        commencement=commencement,
        document=unit.documents.get(draft.document_id) if draft.document_id else None,
        provider=unit.bodies.one(jurisdiction=draft.jurisdiction, name=draft.provider),
        findings=dict(findings or {}),
        doubles=_like(unit, draft, subject_id, held),
        entry=_entry(outside, draft, commencement),
    )


def draft_of(record: Record, subject: Subject, declared: Declared) -> Draft:
    """A held record as a draft again."""
    identity = Identity(
        subject.kind, subject.name, subject.id_kind, subject.id_number, subject.document_name,
        subject.no_resident_number, subject.birth_date, subject.capacity,
    )  # fmt: skip
    return Draft(
        jurisdiction=record.jurisdiction,
        identity=identity,
        source=record.source,
        record_class=record.record_class,
        title=record.title,
        content=record.content,
        provider=record.provider,
        basis=record.basis,
        event_date=record.event_date,
        item=record.item,
        document_id=record.document_id,
        gravity=record.gravity,
        declared=declared,
    )


def content_hash(draft: Draft) -> str:
    """SHA-256 of everything that was handed in."""
    return hashlib.sha256(json.dumps(asdict(draft), sort_keys=True, default=str).encode()).hexdigest()


def answer_facts(decision: Decision, declared: Declared) -> dict[str, Any]:
    """The declarations and the decision in JSON's own types."""
    reasons = [
        {field.name: plain(getattr(reason, field.name)) for field in fields(Reason)} for reason in decision.reasons
    ]
    return {
        "declared": {field.name: plain(getattr(declared, field.name)) for field in fields(Declared)},
        "outcome": decision.outcome.value,
        "reasons": reasons,
        "assumptions": list(decision.assumptions),
    }


def decision_in(facts: Mapping[str, Any]) -> Decision:
    """The decision that `answer_facts` wrote."""
    reasons = tuple(
        Reason(**{**raw, "met": Met(raw["met"]), "clause": ClauseRef.parse(raw["clause"]) if raw["clause"] else None})
        for raw in facts["reasons"]
    )
    return Decision(Outcome(facts["outcome"]), reasons, assumptions=tuple(facts["assumptions"]))


def declared_in(facts: Mapping[str, Any] | None) -> Declared:
    """The declarations that `answer_facts` wrote; of a record that came another way, none."""
    if not facts or "declared" not in facts:
        return Declared()
    values = {**facts["declared"], "personal_data": tuple(facts["declared"]["personal_data"])}
    for name in _CLAUSES:
        values[name] = ClauseRef.parse(values[name]) if values[name] else None
    return Declared(**values)


def _entry(outside: OutsideData, draft: Draft, start: date) -> Determined[CatalogueEntry] | Undetermined | None:
    if draft.item is None or draft.event_date is None or draft.event_date < start:
        return None
    found = outside.look_up(draft.jurisdiction, Kind.CATALOGUE_ENTRIES, draft.item, draft.event_date)
    return cast("Determined[CatalogueEntry] | Undetermined", found)


def _like(unit: UnitOfWork, draft: Draft, subject_id: str | None, held: Record | None) -> tuple[str, ...]:
    """Numbers of earlier records on the same document in the same class, or of the same day's event of the entry."""
    if subject_id is None:
        return ()
    same = unit.records.where(
        subject_id=subject_id, jurisdiction=draft.jurisdiction, record_class=draft.record_class, validity=_LIKE_STATES
    )
    earlier = (record for record in same if held is None or record.received_at < held.received_at)
    return tuple(record.number for record in earlier if _alike(record, draft))


def _alike(record: Record, draft: Draft) -> bool:
    if (record.document_id, record.item) != (draft.document_id, draft.item):
        return False
    return draft.document_id is not None or record.event_date == draft.event_date
