"""The summary was shown: a yes files, a no asks what to change, anything else goes back to the form."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from assistant.dialogue.acts import Command, FlowState
from assistant.dialogue.casework_told import IDENTITY_PENDING
from assistant.dialogue.form import open_flow, usable
from assistant.dialogue.plan import Done, Effect, Plan, Scene
from assistant.dialogue.ports import Refusal
from assistant.dialogue.said import together
from assistant.dialogue.state import Flow
from assistant.outcome import Reason


def confirm(scene: Scene) -> Plan | None:
    """File on a plain yes. A yes that brings a change is a change: the summary is shown again first."""
    flow = open_flow(scene.conversation)
    if flow is None or flow.state is not FlowState.CONFIRMING:
        return None
    if scene.heard.asks or usable(scene, flow) or scene.heard.troubles or scene.files:
        return None
    if scene.says(Command.YES) and not scene.heard.corrects:
        return Plan(scene.conversation, scene.say("confirm.filing", Reason.TOPIC), _filing(scene, flow))
    if scene.says(Command.NO) or scene.heard.corrects:
        return Plan(scene.conversation, scene.say("confirm.what_to_change", Reason.TOPIC))
    return None


def _filing(scene: Scene, flow: Flow) -> Effect:
    def file(connection: Connection) -> Done:
        made = scene.tools.casework.file(connection, flow, scene.conversation.channel)
        if isinstance(made, Refusal):
            said = together(made.said, scene.say("confirm.not_filed", Reason.TOPIC))
            return Done(scene.conversation, said)
        waits = made.case["state"] == IDENTITY_PENDING
        state = FlowState.AWAITING_IDENTITY if waits else FlowState.SUBMITTED
        filed = replace(flow, state=state, asked=None, case_id=made.case_id)
        cases = tuple(dict.fromkeys((*scene.conversation.cases, made.case_id)))
        conversation = replace(scene.conversation, flow=filed, cases=cases, offered=None)
        return Done(conversation, made.said, made.case, made.code)

    return file
