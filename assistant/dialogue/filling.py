"""Filling in a form by talking: values and corrections into slots, what is wrong with a value, skips, and the next question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.dialogue.acts import Command, FlowState
from assistant.dialogue.contract import Choice
from assistant.dialogue.form import allowed, answer_in_words, apply, is_personal, open_flow, usable, with_files
from assistant.dialogue.heard import Mention
from assistant.dialogue.plan import Plan, Scene
from assistant.dialogue.ports import Step
from assistant.dialogue.questions import ask_pipeline
from assistant.dialogue.said import Said, together
from assistant.dialogue.slots import SLOTS, Kind
from assistant.dialogue.state import Conversation, Flow
from assistant.outcome import Reason, Status

_SUBMIT = "提交"


def fill_in(scene: Scene) -> Plan | None:
    """A turn of the form: cancel, back, what is filled in, skip, values, or a question in the middle."""
    flow = open_flow(scene.conversation)
    if flow is None:
        return None
    for command, what in _COMMANDS.items():
        if scene.says(command) and not scene.heard.mentions:
            return what(scene, flow)
    heard = usable(scene, flow)
    if scene.heard.asks and not heard and not scene.files:
        return None  # a question in the middle: answered by the pipeline, and the form goes on at the same field
    if scene.says(Command.SKIP) and not heard:
        return _skip(scene, flow)
    if scene.says(Command.YES) and not heard and _SUBMIT in scene.heard.text:
        return _leave_the_rest(scene, flow)
    plan = take(scene, flow, heard)
    return with_answer(scene, plan) if scene.heard.asks and heard else plan


def with_answer(scene: Scene, plan: Plan) -> Plan:
    """A message that fills a field and asks something as well: answered first, and then the form goes on."""
    answer, understood, said = ask_pipeline(scene, plan.conversation)
    if answer.status is not Status.ANSWERED:
        return plan
    return replace(plan, said=together(said, plan.said, reason=plan.said.reason), answer=answer, understood=understood)


def take(scene: Scene, flow: Flow, heard: tuple[Mention, ...]) -> Plan:
    """Put what was heard into the form, say what is wrong with what is no value, and ask on."""
    mentions = [*heard, *answer_in_words(scene, flow, heard)]
    taken, unsafe = allowed(scene, mentions)
    filled = with_files(apply(flow, taken, scene.heard), scene.files)
    troubles = [_trouble(scene, t.code, t.slot, t.words) for t in scene.heard.troubles]
    if not taken and not scene.files and not troubles and not unsafe:
        return _not_understood(scene)
    notes = list(troubles)
    if unsafe:
        notes.append(scene.say("personal.elsewhere", Reason.TOPIC))
    if changed := [m.slot for m in taken if flow.slots.get(m.slot, m.value) != m.value and not _is_list(m.slot)]:
        notes.append(scene.say("form.corrected", Reason.TOPIC, fields=_labels(scene, changed)))
    place = filled.slots.get("jurisdiction", scene.conversation.jurisdiction)
    conversation = replace(scene.conversation, jurisdiction=place)
    return replace(go_on(scene, conversation, filled, *notes), unsafe=unsafe)


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


def question(scene: Scene, conversation: Conversation, step: Step) -> Said:
    """The question of a step; on a channel that takes no personal data, the link where it can be answered."""
    if step.slot is not None and scene.tools.link is not None and is_personal(step.slot):
        link = scene.tools.link(conversation.id)
        return together(scene.say("personal.link", Reason.TOPIC, link=link, field=_label(scene, step.slot)))
    skip = scene.tools.wording.say("dialogue.choices.skip")
    if step.essential or not step.said.choices:
        return step.said
    return replace(step.said, choices=(*step.said.choices, Choice(skip, skip)))


def ask_again(scene: Scene, said: Said) -> Said:
    """`said`, and then the question that the form stands at; `said` alone outside a form."""
    flow = open_flow(scene.conversation)
    if flow is None:
        return said
    if flow.state is FlowState.CONFIRMING:
        return together(said, scene.say("confirm.again", Reason.TOPIC, *_yes_no(scene)))
    step = scene.tools.guide.next(flow, scene.today)
    return together(said, scene.say("form.back_to_it", Reason.TOPIC), question(scene, scene.conversation, step))


def _skip(scene: Scene, flow: Flow) -> Plan:
    """Leave a field out: told once where the law requires it, refused only where nothing can be filed without it."""
    step = scene.tools.guide.next(flow, scene.today)
    if step.slot is None:
        return go_on(scene, scene.conversation, flow)
    if step.essential:
        said = scene.say("form.essential", Reason.TOPIC, field=_label(scene, step.slot))
        return Plan(scene.conversation, together(said, question(scene, scene.conversation, step)))
    passed = replace(flow, passed=(*flow.passed, step.slot))
    key = "form.skipped_required" if step.required else "form.skipped"
    return go_on(scene, scene.conversation, passed, scene.say(key, Reason.TOPIC, field=_label(scene, step.slot)))


def _leave_the_rest(scene: Scene, flow: Flow) -> Plan:
    """提交 before the end: what is only offered is left out, what is needed is asked for; nothing is filed by it."""
    left, needed = flow, scene.tools.guide.missing(flow, scene.today)
    slot = scene.tools.guide.next(left, scene.today).slot
    while slot is not None and slot not in needed:
        left = replace(left, passed=(*left.passed, slot))
        slot = scene.tools.guide.next(left, scene.today).slot
    note = "form.still_open" if slot is not None else "form.rest_left"
    return go_on(scene, scene.conversation, left, scene.say(note, Reason.TOPIC))


def _not_understood(scene: Scene) -> Plan:
    said = scene.say("form.not_understood", Reason.TOPIC)
    return Plan(scene.conversation, ask_again(scene, said))


def _cancel(scene: Scene, flow: Flow) -> Plan:
    name = scene.tools.guide.act_name(flow.act)
    cancelled = replace(flow, state=FlowState.CANCELLED, asked=None)
    return Plan(replace(scene.conversation, flow=cancelled), scene.say("form.cancelled", Reason.THANKS, act=name))


def _back(scene: Scene, flow: Flow) -> Plan:
    slot = scene.tools.guide.previous(flow, scene.today)
    if slot is None:
        return Plan(scene.conversation, ask_again(scene, scene.say("form.at_start", Reason.TOPIC)))
    without = replace(flow.with_slots({slot: None}), passed=tuple(n for n in flow.passed if n != slot))
    return go_on(scene, scene.conversation, without, scene.say("form.back", Reason.TOPIC))


def _given(scene: Scene, flow: Flow) -> Plan:
    return Plan(scene.conversation, ask_again(scene, scene.tools.guide.given(flow)))


def _help(scene: Scene, _: Flow) -> Plan:
    return Plan(scene.conversation, ask_again(scene, scene.say("form.help", Reason.TOPIC)))


def _is_list(slot: str) -> bool:
    return SLOTS[slot].kind is Kind.LIST


_COMMANDS = {
    Command.CANCEL: _cancel,
    Command.WITHDRAW: _cancel,  # nothing was filed yet
    Command.BACK: _back,
    Command.SUMMARY: _given,
    Command.STATUS: _given,
    Command.HELP: _help,
}


def _trouble(scene: Scene, code: str, slot: str, words: str) -> Said:
    reason = Reason.DATE if SLOTS[slot].kind is Kind.DATE else Reason.TOPIC
    return scene.say(f"trouble.{code}", reason, field=_label(scene, slot), words=words)


def _label(scene: Scene, slot: str) -> str:
    return scene.tools.wording.say(f"dialogue.labels.{slot}")


def _labels(scene: Scene, slots: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(_label(scene, slot) for slot in slots))


def _yes_no(scene: Scene) -> tuple[Choice, ...]:
    return tuple(
        Choice(words, words)
        for words in (scene.tools.wording.say(f"dialogue.choices.{name}") for name in ("submit", "change", "cancel"))
    )


def _after(notes: Iterable[Said], said: Said) -> Said:
    pieces = [*notes, said]
    unclear = any(piece.reason is Reason.DATE for piece in pieces)
    return together(pieces[0], *pieces[1:], reason=Reason.DATE if unclear else said.reason)
