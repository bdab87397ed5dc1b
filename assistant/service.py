"""The front door for questions: one method, one answer object, never an exception for what a citizen typed."""

from __future__ import annotations

import logging
import re
import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from assistant.answer import Answer
from assistant.answering.pipeline import answer
from assistant.answering.turn import PastTurn, Reply, Tools, Turn
from assistant.clock import Clock
from assistant.memory.conversations import Conversations, RememberedTurn
from assistant.outcome import Reason, Status
from assistant.redaction import mask

log = logging.getLogger(__name__)

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place a citizen can choose."""

    id: str
    name: str
    note: str = ""


class Assistant:
    """Answers questions from the clauses of one corpus."""

    def __init__(self, tools: Tools, clock: Clock, conversations: Conversations | None = None) -> None:
        self._tools = tools
        self._clock = clock
        self._conversations = conversations

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
    ) -> Answer:
        """Answer `question` for a place (id, or None: taken from the question) by the law of `as_of` (None: today).

        With a `conversation_id` follow-ups are understood from earlier turns, and the turn is stored before this
        returns, unless the database fails.
        What is wrong with the input comes back as an answer with status ``error``.
        """
        made, turn = self._asked(question, jurisdiction, as_of, conversation_id)
        memory = self._memory_of(conversation_id)
        if memory and conversation_id and made.status is not Status.ERROR:
            self._remember(memory, conversation_id, turn, made)
        return made

    def ask_within(self, question: str, jurisdiction: str | None, conversation_id: str) -> tuple[Answer, str]:
        """As `ask`, for a conversation that keeps its turns itself: nothing is stored; also the whole question understood."""
        made, turn = self._asked(question, jurisdiction, None, conversation_id)
        return made, turn.whole_question

    def _asked(
        self, question: str, jurisdiction: str | None, as_of: date | None, conversation_id: str | None
    ) -> tuple[Answer, Turn]:
        today = self._clock.today()
        memory = self._memory_of(conversation_id)
        history = self._history(memory, conversation_id) if memory and conversation_id else ()
        turn = Turn(question, jurisdiction or None, as_of or today, today, history)
        try:
            reply = answer(turn, self._tools)
        except Exception:
            log.exception("a turn failed")
            reply = Reply(Reason.INTERNAL, self._tools.wording.say("error.internal"))
        return self._answer(turn, reply), turn

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
        return tuple(
            PastTurn(
                turn.understood,
                turn.place,
                Reason(turn.reason),
                tuple(c["clause"] for c in turn.answer["citations"]),
            )
            for turn in memory.turns(conversation_id)
        )

    def _remember(self, memory: Conversations, conversation_id: str, turn: Turn, made: Answer) -> None:
        stored = RememberedTurn(
            mask(turn.question),
            mask(turn.whole_question),
            turn.place,
            turn.as_of,
            made.reason.value,
            {**made.to_dict(), "text": mask(made.text)},
        )
        try:
            memory.append(conversation_id, stored, self._clock.now())
        except SQLAlchemyError:  # the citizen's answer matters more than our transcript of it
            log.exception("a turn was answered but not stored")
