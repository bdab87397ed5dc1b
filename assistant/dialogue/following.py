"""Cases that were filed: where one stands, how its days were counted, more evidence, withdrawal, and dates without a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from assistant.dialogue.acts import Command
from assistant.dialogue.form import open_flow
from assistant.dialogue.going_on import ask_again
from assistant.dialogue.plan import Done, Plan, Scene
from assistant.dialogue.ports import CaseTold, Refusal
from assistant.dialogue.which_case import the_case, waits_for_a_case
from assistant.dialogue.withdrawing import WITHDRAW, ask_to_withdraw, withdraw_or_keep
from assistant.outcome import Reason


def follow_cases(scene: Scene) -> Plan | None:
    """A turn about a case, told by what it asks for; nothing where it is about none."""
    if scene.conversation.pending == WITHDRAW:
        if (decided := withdraw_or_keep(scene)) is not None:
            return decided
        scene = replace(scene, conversation=replace(scene.conversation, pending=None))
    in_form = open_flow(scene.conversation) is not None
    if scene.says(Command.WITHDRAW) and (scene.conversation.cases or not in_form):
        return ask_to_withdraw(scene)
    if not in_form and (scene.says(Command.ADD_EVIDENCE) or scene.files):
        return _add_evidence(scene)
    if scene.says(Command.COUNTING) and (case_id := the_case(scene)) is not None:
        return Plan(scene.conversation, ask_again(scene, scene.tools.casework.counting(case_id)))
    if scene.says(Command.STATUS) or _names_a_case(scene) or (not in_form and waits_for_a_case(scene)):
        return _status(scene)
    return None


def _status(scene: Scene) -> Plan | None:
    """By number and code, by a case known here, or by the day that the citizen names."""
    if _names_a_case(scene):
        found = _opened(scene)
        if isinstance(found, Refusal):
            return Plan(scene.conversation, ask_again(scene, found.said), missed=True)
        cases = (*(c for c in scene.conversation.cases if c != found.case_id), found.case_id)
        return Plan(replace(scene.conversation, cases=cases), ask_again(scene, found.said), case=found.case)
    if (computed := _without_case(scene)) is not None:
        return computed
    if (case_id := the_case(scene)) is not None:
        known = scene.tools.casework.stands(case_id)
        return Plan(scene.conversation, ask_again(scene, known.said), case=known.case)
    if open_flow(scene.conversation) is not None:
        return None
    return Plan(scene.conversation, scene.say("cases.which", Reason.TOPIC), missed=True)


def _without_case(scene: Scene) -> Plan | None:
    """Dates from a day that the citizen names: computed, and said to be no case."""
    submitted = scene.heard.value("submitted_on") or scene.heard.value("event_date")
    place = scene.heard.value("jurisdiction") or scene.conversation.jurisdiction
    if submitted is None or scene.heard.value("case_no"):
        return None
    if place is None:
        return Plan(scene.conversation, scene.say("cases.place_first", Reason.PLACE))
    said = scene.tools.casework.hypothetical(scene.heard.act, place, date.fromisoformat(submitted), scene.today)
    if said is None:
        return None
    return Plan(replace(scene.conversation, jurisdiction=place), ask_again(scene, said))


def _opened(scene: Scene) -> CaseTold | Refusal:
    number, code = scene.heard.value("case_no"), scene.heard.value("access_code") or ""
    for case_id in scene.conversation.cases:
        known = scene.tools.casework.stands(case_id)
        if known.case["number"] == number:
            return known
    return scene.tools.casework.find(number, code)


def _names_a_case(scene: Scene) -> bool:
    """A number outside a form, or with its code; a number alone may be what a complaint is about."""
    if scene.heard.value("case_no") is None:
        return False
    return open_flow(scene.conversation) is None or scene.heard.value("access_code") is not None


def _add_evidence(scene: Scene) -> Plan:
    case_id = the_case(scene)
    if case_id is None:
        return Plan(scene.conversation, scene.say("cases.which", Reason.TOPIC), missed=True)
    words = scene.heard.value("evidence") or ([scene.heard.rest] if scene.heard.rest else [])
    if not words and not scene.files:
        return Plan(scene.conversation, scene.say("cases.what_evidence", Reason.TOPIC))

    def add(connection: Connection) -> Done:
        told = scene.tools.casework.add_evidence(connection, case_id, words, scene.files)
        case = None if isinstance(told, Refusal) else told.case
        return Done(scene.conversation, told.said, case)

    return Plan(scene.conversation, scene.say("cases.adding", Reason.TOPIC), add)
