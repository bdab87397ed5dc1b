"""Clauses in what a conversation says of cases: a marker for each, and the clause's own words as its citation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assistant.answer import Citation
from assistant.citing import citation_of, excerpt
from assistant.outcome import Caveat
from knowledge.citations.finder import find_citations
from knowledge.citations.reference import ClauseRef
from knowledge.citations.resolver import resolve
from knowledge.regulations.corpus import Corpus


@dataclass(slots=True)
class Citing:
    """Hands out markers: one for each clause, in the order of first use. `on` is the day of the reply."""

    corpus: Corpus
    on: date
    _found: dict[ClauseRef, Citation] = field(default_factory=dict)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses marked so far."""
        return tuple(self._found.values())

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be known of the documents that were cited."""
        cited = {self.corpus.document(ref.document).meta for ref in self._found}
        return (Caveat.IDENTIFICATION,) if any(meta.identification for meta in cited) else ()

    def mark(self, clause: ClauseRef) -> str:
        """The marker of a clause, ``[1]``."""
        provision = self.corpus.provision(clause)
        known = self._found.get(provision.ref)
        if known is None:
            known = citation_of(self.corpus, provision.ref, len(self._found) + 1, self.on, excerpt(provision.text))
            self._found[provision.ref] = known
        return f"[{known.marker}]"

    def marked(self, sentence: str) -> str:
        """A sentence of credit_core with a marker behind every clause that it names by title and number."""
        found, _ = find_citations(sentence)
        parts, last = [], 0
        for named in found:
            resolved = resolve(self.corpus, named, self.on, None) if named.document is not None else None
            if resolved is not None and resolved.ref is not None:
                parts += [sentence[last : named.end], self.mark(resolved.ref)]
                last = named.end
        return "".join([*parts, sentence[last:]])
