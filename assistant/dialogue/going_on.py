"""How a form goes on: the next question, the one that is still open asked again, or the summary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.dialogue.acts import FlowState
from assistant.dialogue.contract import Choice
from assistant.dialogue.form import is_personal, label, open_flow
from assistant.dialogue.plan import Plan, Scene
from assistant.dialogue.ports import Step
from assistant.dialogue.said import Said, together
from assistant.dialogue.state import Conversation, Flow
from assistant.outcome import Reason

_ENOUGH = 2
"""How often a question is put in full. After that it is short, with an example and the ways around it."""


_INVITES_NUMBER = re.compile(r"[^。？！\n]*也可以一起说。")
"""Not said where the channel takes no numbers."""


def go_on(scene: Scene, conversation: Conversation, flow: Flow, *notes: Said) -> Plan:
    """Ask the next question of the form after `notes`, or show the summary where none is left."""
    step = scene.tools.guide.next(flow, scene.today)
    if step.slot is None:
        shown = replace(flow, state=FlowState.CONFIRMING, asked=None)
        said = scene.tools.guide.summary(shown, scene.today)
        return Plan(replace(conversation, flow=shown, offered=None), _after(notes, said))
    asked = replace(flow, state=FlowState.COLLECTING, asked=step.slot)
    moved = replace(conversation, flow=asked, offered=None)
    return Plan(moved, _after(notes, question(scene, moved, step)))


def ask_again(scene: Scene, said: Said) -> Said:
    """`said`, and then the question that the form stands at; `said` alone outside a form."""
    flow = open_flow(scene.conversation)
    if flow is None:
        return said
    if flow.state is FlowState.CONFIRMING:
        return together(said, scene.say("confirm.again", Reason.TOPIC, *_yes_no(scene)))
    step = scene.tools.guide.next(flow, scene.today)
    return together(said, scene.say("form.back_to_it", Reason.TOPIC), question(scene, scene.conversation, step))


def question(scene: Scene, conversation: Conversation, step: Step) -> Said:
    """The question of a step, told another way to who was asked it before.

    On a channel that takes no personal data it is the link to where it can be answered.
    """
    if step.slot is not None and scene.tools.link is not None and is_personal(step.slot):
        link = scene.tools.link(conversation.id, step.slot)
        return together(scene.say("personal.link", Reason.TOPIC, link=link, field=label(scene, step.slot)))
    if step.slot is not None and _asked_before(scene.conversation, step.slot) >= _ENOUGH:
        return _told_another_way(scene, step, step.slot)
    said = replace(step.said, text=_as_taken_here(scene, step.said.text))
    if step.essential or not said.choices:
        return said
    return replace(said, choices=(*said.choices, _choice(scene, "skip")))


def in_full(scene: Scene) -> Said:
    """The question that the form stands at, with all that it is asked for."""
    flow = open_flow(scene.conversation)
    step = scene.tools.guide.next(flow, scene.today) if flow is not None else None
    if step is None or step.slot is None:
        return ask_again(scene, scene.say("form.going_on", Reason.TOPIC))
    choices = step.said.choices if step.essential else (*step.said.choices, _choice(scene, "skip"))
    return replace(together(scene.say("form.why", Reason.TOPIC), step.said), choices=choices)


def _asked_before(conversation: Conversation, slot: str) -> int:
    flow = open_flow(conversation)
    return flow.times if flow is not None and flow.asked == slot else 0


def _told_another_way(scene: Scene, step: Step, slot: str) -> Said:
    """The question alone, an example of an answer, the skip where nothing forbids it, and a person."""
    say = scene.tools.wording.say
    lines = [_as_taken_here(scene, step.brief), scene.tools.guide.example(slot)]
    lines.append(say("dialogue.form.help_essential" if step.essential else "dialogue.form.help_skip"))
    ways = (() if step.essential else (_choice(scene, "skip"),)) + (_choice(scene, "person"),)
    return Said("\n".join(lines), step.said.reason, choices=(*step.said.choices, *ways))


def _as_taken_here(scene: Scene, text: str) -> str:
    return text if scene.tools.link is None else _INVITES_NUMBER.sub("", text)


def _choice(scene: Scene, name: str) -> Choice:
    words = scene.tools.wording.say(f"dialogue.choices.{name}")
    return Choice(words, words)


def _yes_no(scene: Scene) -> tuple[Choice, ...]:
    return tuple(_choice(scene, name) for name in ("submit", "change", "cancel"))


def _after(notes: Iterable[Said], said: Said) -> Said:
    pieces = [*notes, said]
    unclear = any(piece.reason is Reason.DATE for piece in pieces)
    return together(pieces[0], *pieces[1:], reason=Reason.DATE if unclear else said.reason)
