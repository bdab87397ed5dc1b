"""Walking a flow: which questions come for this citizen in this place, in order, and which of them are still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.dialogue.contract import Choice
from assistant.dialogue.flows.schema import END, EVERY, Flow, Need, Node, Otherwise, Source
from assistant.dialogue.guide_law import PlaceLaw
from assistant.wording import Wording
from credit_core.use_cases.guidance import Requirement


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the way walked: why it comes in this place, and what can be chosen."""

    node: Node
    need: Need
    requirements: tuple[Requirement, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def slot(self) -> str:
        """What it asks for."""
        return self.node.slot

    @property
    def needed(self) -> bool:
        """False for what may be left out without a word."""
        return self.need is not Need.OFFER

    @property
    def required(self) -> bool:
        """True where this place's law asks it."""
        return self.need is Need.LAW


def walk(
    flow: Flow, slots: Mapping[str, Any], law: PlaceLaw, places: Mapping[str, str], wording: Wording
) -> tuple[Question, ...]:
    """Every question of this way through the flow, answered or not."""
    return tuple(_walked(flow, slots, law, places, wording))


def is_open(question: Question, slots: Mapping[str, Any], passed: tuple[str, ...]) -> bool:
    """True if it is still to be asked; what nothing can be filed without is not left out."""
    if question.slot in slots:
        return False
    return question.node.essential or question.slot not in passed


def _walked(
    flow: Flow, slots: Mapping[str, Any], law: PlaceLaw, places: Mapping[str, str], wording: Wording
) -> Iterator[Question]:
    name = flow.start.id
    while name != END:
        node = flow.node(name)
        if node.when is None or node.when.holds(slots):
            question = _asked(node, law, places, wording)
            if question is not None:
                yield question
        name = next(branch.to for branch in node.next if branch.when is None or branch.when.holds(slots))


def _asked(node: Node, law: PlaceLaw, places: Mapping[str, str], wording: Wording) -> Question | None:
    """The question as it is put in this place; None where it is left out there."""
    choices = _choices(node, law, places, wording)
    if isinstance(node.choices, Source) and len(choices) < 2 and _decided_elsewhere(node, law):
        return None
    if node.need is not Need.LAW:
        return Question(node, node.need, (), choices)
    found = _requirements(node, law)
    if found:
        return Question(node, Need.LAW, found, choices)
    if node.otherwise is Otherwise.LEAVE_OUT:
        return None
    return Question(node, Need(str(node.otherwise)), (), choices)


def _decided_elsewhere(node: Node, law: PlaceLaw) -> bool:
    """A single ground or kind of information needs no question; a list of words may be told all the same."""
    if node.choices is Source.GROUNDS:
        return law.guidance is not None and node.slot == "objection_ground"
    return node.choices is Source.KINDS and law.kinds is not None


def _requirements(node: Node, law: PlaceLaw) -> tuple[Requirement, ...]:
    if law.guidance is None:
        return ()
    return tuple(one for one in law.guidance.requires if node.requirement in (EVERY, one.slot))


def _choices(node: Node, law: PlaceLaw, places: Mapping[str, str], wording: Wording) -> tuple[Choice, ...]:
    say = wording.say
    if node.choices is Source.PLACES:
        return tuple(Choice(name, name) for name in places.values())
    if node.choices is Source.KINDS:
        kinds = law.kinds or {}
        return tuple(Choice(title, say(f"dialogue_guide.sends.info_kind.{kind}")) for kind, title in kinds.items())
    if node.choices is Source.GROUNDS:
        grounds = law.guidance.grounds.values() if law.guidance else ()
        opened = (
            say("dialogue_guide.choices.open_ground", name=ground.name) if ground.open else ground.name
            for ground in grounds
        )
        return tuple(Choice(label, ground.name) for label, ground in zip(opened, grounds, strict=True))
    return tuple(Choice(*_button(node.slot, value, wording)) for value in node.choices)


def _button(slot: str, value: str, wording: Wording) -> tuple[str, str]:
    """What a button says, and the plain word that it sends."""
    return (
        wording.say(f"dialogue_guide.buttons.{slot}.{value}"),
        wording.say(f"dialogue_guide.values.{slot}.{value}"),
    )
