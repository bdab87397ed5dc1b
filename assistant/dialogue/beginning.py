"""Beginning an act, changing to another, and going back to one that was left."""

from __future__ import annotations

import secrets
from dataclasses import replace

from assistant.dialogue.acts import Act, Command, FlowState
from assistant.dialogue.contract import Choice
from assistant.dialogue.filling import ask_again, go_on, take
from assistant.dialogue.form import GIVEN_BY_ACT, open_flow, usable
from assistant.dialogue.heard import Mention
from assistant.dialogue.plan import Plan, Scene
from assistant.dialogue.questions import ask_pipeline
from assistant.dialogue.said import Said, together
from assistant.dialogue.state import Conversation, Flow
from assistant.outcome import Reason, Status

_ACCOUNT, _SENTENCE = "topic", 12
"""A complaint's account, and the characters from which on a first message is one."""
_PAUSED = 5
"""Acts that can be gone back to; the oldest is forgotten first."""


def begin_or_resume(scene: Scene) -> Plan | None:
    """Begin the act that the citizen wants done, or go back to one; an act that is only asked about is offered."""
    flow = open_flow(scene.conversation)
    if scene.says(Command.RESUME) and flow is None and scene.conversation.paused:
        return _resume(scene)
    if scene.says(Command.RESUME) and flow is not None:
        return Plan(scene.conversation, ask_again(scene, scene.say("form.going_on", Reason.TOPIC)))
    if scene.says(Command.RESTART) and flow is not None:
        fresh = replace(scene.conversation, flow=None)
        return begin(scene, fresh, flow.act, {})
    wanted = _wanted(scene, flow)
    if wanted is None:
        return _decline(scene)
    if flow is None:
        return begin(scene, scene.conversation, wanted, {})
    if wanted is flow.act:
        return None
    left = replace(scene.conversation, flow=None, paused=(*scene.conversation.paused, flow)[-_PAUSED:])
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
    said_something = heard or scene.heard.troubles or scene.files
    plan = take(here, flow, heard) if said_something else go_on(here, moved, flow)
    return replace(plan, said=together(opening[0], *opening[1:], plan.said, reason=plan.said.reason))


def _account(scene: Scene, flow: Flow) -> tuple[Mention, ...]:
    """A complaint begins with what happened: the sentence that asks for it is the account, where it says more than that."""
    text = scene.heard.text
    wanted = flow.act is Act.COMPLAINT and _ACCOUNT not in flow.slots and len(text) >= _SENTENCE
    return (Mention(_ACCOUNT, text, text),) if wanted and scene.heard.act is Act.COMPLAINT else ()


def offer(scene: Scene, act: Act, said: Said) -> Plan:
    """Answer first, and offer to begin the act."""
    name = scene.tools.guide.act_name(act)
    yes = scene.tools.wording.say("dialogue.choices.begin", act=name)
    offered = scene.say("begin.offer", said.reason, Choice(yes, yes), act=name)
    return Plan(replace(scene.conversation, offered=act), together(said, offered))


def _wanted(scene: Scene, flow: Flow | None) -> Act | None:
    """The act to begin now: one asked for without doubt, or one offered and accepted."""
    heard = scene.heard
    if heard.act is not None and heard.act_sure and not heard.asks:
        return heard.act
    if flow is None and scene.conversation.offered is not None and scene.says(Command.YES):
        return scene.conversation.offered
    return None


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
        if answer.status is Status.REFUSED:  # 帮我查查我邻居: no act of theirs
            return Plan(conversation, said, answer=answer, understood=understood)
        name = scene.tools.guide.act_name(act)
        yes = scene.tools.wording.say("dialogue.choices.begin", act=name)
        know = scene.tools.wording.say("dialogue.choices.know", act=name)
        asked = scene.say("begin.which", Reason.TOPIC, Choice(yes, yes), Choice(know, know), act=name)
        return Plan(replace(conversation, offered=act), asked)
    return None


def _resume(scene: Scene) -> Plan:
    *others, flow = scene.conversation.paused
    resumed = replace(flow, state=FlowState.COLLECTING)
    conversation = replace(scene.conversation, flow=resumed, paused=tuple(others))
    name = scene.tools.guide.act_name(flow.act)
    here = replace(scene, conversation=conversation)
    return go_on(here, conversation, resumed, scene.say("begin.resumed", Reason.TOPIC, act=name))


def _names(scene: Scene, flow: Flow, wanted: Act) -> dict[str, str]:
    return {"former": scene.tools.guide.act_name(flow.act), "act": scene.tools.guide.act_name(wanted)}
