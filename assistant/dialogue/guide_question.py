"""A question as the citizen reads it: what is asked, why, and the clause with its words where this place's law asks it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.dialogue.contract import Choice
from assistant.dialogue.flows.load import OTHER
from assistant.dialogue.flows.schema import Source
from assistant.dialogue.flows.words import sentences
from assistant.dialogue.guide_citing import Citing
from assistant.dialogue.guide_law import PlaceLaw
from assistant.dialogue.guide_walk import Question
from assistant.dialogue.ports import Step
from assistant.dialogue.said import Said
from assistant.dialogue.slots import SLOTS, Kind
from assistant.outcome import Reason
from assistant.wording import Wording
from credit_core.use_cases.guidance import Addressee, Guidance
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_BODY, _KIND = "record_source", "subject_kind"


def step(
    question: Question,
    slots: Mapping[str, Any],
    law: PlaceLaw,
    corpus: Corpus,
    wording: Wording,
    on: date,
    *,
    notice: bool,
) -> Step:
    """The question as a step. `notice`: the place does not give the act, and it is said now, before anything is asked."""
    citing = Citing(corpus, wording, on)
    blocks = [_notice(law, citing, wording)] if notice and law.guidance else []
    brief = _question(question, slots, wording)
    asked = [brief, *_reasons(question, law, citing, wording)]
    blocks += ["\n".join(asked), *(citing.quotes() if question.required or notice else ())]
    said = Said(
        text="\n\n".join(blocks),
        reason=Reason.PLACE if SLOTS[question.slot].kind is Kind.PLACE else Reason.TOPIC,
        citations=citing.citations,
        caveats=citing.caveats(),
        choices=question.choices or _unsure(question, law, wording),
    )
    return Step(question.slot, said, brief, essential=question.node.essential, required=question.required)


def _question(question: Question, slots: Mapping[str, Any], wording: Wording) -> str:
    node = question.node
    key = f"dialogue_guide.ask.{node.question}"
    if node.vary is None:
        return wording.say(key)
    own = sentences(wording, "ask", node.question)
    value = str(slots.get(node.vary, OTHER))
    closer = f"{value}_{slots.get(_KIND)}"  # who keeps a shop is asked for the shop's name
    return wording.say(f"{key}.{next((one for one in (closer, value) if one in own), OTHER)}")


def _reasons(question: Question, law: PlaceLaw, citing: Citing, wording: Wording) -> list[str]:
    """Why it is asked: the clause where the law asks it, else the office's need, said as such."""
    say = wording.say
    reasons = []
    if question.required:
        reasons += _required(question, citing, wording)
    elif question.node.reason is not None:
        reasons.append(say(f"dialogue_guide.why.{question.node.reason}"))
    if law.guidance is None:
        return reasons
    if question.node.term is not None and (point := law.guidance.point(question.node.term)) is not None:
        clause = citing.name(point.clause)
        reasons += [say("dialogue_guide.law.term", clause=clause, note=point.text)] if clause else []
    if question.node.choices is Source.GROUNDS and (clause := _grounds(law.guidance, citing)):
        reasons.append(say("dialogue_guide.law.grounds", clause=clause))
    if question.slot == _BODY:
        reasons += _bodies(law.guidance, citing, wording)
    return reasons


def _required(question: Question, citing: Citing, wording: Wording) -> list[str]:
    names: dict[ClauseRef | None, list[str]] = {}
    for one in question.requirements:
        names.setdefault(one.clause, []).append(one.name)
    lines = []
    for ref, listed in names.items():
        clause = citing.name(ref, *listed)
        key = "asks" if clause else "asks_by"
        lines.append(wording.say(f"dialogue_guide.law.{key}", clause=clause, names="”“".join(listed)))
    return lines


def _grounds(guidance: Guidance, citing: Citing) -> str:
    """The clause that lists the grounds, where the act is given at all."""
    listed = [ground.name for ground in guidance.grounds.values() if not ground.open]
    return citing.name(guidance.clause, *listed) if guidance.regulated and listed else ""


def _bodies(guidance: Guidance, citing: Citing, wording: Wording) -> list[str]:
    """Where the law lets the citizen choose whom to apply to, and where it goes if nothing is said."""
    without = guidance.addressee(None)
    names = "、".join(one.name for one in guidance.recipients)
    clause = citing.name(without.clause, *(one.name for one in guidance.recipients)) if names else ""
    key = "recipient" if not clause else "recipients" if _by_choice(guidance, without) else "recipient_only"
    return [wording.say(f"dialogue_guide.law.{key}", clause=clause, names=names, body=without.name)]


def _by_choice(guidance: Guidance, without: Addressee) -> bool:
    return len(guidance.recipients) > 1 and any(one.role != without.role for one in guidance.recipients)


def _unsure(question: Question, law: PlaceLaw, wording: Wording) -> tuple[Choice, ...]:
    if question.slot != _BODY or law.guidance is None:
        return ()
    body = law.guidance.addressee(None).name
    unsure = wording.say("dialogue_guide.choices.unsure", body=body)
    return (Choice(unsure, wording.say("dialogue_guide.choices.skip_send")),)


def _notice(law: PlaceLaw, citing: Citing, wording: Wording) -> str:
    """The silence of the place's law on the act, with the nearest clause."""
    assert law.guidance is not None
    say = wording.say
    lines = [say("dialogue_guide.silence.notice", silence=law.guidance.silence)]
    if clause := citing.name(law.guidance.clause):
        lines.append(say("dialogue_guide.silence.notice_clause", clause=clause))
    lines.append(say("dialogue_guide.silence.still"))
    return "\n".join(lines)
