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

GIVEN_BY_ACT: Mapping[Act, Slots] = MappingProxyType(
    {Act.AUTHORISED_QUERY: {"applicant_role": "authorised_third_party"}}
)
"""What an act itself says: who queries with an authorisation is the authorised one, whoever brings the papers."""
_SUBJECT, _ROLE = ("subject_name", "subject_id"), "applicant_role"
_NUMBER_OF = {name: name.replace("_name", "_id") for name, slot in SLOTS.items() if slot.kind is Kind.NAME}
"""A name that is told with its number is one, also where it could be another word."""
_ACCOUNTS = ("objection_detail", "topic", "correction_facts")
"""Fields that a whole message answers, whatever else is told in it."""
_GROUND, _ACCOUNT = "objection_ground", "objection_detail"
_SENTENCE = 10
"""Characters from which on a message that names a ground is an account, and no mere choice."""
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
        and (m.sure or m.slot == flow.asked or _NUMBER_OF.get(m.slot) in said)
    )


def apply(flow: Flow, mentions: Iterable[Mention], heard: Heard) -> Flow:
    """The flow with the values; lists grow unless they are corrected, and another subject drops the former's data."""
    filled = flow
    for mention in mentions:
        value: Any = mention.value
        if SLOTS[mention.slot].kind is Kind.LIST and not heard.corrects:
            before = list(filled.slots.get(mention.slot, ()))
            value = [*before, *(item for item in mention.value if item not in before)]
        if mention.slot in (*_SUBJECT, _ROLE):
            filled = _without_former_subject(filled, mention, heard)
        filled = filled.with_slots({mention.slot: value})
        filled = replace(filled, passed=tuple(name for name in filled.passed if name != mention.slot))
    return filled


def with_files(flow: Flow, files: Iterable[StoredFile]) -> Flow:
    """The flow with evidence files; the same file twice is one."""
    known = {file.sha256 for file in flow.files}
    added = tuple(file for file in files if file.sha256 not in known)
    if not added:
        return flow
    evidence = [*flow.slots.get("evidence", ()), *(file.name for file in added)]
    return replace(flow.with_slots({"evidence": evidence}), files=(*flow.files, *added))


def is_personal(slot: str) -> bool:
    """True for numbers and contact data, which a channel may not be allowed to take."""
    return SLOTS[slot].kind in (Kind.IDENTIFIER, Kind.CONTACT)


def _without_former_subject(flow: Flow, mention: Mention, heard: Heard) -> Flow:
    """Another person's data is dropped when the subject changes: another role, or both name and number told anew.

    A number or a name alone is a correction. What the same message says of the new subject stays.
    """
    before = flow.slots.get(mention.slot)
    if before is None or before == mention.value:
        return flow
    said_now = {m.slot for m in heard.mentions}
    both = all(flow.slots.get(name) not in (None, heard.value(name)) and name in said_now for name in _SUBJECT)
    if mention.slot != _ROLE and not (both and not heard.corrects):
        return flow
    dropped = {name: None for name, slot in SLOTS.items() if slot.of_subject and name not in said_now}
    return replace(flow.with_slots(dropped), files=(), passed=())


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
    return wanted and flow.asked == _GROUND in named and len(scene.heard.text) >= _SENTENCE and not scene.heard.asks


def allowed(scene: Scene, mentions: Iterable[Mention]) -> tuple[list[Mention], bool]:
    """What the channel may take; numbers and contact data are left out where it takes none."""
    chosen = list(mentions)
    if scene.tools.link is None:
        return chosen, False
    kept = [m for m in chosen if not is_personal(m.slot)]
    return kept, len(kept) < len(chosen)
