"""Looking for answers that were given. Every function runs in its caller's transaction and reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select, tuple_

from assistant.answer import Answer
from assistant.memory.answers_given import folded
from assistant.memory.conversations import RememberedTurn
from assistant.memory.desk_tables import AnswerClauseRow, AnswerRow
from assistant.memory.tables import TurnRow, moment, utc
from knowledge.citations.reference import ClauseRef

UNJUDGED = "none"
_BEFORE = 6
"""Turns before a question that it may continue: as many as the service looks at."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with its question, personal data masked.

    Attributes:
        number: of its turn in the conversation.
        understood: the whole question that a follow-up stood for; the question itself where it is none.
        asked: as it was searched; None where that is no longer known.
        versions: corpus, law, calendar and index; None where not known.
        judged: right or wrong by the newest verdict.
    """

    answer: Answer
    conversation_id: str
    number: int
    asked_at: datetime
    channel: str | None
    place: str | None
    question: str
    understood: str
    asked: str | None
    question_key: str | None
    versions: tuple[str | None, str | None, str | None, str | None]
    judged: str | None

    @property
    def id(self) -> str:
        """The answer's id."""
        return self.answer.answer_id


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which answers; None: whichever. `since` counts, `until` does not; `judged`: right, wrong or none.

    `places`: answers for one of these places or for none; empty: all of them.
    """

    words: str | None = None
    clause: ClauseRef | None = None
    place: str | None = None
    status: str | None = None
    reason: str | None = None
    channel: str | None = None
    judged: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    places: frozenset[str] = frozenset()


def find(connection: Connection, answer_id: str) -> Given | None:
    """The answer with this id."""
    row = connection.execute(_query().where(AnswerRow.answer_id == answer_id)).one_or_none()
    return None if row is None else _given(row)


def search(connection: Connection, wanted: Wanted, after: tuple[datetime, str] | None, limit: int) -> tuple[Given, ...]:
    """The newest first, those that come after the (moment, id) of the last one seen."""
    query = _query().where(*_conditions(wanted))
    if after is not None:
        query = query.where(tuple_(AnswerRow.asked_at, AnswerRow.answer_id) < tuple_(utc(after[0]), after[1]))
    query = query.order_by(AnswerRow.asked_at.desc(), AnswerRow.answer_id.desc()).limit(limit)
    return tuple(_given(row) for row in connection.execute(query))


def channels(connection: Connection) -> tuple[str, ...]:
    """Channels by which answers were given."""
    query = select(AnswerRow.channel).where(AnswerRow.channel.is_not(None)).distinct().order_by(AnswerRow.channel)
    return tuple(name for name in connection.scalars(query) if name)


def before(connection: Connection, given: Given) -> tuple[RememberedTurn, ...]:
    """The turns that the question may rest on, the oldest first."""
    query = (
        select(TurnRow.question, TurnRow.understood, TurnRow.place, TurnRow.as_of, TurnRow.reason, TurnRow.answer)
        .where(TurnRow.conversation_id == given.conversation_id, TurnRow.number < given.number)
        .order_by(TurnRow.number.desc())
        .limit(_BEFORE)
    )
    return tuple(RememberedTurn(*row) for row in reversed(connection.execute(query).all()))


def strata(
    connection: Connection, since: datetime, until: datetime, places: frozenset[str]
) -> tuple[tuple[str, str, str, str], ...]:
    """Id, status, place and channel of every answer of the time (`until` does not count), unjudged ones only."""
    wanted = Wanted(since=since, until=until, places=places, judged=UNJUDGED)
    query = select(AnswerRow.answer_id, AnswerRow.status, AnswerRow.place, AnswerRow.channel)
    rows = connection.execute(query.where(*_conditions(wanted)).order_by(AnswerRow.answer_id))
    return tuple((row.answer_id, row.status, row.place or "", row.channel or "") for row in rows)


def citing(
    connection: Connection, clauses: Iterable[ClauseRef], places: frozenset[str], limit: int
) -> tuple[Given, ...]:
    """Answers that cite one of the clauses, a part of one, or what one is a part of; the newest first."""
    wanted = [_about(AnswerClauseRow.clause, ref) for ref in clauses]
    if not wanted:
        return ()
    cited = select(AnswerClauseRow.answer_id).where(or_(*wanted))
    query = _query().where(AnswerRow.answer_id.in_(cited), *_conditions(Wanted(places=places)))
    query = query.order_by(AnswerRow.asked_at.desc(), AnswerRow.answer_id.desc()).limit(limit)
    return tuple(_given(row) for row in connection.execute(query))


def _query() -> Select[Any]:
    return select(
        *AnswerRow.__table__.columns,
        TurnRow.number.label("turn_number"),
        TurnRow.question.label("turn_question"),
        TurnRow.understood.label("turn_understood"),
        TurnRow.answer.label("turn_answer"),
    ).join_from(AnswerRow, TurnRow, TurnRow.answer_id == AnswerRow.answer_id)


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    for column, value in (
        (AnswerRow.place, wanted.place),
        (AnswerRow.status, wanted.status),
        (AnswerRow.reason, wanted.reason),
        (AnswerRow.channel, wanted.channel),
    ):
        if value is not None:
            yield column == value
    for word in folded_words(wanted.words or ""):
        yield or_(AnswerRow.words.contains(word, autoescape=True), AnswerRow.answer_id == word)
    if wanted.clause is not None:
        cited = select(AnswerClauseRow.answer_id).where(_about(AnswerClauseRow.clause, wanted.clause))
        yield AnswerRow.answer_id.in_(cited)
    if wanted.judged is not None:
        yield AnswerRow.judged.is_(None) if wanted.judged == UNJUDGED else AnswerRow.judged == wanted.judged
    if wanted.since is not None:
        yield AnswerRow.asked_at >= utc(wanted.since)
    if wanted.until is not None:
        yield AnswerRow.asked_at < utc(wanted.until)
    if wanted.places:
        yield or_(AnswerRow.place.is_(None), AnswerRow.place.in_(sorted(wanted.places)))


def folded_words(text: str) -> tuple[str, ...]:
    """The words to look for, each by itself."""
    return tuple(dict.fromkeys(word for word in map(folded, text.split()) if word))


def _about(column: Any, ref: ClauseRef) -> ColumnElement[bool]:
    """Clauses that share words with this one: itself, its parts, and what it is a part of."""
    around = [str(ref)]
    step = ref.parent
    while step is not None:
        around.append(str(step))
        step = step.parent
    return or_(column.in_(around), column.startswith(f"{ref}.", autoescape=True))


def _given(row: Row[Any]) -> Given:
    return Given(
        answer=Answer.from_dict(row.turn_answer),
        conversation_id=row.conversation_id,
        number=row.turn_number,
        asked_at=moment(row.asked_at),
        channel=row.channel,
        place=row.place,
        question=row.turn_question,
        understood=row.turn_understood,
        asked=row.asked,
        question_key=row.question_key,
        versions=(row.corpus_version, row.law_version, row.calendar_version, row.index_version),
        judged=row.judged,
    )
