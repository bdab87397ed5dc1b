"""Withdrawing a case: asked once more, with the case named, before anything happens."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from assistant.dialogue.acts import Command
from assistant.dialogue.contract import Choice
from assistant.dialogue.plan import Done, Plan, Scene
from assistant.dialogue.ports import Refusal
from assistant.dialogue.questions import ask_pipeline
from assistant.dialogue.said import Said, together
from assistant.dialogue.which_case import the_case
from assistant.outcome import Reason

WITHDRAW = "withdraw"


def ask_to_withdraw(scene: Scene) -> Plan:
    """Withdrawing ends a right's clock: it is asked once more, with the case named."""
    case_id = the_case(scene)
    if case_id is None:
        return Plan(scene.conversation, scene.say("cases.which", Reason.TOPIC), missed=True)
    case = scene.tools.casework.stands(case_id).case
    latest = (*(one for one in scene.conversation.cases if one != case_id), case_id)
    waiting = replace(scene.conversation, pending=WITHDRAW, cases=latest)
    return Plan(waiting, _asked(scene, case["number"]), case=case)


def withdraw_or_keep(scene: Scene) -> Plan | None:
    """What the citizen says to it. A question is answered, and it is asked again; anything else leaves the case alone."""
    conversation, case_id = replace(scene.conversation, pending=None), scene.conversation.cases[-1]
    if scene.heard.asks:
        answer, understood, said = ask_pipeline(scene, scene.conversation)
        number = scene.tools.casework.stands(case_id).case["number"]
        told = together(said, _asked(scene, number))
        return Plan(scene.conversation, told, answer=answer, understood=understood)
    if scene.says(Command.NO) or scene.says(Command.CANCEL):
        return Plan(conversation, scene.say("cases.kept", Reason.THANKS))
    if not (scene.says(Command.YES) or scene.says(Command.WITHDRAW)):
        return None

    def withdraw(connection: Connection) -> Done:
        told = scene.tools.casework.withdraw(connection, case_id)
        case = None if isinstance(told, Refusal) else told.case
        return Done(conversation, told.said, case)

    return Plan(conversation, scene.say("cases.withdrawing", Reason.TOPIC), withdraw)


def _asked(scene: Scene, number: str) -> Said:
    say = scene.tools.wording.say
    choices = (Choice(w, w) for w in (say("dialogue.choices.withdraw"), say("dialogue.choices.keep")))
    return scene.say("cases.withdraw_sure", Reason.TOPIC, *choices, number=number)
