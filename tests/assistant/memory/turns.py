"""Turns as the engine of the conversation takes them, for tests of what is kept."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from assistant.answer import Answer
from assistant.dialogue.acts import Act
from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.errors import ConversationBusy
from assistant.dialogue.state import Conversation, Flow
from assistant.memory.dialogues import Dialogues
from assistant.outcome import Reason

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
CODE = "7K3QFMX2AB"
NAME, NUMBER, PHONE = "欧阳测试", "110101199003070177", "13800138000"


def reply(text: str = "好的。", *choices: Choice, code: str | None = None) -> TurnResult:
    """A result with this text."""
    answer = Answer(Reason.TOPIC, text, secrets.token_hex(16), date(2026, 11, 20), "corpus", "jiangxi")
    return TurnResult(answer, choices=choices, access_code=code)


def objection(**slots: Any) -> Flow:
    """An objection in progress."""
    return Flow(Act.OBJECTION, key="k" * 32, slots={"jurisdiction": "jiangxi", **slots})


def take(
    dialogues: Dialogues,
    conversation: Conversation,
    words: str = "你好",
    result: TurnResult | None = None,
    *,
    key: str | None = None,
    at: datetime = NOW,
) -> TurnResult:
    """Store one turn."""
    made = result or reply()
    with dialogues.writing() as connection:
        dialogues.save(connection, conversation, at)
        dialogues.keep(connection, conversation, words, made.reply, made, key, at)
    return made


def add_slot(dialogues: Dialogues, conversation_id: str, evidence: str) -> None:
    """Take a turn that adds a piece of evidence, again and again until no other turn comes in between."""
    while True:
        conversation = dialogues.load(conversation_id)
        flow = conversation.flow or objection(evidence=[])
        changed = flow.with_slots({"evidence": [*flow.slots["evidence"], evidence]})
        try:
            take(dialogues, replace(conversation, flow=changed), evidence)
        except ConversationBusy:
            continue
        return
