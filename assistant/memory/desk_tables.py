"""What the citation desk (引用核查台) keeps: how answers are found, verdicts on them, pairs held back, samples for review.

The answers themselves stand in `turn`. A verdict outlives a forgotten conversation without its words: what was found stays.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assistant.memory.tables import PERSONAL, Base

_MOMENT = DateTime(timezone=True)


class AnswerRow(Base):
    """An answer that was given (答复), as it can be looked for. `words` is folded, for search only.

    `asked` is the question as it was searched and `question_key` its key; both are None where no trace of it is left.
    The versions are those that it was made from. `judged`: right or wrong by the newest verdict, None without one.
    """

    __tablename__ = "answer_given"
    __table_args__ = (Index(None, "asked_at", "answer_id"), Index(None, "reason", "asked_at"))

    answer_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime] = mapped_column(_MOMENT)
    channel: Mapped[str | None] = mapped_column(String(16))
    place: Mapped[str | None] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text, info=PERSONAL)
    asked: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    question_key: Mapped[str | None] = mapped_column(String(64), index=True)
    corpus_version: Mapped[str] = mapped_column(String(64))
    law_version: Mapped[str | None] = mapped_column(String(64))
    calendar_version: Mapped[str | None] = mapped_column(String(64))
    index_version: Mapped[str | None] = mapped_column(String(64))
    judged: Mapped[str | None] = mapped_column(String(8), index=True)


class AnswerClauseRow(Base):
    """A clause that an answer cites."""

    __tablename__ = "answer_clause"

    answer_id: Mapped[str] = mapped_column(ForeignKey("answer_given.answer_id", ondelete="CASCADE"), primary_key=True)
    marker: Mapped[int] = mapped_column(primary_key=True)
    clause: Mapped[str] = mapped_column(String(200), index=True)


class VerdictRow(Base):
    """What a reviewer found about an answer (判定); `number` counts up for each answer, and the highest one holds.

    `expected` is what should have been done with the question, `missing` the clauses that should stand beside the right ones.
    """

    __tablename__ = "verdict"
    __table_args__ = (UniqueConstraint("answer_id", "number"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer_id: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    judged_at: Mapped[datetime] = mapped_column(_MOMENT, index=True)
    judged_by: Mapped[str] = mapped_column(String(64))
    expected: Mapped[str] = mapped_column(String(16))
    right: Mapped[bool]
    missing: Mapped[list[str]] = mapped_column(JSON)
    comment: Mapped[str | None] = mapped_column(Text, info=PERSONAL)


class FindingRow(Base):
    """What a verdict says of one citation."""

    __tablename__ = "verdict_citation"

    verdict_id: Mapped[str] = mapped_column(ForeignKey("verdict.id", ondelete="CASCADE"), primary_key=True)
    marker: Mapped[int] = mapped_column(primary_key=True)
    clause: Mapped[str] = mapped_column(String(200), index=True)
    finding: Mapped[str] = mapped_column(String(24))


class HeldPairRow(Base):
    """A pair of question and clause that is held back (停用) in one edition of corpus and index, until it is lifted.

    `instead`: the clauses that the same verdict names as right.
    """

    __tablename__ = "held_pair"
    __table_args__ = (Index(None, "question_key", "edition"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(64))
    edition: Mapped[str] = mapped_column(String(64))
    clause: Mapped[str] = mapped_column(String(200))
    finding: Mapped[str] = mapped_column(String(24))
    instead: Mapped[list[str]] = mapped_column(JSON)
    answer_id: Mapped[str] = mapped_column(String(32), index=True)
    since: Mapped[datetime] = mapped_column(_MOMENT, index=True)
    held_by: Mapped[str] = mapped_column(String(64))
    lifted_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    lifted_by: Mapped[str | None] = mapped_column(String(64))
    lifted_why: Mapped[str | None] = mapped_column(Text, info=PERSONAL)


class SampleRow(Base):
    """An answer drawn for review (抽查) in a week, written 2026-W47."""

    __tablename__ = "review_sample"
    __table_args__ = (Index(None, "assigned_to", "done_at"),)

    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    answer_id: Mapped[str] = mapped_column(
        ForeignKey("answer_given.answer_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    stratum: Mapped[str] = mapped_column(String(128))
    drawn_at: Mapped[datetime] = mapped_column(_MOMENT)
    assigned_to: Mapped[str | None] = mapped_column(String(64))
    done_at: Mapped[datetime | None] = mapped_column(_MOMENT)
