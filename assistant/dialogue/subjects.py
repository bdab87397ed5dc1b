"""Whose matter it is: what becomes of names, numbers and records when the subject, or who acts for it, turns out another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from assistant.dialogue.heard import Heard, Mention
from assistant.dialogue.slots import SLOTS
from assistant.dialogue.state import Flow

SUBJECT, ROLE = ("subject_name", "subject_id"), "applicant_role"
_THEMSELVES = frozenset({"self", "minor_self"})
_ACTING: Mapping[str, str] = MappingProxyType(
    {"agent": "agent", "guardian": "guardian", "legal_representative": "representative"}
)
"""Roles of who acts for another, and what their own slots begin with."""
_NEVER_THE_SAME = frozenset({"guardian", "legal_representative"})
_COMPANY = ("uscc", "organisation")


def without_former_subject(flow: Flow, mention: Mention, heard: Heard) -> Flow:
    """Another person's data is dropped when the subject changes: another role, or both name and number told anew.

    A number or a name alone is a correction. What the same message says of the new subject stays.
    """
    before = flow.slots.get(mention.slot)
    if mention.slot == ROLE and heard.corrects:
        before = before or "self"  # 不是我自己的，是替我妈: until then it was taken for their own
    if before is None or before == mention.value:
        return flow
    if mention.slot == ROLE:
        return _another_role(flow, before, str(mention.value), heard)
    said_now = {m.slot for m in heard.mentions}
    both = all(flow.slots.get(name) not in (None, heard.value(name)) and name in said_now for name in SUBJECT)
    return _dropped(flow, heard) if both and not heard.corrects else flow


def is_same_person(flow: Flow, mention: Mention) -> bool:
    """True of 我还没成年 said by who acts for themselves: nothing else changes with it."""
    return mention.slot == ROLE and {flow.slots.get(ROLE), mention.value} == _THEMSELVES


def told_apart(flow: Flow, known: frozenset[str]) -> Flow:
    """Who acts for another is not that other: a name given for both was the speaker's own, and the subject is asked for."""
    who = _ACTING.get(flow.slots.get(ROLE, ""))
    if who is None or not _same(flow, who):
        return flow
    own = _own(flow, who)
    return replace(flow.with_slots({**dict.fromkeys((*SUBJECT, "subject_id_type")), **_within(own, known)}))


def _another_role(flow: Flow, before: str, now: str, heard: Heard) -> Flow:
    """The same person of another age, the same subject with another to act for it, or another subject."""
    if {before, now} <= _THEMSELVES:
        return flow
    if before in _ACTING and now in _ACTING and {before, now} != _NEVER_THE_SAME:
        former, who = _ACTING[before], _ACTING[now]
        moved = {f"{who}_{end}": flow.slots.get(f"{former}_{end}") for end in ("name", "id")}
        return flow.with_slots({**{f"{former}_{end}": None for end in ("name", "id")}, **moved})
    own = _own(flow, _ACTING[now]) if before in _THEMSELVES and now in _ACTING else {}
    return _dropped(flow, heard).with_slots(own)


def _own(flow: Flow, who: str) -> dict[str, str]:
    """A person's own name and number, as those of who acts; a company's are nobody's own."""
    if flow.slots.get("subject_id_type") in _COMPANY or flow.slots.get("subject_kind") in _COMPANY:
        return {}
    found = {f"{who}_{name.removeprefix('subject_')}": flow.slots.get(name) for name in SUBJECT}
    return {name: value for name, value in found.items() if value is not None and name not in flow.slots}


def _same(flow: Flow, who: str) -> bool:
    pairs = ((flow.slots.get(f"{who}_{end}"), flow.slots.get(f"subject_{end}")) for end in ("name", "id"))
    return any(one is not None and one == other for one, other in pairs)


def _dropped(flow: Flow, heard: Heard) -> Flow:
    said_now = {m.slot for m in heard.mentions}
    dropped = {name: None for name, slot in SLOTS.items() if slot.of_subject and name not in said_now}
    return replace(flow.with_slots(dropped), files=(), passed=())


def _within(values: Mapping[str, str], known: frozenset[str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name in known}
