"""Cases that were filed: where one stands, how its days were counted, more evidence, withdrawal, and dates without a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from assistant.dialogue.acts import Command
from assistant.dialogue.contract import Choice
from assistant.dialogue.filling import ask_again
from assistant.dialogue.form import open_flow
from assistant.dialogue.plan import Done, Plan, Scene
from assistant.dialogue.ports import CaseTold, Refusal
from assistant.dialogue.said import together
from assistant.outcome import Reason

WITHDRAW = "withdraw"


def follow_cases(scene: Scene) -> Plan | None:
    """A turn about a case, told by what it asks for; nothing where it is about none."""
    if scene.conversation.pending == WITHDRAW:
        return _withdraw_or_keep(scene)
    if scene.says(Command.WITHDRAW) and (scene.conversation.cases or open_flow(scene.conversation) is None):
        return _ask_to_withdraw(scene)
    if scene.says(Command.ADD_EVIDENCE) or _files_for_a_case(scene):
        return _add_evidence(scene)
    if scene.says(Command.COUNTING) and scene.conversation.cases:
        return Plan(scene.conversation, ask_again(scene, scene.tools.casework.counting(scene.conversation.cases[-1])))
    if scene.says(Command.STATUS) or _names_a_case(scene):
        return _status(scene)
    return None


def _status(scene: Scene) -> Plan | None:
    """By number and code, by a case known here, or by the day that the citizen names."""
    if _names_a_case(scene):
        found = _opened(scene)
        if isinstance(found, Refusal):
            return Plan(scene.conversation, ask_again(scene, found.said))
        cases = (*(c for c in scene.conversation.cases if c != found.case_id), found.case_id)
        return Plan(replace(scene.conversation, cases=cases), ask_again(scene, found.said), case=found.case)
    if (computed := _without_case(scene)) is not None:
        return computed
    if scene.conversation.cases:
        known = scene.tools.casework.stands(scene.conversation.cases[-1])
        return Plan(scene.conversation, ask_again(scene, known.said), case=known.case)
    if open_flow(scene.conversation) is not None:
        return None
    return Plan(scene.conversation, scene.say("cases.which", Reason.TOPIC))


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
    return scene.heard.value("case_no") is not None and open_flow(scene.conversation) is None


def _files_for_a_case(scene: Scene) -> bool:
    return bool(scene.files) and open_flow(scene.conversation) is None


def _add_evidence(scene: Scene) -> Plan | None:
    if open_flow(scene.conversation) is not None:
        return None  # evidence of the form in progress
    if not scene.conversation.cases:
        return Plan(scene.conversation, scene.say("cases.which", Reason.TOPIC))
    words = scene.heard.value("evidence") or ([scene.heard.rest] if scene.heard.rest else [])
    if not words and not scene.files:
        return Plan(scene.conversation, scene.say("cases.what_evidence", Reason.TOPIC))
    case_id = scene.conversation.cases[-1]

    def add(connection: Connection) -> Done:
        told = scene.tools.casework.add_evidence(connection, case_id, words, scene.files)
        case = None if isinstance(told, Refusal) else told.case
        return Done(scene.conversation, told.said, case)

    return Plan(scene.conversation, scene.say("cases.adding", Reason.TOPIC), add)


def _ask_to_withdraw(scene: Scene) -> Plan:
    """Withdrawing ends a right's clock: it is asked once more, with the case named."""
    if not scene.conversation.cases:
        return Plan(scene.conversation, scene.say("cases.which", Reason.TOPIC))
    known = scene.tools.casework.stands(scene.conversation.cases[-1])
    say = scene.tools.wording.say
    choices = tuple(Choice(w, w) for w in (say("dialogue.choices.withdraw"), say("dialogue.choices.keep")))
    asked = scene.say("cases.withdraw_sure", Reason.TOPIC, *choices, number=known.case["number"])
    return Plan(replace(scene.conversation, pending=WITHDRAW), asked, case=known.case)


def _withdraw_or_keep(scene: Scene) -> Plan | None:
    conversation = replace(scene.conversation, pending=None)
    if not (scene.says(Command.YES) or scene.says(Command.WITHDRAW)) or scene.heard.asks:
        if scene.says(Command.NO) or scene.says(Command.CANCEL):
            return Plan(conversation, scene.say("cases.kept", Reason.THANKS))
        return None
    case_id = conversation.cases[-1]

    def withdraw(connection: Connection) -> Done:
        told = scene.tools.casework.withdraw(connection, case_id)
        case = None if isinstance(told, Refusal) else told.case
        return Done(conversation, told.said, case)

    return Plan(conversation, together(scene.say("cases.withdrawing", Reason.TOPIC)), withdraw)
