"""Who is it? A one-time code from the counter, while a case of this conversation waits for the applicant's identity."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import Connection

from assistant.dialogue.acts import FlowState
from assistant.dialogue.going_on import ask_again
from assistant.dialogue.identity.verifier import Failure, Verified, told
from assistant.dialogue.plan import Done, Plan, Scene
from assistant.dialogue.ports import Refusal
from assistant.dialogue.said import Said
from assistant.dialogue.state import Flow
from assistant.outcome import Reason

_CODE = re.compile(r"[A-Z0-9]{4}[- ]?[A-Z0-9]{4}")


def identify(scene: Scene) -> Plan | None:
    """Take a code, if one was said and a case waits for it; the result is made ready, and never shown here."""
    found = _CODE.fullmatch(scene.heard.text.strip().upper())
    if found is None or not scene.tools.verifiers or (case_id := waiting(scene)) is None:
        return None
    who = _check(scene, found[0])
    if isinstance(who, Failure):
        return Plan(scene.conversation, ask_again(scene, Said(told(who), Reason.TOPIC)), missed=True)

    def verify(connection: Connection) -> Done:
        case = scene.tools.casework.verify(connection, case_id, who.method, who.proof, who.name, who.number)
        if isinstance(case, Refusal):
            return Done(scene.conversation, case.said)
        verified = replace(scene.conversation, flow=_settled(scene.conversation.flow, case_id), verified=who.method)
        return Done(verified, ask_again(scene, case.said), case.case)

    return Plan(scene.conversation, scene.say("identity.checking", Reason.TOPIC), verify)


def waiting(scene: Scene) -> str | None:
    """The case of this conversation that waits for the applicant's identity, the latest first."""
    for case_id in reversed(scene.conversation.cases):
        if scene.tools.casework.stands(case_id).identity_pending:
            return case_id
    return None


def _settled(flow: Flow | None, case_id: str) -> Flow | None:
    """The act of the case waits no longer; a form begun since stays as it is."""
    waited = flow is not None and flow.state is FlowState.AWAITING_IDENTITY and flow.case_id == case_id
    return replace(flow, state=FlowState.SUBMITTED) if flow is not None and waited else flow


def _check(scene: Scene, code: str) -> Verified | Failure:
    """Who the code stands for, by the first way of identifying people that knows it."""
    failures = []
    for verifier in scene.tools.verifiers:
        found = verifier.check(scene.conversation.id, code, scene.now)
        if isinstance(found, Verified):
            return found
        failures.append(found)
    return failures[0]
