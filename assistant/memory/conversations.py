"""The conversations of this installation, in SQL: any process continues any conversation."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from assistant.answering.trace import Trace
from assistant.memory import answers_given
from assistant.memory.tables import ConversationRow, TurnRow

_ATTEMPTS = 40
_PAUSE = 0.002
"""Seconds to wait, growing with each attempt."""


@dataclass(frozen=True, slots=True)
class RememberedTurn:
    """A turn as stored. `question` is masked; `understood` is the whole question a follow-up stood for."""

    question: str
    understood: str
    place: str | None
    as_of: date
    reason: str
    answer: dict[str, Any]


class Conversations:
    """Reads and appends turns; each append is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def turns(self, conversation_id: str, last: int = 6) -> tuple[RememberedTurn, ...]:
        """The newest `last` turns, oldest first."""
        query = (
            select(TurnRow)
            .where(TurnRow.conversation_id == conversation_id)
            .order_by(TurnRow.number.desc())
            .limit(last)
        )
        with Session(self._engine) as session:
            rows = list(session.scalars(query))
        return tuple(
            RememberedTurn(r.question, r.understood, r.place, r.as_of, r.reason, r.answer) for r in reversed(rows)
        )

    def append(
        self,
        conversation_id: str,
        turn: RememberedTurn,
        at: datetime,
        channel: str | None = None,
        trace: Trace | None = None,
    ) -> int:
        """Store a turn and return its number, counted from 1. Durable when this returns.

        With a `trace` it is also noted as an answer given. Two processes may append at once: the unique number decides,
        and the later one takes the next.
        """
        for attempt in range(_ATTEMPTS):
            try:
                return self._append(conversation_id, turn, at, channel, trace)
            except (IntegrityError, OperationalError):  # another process took the number, or holds the file
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(_PAUSE * attempt)
        raise AssertionError("unreachable")  # pragma: no cover

    def _append(
        self, conversation_id: str, turn: RememberedTurn, at: datetime, channel: str | None, trace: Trace | None
    ) -> int:
        at = at.astimezone(UTC)  # SQLite keeps no zone: what it holds is UTC
        with Session(self._engine) as session, session.begin():
            conversation = session.get(ConversationRow, conversation_id, with_for_update=True)
            if conversation is None:
                conversation = ConversationRow(id=conversation_id, started_at=at)
                session.add(conversation)
                session.flush()
            newest = select(func.max(TurnRow.number)).where(TurnRow.conversation_id == conversation_id)
            number = (session.scalar(newest) or 0) + 1
            session.add(
                TurnRow(
                    conversation_id=conversation_id,
                    number=number,
                    asked_at=at,
                    question=turn.question,
                    understood=turn.understood,
                    place=turn.place,
                    as_of=turn.as_of,
                    reason=turn.reason,
                    answer_id=turn.answer["answer_id"],
                    answer=turn.answer,
                )
            )
            session.flush()
            conversation.last_at = at
            if trace is not None:
                answers_given.note(
                    session.connection(),
                    conversation_id,
                    turn.question,
                    turn.answer,
                    at,
                    place=turn.place,
                    channel=channel or conversation.channel,
                    trace=trace,
                )
            return number
