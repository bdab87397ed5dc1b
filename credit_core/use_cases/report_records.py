"""One record as a credit report (信用报告) states it: its source, its document, its marks, and of each change the reason.

山西 第四十一条第二款:「有权知晓自身信用报告载明的信息来源和变动理由」; the city 第四十条 and 江西 第三十八条第一款 alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.messages import disclosure as disclosure_messages
from credit_core.messages import query as messages
from credit_core.messages import records as record_messages
from credit_core.model.records import (
    Axis,
    LegalDocument,
    Publicity,
    Record,
    RecordChange,
    RecordClass,
)
from credit_core.parameters import Law
from credit_core.reports.report import (
    Change,
    Cited,
    Field,
    Mark,
    PublicityStatus,
    ReportedDocument,
    ReportedRecord,
    Section,
)
from credit_core.rules.disclosed_records import Shown, ShownMark
from credit_core.storage.unit_of_work import UnitOfWork
from knowledge.citations.reference import ClauseRef

_PERIOD = "publicity_period"


def sections(
    unit: UnitOfWork, law: Law, place: DisclosureFile, shown: Iterable[Shown], *, with_changes: bool
) -> tuple[Section, ...]:
    """All shown records by class, under the place's own headings; a class without any is an empty section.

    `with_changes`: the subject itself reads why its records changed; nobody else does.
    """
    by_class: dict[RecordClass, list[ReportedRecord]] = {kind: [] for kind in RecordClass}
    for one in shown:
        record = unit.records.get(one.record_id)
        changes = unit.changes.where(record_id=record.id, order=("at", "id"))
        document = unit.documents.find(record.document_id) if record.document_id else None
        by_class[one.record_class].append(_reported(law, place, one, record, document, changes, with_changes))
    return tuple(Section(kind, place.headings[kind].title, tuple(records)) for kind, records in by_class.items())


def cited(law: Law, ref: ClauseRef) -> Cited:
    """The clause by its id and as a reader names it."""
    return Cited(ref, law.citation(ref))


def _reported(
    law: Law,
    place: DisclosureFile,
    one: Shown,
    record: Record,
    document: LegalDocument | None,
    changes: tuple[RecordChange, ...],
    with_changes: bool,
) -> ReportedRecord:
    heading = place.headings[one.record_class].title
    if one.gravity is not None:
        heading = messages.CLASS_WITH_GRAVITY.format(title=heading, gravity=messages.GRAVITY[one.gravity])
    marks = {mark.name: mark for mark in one.marks}

    def mark(name: str, axis: Axis | None) -> Mark | None:
        found = marks.get(name)
        return None if found is None else _mark(law, found, _since(changes, axis))

    return ReportedRecord(
        number=one.number,
        title=one.title or messages.UNTITLED,
        class_name=heading,
        content=tuple(Field(label, value) for label, value in one.fields),
        source=one.provider,
        document=_document(document),
        event_date=one.event_date,
        publicity=_publicity(law, place, record),
        sharing=record.sharing,
        objection_mark=mark(disclosure_messages.OBJECTION_MARK, Axis.OBJECTION_MARK),
        repair_mark=mark(disclosure_messages.REPAIR_MARK, Axis.REPAIR_MARK),
        serious_list_mark=mark(disclosure_messages.SERIOUS_MARK, None),
        changes=tuple(_change(law, change) for change in changes) if with_changes else (),
        silences=one.silences,
    )


def _mark(law: Law, found: ShownMark, since: date | None) -> Mark:
    return Mark(found.name, found.words, since, cited(law, found.clause))


def _since(changes: Iterable[RecordChange], axis: Axis | None) -> date | None:
    """The day from which the mark has stood without a break: the first one set after the last that took all away."""
    since, standing = None, 0
    for change in changes:
        if change.axis is not axis:
            continue
        standing += 1 if change.after == record_messages.YES else -1
        if standing <= 0:
            since, standing = None, 0
        elif since is None:
            since = change.on
    return since


def _document(document: LegalDocument | None) -> ReportedDocument | None:
    if document is None:
        return None
    kind = messages.DOCUMENT_KINDS[document.kind]
    return ReportedDocument(kind, document.number, document.issuer, document.effective_on)


def _publicity(law: Law, place: DisclosureFile, record: Record) -> PublicityStatus:
    """No end is ever made up: where none is determined, the reason is told in the words of the law data."""
    state = Publicity.MASKED if record.masked else record.publicity
    if record.publicity_end is not None:
        return PublicityStatus(state, record.publicity_end, record.publicity_note)
    if state is not Publicity.PUBLIC:
        return PublicityStatus(state, None, record.publicity_note or messages.NO_END_NEEDED)
    parameter = law.document(place.document).parameters.get(_PERIOD)
    reason = parameter.undetermined if parameter and parameter.undetermined else messages.NO_PERIOD_LOADED
    return PublicityStatus(state, None, record.publicity_note or messages.NO_END_DETERMINED.format(reason=reason))


def _change(law: Law, change: RecordChange) -> Change:
    what = messages.CHANGED.format(
        axis=messages.AXES[change.axis],
        before=messages.STATES.get(change.before, change.before) or messages.NOTHING,
        after=messages.STATES.get(change.after, change.after) or messages.NOTHING,
    )
    return Change(change.on, what, change.reason, change.source, cited(law, change.clause) if change.clause else None)
