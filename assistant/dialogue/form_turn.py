"""Turns of a form page: the act opened, its fields filled in, confirmed or given up. What comes of it is what the chat would say.

The page and the chat write the same row: each goes on where the other left.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.dialogue.acts import Act, Command, FlowState
from assistant.dialogue.confirming import confirm
from assistant.dialogue.contract import Posted
from assistant.dialogue.form import GIVEN_BY_ACT, open_flow, with_files
from assistant.dialogue.form_values import Hear, Read, Reader
from assistant.dialogue.form_view import DECIDING, FormViews
from assistant.dialogue.going_on import go_on
from assistant.dialogue.heard import Heard
from assistant.dialogue.leaving_out import cancel
from assistant.dialogue.plan import Plan, Scene, Tools
from assistant.dialogue.state import PAUSED, Conversation, Flow, StoredFile

_PLACE, _FILES, _ROLE = "jurisdiction", "evidence", "applicant_role"
_DIGEST = 16
_OF_ROLE = {"legal_representative": "representative_", "agent": "agent_", "guardian": "guardian_"}
"""Fields of who acts for another, by the role that they belong to."""


@dataclass(frozen=True, slots=True)
class FormTurns:
    """Decides the turns of form pages."""

    tools: Tools
    views: FormViews
    hear: Hear

    def opened(self, conversation: Conversation, act: Act) -> Flow:
        """The act's form: the open one, one that was put aside, or a new one with what is known already."""
        current = open_flow(conversation)
        if current is not None and current.act is act:
            return current
        aside = next((flow for flow in reversed(conversation.paused) if flow.act is act), None)
        if aside is not None:
            return replace(aside, state=FlowState.COLLECTING)
        known = self.tools.guide.slots(act)
        carried = {name: value for name, value in (current.slots if current else {}).items() if name in known}
        if conversation.jurisdiction:
            carried.setdefault(_PLACE, conversation.jurisdiction)
        return Flow(act, key=f"form-{secrets.token_hex(16)}", slots={**carried, **GIVEN_BY_ACT.get(act, {})})

    def fill(
        self, conversation: Conversation, act: Act, posted: Posted, files: tuple[StoredFile, ...], now: datetime
    ) -> Plan:
        """Put the fields into the form, and go on as the chat would: to the next question, or to the summary."""
        flow = self.opened(conversation, act)
        filled = self._filled(flow, posted, self.read(flow, posted, now, brings_files=bool(files)), files)
        place = filled.slots.get(_PLACE, conversation.jurisdiction)
        moved = replace(_with_room(conversation, flow), flow=filled, jurisdiction=place, told=True)
        return go_on(self._scene(moved, "", now), moved, filled)

    def read(self, flow: Flow, posted: Posted, now: datetime, *, brings_files: bool = False) -> Read:
        """The fields as read, with what may not stay empty among the troubles."""
        typed = {slot: words for slot, words in posted.typed.items() if slot in self.tools.guide.slots(flow.act)}
        read = self._reader(self._decided(flow, typed, now), now).read(typed)
        if posted.whole:
            self._miss(flow, posted, read, now, has_files=brings_files or bool(flow.files))
        return read

    def confirm(self, conversation: Conversation, act: Act, seen: str, now: datetime) -> Plan | None:
        """File what was seen. What changed since is shown again; None where there is nothing open to file."""
        flow = open_flow(conversation)
        if flow is None or flow.act is not act:
            return None
        if digest(flow) != seen or self.tools.guide.next(flow, now.date()).slot is not None:
            return go_on(self._scene(conversation, "", now), conversation, flow)
        shown = replace(conversation, flow=replace(flow, state=FlowState.CONFIRMING, asked=None))
        return confirm(self._scene(shown, self.tools.wording.say("dialogue.choices.submit"), now))

    def cancel(self, conversation: Conversation, act: Act, now: datetime) -> Plan | None:
        """Give the form up; None where it is not open."""
        flow = open_flow(conversation)
        if flow is None or flow.act is not act:
            return None
        return cancel(self._scene(conversation, "", now), flow)

    def _reader(self, flow: Flow, now: datetime) -> Reader:
        choices = self.views.choices(flow, now.date())
        return Reader(self.hear, self.tools.wording, flow.act, flow.slots, choices, now.date())

    def _decided(self, flow: Flow, typed: Mapping[str, str], now: datetime) -> Flow:
        """The flow under the law that the form itself chooses: the choices of the other fields are those of that law."""
        decided = flow
        for slot in DECIDING:
            if slot in typed:
                value = self._reader(decided, now).read({slot: typed[slot]}).values.get(slot)
                decided = decided.with_slots({slot: value})
                decided = decided if value else replace(decided, passed=(*decided.passed, slot))
        return decided

    def _miss(self, flow: Flow, posted: Posted, read: Read, now: datetime, *, has_files: bool) -> None:
        """Note what was left empty and cannot be; what the law asks is said once, and may then be left out."""
        say = self.tools.wording.say
        known = flow.with_slots({**read.values, **dict.fromkeys(read.empty)})
        for question in self.views.way(replace(known, passed=(*known.passed, *read.empty)), now.date()):
            slot = question.slot
            if slot not in read.empty:
                continue
            if question.node.essential:
                example = self.tools.guide.example(slot)
                read.troubles[slot] = say("form_page.trouble.essential", example=example)
            elif question.required and slot not in posted.warned and not (slot == _FILES and has_files):
                read.troubles[slot] = say("form_page.trouble.required")

    def _filled(self, flow: Flow, posted: Posted, read: Read, files: tuple[StoredFile, ...]) -> Flow:
        known = self.tools.guide.slots(flow.act)
        changes = {slot: value for slot, value in read.values.items() if slot in known}
        filled = with_files(_with_kept(flow.with_slots({**dict.fromkeys(read.empty), **changes}), posted), files)
        left_out = [slot for slot in read.empty if slot not in read.troubles] if posted.whole else []
        passed = dict.fromkeys((*flow.passed, *left_out))
        return _in_one_role(replace(filled, passed=tuple(slot for slot in passed if slot not in filled.slots)))

    def _scene(self, conversation: Conversation, words: str, now: datetime) -> Scene:
        commands = frozenset({Command.YES} if words else ())
        return Scene(conversation, Heard(words, commands=commands), (), now, self.tools)


def digest(flow: Flow) -> str:
    """Names what a summary showed, so that nothing else is filed by it."""
    held = json.dumps([dict(flow.slots), [file.sha256 for file in flow.files]], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(held.encode()).hexdigest()[:_DIGEST]


def _with_room(conversation: Conversation, flow: Flow) -> Conversation:
    """The conversation with room for `flow`: another open form is put aside."""
    current = open_flow(conversation)
    others = [one for one in conversation.paused if one.key != flow.key]
    if current is not None and current.key != flow.key:
        others.append(current)
    return replace(conversation, paused=tuple(others[-PAUSED:]))


def _in_one_role(flow: Flow) -> Flow:
    """Without what was filled in for another role: who is no agent any more has no agent's number."""
    role = flow.slots.get(_ROLE)
    others = tuple(prefix for other, prefix in _OF_ROLE.items() if other != role)
    return flow.with_slots({slot: None for slot in flow.slots if slot.startswith(others)}) if role else flow


def _with_kept(flow: Flow, posted: Posted) -> Flow:
    """The files without those taken out, and their names among the evidence."""
    files = tuple(file for file in flow.files if file.sha256 not in posted.dropped)
    if _FILES not in posted.typed and files == flow.files:
        return flow
    lines = [line for line in flow.slots.get(_FILES, ()) if line not in {file.name for file in flow.files}]
    evidence = [*lines, *(file.name for file in files)]
    return replace(flow.with_slots({_FILES: evidence or None}), files=files)
