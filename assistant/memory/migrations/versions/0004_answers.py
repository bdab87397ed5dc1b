"""Answers as they are looked for, verdicts on their citations, pairs held back, samples for review.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from assistant.outcome import Reason

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_GIVEN = """
SELECT turn.answer_id, turn.conversation_id, turn.asked_at, turn.question, turn.understood, turn.place, turn.reason,
       turn.answer, conversation.channel
FROM turn JOIN conversation ON conversation.id = turn.conversation_id ORDER BY turn.id
"""


def upgrade() -> None:
    _answers()
    _verdicts()
    _held()
    _note_what_was_given()


def downgrade() -> None:
    for table in ("review_sample", "held_pair", "verdict_citation", "verdict", "answer_clause", "answer_given"):
        op.drop_table(table)


def _answers() -> None:
    op.create_table(
        "answer_given",
        sa.Column("answer_id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("channel", sa.String(16), nullable=True),
        sa.Column("place", sa.String(64), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("question_key", sa.String(64), nullable=True),
        sa.Column("corpus_version", sa.String(64), nullable=False),
        sa.Column("law_version", sa.String(64), nullable=True),
        sa.Column("calendar_version", sa.String(64), nullable=True),
        sa.Column("index_version", sa.String(64), nullable=True),
        sa.Column("judged", sa.String(8), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_answer_given_conversation_id_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("answer_id", name="pk_answer_given"),
    )
    op.create_index("ix_answer_given_asked_at", "answer_given", ["asked_at", "answer_id"])
    op.create_index("ix_answer_given_reason", "answer_given", ["reason", "asked_at"])
    for column in ("conversation_id", "question_key", "judged"):
        op.create_index(f"ix_answer_given_{column}", "answer_given", [column])
    op.create_table(
        "answer_clause",
        sa.Column("answer_id", sa.String(32), nullable=False),
        sa.Column("marker", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(200), nullable=False),
        _of_answer("answer_clause"),
        sa.PrimaryKeyConstraint("answer_id", "marker", name="pk_answer_clause"),
    )
    op.create_index("ix_answer_clause_clause", "answer_clause", ["clause"])


def _of_answer(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_answer_id_answer_given"
    return sa.ForeignKeyConstraint(["answer_id"], ["answer_given.answer_id"], name=name, ondelete="CASCADE")


def _verdicts() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("answer_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("judged_at", _MOMENT, nullable=False),
        sa.Column("judged_by", sa.String(64), nullable=False),
        sa.Column("expected", sa.String(16), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
        sa.UniqueConstraint("answer_id", "number", name="uq_verdict_answer_id"),
    )
    op.create_index("ix_verdict_judged_at", "verdict", ["judged_at"])
    op.create_table(
        "verdict_citation",
        sa.Column("verdict_id", sa.String(32), nullable=False),
        sa.Column("marker", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(200), nullable=False),
        sa.Column("finding", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(
            ["verdict_id"], ["verdict.id"], name="fk_verdict_citation_verdict_id_verdict", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("verdict_id", "marker", name="pk_verdict_citation"),
    )
    op.create_index("ix_verdict_citation_clause", "verdict_citation", ["clause"])


def _held() -> None:
    op.create_table(
        "held_pair",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("question_key", sa.String(64), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("clause", sa.String(200), nullable=False),
        sa.Column("finding", sa.String(24), nullable=False),
        sa.Column("instead", sa.JSON(), nullable=False),
        sa.Column("answer_id", sa.String(32), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("held_by", sa.String(64), nullable=False),
        sa.Column("lifted_at", _MOMENT, nullable=True),
        sa.Column("lifted_by", sa.String(64), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_held_pair"),
    )
    op.create_index("ix_held_pair_question_key", "held_pair", ["question_key", "edition"])
    op.create_index("ix_held_pair_answer_id", "held_pair", ["answer_id"])
    op.create_index("ix_held_pair_since", "held_pair", ["since"])
    op.create_table(
        "review_sample",
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("answer_id", sa.String(32), nullable=False),
        sa.Column("stratum", sa.String(128), nullable=False),
        sa.Column("drawn_at", _MOMENT, nullable=False),
        sa.Column("assigned_to", sa.String(64), nullable=True),
        sa.Column("done_at", _MOMENT, nullable=True),
        _of_answer("review_sample"),
        sa.PrimaryKeyConstraint("week", "answer_id", name="pk_review_sample"),
    )
    op.create_index("ix_review_sample_answer_id", "review_sample", ["answer_id"])
    op.create_index("ix_review_sample_assigned_to", "review_sample", ["assigned_to", "done_at"])


def _note_what_was_given() -> None:
    """Answers of earlier turns can be found as well; of how they came about only the corpus is known."""
    connection = op.get_bind()
    tables = sa.MetaData()
    given = sa.Table("answer_given", tables, autoload_with=connection)
    clause = sa.Table("answer_clause", tables, autoload_with=connection)
    for row in connection.execute(sa.text(_GIVEN)).mappings().all():
        answer: dict[str, Any] = json.loads(row["answer"]) if isinstance(row["answer"], str) else row["answer"]
        of_a_form = row["reason"] != answer.get("reason") and not answer.get("citations")
        if "reason" not in answer or of_a_form:
            continue  # it tells nothing of the law
        reason = Reason(answer["reason"])
        words = unicodedata.normalize("NFKC", f"{row['question']}\n{answer['text']}").casefold()
        connection.execute(
            given.insert().values(
                answer_id=row["answer_id"],
                conversation_id=row["conversation_id"],
                asked_at=_moment(row["asked_at"]),
                channel=row["channel"],
                place=answer["jurisdiction"] or row["place"],
                status=reason.status.value,
                reason=reason.value,
                words="".join(words.split()),
                corpus_version=answer["corpus_version"],
            )
        )
        for marker, ref in {c["marker"]: c["clause"] for c in answer["citations"]}.items():
            connection.execute(clause.insert().values(answer_id=row["answer_id"], marker=marker, clause=ref))


def _moment(stored: Any) -> Any:
    """SQLite gives its own text back where no type is told."""
    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored
