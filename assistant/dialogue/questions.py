"""A question put to the answering pipeline from within a conversation: for its place, and in a form on what the form is about."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.dialogue.acts import FlowState
from assistant.dialogue.form import open_flow
from assistant.dialogue.guide_topics import Topic, topic_of
from assistant.dialogue.hearing.questions import is_plain_question
from assistant.dialogue.plan import Scene
from assistant.dialogue.said import Said
from assistant.dialogue.slots import SLOTS, Kind
from assistant.dialogue.state import Conversation, Flow
from assistant.outcome import Reason, Status

_SHORT = 16
"""A question this short, asked in the middle of a form, is about the act: 几个工作日出结果 of an objection."""
_SOMEBODY = re.compile(r"我|他|她|它|们|人家|对方|公司|单位|局|店|物业|银行")
_CLAUSES = re.compile(r"[^，。；！？,;!?\n]+[，。；！？,;!?\n]?")
_EDGE = " ，。；、,;"


def ask_pipeline(scene: Scene, conversation: Conversation, question: str | None = None) -> tuple[Answer, str, Said]:
    """The answer, the whole question that it answers, and its words as a piece of a reply.

    `question` is what of the message is asked, by default all of it.
    """
    flow, text = conversation.flow, question or scene.heard.text
    about = open_flow(conversation) is not None or (scene.heard.asks and flow is not None)
    if (
        flow is None and conversation.offered is not None and len(text) <= _SHORT
    ):  # 那要多少天, of what was just offered
        text = f"{scene.tools.guide.act_name(conversation.offered)}，{text}"
    if flow is not None and about and flow.state is not FlowState.CANCELLED and len(text) <= _SHORT:
        text = f"{scene.tools.guide.act_name(flow.act)}，{text}"
    answer, understood = scene.tools.ask(text, conversation.jurisdiction, conversation.id)
    return answer, understood, Said(answer.text, answer.reason, answer.citations, answer.computed, answer.caveats)


def asked_of_the_form(scene: Scene, conversation: Conversation, question: str) -> Said | None:
    """A question on the act itself (多久, 收费吗, 为什么要填), answered from its law; None for any other."""
    flow = conversation.flow
    if flow is None or flow.state is FlowState.CANCELLED:
        return None
    topic = topic_of(question.strip(_EDGE + "？?"), flow.act)
    if topic is None or topic is Topic.WHY:
        return None
    return scene.tools.guide.answer(flow, topic, scene.today)


def asks_why(scene: Scene) -> bool:
    """为什么要填这个, of the field that was asked for."""
    flow = open_flow(scene.conversation)
    return flow is not None and flow.asked is not None and topic_of(scene.heard.text, flow.act) is Topic.WHY


def asks_instead(scene: Scene, flow: Flow) -> bool:
    """啥时候能有答复, where words were asked for: a short question on the act, with nobody in it, is no account."""
    text = scene.heard.text
    if flow.asked is None or SLOTS[flow.asked].kind not in (Kind.TEXT, Kind.LIST) or len(text) > _SHORT:
        return False
    alone = all(mention.slot == flow.asked for mention in scene.heard.mentions) and not _SOMEBODY.search(text)
    return alone and is_plain_question(text) and topic_of(text, flow.act) is not None


def told_part(text: str) -> str:
    """The clauses of a message that ask nothing; empty where one sentence does both."""
    clauses = (clause.group() for clause in _CLAUSES.finditer(text))
    return "".join(clause for clause in clauses if not is_plain_question(clause.strip(_EDGE))).strip(_EDGE)


def asked_part(text: str) -> str:
    """The clauses of a message that ask, from the first to the last; all of it where none does by itself."""
    clauses = [clause.group() for clause in _CLAUSES.finditer(text)]
    asking = [n for n, clause in enumerate(clauses) if is_plain_question(clause.strip(_EDGE))]
    return "".join(clauses[asking[0] : asking[-1] + 1]).strip(_EDGE) if asking else text


def in_form(scene: Scene, answer: Answer, question: str, said: Said) -> Said:
    """What a form says to a question: the answer, or honestly that there is none."""
    if answer.status is not Status.CLARIFY:
        return said
    if answer.reason is Reason.PLACE:
        return scene.say("form.answer_after_place", Reason.TOPIC, question=question)
    return scene.say("form.question_unclear", Reason.TOPIC)
