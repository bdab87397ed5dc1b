"""Every answer that was given (答复), found again: what was asked, how it was understood, what it rests on; and asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol

from assistant.answer import Answer
from assistant.desk.answers_claims import Claim, claims
from assistant.desk.answers_ground import Ground, found, reading, say
from assistant.desk.member import Member
from assistant.memory import answers_found, held_pairs, review_samples, verdicts
from assistant.memory.answers_found import Given, Wanted
from assistant.memory.conversations import RememberedTurn
from assistant.memory.held_pairs import Pair
from assistant.memory.verdicts import Judged
from credit_core.use_cases.vocabulary import BadFiling

MOST: Final = 200


class Asked(Protocol):
    """The assistant, as a replay needs it."""

    def again(
        self, question: str, place: str | None, as_of: date, today: date, before: Sequence[RememberedTurn] = ()
    ) -> Answer:
        """What would be answered now; nothing is stored."""
        ...


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Which answers; None: whichever. Both days count. `judged`: right, wrong or none; `clause` as an id."""

    words: str | None = None
    clause: str | None = None
    place: str | None = None
    status: str | None = None
    reason: str | None = None
    channel: str | None = None
    judged: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page of answers, the newest first; `next` leads on, None at the end."""

    rows: tuple[Given, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class AnswerDesk:
    """An answer with all that a review needs.

    `holds`: a wrong pair can be held back (it is known as what question it was searched). `held`: pairs of its question
    that are held back now. `waits`: it is drawn for review, and `waits_for` whom.
    """

    given: Given
    claims: tuple[Claim, ...]
    verdicts: tuple[Judged, ...]
    held: tuple[Pair, ...]
    waits: bool
    waits_for: str | None

    @property
    def holds(self) -> bool:
        """True if a wrong pair can be held back."""
        return self.given.question_key is not None and self.given.versions[3] is not None


@dataclass(frozen=True, slots=True)
class Replay:
    """The same question asked again: the answer now, whether its words are the same, and clauses gone and come."""

    answer: Answer
    same_words: bool
    gone: tuple[str, ...]
    come: tuple[str, ...]

    @property
    def same_clauses(self) -> bool:
        """True if the same clauses are cited."""
        return not self.gone and not self.come


@dataclass(frozen=True, slots=True)
class Answers:
    """Reading. Members see answers for their places and for none.

    Raises:
        Forbidden: a role that does not read answers. NotFound: there is no such answer within reach.
    """

    ground: Ground

    def search(self, member: Member, chosen: AnswerFilter, after: str | None = None, limit: int = 50) -> AnswerPage:
        """A page of answers.

        Raises:
            BadFiling: the cursor or the clause cannot be read.
        """
        reading(member)
        size, wanted = max(1, min(limit, MOST)), self._wanted(member, chosen)
        with self.ground.engine.connect() as connection:
            rows = answers_found.search(connection, wanted, _place(after), size + 1)
        last = rows[size - 1] if len(rows) > size else None
        return AnswerPage(rows[:size], f"{last.asked_at.isoformat()}~{last.id}" if last else None)

    def channels(self) -> tuple[str, ...]:
        """Channels by which answers were given, for a filter."""
        with self.ground.engine.connect() as connection:
            return answers_found.channels(connection)

    def read(self, member: Member, answer_id: str) -> AnswerDesk:
        """One answer."""
        reading(member)
        corpus = self.ground.corpus()
        with self.ground.engine.connect() as connection:
            given = found(connection, member, answer_id)
            key, edition = given.question_key, given.versions[3]
            held = held_pairs.of_question(connection, key, edition) if key and edition else ()
            waits, waits_for = review_samples.assigned_to(connection, answer_id)
            judged = verdicts.of_answer(connection, answer_id)
        return AnswerDesk(given, claims(given.answer, corpus), judged, held, waits, waits_for)

    def again(self, member: Member, answer_id: str, assistant: Asked) -> Replay:
        """The question asked again as of the day of the answer, with what had been said before it."""
        reading(member)
        with self.ground.engine.connect() as connection:
            given = found(connection, member, answer_id)
            before = answers_found.before(connection, given)
        then, zone = given.answer, self.ground.now().tzinfo
        now = assistant.again(given.question, given.place, then.as_of, given.asked_at.astimezone(zone).date(), before)
        old, new = ([c.clause for c in answer.citations] for answer in (then, now))
        return Replay(
            answer=replace(now, answer_id=then.answer_id),
            same_words=now.text == then.text,
            gone=tuple(clause for clause in old if clause not in new),
            come=tuple(clause for clause in new if clause not in old),
        )

    def _wanted(self, member: Member, chosen: AnswerFilter) -> Wanted:
        zone = self.ground.now().tzinfo
        until = chosen.until + timedelta(days=1) if chosen.until else None
        return Wanted(
            words=chosen.words,
            clause=self.ground.clause(chosen.clause, self.ground.corpus()) if chosen.clause else None,
            place=chosen.place,
            status=chosen.status,
            reason=chosen.reason,
            channel=chosen.channel,
            judged=chosen.judged,
            since=datetime.combine(chosen.since, time.min, zone) if chosen.since else None,
            until=datetime.combine(until, time.min, zone) if until else None,
            places=member.places,
        )


def _place(after: str | None) -> tuple[datetime, str] | None:
    if after is None:
        return None
    moment, _, answer_id = after.partition("~")
    try:
        return datetime.fromisoformat(moment), answer_id
    except ValueError as error:
        raise BadFiling(say("bad_cursor")) from error
