"""Intake (收录) of one record: every check of the place's rules, each with its clause. Nothing here writes.

What fails is sent back to the provider with all its reasons at once; what only a person or data not loaded can settle is
held; only what passes every check takes effect. A batch is this, once for each of its records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from credit_core.law.record_schema import Rule
from credit_core.messages import intake as messages
from credit_core.model.decisions import Decision, Met, Outcome
from credit_core.model.records import RecordClass, Validity
from credit_core.outside import Determined, Undetermined
from credit_core.rules.draft import Checked, Intake, check, decided
from credit_core.rules.forbidden import personal_data
from credit_core.rules.leniency import excluded, lenient
from credit_core.rules.recognition import CLASSIFIED, belongs_to_public, classified, documented, graded
from credit_core.rules.standing import HAS_CAPACITY, identified, standing

PROVIDER_KNOWN = "provider_known"
CATALOGUE_ENTRY = "catalogue_entry"
REGULATION_APPLIES = "regulation_applies"
LAWFUL_MEANS = "lawful_means"
REVIEWED = "reviewed"
NOT_DOUBLE = "not_double"
"""Questions to an officer, each answered by a named finding."""

_BEFORE_THE_REGULATION = "GEN-02"


def examine(intake: Intake) -> Decision:
    """Whether the record may be taken in, rule by rule.

    An event before the regulation's commencement is undetermined and nothing else is asked of it (GEN-02).
    """
    draft = intake.draft
    if draft.event_date is not None and draft.event_date < intake.commencement:
        text = messages.BEFORE_COMMENCEMENT.format(on=draft.event_date, start=intake.commencement)
        early = Rule(rule=_BEFORE_THE_REGULATION, nearest=intake.place.provider.source, note=text)
        return decided([check(early, Met.UNKNOWN, text, undetermined=True)])
    return decided(checked for examined in CHECKS for checked in examined(intake))


def validity_after(decision: Decision) -> Validity:
    """D1-02 to D1-04: what the applicant or the law says no to is rejected, what somebody must settle is held."""
    if decision.outcome is Outcome.ALLOWED:
        return Validity.EFFECTIVE
    if decision.outcome in (Outcome.ASK_OFFICE, Outcome.UNDETERMINED):
        return Validity.HELD
    return Validity.REJECTED


def _identity(intake: Intake) -> Iterator[Checked]:
    yield identified(intake.draft.identity, intake.place, intake.on)[1]


def _standing(intake: Intake) -> Iterator[Checked]:
    """Who was no subject on the day of the event gets no dishonest record; of other information a person decides."""
    day = intake.draft.event_date or intake.on
    found = standing(intake.draft.identity, intake.place, day, intake.found(HAS_CAPACITY))
    if found is None:
        return
    if found.reason.met is Met.NOT_MET and not intake.dishonest:
        yield check(intake.place.standing, intake.found(HAS_CAPACITY), found.reason.text)
    else:
        yield found


def _provenance(intake: Intake) -> Iterator[Checked]:
    """「并对所推送的信用信息的合法性、真实性、准确性和完整性负责」 (山西 第十七条): from whom, on what basis, of which day."""
    draft, point = intake.draft, intake.place.provider if intake.public else intake.place.market_basis
    if draft.event_date is None:
        yield check(point, Met.NOT_MET, messages.EVENT_DATE_MISSING, missing=messages.EVENT_DATE, cited=False)
    elif draft.event_date > intake.on:
        text = messages.EVENT_IN_FUTURE.format(on=draft.event_date, today=intake.on)
        yield check(point, Met.NOT_MET, text, missing=messages.EVENT_DATE, cited=False)
    if not draft.declared.self_declared:
        yield _provider(intake, point)
    basis = intake.place.recognition if intake.dishonest and intake.public else point
    if draft.basis.strip():
        yield check(basis, Met.MET, messages.BASIS_GIVEN.format(basis=draft.basis))
    else:
        yield check(basis, Met.NOT_MET, messages.BASIS_MISSING, missing=messages.BASIS)


def _provider(intake: Intake, point: Rule) -> Checked:
    name = intake.draft.provider
    if intake.provider is None:
        return check(point, intake.found(PROVIDER_KNOWN), messages.PROVIDER_UNKNOWN.format(name=name), cited=False)
    if not intake.provider.active:
        return check(point, Met.NOT_MET, messages.PROVIDER_INACTIVE.format(name=name), cited=False)
    return check(point, Met.MET, messages.PROVIDER_ACTIVE.format(name=name))


def _other_law(intake: Intake) -> Iterator[Checked]:
    """「法律、行政法规对征信、企业信息公示等另有规定的，从其规定」 (某市 第三条第二款). Silent places say nothing of it."""
    kind, point = intake.draft.declared.other_law, intake.place.other_law
    if kind:
        text = messages.OTHER_LAW.format(kind=kind) if not point.silent else point.note or ""
        yield check(point, intake.found(REGULATION_APPLIES), text)


def _means(intake: Intake) -> Iterator[Checked]:
    """「不得以欺诈、窃取、利诱、胁迫、侵入计算机信息系统等非法手段采集」 (江西 第四条第三款): a finding, never a suspicion of ours."""
    found = intake.found(LAWFUL_MEANS)
    if intake.draft.declared.unlawful_means or found is Met.NOT_MET:
        yield check(intake.place.means, Met.NOT_MET, messages.UNLAWFUL_MEANS)
    elif found is Met.MET:
        yield check(intake.place.means, Met.MET, messages.MEANS_FOUND)


def _catalogue(intake: Intake) -> Iterator[Checked]:
    """「公共信用信息实行目录制管理」: an entry in force on the event date. A catalogue not loaded decides nothing."""
    if not intake.public:
        return
    point, entry = intake.place.catalogue, intake.entry
    if intake.draft.item is None:
        found = intake.found(CATALOGUE_ENTRY)
        if found is Met.UNKNOWN:
            yield check(point, Met.NOT_MET, messages.NO_ITEM, missing=messages.ITEM_CODE)
        else:
            yield check(point, found, messages.ITEM_FOUND if found is Met.MET else messages.ITEM_NOT_FOUND)
    elif isinstance(entry, Determined):
        text = messages.ITEM_IN_FORCE.format(title=entry.basis.title, name=entry.value.name)
        yield check(point, Met.MET, text)
        if entry.value.record_class is not intake.draft.record_class:
            listed, given = entry.value.record_class, intake.draft.record_class
            text = messages.CLASS_DIFFERS.format(listed=messages.CLASSES[listed], given=messages.CLASSES[given])
            worse = given is RecordClass.DISHONEST  # the catalogue does not carry it as dishonest information
            yield check(point, Met.NOT_MET if worse else intake.found(CLASSIFIED), text)
    elif isinstance(entry, Undetermined):
        yield _unloaded(intake, entry)


def _unloaded(intake: Intake, entry: Undetermined) -> Checked:
    point, found = intake.place.catalogue, intake.found(CATALOGUE_ENTRY)
    if found is Met.UNKNOWN:
        text = messages.ITEM_UNDETERMINED.format(reason=entry.reason, detail=entry.detail or "")
        return check(point, found, text, undetermined=True)
    return check(point, found, messages.ITEM_FOUND if found is Met.MET else messages.ITEM_NOT_FOUND)


def _market(intake: Intake) -> Iterator[Checked]:
    """What market information (市场信用信息; 山西：非公共信用信息) was collected under, and whether the platform may take it."""
    if intake.public:
        return
    point, declared = intake.place.market_basis, intake.draft.declared
    if declared.self_declared:
        return
    if declared.agreement:
        yield check(point, Met.MET, messages.AGREEMENT_GIVEN.format(agreement=declared.agreement))
    else:
        yield check(point, Met.NOT_MET, messages.AGREEMENT_MISSING, missing=messages.AGREEMENT)
    if intake.place.conformance.silent:
        return
    if declared.conformance:
        yield check(intake.place.conformance, Met.MET, messages.CONFORMS.format(conformance=declared.conformance))
    else:
        missing = messages.CONFORMANCE
        yield check(intake.place.conformance, Met.NOT_MET, messages.CONFORMANCE_MISSING, missing=missing)


def _self_declared(intake: Intake) -> Iterator[Checked]:
    """Information a subject gives of itself: 市场信用信息 in 江西, 非公共信用信息 in 山西 (F-37); the city says nothing of it."""
    declared, point = intake.draft.declared, intake.place.self_declared
    if not declared.self_declared:
        return
    if point.belongs_to is None:
        text = messages.SELF_DECLARED_SILENT.format(note=point.note)
        yield check(point, intake.found(CLASSIFIED), text)
    else:
        met = Met.MET if intake.draft.source is point.belongs_to else Met.NOT_MET
        yield check(point, met, messages.SELF_DECLARED_CLASS.format(name=intake.place.sources[point.belongs_to].name))
    if declared.concerns_others and not point.others.silent:
        if declared.others_authorisation and declared.commitment:
            yield check(point.others, Met.MET, messages.OTHERS_SHOWN)
        else:
            yield check(point.others, Met.NOT_MET, messages.OTHERS_MISSING, missing=messages.OTHERS_PROOF)


def _reviewed(intake: Intake) -> Iterator[Checked]:
    """「在向公共信用信息平台推送信息前按照有关规定核实采集公共信用信息」 (江西 第十六条第二款): a named reviewer, before the push."""
    point, name = intake.place.review, intake.draft.declared.reviewed_by
    if point.silent or not intake.public:
        return
    found = intake.found(REVIEWED)
    if name and found is not Met.NOT_MET:
        yield check(point, Met.MET, messages.REVIEWED.format(name=name))
    else:
        texts = {Met.MET: messages.REVIEWED_BY_OFFICER, Met.NOT_MET: messages.REVIEW_FAILED}
        yield check(point, found, texts.get(found, messages.NOT_REVIEWED))


def _single(intake: Intake) -> Iterator[Checked]:
    """The same thing taken in twice would count against the subject twice."""
    if intake.doubles:
        text = messages.DOUBLE.format(numbers="、".join(intake.doubles))
        yield check(intake.place.provider, intake.found(NOT_DOUBLE), text, cited=False)


CHECKS: tuple[Callable[[Intake], Iterator[Checked]], ...] = (
    _identity,
    _standing,
    _provenance,
    _other_law,
    _means,
    _catalogue,
    _market,
    _self_declared,
    classified,
    documented,
    belongs_to_public,
    excluded,
    lenient,
    graded,
    personal_data,
    _reviewed,
    _single,
)
"""In the order in which an officer would look."""
