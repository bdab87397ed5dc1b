"""A field that nothing can be filed without, and that the citizen cannot give: what can be done all the same."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.dialogue.contract import Choice
from assistant.dialogue.guide_fields import label
from assistant.dialogue.guide_law import PlaceLaw
from assistant.dialogue.said import Said
from assistant.dialogue.slots import SLOTS, Kind
from assistant.dialogue.state import Flow
from assistant.outcome import Reason
from assistant.wording import Wording
from credit_core.use_cases.guidance import papers

_HINTS = {Kind.PLACE: "place", Kind.NAME: "name", Kind.IDENTIFIER: "number"}


def ways_out(flow: Flow, slot: str, law: PlaceLaw, wording: Wording) -> Said:
    """Where to find it, what can be filed without it, where to go with which papers, the form kept meanwhile, a person."""
    head = wording.say("dialogue_guide.otherwise.head", field=label(slot, wording))
    lines = (f"- {line}" for line in _lines(flow, slot, law, wording))
    say = wording.say
    aside = Choice(say("dialogue.choices.aside"), say("dialogue.choices.skip"))
    person = Choice(say("dialogue.choices.person"), say("dialogue.choices.person"))
    return Said("\n".join((head, *lines)), Reason.TOPIC, choices=(aside, person))


def _lines(flow: Flow, slot: str, law: PlaceLaw, wording: Wording) -> Iterator[str]:
    kind = SLOTS[slot].kind
    yield wording.say(f"dialogue_guide.otherwise.{_HINTS.get(kind, 'words')}")
    if kind is Kind.IDENTIFIER:
        yield wording.say("dialogue_guide.otherwise.without_number")
    if kind in (Kind.IDENTIFIER, Kind.NAME) and law.guidance is not None:
        yield wording.say("dialogue_guide.otherwise.counter", body=law.guidance.addressee(None).name)
        bring = papers(flow.slots.get("applicant_role", ""))
        if bring is not None:
            yield wording.say("dialogue_guide.otherwise.bring", papers=bring)
    yield wording.say("dialogue_guide.otherwise.aside")
    yield wording.say("dialogue_guide.otherwise.person")
