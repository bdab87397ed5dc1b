"""The form itself: what of a message belongs into it, and how values, corrections and files change it. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from assistant.dialogue.acts import Act, FlowState
from assistant.dialogue.heard import Heard, Mention
from assistant.dialogue.plan import Scene
from assistant.dialogue.slots import SLOTS, Kind, Slots
from assistant.dialogue.state import Conversation, Flow, StoredFile
from assistant.dialogue.subjects import ROLE, SUBJECT, is_same_person, told_apart, without_former_subject

GIVEN_BY_ACT: Mapping[Act, Slots] = MappingProxyType(
    {Act.AUTHORISED_QUERY: {"applicant_role": "authorised_third_party"}}
)
"""What an act itself says: who queries with an authorisation is the authorised one, whoever brings the papers."""
_NUMBER_OF = {name: name.replace("_name", "_id") for name, slot in SLOTS.items() if slot.kind is Kind.NAME}
"""A name that is told with its number is one, also where it could be another word."""
_ACCOUNTS = ("objection_detail", "topic", "correction_facts")
"""Fields that a whole message answers, whatever else is told in it."""
_GROUND, _ACCOUNT = "objection_ground", "objection_detail"
_SENTENCE = 8
"""Characters beside those that name a ground, from which on the message is an account, and no mere choice."""
OPEN = (FlowState.COLLECTING, FlowState.CONFIRMING)


def open_flow(conversation: Conversation) -> Flow | None:
    """The act in progress, None if there is none or it is over."""
    flow = conversation.flow
    return flow if flow is not None and flow.state in OPEN else None


def usable(scene: Scene, flow: Flow) -> tuple[Mention, ...]:
    """What was heard that this act has a field for; what is not sure counts only for the field that was asked."""
    known = scene.tools.guide.slots(flow.act)
    said = {m.slot for m in scene.heard.mentions}
    return tuple(
        m
        for m in scene.heard.mentions
        if m.slot in known
        and m.slot not in GIVEN_BY_ACT.get(flow.act, {})
        and (m.sure or m.slot == flow.asked or _NUMBER_OF.get(m.slot) in said or is_same_person(flow, m))
    )


def apply(flow: Flow, mentions: Iterable[Mention], heard: Heard, known: frozenset[str]) -> Flow:
    """The flow with the values; lists grow unless they are corrected, and another subject drops the former's data.

    `known` are the slots of the act.
    """
    filled = flow
    for mention in mentions:
        value: Any = mention.value
        if SLOTS[mention.slot].kind is Kind.LIST and not heard.corrects:
            before = list(filled.slots.get(mention.slot, ()))
            value = [*before, *(item for item in mention.value if item not in before)]
        if mention.slot in (*SUBJECT, ROLE):
            filled = without_former_subject(filled, mention, heard)
        filled = filled.with_slots({mention.slot: value})
        filled = replace(filled, passed=tuple(name for name in filled.passed if name != mention.slot))
    within = {name: value for name, value in filled.slots.items() if name in known or name in flow.slots}
    return told_apart(replace(filled, slots=within), known)


def with_files(flow: Flow, files: Iterable[StoredFile]) -> Flow:
    """The flow with evidence files; the same file twice is one."""
    known = {file.sha256 for file in flow.files}
    added = tuple(file for file in files if file.sha256 not in known)
    if not added:
        return flow
    evidence = [*flow.slots.get("evidence", ()), *(file.name for file in added)]
    return replace(flow.with_slots({"evidence": evidence}), files=(*flow.files, *added))


def label(scene: Scene, slot: str) -> str:
    """The slot as a citizen reads it."""
    return scene.tools.wording.say(f"dialogue.labels.{slot}")


def is_personal(slot: str) -> bool:
    """True for numbers and contact data, which a channel may not be allowed to take."""
    return SLOTS[slot].kind in (Kind.IDENTIFIER, Kind.CONTACT)


def answer_in_words(scene: Scene, flow: Flow, heard: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """For a field of free text that was asked: what is left of the message is the answer.

    Who names a ground in a sentence tells what happened with it: the sentence is the account as well.
    """
    asked = flow.asked
    if _tells_what_happened(scene, flow, heard):
        return (Mention(_ACCOUNT, scene.heard.text, scene.heard.text),)
    if asked is None or any(m.slot == asked for m in heard) or flow.state is FlowState.CONFIRMING:
        return ()
    rest = scene.heard.rest.strip()
    if not rest or scene.heard.troubles or scene.heard.commands:
        return ()
    if heard and asked not in _ACCOUNTS:
        return ()  # it told something else
    if SLOTS[asked].kind is Kind.TEXT:
        return (Mention(asked, rest, rest),)
    if SLOTS[asked].kind is Kind.LIST:
        return (Mention(asked, [rest], rest),)
    return ()


def _tells_what_happened(scene: Scene, flow: Flow, heard: tuple[Mention, ...]) -> bool:
    named = {mention.slot for mention in heard}
    wanted = _ACCOUNT in scene.tools.guide.slots(flow.act) and _ACCOUNT not in {*flow.slots, *named}
    ground = next((len(mention.words) for mention in heard if mention.slot == _GROUND), 0)
    more = len(scene.heard.text) - ground >= _SENTENCE
    return wanted and flow.asked == _GROUND in named and more and not scene.heard.asks


def allowed(scene: Scene, mentions: Iterable[Mention]) -> tuple[list[Mention], bool]:
    """What the channel may take; numbers and contact data are left out where it takes none."""
    chosen = list(mentions)
    if scene.tools.link is None:
        return chosen, False
    kept = [m for m in chosen if not is_personal(m.slot)]
    return kept, len(kept) < len(chosen)
