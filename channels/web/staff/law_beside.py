"""The law beside what a page shows: a clause's name, its words, and where it is read in its context."""

from __future__ import annotations

from assistant.desk.clauses import ClauseRef, Clauses
from channels.rendering import clause_href
from credit_core.use_cases.office import Office


class LawBeside:
    """For templates."""

    def __init__(self, office: Office, clauses: Clauses) -> None:
        self._office = office
        self._clauses = clauses

    def citation(self, clause: ClauseRef) -> str:
        """《某条例》第几条第几款."""
        return self._office.law.citation(clause)

    def words(self, clause: ClauseRef) -> str:
        """The clause verbatim; empty where the library lacks it."""
        return self._clauses.words(clause)

    def href(self, clause: ClauseRef) -> str:
        """Its place in the text."""
        return clause_href(str(clause))
