"""Recognition of dishonest conduct (失信行为认定): the class and 项, the document it rests on, its gravity.

Recognition itself is a deed of the competent department; here is only checked that it was done as the place's text asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from credit_core.law.record_schema import Admission, Kind
from credit_core.messages import intake as messages
from credit_core.model.decisions import Met
from credit_core.model.records import DocumentKind, DocumentState, Gravity, LegalDocument
from credit_core.outside import Determined
from credit_core.rules.draft import Checked, Intake, check
from knowledge.citations.reference import ClauseRef

CLASSIFIED = "classified"
"""Question to an officer: is this the class the information belongs to."""

DOCUMENT_ADMITTED = "document_admitted"
"""Question to an officer: may the recognition rest on this, where the list is permissive (山西 「可以作为」)."""

STILL_SUPPORTED = "still_supported"
"""Question to an officer: does the changed document still carry the record."""

GRADED = "graded"
"""Question to an officer: is the gravity as stated."""


def category(intake: Intake) -> ClauseRef | None:
    """The 项 that the information belongs to: as the provider says, or as the catalogue entry does."""
    if intake.draft.declared.category is not None:
        return intake.draft.declared.category
    rule = intake.place.classes.get(intake.draft.record_class)
    listed = intake.entry.value.category if isinstance(intake.entry, Determined) else None
    return listed if rule and listed in {kind.clause for kind in rule.kinds} else None


def classified(intake: Intake) -> Iterator[Checked]:
    """「公共信用信息按照记录的内容分为基础信息、优良信息和失信信息」 (江西 第十二条第二款): class, and 项 where the text lists any."""
    if not intake.public:
        return
    place, name = intake.place, messages.CLASSES[intake.draft.record_class]
    rule = place.classes.get(intake.draft.record_class)
    if rule is None:
        if place.classes_closed:
            any_rule = next(iter(place.classes.values()))
            yield check(any_rule, intake.found(CLASSIFIED), messages.NO_SUCH_CLASS.format(name=name), cited=False)
        return
    if not rule.kinds:
        yield check(rule, Met.MET, messages.CLASSED.format(name=rule.name))
        return
    item = category(intake)
    if item is None:
        yield check(rule, Met.NOT_MET, messages.ITEM_MISSING.format(name=rule.name), missing=messages.ITEM)
        return
    kind = next((kind for kind in rule.kinds if kind.clause == item), None)
    if kind is None:
        yield check(rule, Met.NOT_MET, messages.ITEM_FOREIGN.format(name=rule.name))
        return
    yield check(rule, Met.MET, messages.CLASSED.format(name=rule.name))
    yield from _kind_demands(intake, kind)


def _kind_demands(intake: Intake, kind: Kind) -> Iterator[Checked]:
    rule = intake.place.classes[intake.draft.record_class]
    if kind.document is not None and (intake.document is None or intake.document.kind is not kind.document):
        name = messages.DOCUMENTS[kind.document]
        yield check(rule, Met.NOT_MET, messages.ITEM_NEEDS_DOCUMENT.format(document=name), missing=name)
    if kind.question is not None:
        found = intake.found(kind.question)
        yield check(rule, found, messages.ABLE_TO_PERFORM[found])


def documented(intake: Intake) -> Iterator[Checked]:
    """「应当以具有法律效力的文书为依据」 (江西 第十五条第三款): of a kind the place admits, and in effect on the day."""
    if not (intake.dishonest and intake.public):
        return
    point, document = intake.place.documents, intake.document
    if document is None:
        if point.admission is Admission.PERMISSIVE:
            yield check(point, intake.found(DOCUMENT_ADMITTED), messages.NO_DOCUMENT_PERMISSIVE)
        else:
            yield check(point, Met.NOT_MET, messages.NO_DOCUMENT, missing=messages.DOCUMENT)
        return
    yield _admitted(intake, document)
    yield _in_effect(intake, document)


def _admitted(intake: Intake, document: LegalDocument) -> Checked:
    point, name = intake.place.documents, messages.DOCUMENTS[document.kind]
    other = document.kind is DocumentKind.OTHER
    if point.admission is Admission.ANY or not other or document.basis:
        if other and document.basis:
            return check(point, Met.MET, messages.DOCUMENT_BY_RULE.format(basis=document.basis))
        return check(point, Met.MET, messages.DOCUMENT_ADMITTED.format(name=name))
    if point.admission is Admission.CLOSED:
        return check(point, Met.NOT_MET, messages.DOCUMENT_NOT_LISTED, missing=messages.DOCUMENT_BASIS)
    return check(point, intake.found(DOCUMENT_ADMITTED), messages.DOCUMENT_UNLISTED)


def _in_effect(intake: Intake, document: LegalDocument) -> Checked:
    """F-11: 「发生法律效力的行政处罚信息」 — the day it took effect counts, never the day it was issued (A-15)."""
    point = intake.place.documents
    if document.state in (DocumentState.REVOKED, DocumentState.INVALID):
        return check(point, Met.NOT_MET, messages.DOCUMENT_GONE[document.state])
    if document.state is DocumentState.CHANGED:
        return check(point, intake.found(STILL_SUPPORTED), messages.DOCUMENT_CHANGED)
    if document.effective_on is None:
        return check(point, Met.UNKNOWN, messages.EFFECT_UNKNOWN)
    if document.effective_on > intake.on:
        return check(point, Met.NOT_MET, messages.NOT_YET_IN_EFFECT.format(day=document.effective_on))
    return check(point, Met.MET, messages.IN_EFFECT.format(day=document.effective_on))


def belongs_to_public(intake: Intake) -> Iterator[Checked]:
    """山西 第二十七条第二款:「其失信信息应当依法纳入公共信用信息管理」: recognised dishonesty is no non-public information."""
    point = intake.place.recognised_public
    if intake.dishonest and not intake.public and intake.document is not None and not point.silent:
        yield check(point, intake.found(CLASSIFIED), messages.RECOGNISED_IS_PUBLIC)


def graded(intake: Intake) -> Iterator[Checked]:
    """一般 or 严重 is a person's finding; serious conduct is not yet a listing (A-16)."""
    if not (intake.dishonest and intake.public):
        return
    point, gravity, declared = intake.place.gravity, intake.draft.gravity, intake.draft.declared
    if gravity is None:
        if point.required:
            yield check(point, Met.UNKNOWN, messages.GRADE_MISSING)
        return
    if point.silent:
        yield check(point, intake.found(GRADED), messages.NO_GRADES)
        return
    if gravity is Gravity.SERIOUS and declared.serious_category not in point.serious:
        yield check(point, Met.NOT_MET, messages.SERIOUS_ITEM_MISSING, missing=messages.SERIOUS_ITEM)
        return
    found = Met.MET if declared.graded_by else intake.found(GRADED)
    yield check(point, found, messages.GRADED[found].format(name=messages.GRAVITIES[gravity]))
