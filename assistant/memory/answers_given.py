"""Answers that were given, noted as they can be looked for. Every function runs in its caller's transaction."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from assistant.answering.trace import Trace
from assistant.memory.desk_tables import AnswerClauseRow, AnswerRow
from assistant.memory.tables import utc
from assistant.outcome import Reason


def folded(text: str) -> str:
    """Words as they are searched: width and case do not count, nor do blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def note(
    connection: Connection,
    conversation_id: str,
    question: str,
    answer: Mapping[str, Any],
    at: datetime,
    *,
    place: str | None,
    channel: str | None,
    trace: Trace | None,
) -> None:
    """Note an answer, in the transaction that stores its turn.

    `question` and the `answer` (`Answer.to_dict`) are masked already; `place` is where it was asked for.
    """
    reason = Reason(answer["reason"])
    versions = trace.versions if trace else None
    connection.execute(
        insert(AnswerRow).values(
            answer_id=answer["answer_id"],
            conversation_id=conversation_id,
            asked_at=utc(at),
            channel=channel,
            place=answer["jurisdiction"] or place,
            status=reason.status.value,
            reason=reason.value,
            words=folded(f"{question}\n{answer['text']}"),
            asked=trace.question if trace else None,
            question_key=trace.key if trace else None,
            corpus_version=answer["corpus_version"],
            law_version=versions.law if versions else None,
            calendar_version=versions.calendar if versions else None,
            index_version=versions.index if versions else None,
        )
    )
    if clauses := {c["marker"]: c["clause"] for c in answer["citations"]}:
        rows = [
            {"answer_id": answer["answer_id"], "marker": marker, "clause": clause} for marker, clause in clauses.items()
        ]
        connection.execute(insert(AnswerClauseRow), rows)
