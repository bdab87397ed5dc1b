"""A choice that is typed instead of pressed: by its label, and outside a form by its place in the row (第二个) too."""

from __future__ import annotations

from assistant.dialogue.form import open_flow
from assistant.dialogue.hearing.ordinals import chosen
from assistant.dialogue.state import Conversation

_EDGE = " \t\r\n，。！？!?.,;；、~…“”\"'"


def picked(text: str, conversation: Conversation) -> str:
    """The words that pressing the choice would have sent; `text` itself where it names none.

    In a form an ordinal is read with the question it answers (`hearing`), and none of them files anything.
    """
    bare = text.strip(_EDGE)
    sends = {choice.label.strip(_EDGE): choice.send for choice in conversation.shown}
    if bare in sends:
        return sends[bare]
    if open_flow(conversation) is not None:
        return text
    return sends.get(chosen(bare, tuple(sends)) or "", text)
