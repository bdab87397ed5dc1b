"""Pairs of question and clause (问句与条款) that staff found wrong: the port that the pipeline asks before an answer leaves.

A question is the same where it reads the same as searched: follow-ups made whole, slips mended, personal numbers masked,
place names out, marks and spaces gone; asked for the same place. Anything else is another question.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from knowledge.citations.reference import ClauseRef
from knowledge.index.tokens import fold

if TYPE_CHECKING:
    from assistant.answering.turn import Turn

_MARKS = re.compile(r"[^\w〔〕]+")


@dataclass(frozen=True, slots=True)
class Held:
    """What staff found about a question. `wrong`: clauses not to be cited for it; `right`: those that should stand."""

    wrong: frozenset[ClauseRef] = frozenset()
    right: frozenset[ClauseRef] = frozenset()

    def bars(self, clause: ClauseRef) -> bool:
        """True if the clause, or the one that it lies in, was found wrong."""
        return any(ref.covers(clause) for ref in self.wrong)


class Pairs(Protocol):
    """Where pairs are looked up."""

    def held(self, key: str) -> Held:
        """What is held back for the question with this key, in the corpus and index of this process. Never fails."""
        ...


class _Nothing:
    def held(self, key: str) -> Held:
        """Nothing is held back."""
        del key
        return NOTHING_HELD


NOTHING_HELD: Final = Held()
NO_PAIRS: Final[Pairs] = _Nothing()
"""Where there is no desk: on the command line, in evals."""


def question_key(turn: Turn) -> str:
    """The key of the question as understood: 64 hexadecimal digits, from which nobody reads it back."""
    where = " ".join(sorted(turn.places)) or turn.place or ""
    asked = _MARKS.sub("", fold(turn.text or turn.question))
    return hashlib.sha256(f"{where}\n{asked}".encode()).hexdigest()
