"""Anything else is a question: answered by the pipeline, for the place of this conversation, and the form goes on."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.beginning import offer
from assistant.dialogue.filling import ask_again
from assistant.dialogue.form import open_flow
from assistant.dialogue.plan import Plan, Scene
from assistant.dialogue.questions import ask_pipeline
from assistant.outcome import Status


def answer_question(scene: Scene) -> Plan:
    """The pipeline's answer; in a form followed by the open question, else by an offer to begin what was asked about."""
    conversation = scene.conversation
    answer, understood, said = ask_pipeline(scene, conversation)
    if answer.jurisdiction:
        conversation = replace(conversation, jurisdiction=answer.jurisdiction)
    here = replace(scene, conversation=conversation)
    if open_flow(conversation) is not None:
        return Plan(conversation, ask_again(here, said), answer=answer, understood=understood)
    if answer.status is Status.ANSWERED:
        act = scene.heard.act or scene.tools.guide.act_about(answer.citations[:1], scene.today)
        if act is not None:
            return replace(offer(here, act, said), answer=answer, understood=understood)
    return Plan(replace(conversation, offered=None), said, answer=answer, understood=understood)
