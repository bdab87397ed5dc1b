"""Answers given, for tests of the citation desk."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime

from assistant.answer import Answer
from assistant.answering.trace import Trace, Versions
from assistant.clock import Clock
from assistant.memory.conversations import Conversations, RememberedTurn
from tests.channels.web.staff.desks import Desks
from tests.fakes import TODAY, objection_answer

VERSIONS = Versions("corpus-1", "law-1", "calendar-1", "index-1")
QUESTION = "在江西提出异议申请，几天给结果"


def key_of(question: str) -> str:
    """A key as the pipeline would make one."""
    return hashlib.sha256(question.encode()).hexdigest()


def give(
    desks: Desks,
    question: str = QUESTION,
    answer: Answer | None = None,
    *,
    channel: str | None = "api",
    at: datetime | None = None,
    conversation: str = "",
    understood: str = "",
    traced: bool = True,
) -> Answer:
    """Give an answer; it is as another process stored it."""
    made = replace(answer or objection_answer(), answer_id=secrets.token_hex(16))
    turn = RememberedTurn(
        question, understood or question, made.jurisdiction, made.as_of, made.reason.value, made.to_dict()
    )
    trace = Trace(question, key_of(question), VERSIONS)
    owner, moment = conversation or secrets.token_hex(16), at or Clock(TODAY).now()
    Conversations(desks.engine).append(owner, turn, moment, channel, trace if traced else None)
    return made
