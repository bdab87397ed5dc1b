"""Pairs of question and clause that are held back (停用): which, since when, and letting them be cited again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from assistant.desk.answers_ground import Ground, judging, reading, say
from assistant.desk.member import Member
from assistant.memory import answers_found, held_pairs
from assistant.memory.answers_found import Given
from assistant.memory.held_pairs import Pair
from assistant.memory.transactions import writing
from assistant.redaction import mask
from credit_core.use_cases.vocabulary import BadFiling, NotAllowed, NotFound

SHOWN: Final = 200
WHY: Final = 500


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A pair with the answer by which it was found; None where its conversation was forgotten.

    `ended`: the corpus, the phrasings or the model have changed since, so that the pair bars nothing any more.
    """

    pair: Pair
    given: Given | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """Reading and lifting."""

    ground: Ground

    def list(self, member: Member, edition: str | None) -> tuple[HeldBack, ...]:
        """Pairs within the member's places, those still held first; `edition`: of the running assistant, None: not known.

        Raises:
            Forbidden
        """
        reading(member)
        with self.ground.engine.connect() as connection:
            pairs = held_pairs.every(connection, SHOWN)
            seen = [(pair, answers_found.find(connection, pair.answer_id)) for pair in pairs]
        return tuple(
            HeldBack(pair, given, edition is not None and pair.edition != edition)
            for pair, given in seen
            if _within(member, given)
        )

    def lift(self, member: Member, pair_id: str, why: str) -> None:
        """Let the clause be cited for the question again.

        Raises:
            Forbidden, NotFound. BadFiling: no reason is given. NotAllowed: it is lifted already.
        """
        actor, reason = judging(member), mask(" ".join(why.split()))[:WHY]
        if not reason:
            raise BadFiling(say("why_needed"))
        with writing(self.ground.engine) as connection:
            pair = self._found(connection, member, pair_id)
            if not held_pairs.lift(connection, [pair_id], actor.id, reason, self.ground.now()):
                raise NotAllowed(say("lifted_already"))
            after = {"clause": pair.clause, "answer": pair.answer_id}
            self.ground.trail.note(connection, actor, "pair.lifted", "held_pair", pair_id, after=after)

    def _found(self, connection: Connection, member: Member, pair_id: str) -> Pair:
        pair = held_pairs.find(connection, pair_id)
        if pair is None or not _within(member, answers_found.find(connection, pair.answer_id)):
            raise NotFound(say("no_such_pair"))
        return pair


def _within(member: Member, given: Given | None) -> bool:
    place = given.place if given else None
    return not member.places or place is None or place in member.places
