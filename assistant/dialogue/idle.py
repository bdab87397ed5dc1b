"""Commands outside a form: help, nothing to cancel, nothing to go on with. A command is never put to the pipeline."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.acts import GUIDED, Command
from assistant.dialogue.contract import Choice
from assistant.dialogue.form import open_flow
from assistant.dialogue.plan import Plan, Scene
from assistant.outcome import Reason

_NOTHING_OPEN = (Command.BACK, Command.RESUME, Command.SUMMARY)
_FILE, _SHORT = "提交", 8


def without_a_form(scene: Scene) -> Plan | None:
    """What a command comes to where no form is open; None where the message is none, or a form takes it."""
    if open_flow(scene.conversation) is not None or (scene.heard.asks and not scene.says(Command.HELP)):
        return None
    if scene.says(Command.HELP) or scene.says(Command.RESTART):
        return Plan(scene.conversation, scene.say("idle.help", Reason.GREETING, *_acts(scene)))
    if scene.says(Command.CANCEL):
        return _nothing_to_cancel(scene)
    agrees = scene.says(Command.YES) and _FILE in scene.heard.text
    if agrees or any(scene.says(command) for command in _NOTHING_OPEN):
        return _last_case(scene) or Plan(
            scene.conversation, scene.say("idle.nothing_open", Reason.TOPIC, *_acts(scene))
        )
    if (
        scene.heard.commands & {Command.YES, Command.NO}
        and len(scene.heard.text) <= _SHORT
        and not scene.heard.mentions
    ):
        return Plan(scene.conversation, scene.say("idle.well", Reason.THANKS))
    return None


def _nothing_to_cancel(scene: Scene) -> Plan:
    """A form put aside is given up; a filed case is withdrawn only by its own word."""
    conversation = scene.conversation
    if conversation.paused:
        *others, left = conversation.paused
        said = scene.say("form.cancelled", Reason.THANKS, act=scene.tools.guide.act_name(left.act))
        return Plan(replace(conversation, paused=tuple(others), offered=None), said)
    if conversation.cases:
        known = scene.tools.casework.stands(conversation.cases[-1])
        words = scene.tools.wording.say("dialogue.choices.withdraw_it")
        said = scene.say("idle.filed_already", Reason.THANKS, Choice(words, words), number=known.case["number"])
        return Plan(conversation, said, case=known.case)
    return Plan(replace(conversation, offered=None), scene.say("idle.nothing_to_cancel", Reason.THANKS))


def _last_case(scene: Scene) -> Plan | None:
    if not scene.conversation.cases:
        return None
    known = scene.tools.casework.stands(scene.conversation.cases[-1])
    return Plan(scene.conversation, known.said, case=known.case)


def _acts(scene: Scene) -> tuple[Choice, ...]:
    say, name = scene.tools.wording.say, scene.tools.guide.act_name
    return tuple(Choice(name(act), say("dialogue.choices.begin", act=name(act))) for act in GUIDED)
