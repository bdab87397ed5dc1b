"""The front door for questions: one method, one answer object, never an exception for what a citizen typed."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy.exc import SQLAlchemyError

from assistant.answer import Answer
from assistant.answering.pairs import NO_PAIRS, Pairs, question_key
from assistant.answering.pipeline import answer
from assistant.answering.trace import Trace, Traces, Versions, versions_of
from assistant.answering.turn import PastTurn, Reply, Tools, Turn
from assistant.clock import Clock
from assistant.memory.conversations import Conversations, RememberedTurn
from assistant.outcome import Reason, Status
from assistant.redaction import mask
from assistant.stops import NO_STOPS, Stops, instead_of_an_answer

log = logging.getLogger(__name__)

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NO_LAW = (Status.SMALLTALK, Status.REFUSED, Status.ERROR)


@dataclass(frozen=True, slots=True)
class Place:
    """A place a citizen can choose."""

    id: str
    name: str
    note: str = ""


class Assistant:
    """Answers questions from the clauses of one corpus."""

    def __init__(
        self,
        tools: Tools,
        clock: Clock,
        conversations: Conversations | None = None,
        pairs: Pairs = NO_PAIRS,
        stops: Stops = NO_STOPS,
    ) -> None:
        self._tools = tools
        self._clock = clock
        self._conversations = conversations
        self._pairs = pairs
        self._stops = stops
        self._traces = Traces()

    def places(self) -> list[Place]:
        """The places that have a regulation, with the note on a text that does not name its place."""
        notes = {
            d.meta.jurisdiction: d.meta.identification
            for d in self._tools.corpus.documents.values()
            if d.meta.identification
        }
        return [Place(key, name, notes.get(key) or "") for key, name in self._tools.places().items()]

    def ask(
        self,
        question: str,
        *,
        jurisdiction: str | None = None,
        as_of: date | None = None,
        conversation_id: str | None = None,
        channel: str | None = None,
    ) -> Answer:
        """Answer `question` for a place (id, or None: taken from the question) by the law of `as_of` (None: today).

        With a `conversation_id` follow-ups are understood from earlier turns. The turn is stored before this returns, a
        single question as a conversation of its own, unless the database fails; `channel` is noted with it.
        What is wrong with the input comes back as an answer with status ``error``.
        """
        made, turn = self._asked(question, jurisdiction, as_of, conversation_id, channel)
        if self._conversations and made.status is not Status.ERROR:
            known = conversation_id is not None and _ID.fullmatch(conversation_id) is not None
            owner = conversation_id if known and conversation_id else secrets.token_hex(16)
            self._remember(self._conversations, owner, turn, made, channel)
        return made

    def again(
        self, question: str, place: str | None, as_of: date, today: date, before: Sequence[RememberedTurn] = ()
    ) -> Answer:
        """What would be answered now, had it been asked on the day `today`, after the turns `before`; nothing is stored."""
        return self._made(Turn(question, place, as_of, today, _past(before)))

    @property
    def edition(self) -> str:
        """Of corpus, phrasings and model together: what staff held back in another one bars nothing in this."""
        return self._versions.edition

    def trace(self, answer_id: str) -> Trace | None:
        """How an answer that this process just made came about; None for a reply that it did not make."""
        return self._traces.of(answer_id)

    def ask_within(self, question: str, jurisdiction: str | None, conversation_id: str) -> tuple[Answer, str]:
        """As `ask`, for a conversation that keeps its turns itself: nothing is stored; also the whole question understood."""
        made, turn = self._asked(question, jurisdiction, None, conversation_id)
        return made, turn.whole_question

    def _asked(
        self,
        question: str,
        jurisdiction: str | None,
        as_of: date | None,
        conversation_id: str | None,
        channel: str | None = None,
    ) -> tuple[Answer, Turn]:
        today = self._clock.today()
        memory = self._memory_of(conversation_id)
        history = self._history(memory, conversation_id) if memory and conversation_id else ()
        turn = Turn(question, jurisdiction or None, as_of or today, today, history)
        made = self._unless_stopped(turn, self._made(turn), channel)
        if self._conversations is not None:
            trace = Trace(mask(turn.text or turn.question), question_key(turn), self._versions)
            self._traces.keep(made.answer_id, trace)
        return made, turn

    @cached_property
    def _versions(self) -> Versions:
        return versions_of(self._tools)

    def _made(self, turn: Turn) -> Answer:
        try:
            reply = answer(turn, self._tools, self._pairs)
        except Exception:
            log.exception("a turn failed")
            reply = Reply(Reason.INTERNAL, self._tools.wording.say("error.internal"))
        return self._answer(turn, reply)

    def _unless_stopped(self, turn: Turn, made: Answer, channel: str | None) -> Answer:
        """The answer, or why there is none now. Who is in distress, or only says thanks, is heard all the same."""
        if made.status in _NO_LAW and not made.citations:
            return made
        words = instead_of_an_answer(self._stops, channel)
        return made if words is None else self._answer(turn, Reply(Reason.STOPPED, words))

    def _memory_of(self, conversation_id: str | None) -> Conversations | None:
        known = conversation_id is not None and _ID.fullmatch(conversation_id) is not None
        return self._conversations if known else None

    def _answer(self, turn: Turn, reply: Reply) -> Answer:
        return Answer(
            reason=reply.reason,
            text=reply.text,
            answer_id=secrets.token_hex(16),
            as_of=turn.as_of,
            corpus_version=self._tools.corpus.version,
            jurisdiction=None if turn.places else turn.place,
            citations=reply.citations,
            caveats=reply.caveats,
            computed=reply.computed,
        )

    @staticmethod
    def _history(memory: Conversations, conversation_id: str) -> tuple[PastTurn, ...]:
        return _past(memory.turns(conversation_id))

    def _remember(
        self, memory: Conversations, conversation_id: str, turn: Turn, made: Answer, channel: str | None
    ) -> None:
        stored = RememberedTurn(
            mask(turn.question),
            mask(turn.whole_question),
            turn.place,
            turn.as_of,
            made.reason.value,
            {**made.to_dict(), "text": mask(made.text)},
        )
        try:
            memory.append(conversation_id, stored, self._clock.now(), channel, self.trace(made.answer_id))
        except SQLAlchemyError:  # the citizen's answer matters more than our transcript of it
            log.exception("a turn was answered but not stored")


def _past(turns: Sequence[RememberedTurn]) -> tuple[PastTurn, ...]:
    return tuple(
        PastTurn(turn.understood, turn.place, Reason(turn.reason), tuple(c["clause"] for c in turn.answer["citations"]))
        for turn in turns
    )
