"""Beginning an act, changing to another, and going back to one that was left."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.acts import Act, Command, FlowState
from assistant.dialogue.contract import Choice
from assistant.dialogue.filling import take, with_answer
from assistant.dialogue.form import GIVEN_BY_ACT, open_flow, usable
from assistant.dialogue.going_on import ask_again, go_on
from assistant.dialogue.heard import Mention
from assistant.dialogue.hearing.questions import is_plain_question
from assistant.dialogue.plan import Plan, Scene
from assistant.dialogue.questions import ask_pipeline
from assistant.dialogue.said import Said, together
from assistant.dialogue.state import PAUSED, Conversation, Flow
from assistant.outcome import Reason, Status

_ACCEPTS = re.compile(
    r"(?:要|想|就|帮我|给我|替我|请|开始|现在|那)[^，。不别]{0,3}(?:办|查|提|申请|修|删|弄|做|开始|投诉)"
)
_AGAIN = re.compile(r"接着|继续|刚才|回到|前面|先前|之前|放着")
_ACCOUNT, _SENTENCE = "topic", 12
"""A complaint's account, and the characters from which on a first message is one."""


def begin_or_resume(scene: Scene) -> Plan | None:
    """Begin the act that the citizen wants done, or go back to one; an act that is only asked about is offered."""
    flow = open_flow(scene.conversation)
    if scene.says(Command.RESUME) and flow is None and scene.conversation.paused:
        return _resume(scene, scene.conversation.paused[-1])
    if scene.says(Command.RESUME) and flow is not None:
        return Plan(scene.conversation, ask_again(scene, scene.say("form.going_on", Reason.TOPIC)))
    if scene.says(Command.RESTART) and flow is not None:
        fresh = replace(scene.conversation, flow=None)
        return begin(scene, fresh, flow.act, {})
    if (before := _left_before(scene, flow)) is not None:
        return _resume(scene, before)
    wanted = _wanted(scene, flow)
    if wanted is None:
        return _decline(scene)
    if flow is None:
        return begin(scene, scene.conversation, wanted, {})
    if wanted is flow.act:
        return None
    left = replace(scene.conversation, flow=None, paused=(*scene.conversation.paused, flow)[-PAUSED:])
    return begin(
        scene, left, wanted, dict(flow.slots), scene.say("begin.changed", Reason.TOPIC, **_names(scene, flow, wanted))
    )


def begin(scene: Scene, conversation: Conversation, act: Act, carried: dict[str, object], *notes: Said) -> Plan:
    """Begin an act with what is carried over and what this very message says, the privacy notice first where it was not shown."""
    known = scene.tools.guide.slots(act)
    slots = {name: value for name, value in carried.items() if name in known}
    if conversation.jurisdiction and "jurisdiction" in known:
        slots.setdefault("jurisdiction", conversation.jurisdiction)
    flow = Flow(act, key=f"chat-{secrets.token_hex(16)}", slots={**slots, **GIVEN_BY_ACT.get(act, {})})
    opening = [*notes, scene.say("begin.act", Reason.TOPIC, act=scene.tools.guide.act_name(act))]
    if not conversation.told:
        opening.append(scene.say("privacy.notice", Reason.TOPIC))
    moved = replace(conversation, flow=flow, told=True, offered=None)
    here = replace(scene, conversation=moved)
    heard = (*usable(here, flow), *_account(here, flow))
    said_something = heard or scene.heard.troubles or scene.files or scene.heard.lacks
    plan = take(here, flow, heard) if said_something else go_on(here, moved, flow)
    plan = replace(plan, said=together(opening[0], *opening[1:], plan.said, reason=plan.said.reason))
    return with_answer(here, plan) if scene.heard.question else plan


def _account(scene: Scene, flow: Flow) -> tuple[Mention, ...]:
    """A complaint begins with what happened: the sentence that asks for it is the account, where it says more than that."""
    text = scene.heard.text
    wanted = flow.act is Act.COMPLAINT and _ACCOUNT not in flow.slots and len(text) >= _SENTENCE
    return (Mention(_ACCOUNT, text, text),) if wanted and scene.heard.act is Act.COMPLAINT else ()


def offer(scene: Scene, acts: Sequence[Act], said: Said) -> Plan:
    """Answer first, and offer to begin the act; of several, one has to be chosen."""
    names = [scene.tools.guide.act_name(act) for act in acts]
    choices = (Choice(yes, yes) for yes in (scene.tools.wording.say("dialogue.choices.begin", act=n) for n in names))
    key = "begin.offer" if len(acts) == 1 else "begin.offer_several"
    offered = scene.say(key, said.reason, *choices, act="”“".join(names))
    one = acts[0] if len(acts) == 1 else None
    return Plan(replace(scene.conversation, offered=one), together(said, offered))


def _wanted(scene: Scene, flow: Flow | None) -> Act | None:
    """The act to begin now: one asked for without doubt, or one offered and accepted."""
    heard = scene.heard
    if heard.act is not None and heard.act_sure and not heard.asks:
        return heard.act
    offered = scene.conversation.offered
    if flow is None and offered is not None and not heard.asks:
        same = heard.act in (None, offered) and len(heard.text) <= _SENTENCE and _ACCEPTS.search(heard.text)
        return offered if scene.says(Command.YES) or (same and not scene.says(Command.NO)) else None
    return None


def _left_before(scene: Scene, flow: Flow | None) -> Flow | None:
    """A form put aside that is named again: 接着办刚才的修复; or the same wish once more, where nothing else was begun."""
    heard = scene.heard
    if flow is None and heard.act is None and not heard.asks and _brings_what_lacked(scene):
        return scene.conversation.paused[-1]
    if heard.act is None or heard.asks or (flow is not None and flow.act is heard.act):
        return None
    found = next((one for one in reversed(scene.conversation.paused) if one.act is heard.act), None)
    if found is None or scene.says(Command.RESUME) or _AGAIN.search(heard.text):
        return found
    return found if flow is None and heard.act_sure and found.state is FlowState.COLLECTING else None


def _brings_what_lacked(scene: Scene) -> bool:
    """The very thing for want of which the last form was put aside."""
    last = scene.conversation.paused[-1] if scene.conversation.paused else None
    lacked = last.asked if last is not None and last.asked in last.passed else None
    return lacked is not None and any(m.slot == lacked and m.sure for m in scene.heard.mentions)


def _decline(scene: Scene) -> Plan | None:
    """A no to an offer, or an act that may be meant: ask, do not begin."""
    conversation = scene.conversation
    if open_flow(conversation) is not None:
        return None
    if conversation.offered is not None and scene.says(Command.NO) and not scene.heard.asks:
        return Plan(replace(conversation, offered=None), scene.say("begin.declined", Reason.THANKS))
    act = scene.heard.act
    if act is not None and not scene.heard.act_sure and not scene.heard.asks:
        answer, understood, said = ask_pipeline(scene, conversation)
        name = scene.tools.guide.act_name(act)
        evades = answer.reason is Reason.EVASION or answer.status is not Status.REFUSED
        if evades and is_plain_question(scene.heard.text):
            return _answer_and_offer(scene, act, scene.tools.wording.say("dialogue.choices.know", act=name))
        if answer.status is Status.REFUSED:  # 帮我查查我邻居: no act of theirs
            return Plan(conversation, said, answer=answer, understood=understood)
        yes = scene.tools.wording.say("dialogue.choices.begin", act=name)
        know = scene.tools.wording.say("dialogue.choices.know", act=name)
        asked = scene.say("begin.which", Reason.TOPIC, Choice(yes, yes), Choice(know, know), act=name)
        return Plan(replace(conversation, offered=act), asked)
    return None


def _answer_and_offer(scene: Scene, act: Act, question: str) -> Plan:
    """能不能把我弄出来: what the law says of the act that could do it, and the act itself, where the place is known."""
    place = scene.heard.value("jurisdiction") or scene.conversation.jurisdiction
    here = replace(scene, conversation=replace(scene.conversation, jurisdiction=place))
    answer, understood, said = ask_pipeline(here, here.conversation, question)
    if answer.status is Status.ANSWERED:
        return replace(offer(here, (act,), said), answer=answer, understood=understood)
    return Plan(replace(here.conversation, offered=act), said, answer=answer, understood=understood)


def _resume(scene: Scene, flow: Flow) -> Plan:
    """Go on with a form that was put aside; one that is open meanwhile takes its place there."""
    resumed = replace(flow, state=FlowState.COLLECTING)
    others = [one for one in scene.conversation.paused if one.key != flow.key]
    if (current := open_flow(scene.conversation)) is not None:
        others.append(current)
    conversation = replace(scene.conversation, flow=resumed, paused=tuple(others))
    name = scene.tools.guide.act_name(flow.act)
    here = replace(scene, conversation=conversation)
    note, heard = scene.say("begin.resumed", Reason.TOPIC, act=name), usable(here, resumed)
    if not heard:
        return go_on(here, conversation, resumed, note)
    plan = take(here, resumed, heard)
    return replace(plan, said=together(note, plan.said, reason=plan.said.reason))


def _names(scene: Scene, flow: Flow, wanted: Act) -> dict[str, str]:
    return {"former": scene.tools.guide.act_name(flow.act), "act": scene.tools.guide.act_name(wanted)}
