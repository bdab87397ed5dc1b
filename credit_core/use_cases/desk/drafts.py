"""Drafts of documents (文书) from the facts of a case: what it does not hold stays blank, what was not decided is not said.

A document stands (成立) only when the case holds the step that it states; before, it is marked as a draft (草稿). Where the
regulation is silent, the document says so; nothing is borrowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_core.errors import NotFound
from credit_core.messages import desk as desk_messages
from credit_core.messages import desk_drafts as messages
from credit_core.messages import desk_notices as notice_messages
from credit_core.messages import desk_steps as step_messages
from credit_core.messages import objection as objection_messages
from credit_core.messages import repair as repair_messages
from credit_core.messages import revocation as revocation_messages
from credit_core.model.cases import Case, CaseEvent, Notice
from credit_core.model.duties import Duty
from credit_core.model.labels import CASE_TYPES
from credit_core.model.people import Actor
from credit_core.model.records import Record
from credit_core.procedures.table import Procedure
from credit_core.rules.query import who_acts
from credit_core.storage.reach import Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.desk.draft_kinds import STATES, DraftKind, draft_name, kinds_of
from credit_core.use_cases.desk.looking import note_look
from credit_core.use_cases.desk.scope import case_within
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

BLANK = messages.BLANK


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, under its heading if it has one."""

    heading: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A document. `standing`: the case holds what it states; else it is marked 草稿. `blanks` are still to be filled in."""

    kind: DraftKind
    title: str
    number: str
    body: str
    standing: bool
    mark: str | None
    paragraphs: tuple[Paragraph, ...]
    clauses: tuple[tuple[ClauseRef, str], ...]
    signed_on: date | None

    @property
    def blanks(self) -> int:
        """How many places are still to be filled in."""
        return sum(paragraph.text.count(BLANK) for paragraph in self.paragraphs)


@dataclass(frozen=True)
class _Source:
    """What a document is drafted from. `said` are the facts of the case, `event` the step that it states."""

    office: Office
    case: Case
    procedure: Procedure
    event: CaseEvent | None
    events: Mapping[str, CaseEvent]
    duties: tuple[Duty, ...]
    delivered: Notice | None
    record: Record | None

    @property
    def said(self) -> Mapping[str, Any]:
        return self.case.facts

    def day(self, event: str) -> str:
        """When a step was taken, blank if it was not."""
        found = self.events.get(event)
        return day(found.on) if found else BLANK


def draft(office: Office, actor: Actor, reach: Reach, case_id: str, kind: DraftKind) -> Draft:
    """The document as far as the case carries it. It names the applicant: that it was drafted is put on record.

    Raises:
        NotFound: there is no such case, it is out of reach, or no such document is drafted from it.
    """
    with office.transaction() as unit:
        case = case_within(unit, actor, reach, case_id)
        if kind not in kinds_of(case):
            raise NotFound(desk_messages.NOT_FOUND)
        source = _source(unit, office, case, kind)
        _note(unit, office, actor, case, kind)
    clauses = tuple(dict.fromkeys(_clauses(source)))
    parts = _receipt(source) if kind is DraftKind.DELIVERY_RECEIPT else _letter(source, kind, clauses)
    stated = source.delivered if kind is DraftKind.DELIVERY_RECEIPT else source.event
    standing = stated is not None
    return Draft(
        kind=kind,
        title=draft_name(kind),
        number=case.number,
        body=case.recipient,
        standing=standing,
        mark=None if standing else messages.DRAFT_MARK.format(why=messages.NOT_DECIDED),
        paragraphs=tuple(parts),
        clauses=tuple((clause, office.law.citation(clause)) for clause in clauses),
        signed_on=source.event.on if source.event else None,
    )


def day(on: date) -> str:
    """2026年11月20日."""
    return f"{on.year}年{on.month}月{on.day}日"


def _source(unit: UnitOfWork, office: Office, case: Case, kind: DraftKind) -> _Source:
    events = {event.event: event for event in unit.events.where(case_id=case.id, order=("number",))}
    taken = [events[name] for name in STATES[kind] if name in events]
    return _Source(
        office,
        case,
        office.book.of_document(case.procedure, case.document),
        max(taken, key=lambda event: event.number) if taken else None,
        events,
        unit.duties.where(case_id=case.id, done_on=None, void=False, order=("created_at", "rule")),
        _delivered(unit, case),
        unit.records.find(case.record_id) if case.record_id else None,
    )


def _delivered(unit: UnitOfWork, case: Case) -> Notice | None:
    """The notice that was delivered last."""
    notices = unit.notices.where(case_id=case.id, order=("created_at", "id"))
    delivered = [(notice.delivered_on, notice) for notice in notices if notice.delivered_on is not None]
    return max(delivered, key=lambda one: one[0])[1] if delivered else None


def _note(unit: UnitOfWork, office: Office, actor: Actor, case: Case, kind: DraftKind) -> None:
    purpose = messages.PURPOSE.format(name=draft_name(kind))
    if case.subject_id is not None:
        note_look(unit, office, actor, case.subject_id, case.jurisdiction, (), purpose, case.id)
    else:
        unit.audit(office.clock.now(), actor, "case.draft", "case", case.id, after={"purpose": purpose})


def _letter(source: _Source, kind: DraftKind, clauses: tuple[ClauseRef, ...]) -> Iterator[Paragraph]:
    case = source.case
    yield Paragraph(None, messages.TO.format(name=_name(case)))
    said = {"number": case.number, "on": day(case.received_on)}
    if kind is DraftKind.REVOCATION_NOTICE:  # nobody applied for it
        yield Paragraph(messages.HEAD_CAUSE, messages.CHANGE_NOTED.format(**said))
    else:
        yield Paragraph(messages.HEAD_FACTS, messages.FILED.format(act=CASE_TYPES[case.type], **said))
    if source.record is not None:
        about = messages.FILED_RECORD.format(number=source.record.number, provider=source.record.provider)
        yield Paragraph(None, about)
    yield Paragraph(messages.HEAD_DECISION, "".join(_SAYS[kind](source)))
    if kind in (DraftKind.ACCEPTANCE, DraftKind.MISSING):
        for number, duty in enumerate(source.duties):
            yield Paragraph(messages.HEAD_TERMS if number == 0 else None, _term(source, duty))
    citations = "、".join(source.office.law.citation(clause) for clause in clauses)
    yield Paragraph(messages.HEAD_BASIS, messages.BASIS.format(citations=citations) if clauses else messages.SILENT)
    if kind in (DraftKind.OBJECTION_DECISION, DraftKind.REPAIR_DECISION, DraftKind.QUERY_RESULT):
        yield Paragraph(messages.HEAD_RELIEF, messages.RELIEF.format(blank=BLANK))


def _accepted(source: _Source) -> Iterator[str]:
    yield messages.ACCEPTED.format(on=source.day("accept"))


def _missing(source: _Source) -> Iterator[str]:
    """As the text requires it and the case lacks it."""
    needed = [one.name for one in source.procedure.requires if one.essential and not source.said.get(one.slot)]
    yield messages.MISSING.format(missing="、".join(needed) or BLANK)
    if source.event is not None:
        yield messages.MISSING_DAY.format(on=day(source.event.on))


def _objection(source: _Source) -> Iterator[str]:
    if source.event is None:
        yield messages.DECISION_OPEN.format(blank=BLANK)
        yield messages.REASONS.format(reasons=BLANK)
        return
    said = source.said
    yield messages.DECIDED.format(on=day(source.event.on), finding=messages.FINDINGS[said["finding"]])
    yield messages.REASONS.format(reasons=_closed(said.get("reasons")))
    if said.get("remedy"):
        yield messages.REMEDY.format(remedy=objection_messages.REMEDIES[said["remedy"]])
        done = source.events.get("carry_out")
        pattern = messages.CARRIED_OUT.format(on=day(done.on)) if done else None
        yield pattern or messages.NOT_CARRIED_OUT.format(blank=BLANK)


def _repair(source: _Source) -> Iterator[str]:
    event, said = source.event, source.said
    if event is None:
        yield messages.DECISION_OPEN.format(blank=BLANK)
        yield messages.REASONS.format(reasons=BLANK)
    elif event.event == "refuse":
        yield messages.REFUSED.format(on=day(event.on))
        yield messages.REASONS.format(reasons=_closed(said.get("refusal_reasons")))
    else:
        yield messages.GRANTED.format(on=day(event.on))
        choice = said.get("effect_choice") if "apply_effect" in source.events else None
        applied = source.day("apply_effect")
        effect = f"{repair_messages.CHOICES[choice]}（{applied}）。" if choice else f"{applied}。"
        yield messages.EFFECT.format(effect=effect)


def _revocation(source: _Source) -> Iterator[str]:
    said = source.said
    if "confirm_event" in source.events:
        slot = str(source.procedure.term("start_fact").value)
        yield messages.CHANGED.format(
            event=revocation_messages.EVENTS[said["document_event"]],
            proof=said.get("document_proof") or BLANK,
            name=revocation_messages.START_NAMES[slot],
            on=day(date.fromisoformat(said[slot])) if said.get(slot) else BLANK,
        )
    else:
        yield messages.CHANGED_OPEN.format(blank=BLANK)
    if source.event is not None:
        correction = revocation_messages.CORRECTIONS[said["correction"]]
        yield messages.CORRECTED.format(on=day(source.event.on), correction=correction)
    else:
        yield messages.CORRECTED_OPEN.format(blank=BLANK)


def _query(source: _Source) -> Iterator[str]:
    event = source.event
    if event is None:
        yield messages.RESULT_OPEN.format(blank=BLANK)
    elif event.event == "release":
        yield messages.RELEASED.format(on=day(event.on))
    else:
        yield messages.NOT_RELEASED.format(on=day(event.on))
        yield messages.REASONS.format(reasons=_closed(source.said.get("result")))


def _receipt(source: _Source) -> Iterator[Paragraph]:
    """送达回证: the notice whose delivery was recorded last, as it was recorded; signatures stay blank."""
    known: dict[str, str | None] = {"name": _name(source.case)}
    if (notice := source.delivered) is not None and notice.delivered_on is not None:
        known |= {
            "document": notice_messages.KINDS.get(notice.kind, notice_messages.OTHER),
            "channel": step_messages.CHANNELS.get(str(notice.channel), notice.channel),
            "on": day(notice.delivered_on),
            "proof": notice.proof,
        }
    for number, (label, slot) in enumerate(messages.DELIVERY):
        heading = messages.HEAD_RECEIPT if number == 0 else None
        yield Paragraph(heading, f"{label}：{known.get(slot) or BLANK}")


def _term(source: _Source, duty: Duty) -> str:
    if duty.due is not None:
        when = (messages.DUE_PROVISIONAL if duty.provisional else messages.DUE).format(due=day(duty.due))
    else:
        when = messages.WORD.format(word=duty.word) if duty.word else messages.NO_NUMBER
    return messages.DEADLINE.format(duty=duty.duty, when=when, citation=source.office.law.citation(duty.clause))


def _clauses(source: _Source) -> Iterator[ClauseRef]:
    """That of the step itself, and the one that gives the right."""
    if source.event is not None and source.event.clause is not None:
        yield source.event.clause
    if source.procedure.place.regulated:
        yield source.procedure.place.clause


def _name(case: Case) -> str:
    name, _ = who_acts(case.applicant)
    return str(name) if name else BLANK


def _closed(text: Any) -> str:
    """As a sentence."""
    said = str(text or "").strip()
    return BLANK if not said else said if said.endswith(("。", "！", "？")) else f"{said}。"


_SAYS: Mapping[DraftKind, Callable[[_Source], Iterator[str]]] = {
    DraftKind.ACCEPTANCE: _accepted,
    DraftKind.MISSING: _missing,
    DraftKind.OBJECTION_DECISION: _objection,
    DraftKind.REPAIR_DECISION: _repair,
    DraftKind.REVOCATION_NOTICE: _revocation,
    DraftKind.QUERY_RESULT: _query,
}
