"""Filling in a form by talking: values and corrections into slots, what is wrong with a value, commands of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.dialogue.acts import Command
from assistant.dialogue.form import allowed, answer_in_words, apply, label, open_flow, usable, with_files
from assistant.dialogue.going_on import ask_again, go_on
from assistant.dialogue.heard import Mention
from assistant.dialogue.leaving_out import back, cancel, leave_the_rest, skip, without
from assistant.dialogue.plan import Plan, Scene
from assistant.dialogue.questions import ask_pipeline, asked_of_the_form, asked_part, asks_instead, in_form
from assistant.dialogue.said import Said, together
from assistant.dialogue.slots import SLOTS, Kind
from assistant.dialogue.state import Flow
from assistant.dialogue.telling import retold
from assistant.outcome import Reason, Status

_SUBMIT = "提交"
_DECLINES = re.compile(
    r"^(?:[那先就我也还]|还是|暂时)*(?:不用|不要|不必|不需要|不想|不了|不愿|不留|不给|没必要|没这个必要|不$|不[，。,])"
)
_LONGEST = 8


def fill_in(scene: Scene) -> Plan | None:
    """A turn of the form: cancel, back, what is filled in, skip, values, or a question in the middle."""
    flow = open_flow(scene.conversation)
    if flow is None:
        return None
    for command, what in _COMMANDS.items():
        if scene.says(command) and not scene.heard.mentions:
            return what(scene, flow)
    heard = usable(scene, flow)
    if (asks_instead(scene, flow) or (scene.heard.asks and not heard)) and not scene.files:
        return None  # a question in the middle: answered by the pipeline, and the form goes on at the same field
    if scene.says(Command.SKIP) and not heard:
        return skip(scene, flow)
    if scene.says(Command.YES) and not heard and _SUBMIT in scene.heard.text:
        return leave_the_rest(scene, flow)
    if (
        not heard
        and not scene.files
        and not scene.heard.troubles
        and (plan := _mere_yes_or_no(scene, flow)) is not None
    ):
        return plan
    plan = take(scene, flow, heard)
    return with_answer(scene, plan) if scene.heard.asks and heard else plan


def with_answer(scene: Scene, plan: Plan) -> Plan:
    """A message that fills a field and asks something as well: answered first, and then the form goes on."""
    question = scene.heard.question or asked_part(scene.heard.text)
    if (told := asked_of_the_form(scene, plan.conversation, question)) is not None:
        return replace(plan, said=together(told, plan.said, reason=plan.said.reason))
    answer, understood, said = ask_pipeline(scene, plan.conversation, question)
    if answer.status in (Status.SMALLTALK, Status.ERROR):
        return plan
    said = together(in_form(scene, answer, question, said), plan.said, reason=plan.said.reason)
    return replace(plan, said=said, answer=answer, understood=understood)


def take(scene: Scene, flow: Flow, heard: tuple[Mention, ...]) -> Plan:
    """Put what was heard into the form, say what is wrong with what is no value, and ask on."""
    mentions, account = retold(scene, flow, [*heard, *answer_in_words(scene, flow, heard)])
    taken, unsafe = allowed(scene, mentions)
    known = scene.tools.guide.slots(flow.act)
    filled = with_files(apply(flow, taken, scene.heard, known), scene.files)
    filled, lacking = without(filled, scene.heard.lacks, known)
    troubles = [_trouble(scene, t.code, t.slot, t.words) for t in scene.heard.troubles]
    if not taken and not scene.files and not troubles and not unsafe and not lacking:
        return _not_understood(scene)
    notes = list(troubles)
    if unsafe:
        notes.append(scene.say("personal.elsewhere", Reason.TOPIC))
    if lacking:
        notes.append(scene.say("form.skipped", Reason.TOPIC, field=_labels(scene, lacking)))
    if account is not None:
        notes.append(scene.say("form.more_account", Reason.TOPIC, field=label(scene, account)))
    if changed := [m.slot for m in taken if m.slot != account and _is_changed(flow, m)]:
        notes.append(scene.say("form.corrected", Reason.TOPIC, fields=_labels(scene, changed)))
    place = filled.slots.get("jurisdiction", scene.conversation.jurisdiction)
    conversation = replace(scene.conversation, jurisdiction=place)
    missed = not (taken or scene.files or lacking)
    return replace(go_on(scene, conversation, filled, *notes), unsafe=unsafe, missed=missed)


def _mere_yes_or_no(scene: Scene, flow: Flow) -> Plan | None:
    """不用 to a question leaves its field out; 不对, 等等 and 好的 are heard, and the question stays."""
    said = scene.heard.text
    if scene.heard.corrects or (scene.heard.rest and len(said) > _LONGEST):
        return None
    if scene.says(Command.NO):
        if _DECLINES.search(said):
            return skip(scene, flow)
        return Plan(scene.conversation, ask_again(scene, scene.say("form.take_your_time", Reason.TOPIC)))
    if scene.says(Command.YES) and not _takes_words(flow):
        return Plan(scene.conversation, ask_again(scene, scene.say("form.yes", Reason.TOPIC)))
    return None


def _takes_words(flow: Flow) -> bool:
    """有 may begin an answer in words."""
    return SLOTS[flow.asked].kind in (Kind.TEXT, Kind.LIST) if flow.asked is not None else True


def _not_understood(scene: Scene) -> Plan:
    said = scene.say("form.not_understood", Reason.TOPIC)
    return Plan(scene.conversation, ask_again(scene, said), missed=True)


def _given(scene: Scene, flow: Flow) -> Plan:
    return Plan(scene.conversation, ask_again(scene, scene.tools.guide.given(flow)))


def _help(scene: Scene, _: Flow) -> Plan:
    return Plan(scene.conversation, ask_again(scene, scene.say("form.help", Reason.TOPIC)))


def _is_changed(flow: Flow, mention: Mention) -> bool:
    """Another value than before; lists grow."""
    return flow.slots.get(mention.slot, mention.value) != mention.value and SLOTS[mention.slot].kind is not Kind.LIST


_COMMANDS = {
    Command.CANCEL: cancel,
    Command.WITHDRAW: cancel,  # nothing was filed yet
    Command.BACK: back,
    Command.SUMMARY: _given,
    Command.STATUS: _given,
    Command.HELP: _help,
}


def _trouble(scene: Scene, code: str, slot: str, words: str) -> Said:
    reason = Reason.DATE if SLOTS[slot].kind is Kind.DATE else Reason.TOPIC
    return scene.say(f"trouble.{code}", reason, field=label(scene, slot), words=words)


def _labels(scene: Scene, slots: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(label(scene, slot) for slot in slots))
