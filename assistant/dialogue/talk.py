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
from assistant.dialogue.errors import ChannelStopped, ConversationBusy
from assistant.dialogue.form import OPEN, open_flow
from assistant.dialogue.heard import Expectation, Heard
from assistant.dialogue.hearing.gaps import spoken
from assistant.dialogue.picking import picked
from assistant.dialogue.plan import Done, Plan, Scene, Tools
from assistant.dialogue.ports import Memory
from assistant.dialogue.questions import asked_part, told_part
from assistant.dialogue.said import Said
from assistant.dialogue.state import Conversation, StoredFile
from assistant.outcome import Reason
from assistant.stops import NO_STOPS, Stops, instead_of_a_turn

log = logging.getLogger(__name__)

Hear = Callable[[str, Expectation], Heard]
Deciding = Callable[[Conversation, datetime], Plan]
"""What a turn comes to, from the conversation as it stands; asked again where another turn came first."""
_PLACE = "jurisdiction"
_ATTEMPTS = 4
"""Turns of one conversation that meet: the later one is decided again on what the earlier one left."""


class Converser:
    """The front door of a conversation, the same for every channel."""

    def __init__(
        self, memory: Memory, hear: Hear, tools: Tools, clock: Clock, corpus_version: str, stops: Stops = NO_STOPS
    ) -> None:
        self._memory = memory
        self._hear = hear
        self._tools = tools
        self._clock = clock
        self._corpus_version = corpus_version
        self._stops = stops

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
        link: Callable[[str, str], str] | None = None,
    ) -> TurnResult:
        """Take one turn. The same `key` with the same words and files gives the same result and does nothing twice.

        `link` is given by a channel that takes no personal data: it makes the one-time link to where a slot may be given.

        Raises:
            UnknownConversation, TurnKeyReused, ChannelStopped; ConversationBusy: other turns of it kept coming between.
        """
        tools = replace(self._tools, link=link)

        def deciding(conversation: Conversation, now: datetime) -> Plan:
            return self._decide(conversation, text, files, tools, now)

        return self.take(conversation_id, text, files, deciding, key=key)

    def take(
        self, conversation_id: str, text: str, files: Sequence[StoredFile], deciding: Deciding, *, key: str | None
    ) -> TurnResult:
        """Take a turn that `deciding` decides, on what the conversation stands at; `text` is what the transcript keeps of it.

        Raises:
            As `turn`, and what `deciding` raises.
        """
        for _ in range(_ATTEMPTS):
            if key is not None and (before := self._memory.result(conversation_id, key, text, files)) is not None:
                return TurnResult.from_json(before)
            conversation = self._memory.load(conversation_id)
            self._heard_here(conversation)
            now = self._clock.now()
            try:
                return self._commit(conversation, deciding(conversation, now), text, files, now, key)
            except ConversationBusy:
                continue
        raise ConversationBusy(self._tools.wording.say("dialogue.busy"))

    def _heard_here(self, conversation: Conversation) -> None:
        """Raises ChannelStopped: staff stopped the channel. Words to a person who answers still reach them."""
        answered = conversation.handoff is not None and conversation.handoff.taken
        if not answered and (words := instead_of_a_turn(self._stops, conversation.channel)):
            raise ChannelStopped(words)

    def _commit(
        self,
        conversation: Conversation,
        plan: Plan,
        text: str,
        files: Sequence[StoredFile],
        now: datetime,
        key: str | None,
    ) -> TurnResult:
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
            after = replace(done.conversation, shown=done.said.choices)
            self._memory.save(connection, after, now)
            said = plan.understood
            self._memory.keep(connection, after, text, answer, result, key, now, files=files, understood=said)
        return result

    def _decide(
        self, conversation: Conversation, text: str, files: Sequence[StoredFile], tools: Tools, now: datetime
    ) -> Plan:
        words = readable(text)
        if bad := self._unreadable(words, files):
            return Plan(conversation, bad)
        chosen = picked(words, conversation)
        heard = self._heard(spoken(text) if chosen == words else chosen, conversation, now)
        return decide(Scene(conversation, heard, tuple(files), now, tools))

    def _heard(self, words: str, conversation: Conversation, now: datetime) -> Heard:
        """What is said. Who begins an act, tells of it and asks something besides is heard on both."""
        expected = self._expected(conversation, now)
        heard = self._hear(words, expected)
        if not heard.asks or expected.act is not None or not (statement := told_part(words)):
            return heard
        told = self._hear(statement, expected)
        begins = told.act is not None and told.act_sure and any(m.slot != _PLACE for m in told.mentions)
        return replace(told, text=readable(words), question=asked_part(readable(words))) if begins else heard

    def _unreadable(self, words: str, files: Sequence[StoredFile]) -> Said | None:
        say = self._tools.wording.say
        if not words and not files:
            return Said(say("error.empty"), Reason.BAD_INPUT)
        if len(words) > MAX_LENGTH:
            return Said(say("error.too_long", length=len(words), limit=MAX_LENGTH), Reason.BAD_INPUT)
        return None

    def _expected(self, conversation: Conversation, now: datetime) -> Expectation:
        flow, choices = open_flow(conversation), tuple(choice.label for choice in conversation.shown)
        if flow is None:
            place, offered = conversation.jurisdiction, conversation.offered
            return Expectation(now.date(), jurisdiction=place, offered=offered, choices=choices)
        return Expectation(
            today=now.date(),
            asked=flow.asked,
            act=flow.act,
            confirming=flow.asked is None,
            jurisdiction=flow.slots.get("jurisdiction", conversation.jurisdiction),
            slots=flow.slots,
            grounds=self._tools.guide.grounds(flow, now.date()),
            offered=conversation.offered,
            choices=choices,
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
        over = flow.state not in OPEN
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
