"""Anything else is a question: answered by the pipeline, for the place of this conversation, and the form goes on."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Answer
from assistant.dialogue.acts import Act
from assistant.dialogue.beginning import offer
from assistant.dialogue.form import open_flow
from assistant.dialogue.going_on import ask_again, in_full
from assistant.dialogue.plan import Plan, Scene
from assistant.dialogue.questions import ask_pipeline, asked_of_the_form, asks_why, in_form
from assistant.outcome import Reason, Status

_OWN = re.compile(
    r"(?:我|俺|咱|本人)[^，。]{0,12}(?:能|可以|可不可以|想|要|怎么|咋|如何)|(?:能|可以|想|怎么|咋)[^，。]{0,8}(?:我|俺|咱)"
)
"""Who asks about their own matter may want it done, also where the answer only mentions the act beside."""

_PLACE, _SHORT = "jurisdiction", 12


def answer_question(scene: Scene) -> Plan:
    """The pipeline's answer; in a form followed by the open question, else by an offer to begin what was asked about."""
    conversation = scene.conversation
    if _only_where(scene):
        return _where_and_again(scene)
    if asks_why(scene):
        return Plan(conversation, in_full(scene))
    if (told := asked_of_the_form(scene, conversation, scene.heard.text)) is not None:
        return Plan(conversation, ask_again(scene, told))
    answer, understood, said = ask_pipeline(scene, conversation)
    if answer.jurisdiction:
        conversation = replace(conversation, jurisdiction=answer.jurisdiction)
    here, missed = replace(scene, conversation=conversation), _missed(answer)
    if open_flow(conversation) is not None:
        told = ask_again(here, in_form(here, answer, scene.heard.text, said))
        return Plan(conversation, told, answer=answer, understood=understood, missed=missed)
    acts = _acts(here, answer) if answer.status is Status.ANSWERED else ()
    if acts:
        return replace(offer(here, acts, said), answer=answer, understood=understood)
    wanted = (scene.heard.act or scene.heard.about) if answer.reason is Reason.PLACE else None
    left = replace(conversation, offered=wanted)
    return Plan(left, said, answer=answer, understood=understood, missed=missed)


def _acts(scene: Scene, answer: Answer) -> tuple[Act, ...]:
    """What to offer: the act that was asked about, also where the place had to be asked first; else what the clause is about."""
    asked = scene.heard.act or scene.conversation.offered
    if asked is not None:
        return (asked,)
    looked_at = answer.citations if _OWN.search(scene.heard.text) else answer.citations[:1]
    about = scene.tools.guide.acts_about(looked_at, scene.today)
    return about or ((scene.heard.about,) if scene.heard.about is not None else ())


def _only_where(scene: Scene) -> bool:
    """A place, said to whether an act shall begin."""
    heard, offered = scene.heard, scene.conversation.offered
    slots = {mention.slot for mention in heard.mentions}
    return offered is not None and bool(scene.conversation.shown) and slots == {_PLACE} and len(heard.text) <= _SHORT


def _where_and_again(scene: Scene) -> Plan:
    """The place is kept, and whether to begin is asked again."""
    place = scene.heard.value(_PLACE)
    names = {
        "place": scene.tools.places.get(place, ""),
        "act": scene.tools.guide.act_name(scene.conversation.offered or Act.OBJECTION),
    }
    said = scene.say("begin.where", Reason.TOPIC, *scene.conversation.shown, **names)
    return Plan(replace(scene.conversation, jurisdiction=place), said)


def _missed(answer: Answer) -> bool:
    abstained = answer.status is Status.ABSTAINED and answer.reason is not Reason.STOPPED
    return answer.reason is Reason.TOPIC or abstained
