"""The words of a clause (条款原文), to stand beside what a desk does by it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.source_pages import Library
from knowledge.citations.reference import ClauseRef as ClauseRef
from knowledge.regulations.corpus import NoSuchClause


@dataclass(frozen=True, slots=True)
class Clauses:
    """Reads the texts of this installation."""

    library: Library

    def words(self, clause: ClauseRef) -> str:
        """The clause verbatim, an item (项) with the words that introduce it; empty where the library lacks it."""
        try:
            found = self.library.corpus.document(clause.document).get(clause)
        except NoSuchClause:
            return ""
        if found is None:
            return ""
        return f"{found.lead}\n{found.text}" if found.lead else found.text
