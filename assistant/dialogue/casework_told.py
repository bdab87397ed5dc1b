"""The reply of the turn that files: number and code, what comes next by which clause, what to do when a day passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answering.gather_evidence import chinese_day
from assistant.dialogue.casework_citing import Citing
from assistant.dialogue.casework_dates import NO_CHANGE, Changed, since_change
from assistant.dialogue.casework_desk import Desk, listed
from assistant.dialogue.casework_duties import (
    caveats,
    computed,
    counted,
    due_sentence,
    unreviewed,
    waiting_sentences,
)
from assistant.dialogue.contract import Choice
from assistant.dialogue.said import Said
from assistant.dialogue.state import Flow
from assistant.outcome import Caveat
from credit_core.use_cases.case_view import CaseView
from credit_core.use_cases.guidance import Guidance, papers
from credit_core.use_cases.law import LawDesk
from credit_core.use_cases.vocabulary import CaseType, Receipt

IDENTITY_PENDING = "identity_pending"


@dataclass(frozen=True, slots=True)
class Made:
    """A case that was just filed: the form, the law of its place, the case, its receipt and the facts it rests on."""

    flow: Flow
    guidance: Guidance
    view: CaseView
    receipt: Receipt
    facts: Mapping[str, Any]
    again: bool


def told(desk: Desk, law: LawDesk, made: Made) -> Said:
    """What the citizen reads after filing. The access code stands in it once; the transcript masks it."""
    citing, view = desk.citing(), made.view
    head, running = _head(desk, made), [duty for duty in view.deadlines if duty.due is not None]
    opening = [
        head,
        _silence(desk, citing, made.guidance),
        _basis(desk, citing, made),
        _incomplete(desk, citing, made),
        _identity(desk, made),
    ]
    changed = _changed(desk, citing, law, made)
    blocks = [
        *opening,
        listed(desk.say("filed.next"), _steps(desk, citing, made, changed)),
        desk.say("filed.as_you_said") if changed.sentences else "",
        listed(desk.say("filed.meanwhile"), (citing.marked(line) for line in made.receipt.meanwhile)),
        listed(desk.say("filed.missed"), _missed(desk, citing, made)),
        unreviewed(desk, (*(key for duty in running for key in duty.assumptions), *changed.assumptions)),
        desk.say("filed.receipt"),
        desk.say("filed.ask_counting") if running else "",
    ]
    limits = {limit.rule: limit for limit in made.guidance.procedure.limits}
    days = [one for duty in running for one in computed(duty, counted(law, duty, limits.get(duty.rule)))]
    minded = list(caveats(view.deadlines))
    if view.type is CaseType.REPAIR:
        minded.append(Caveat.NEWER_NATIONAL_RULES_NOT_LOADED)
    return desk.reply(citing, blocks, [*days, *changed.computed], caveats=minded, choices=_choices(desk, bool(running)))


def _head(desk: Desk, made: Made) -> str:
    view, receipt = made.view, made.receipt
    at = receipt.filed_at.astimezone(desk.office.clock.now().tzinfo)
    lines = [
        desk.say("filed.again" if made.again else "filed.done", act=view.type_name),
        desk.say("filed.number", number=view.number),
        *([desk.say("filed.code", code=receipt.access_code)] if receipt.access_code else []),
        desk.say("filed.at", day=chinese_day(at.date()), time=f"{at:%H:%M}"),
        desk.say("filed.body", body=view.body),
        *([desk.say("filed.files", names="、".join(f.name for f in receipt.files))] if receipt.files else []),
    ]
    return "\n".join(lines)


def _silence(desk: Desk, citing: Citing, guidance: Guidance) -> str:
    if guidance.regulated or not guidance.silence:
        return ""
    return desk.say("filed.silence", silence=guidance.silence.rstrip("。"), mark=citing.mark(guidance.clause))


def _basis(desk: Desk, citing: Citing, made: Made) -> str:
    if not made.guidance.regulated:
        return ""
    return desk.say("filed.basis", basis="、".join(citing.marked(line) for line in made.receipt.basis))


def _incomplete(desk: Desk, citing: Citing, made: Made) -> str:
    """What the place's text asks and the filing has not: filed as missing, never held back."""
    missing = [one for one in made.guidance.requires if one.essential and not made.facts.get(one.slot)]
    names = "、".join(f"{one.name}{citing.mark(one.clause) if one.clause else ''}" for one in missing)
    return desk.say("filed.incomplete", names=names) if names else ""


def _identity(desk: Desk, made: Made) -> str:
    if made.view.state != IDENTITY_PENDING:
        return ""
    bring = papers(str(made.flow.slots.get("applicant_role", "self")))
    return desk.say("filed.identity") + (desk.say("filed.papers", papers=bring) if bring else "")


def _changed(desk: Desk, citing: Citing, law: LawDesk, made: Made) -> Changed:
    """The days that run from the change of a document, where the citizen named its day."""
    day = made.flow.slots.get("event_date")
    if not day:
        return NO_CHANGE
    return since_change(desk, citing, law, made.guidance, date.fromisoformat(day), desk.office.clock.today())


def _steps(desk: Desk, citing: Citing, made: Made, changed: Changed) -> Iterator[str]:
    """Every duty that runs, then every limit that waits for an event of its own."""
    procedure = made.guidance.procedure
    yield from (due_sentence(desk, citing, duty) for duty in made.view.deadlines)
    yield from changed.sentences.values()
    yield from waiting_sentences(
        desk, citing, made.view, procedure.limits, procedure.place.clause, changed.sentences.keys()
    )


def _missed(desk: Desk, citing: Citing, made: Made) -> Iterator[str]:
    """The lawful next steps in credit_core's words; what it says of a silence gets the nearest clause."""
    view = made.view
    document = desk.office.law.regulation(view.jurisdiction, view.received_on).document
    complaint = desk.office.book.places.get((document, CaseType.COMPLAINT.value))
    for line in made.receipt.missed:
        if complaint is None or line != complaint.silence:
            yield citing.marked(line)
        elif view.type is not CaseType.COMPLAINT:  # else it was said at the head
            yield f"{line.rstrip('。')}{citing.mark(complaint.clause)}。"


def _choices(desk: Desk, has_days: bool) -> tuple[Choice, ...]:
    names = ("counting", "status") if has_days else ("status",)
    return tuple(Choice(desk.say(f"choices.{name}"), desk.say(f"choices.{name}")) for name in names)
