"""People first: a member of staff who answers, distress, anger, a wish for a person, and wishes that change nothing."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from assistant.dialogue.acts import Act, Alarm, Command
from assistant.dialogue.contract import Choice
from assistant.dialogue.form import open_flow
from assistant.dialogue.going_on import ask_again
from assistant.dialogue.plan import Done, Plan, Scene
from assistant.dialogue.said import Said, together
from assistant.dialogue.state import HandOff
from assistant.outcome import Reason

_REFUSED = {
    Alarm.INJECTION: Reason.INJECTION,
    Alarm.CHANGE_RECORD: Reason.CHANGE_RECORD,
    Alarm.SKIP_IDENTITY: Reason.OTHERS_RECORD,
}
URGENT, NORMAL = "urgent", "normal"
_SUMMARY = 500
"""Characters of the conversation's state that staff see beside the hand-off."""


def silent_while_staff_answer(scene: Scene) -> Plan | None:
    """A member of staff has taken the conversation: the words go to them, and the assistant only says so."""
    handoff = scene.conversation.handoff
    if handoff is None or not handoff.taken:
        return None
    said = scene.say("handoff.passed_on", Reason.HUMAN)
    if scene.heard.alarm is Alarm.DISTRESS:
        said = together(_help(scene), said)

    def pass_on(connection: Connection) -> Done:
        scene.tools.handoffs.say(connection, handoff.id, scene.heard.text, scene.now)
        return Done(scene.conversation, said)

    return Plan(scene.conversation, said, pass_on)


def alarms(scene: Scene) -> Plan | None:
    """Distress, anger and a wish for a person open a hand-off; what nobody can do by chat is refused, calmly."""
    alarm = scene.heard.alarm
    if alarm is Alarm.DISTRESS:
        return _hand_over(scene, Reason.DISTRESS.value, URGENT, _help(scene))
    if alarm is Alarm.ANGER and not _wants_something(scene):
        return _hand_over(scene, Alarm.ANGER.value, NORMAL, scene.say("handoff.anger", Reason.HUMAN))
    if scene.says(Command.HUMAN):
        return _hand_over(scene, Reason.HUMAN.value, NORMAL, scene.say("handoff.human", Reason.HUMAN))
    if alarm in _REFUSED:
        said = scene.say(f"refused.{alarm.value}", _REFUSED[alarm])
        return Plan(scene.conversation, ask_again(scene, said))
    return None


def _wants_something(scene: Scene) -> bool:
    """气死了，我要投诉: angry, and with an act that helps; it begins. Whoever is angry at a form is handed over."""
    begins = scene.heard.act_sure and scene.heard.act not in (None, Act.HANDOFF)
    return begins and open_flow(scene.conversation) is None


def _help(scene: Scene) -> Said:
    return Said(scene.tools.wording.reply(Reason.DISTRESS), Reason.DISTRESS)


def _hand_over(scene: Scene, reason: str, priority: str, said: Said) -> Plan:
    """Open a hand-off, once for a conversation; what was filled in stays."""
    conversation = scene.conversation
    if conversation.handoff is not None:
        raised = replace(conversation.handoff, priority=max(priority, conversation.handoff.priority, key=_rank))
        waiting = together(said, scene.say("handoff.waiting", Reason.HUMAN), reason=said.reason)
        if raised == conversation.handoff:
            return Plan(conversation, waiting)

    def open_one(connection: Connection) -> Done:
        opened = scene.tools.handoffs.open(connection, conversation.id, reason, priority, _summary(scene), scene.now)
        handed = replace(conversation, handoff=HandOff(opened, reason, priority))
        return Done(
            handed, together(said, scene.say("handoff.opened", Reason.HUMAN, *_go_on(scene)), reason=said.reason)
        )

    return Plan(conversation, said, open_one)


def _rank(priority: str) -> int:
    return (NORMAL, URGENT).index(priority)


def _summary(scene: Scene) -> str:
    """What staff should know at once: the place, the act and where it stands; no identifiers."""
    flow = scene.conversation.flow
    place = scene.tools.places.get(
        scene.conversation.jurisdiction or "", scene.tools.wording.say("dialogue.handoff.no_place")
    )
    act = scene.tools.guide.act_name(flow.act) if flow else scene.tools.wording.say("dialogue.handoff.no_act")
    said = scene.tools.wording.say("dialogue.handoff.summary", place=place, act=act, words=scene.heard.text)
    return said[:_SUMMARY]


def _go_on(scene: Scene) -> tuple[Choice, ...]:
    if open_flow(scene.conversation) is None:
        return ()
    words = scene.tools.wording.say("dialogue.choices.go_on")
    return (Choice(words, words),)
