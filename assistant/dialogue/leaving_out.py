"""What is not filled in: a field left out, a form put aside or given up, a step back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.dialogue.acts import FlowState
from assistant.dialogue.contract import Choice
from assistant.dialogue.form import label
from assistant.dialogue.going_on import ask_again, go_on, question
from assistant.dialogue.plan import Plan, Scene
from assistant.dialogue.said import together
from assistant.dialogue.state import PAUSED, Flow
from assistant.outcome import Reason


def skip(scene: Scene, flow: Flow) -> Plan:
    """Leave a field out; told once where the law requires it.

    Where nothing can be filed without it, the ways out are told; who cannot give it then puts the form aside.
    """
    step = scene.tools.guide.next(flow, scene.today)
    if step.slot is None:
        return go_on(scene, scene.conversation, flow)
    if step.essential and step.slot in flow.passed and flow.times > 1:
        return _put_aside(scene, flow, step.slot)
    passed = replace(flow, passed=(*flow.passed, step.slot))
    if step.essential:
        ways = scene.tools.guide.otherwise(flow, step.slot, scene.today)
        asked = question(scene, scene.conversation, step)
        said = replace(together(asked, ways), choices=(*step.said.choices, *ways.choices))
        return Plan(replace(scene.conversation, flow=passed), said)
    key = "form.skipped_required" if step.required else "form.skipped"
    return go_on(scene, scene.conversation, passed, scene.say(key, Reason.TOPIC, field=label(scene, step.slot)))


def without(flow: Flow, lacking: Iterable[str], known: frozenset[str]) -> tuple[Flow, tuple[str, ...]]:
    """The form with the fields left out that the citizen says to lack (没有编号), and which those are."""
    left = tuple(slot for slot in lacking if slot in known and slot not in flow.slots and slot not in flow.passed)
    return replace(flow, passed=(*flow.passed, *left)), left


def leave_the_rest(scene: Scene, flow: Flow) -> Plan:
    """提交 before the end: what is only offered is left out, what is needed is asked for; nothing is filed by it."""
    left, needed = flow, scene.tools.guide.missing(flow, scene.today)
    slot = scene.tools.guide.next(left, scene.today).slot
    while slot is not None and slot not in needed:
        left = replace(left, passed=(*left.passed, slot))
        slot = scene.tools.guide.next(left, scene.today).slot
    note = "form.still_open" if slot is not None else "form.rest_left"
    return go_on(scene, scene.conversation, left, scene.say(note, Reason.TOPIC))


def cancel(scene: Scene, flow: Flow) -> Plan:
    """Give the form up."""
    name = scene.tools.guide.act_name(flow.act)
    cancelled = replace(flow, state=FlowState.CANCELLED, asked=None)
    return Plan(replace(scene.conversation, flow=cancelled), scene.say("form.cancelled", Reason.THANKS, act=name))


def back(scene: Scene, flow: Flow) -> Plan:
    """Take the last answer away, and ask for it again."""
    slot = scene.tools.guide.previous(flow, scene.today)
    if slot is None:
        return Plan(scene.conversation, ask_again(scene, scene.say("form.at_start", Reason.TOPIC)))
    without = replace(flow.with_slots({slot: None}), passed=tuple(n for n in flow.passed if n != slot))
    return go_on(scene, scene.conversation, without, scene.say("form.back", Reason.TOPIC))


def _put_aside(scene: Scene, flow: Flow, slot: str) -> Plan:
    """The form waits for what is lacking, with all that was filled in."""
    left = replace(scene.conversation, flow=None, paused=(*scene.conversation.paused, flow)[-PAUSED:])
    words = [scene.tools.wording.say(f"dialogue.choices.{name}") for name in ("go_on", "person")]
    name = scene.tools.guide.act_name(flow.act)
    choices = (Choice(word, word) for word in words)
    return Plan(left, scene.say("form.aside", Reason.TOPIC, *choices, act=name, field=label(scene, slot)))
