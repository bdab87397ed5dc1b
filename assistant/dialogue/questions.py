"""A question put to the answering pipeline from within a conversation: for its place, and in a form on what the form is about."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.dialogue.plan import Scene
from assistant.dialogue.said import Said
from assistant.dialogue.state import Conversation

_SHORT = 16
"""A question this short, asked in the middle of a form, is about the act: 几个工作日出结果 of an objection."""


def ask_pipeline(scene: Scene, conversation: Conversation) -> tuple[Answer, str, Said]:
    """The answer, the whole question that it answers, and its words as a piece of a reply."""
    flow, text = conversation.flow, scene.heard.text
    question = text
    if flow is not None and not flow.state.is_over and len(text) <= _SHORT:
        question = f"{scene.tools.guide.act_name(flow.act)}，{text}"
    answer, understood = scene.tools.ask(question, conversation.jurisdiction, conversation.id)
    return answer, understood, Said(answer.text, answer.reason, answer.citations, answer.computed, answer.caveats)
