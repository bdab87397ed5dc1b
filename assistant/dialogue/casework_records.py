"""What a form names by number and this database may hold: linked only where that tells the asker nothing new.

Whoever knows a record's number, its subject's name and its subject's identifier knows whose record it is. In every
other case the words are filed as they were given, with the same answer, and the office locates the record.
"""

from __future__ import annotations

from assistant.dialogue.slots import Slots
from credit_core.use_cases.vocabulary import (
    AuthorisationState,
    IdKind,
    InfoKind,
    Record,
    Source,
    Subject,
    UnitOfWork,
    Validity,
)

_SOURCES = {InfoKind.PUBLIC: Source.PUBLIC, InfoKind.MARKET: Source.MARKET}


def own_record(unit: UnitOfWork, slots: Slots, kind: InfoKind | None = None) -> Record | None:
    """The record named in `record_ref`, if the form names its subject rightly and its place and kind (of `kind`) agree."""
    number = str(slots.get("record_ref", "")).strip().upper()
    record = unit.records.one(number=number) if number else None
    if record is None or record.jurisdiction != slots.get("jurisdiction") or record.validity is Validity.DELETED:
        return None
    if kind in _SOURCES and record.source is not _SOURCES[kind]:
        return None
    return record if _names(unit.subjects.get(record.subject_id), slots) else None


def named_case(unit: UnitOfWork, slots: Slots) -> str | None:
    """The id of the case that a complaint is about, if `case_no` is one of the same place. The complainant is told nothing."""
    number = str(slots.get("case_no", "")).strip().upper()
    case = unit.cases.one(number=number) if number else None
    return case.id if case is not None and case.jurisdiction == slots.get("jurisdiction") else None


def authorisation_for(unit: UnitOfWork, slots: Slots) -> str | None:
    """The id of the subject's latest authorisation in force for this applicant; whether it suffices is decided at the release."""
    subject = _subject(unit, slots)
    number = slots.get("applicant_id")
    if subject is None or not number:
        return None
    found = unit.authorisations.where(
        subject_id=subject.id,
        jurisdiction=slots.get("jurisdiction"),
        requester_number=number,
        requester=slots.get("applicant_name"),
        state=AuthorisationState.ACTIVE,
        order=("-requested_at",),
        limit=1,
    )
    return found[0].id if found else None


def _subject(unit: UnitOfWork, slots: Slots) -> Subject | None:
    kind, number = slots.get("subject_id_type"), slots.get("subject_id")
    if not kind or not number:
        return None
    subject = unit.subjects.one(id_kind=IdKind(kind), id_number=number)
    return subject if subject is not None and _names(subject, slots) else None


def _names(subject: Subject, slots: Slots) -> bool:
    return (subject.name, subject.id_number) == (str(slots.get("subject_name", "")).strip(), slots.get("subject_id"))
