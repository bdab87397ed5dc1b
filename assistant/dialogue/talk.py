"""Conversations (对话): one turn in, one object out. Any process takes any turn; what was acknowledged is durable."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assistant.answer import Answer
from assistant.answering.clean import MAX_LENGTH, readable
from assistant.clock import Clock
from assistant.dialogue.contract import TurnResult
from assistant.dialogue.decide import decide
from assistant.dialogue.errors import ConversationBusy
from assistant.dialogue.form import open_flow
from assistant.dialogue.heard import Expectation, Heard
from assistant.dialogue.plan import Done, Plan, Scene, Tools
from assistant.dialogue.ports import Memory
from assistant.dialogue.said import Said
from assistant.dialogue.state import Conversation, StoredFile
from assistant.outcome import Reason

log = logging.getLogger(__name__)

Hear = Callable[[str, Expectation], Heard]
_ATTEMPTS = 4
"""Turns of one conversation that meet: the later one is decided again on what the earlier one left."""


class Converser:
    """The front door of a conversation, the same for every channel."""

    def __init__(self, memory: Memory, hear: Hear, tools: Tools, clock: Clock, corpus_version: str) -> None:
        self._memory = memory
        self._hear = hear
        self._tools = tools
        self._clock = clock
        self._corpus_version = corpus_version

    def begin(self, channel: str, session: str, jurisdiction: str | None = None) -> str:
        """A new conversation, bound to its channel's session; returns its id (128 random bits)."""
        return self._memory.begin(channel, session, self._clock.now(), jurisdiction)

    def turn(
        self,
        conversation_id: str,
        text: str,
        files: Sequence[StoredFile] = (),
        *,
        key: str | None = None,
        link: Callable[[str], str] | None = None,
    ) -> TurnResult:
        """Take one turn. The same `key` with the same words gives the same result and does nothing twice.

        `link` is given by a channel that takes no personal data: it makes the one-time link to where it may be given.

        Raises:
            UnknownConversation, TurnKeyReused; ConversationBusy: other turns of it kept coming in between.
        """
        tools = replace(self._tools, link=link)
        for _ in range(_ATTEMPTS):
            if key is not None and (before := self._memory.result(conversation_id, key, text)) is not None:
                return TurnResult.from_json(before)
            conversation = self._memory.load(conversation_id)
            now = self._clock.now()
            try:
                return self._take(conversation, text, files, tools, now, key)
            except ConversationBusy:
                continue
        raise ConversationBusy(self._tools.wording.say("dialogue.busy"))

    def _take(
        self,
        conversation: Conversation,
        text: str,
        files: Sequence[StoredFile],
        tools: Tools,
        now: datetime,
        key: str | None,
    ) -> TurnResult:
        plan = self._decide(conversation, text, files, tools, now)
        with self._memory.writing() as connection:
            done = plan.effect(connection) if plan.effect else Done(plan.conversation, plan.said, plan.case)
            answer = self._answer(plan, done, now)
            result = TurnResult(
                reply=answer,
                flow=self._flow(done.conversation, conversation, now),
                case=done.case,
                handoff=_handoff(done.conversation),
                choices=done.said.choices,
                access_code=done.access_code,
                unsafe=plan.unsafe,
            )
            self._memory.save(connection, done.conversation, now)
            said = plan.understood
            self._memory.keep(connection, done.conversation, text, answer, result, key, now, understood=said)
        return result

    def _decide(
        self, conversation: Conversation, text: str, files: Sequence[StoredFile], tools: Tools, now: datetime
    ) -> Plan:
        words = readable(text)
        if bad := self._unreadable(words, files):
            return Plan(conversation, bad)
        heard = self._hear(words, self._expected(conversation, now))
        return decide(Scene(conversation, heard, tuple(files), now, tools))

    def _unreadable(self, words: str, files: Sequence[StoredFile]) -> Said | None:
        say = self._tools.wording.say
        if not words and not files:
            return Said(say("error.empty"), Reason.BAD_INPUT)
        if len(words) > MAX_LENGTH:
            return Said(say("error.too_long", length=len(words), limit=MAX_LENGTH), Reason.BAD_INPUT)
        return None

    def _expected(self, conversation: Conversation, now: datetime) -> Expectation:
        flow = open_flow(conversation)
        if flow is None:
            return Expectation(now.date(), jurisdiction=conversation.jurisdiction, offered=conversation.offered)
        return Expectation(
            today=now.date(),
            asked=flow.asked,
            act=flow.act,
            confirming=flow.asked is None,
            jurisdiction=flow.slots.get("jurisdiction", conversation.jurisdiction),
            slots=flow.slots,
            grounds=self._tools.guide.grounds(flow, now.date()),
            offered=conversation.offered,
        )

    def _answer(self, plan: Plan, done: Done, now: datetime) -> Answer:
        said, asked = done.said, plan.answer
        return Answer(
            reason=said.reason,
            text=said.text,
            answer_id=asked.answer_id if asked else secrets.token_hex(16),
            as_of=asked.as_of if asked else now.date(),
            corpus_version=asked.corpus_version if asked else self._corpus_version,
            jurisdiction=asked.jurisdiction if asked else done.conversation.jurisdiction,
            citations=said.citations,
            caveats=said.caveats,
            computed=said.computed,
        )

    def _flow(self, after: Conversation, before: Conversation, now: datetime) -> Mapping[str, Any] | None:
        """The flow as the contract has it. One that was over before this turn is no longer told."""
        told = after.flow is not None and (not after.flow.state.is_over or before.flow != after.flow)
        return self.flow_of(after, now.date()) if told else None

    def flow_of(self, conversation: Conversation, today: date) -> Mapping[str, Any] | None:
        """The act of a conversation as the contract has it; None where there is none."""
        flow = conversation.flow
        if flow is None:
            return None
        over = flow.state.is_over
        return {
            "act": flow.act.value,
            "state": flow.state.value,
            "slots": dict(flow.slots),
            "missing": [] if over else list(self._tools.guide.missing(flow, today)),
            "asked": None if over else flow.asked,
        }


def _handoff(conversation: Conversation) -> Mapping[str, str] | None:
    handoff = conversation.handoff
    return {"reason": handoff.reason, "priority": handoff.priority} if handoff else None
