"""What all parts of the citation desk (引用核查台) stand on: the database, the audit trail, the texts, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.desk.member import Member
from assistant.memory import answers_found
from assistant.memory.answers_found import Given
from assistant.sources import corpus_of
from assistant.wording import load_wording
from credit_core.use_cases.administration import Trail
from credit_core.use_cases.vocabulary import Actor, BadFiling, Forbidden, NotFound, Role
from knowledge.citations.reference import ClauseRef, ClauseRefError
from knowledge.regulations.corpus import Corpus

READERS: Final = (Role.REVIEWER, Role.SUPERVISOR, Role.CASE_OFFICER, Role.AUDITOR)
JUDGES: Final = (Role.REVIEWER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Ground:
    """Shared by all parts. `data_dir`: where the texts of this installation are; `now`: the office's clock."""

    engine: Engine
    trail: Trail
    now: Callable[[], datetime]
    data_dir: Path

    def corpus(self) -> Corpus:
        """Every citable text as it stands now."""
        return corpus_of(self.data_dir)

    def clause(self, text: str, corpus: Corpus) -> ClauseRef:
        """The clause that somebody typed.

        Raises:
            BadFiling: it is not a clause id, or there is no such clause.
        """
        try:
            ref = ClauseRef.parse(text)
        except ClauseRefError as error:
            raise BadFiling(say("bad_clause", clause=text)) from error
        if corpus.find(ref) is None:
            raise BadFiling(say("no_such_clause", clause=text))
        return ref


def say(key: str, **values: object) -> str:
    """The sentence with its blanks filled (assistant/messages/desk_answers.yaml)."""
    return load_wording().say(f"desk_answers.{key}", **values)


def reading(member: Member) -> Actor:
    """Who reads.

    Raises:
        Forbidden: none of their roles does.
    """
    return _as(member, READERS, "readers")


def judging(member: Member) -> Actor:
    """Who judges.

    Raises:
        Forbidden: none of their roles does.
    """
    return _as(member, JUDGES, "judges")


def _as(member: Member, roles: tuple[Role, ...], words: str) -> Actor:
    if not member.roles & set(roles):
        raise Forbidden(say(words))
    return member.actor(*roles)


def found(connection: Connection, member: Member, answer_id: str) -> Given:
    """The answer, if it is within the member's places; an answer for no place is within everybody's.

    Raises:
        NotFound: there is none, or it is out of reach; which of the two is not said.
    """
    given = answers_found.find(connection, answer_id)
    if given is None or (member.places and given.place is not None and given.place not in member.places):
        raise NotFound(say("no_such_answer"))
    return given
