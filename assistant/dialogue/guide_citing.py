"""Clauses named in a reply: markers handed out in the order of use, each with a verbatim quote of the words that matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from assistant.answer import Citation, Computed
from assistant.citing import citation_of
from assistant.outcome import Caveat
from assistant.wording import Wording
from credit_core.use_cases.guidance_days import DutyAhead
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_OTHER_RULES = re.compile(r"另有规定|从其规定|适用其规定")
_SHORT = 130
"""Characters of a clause that is quoted whole; of a longer one, the sentences that hold the words it is named for."""


@dataclass(slots=True)
class Citing:
    """The citations of one reply. A clause that the corpus does not have is never named."""

    corpus: Corpus
    wording: Wording
    on: date
    found: dict[ClauseRef, list[str]] = field(default_factory=dict)

    def name(self, clause: ClauseRef | None, *words: str) -> str:
        """《…》第…条[n], the title with the first clause of a document only; nothing where there is no such clause.

        `words` are what it is named for: those of them that stand in the clause stand in its quote.
        """
        if clause is None or self.corpus.find(clause) is None:
            return ""
        known = any(ref.document == clause.document for ref in self.found)
        self.found.setdefault(clause, []).extend(words)
        named = self.corpus.provision(clause).label
        if not known:
            title = self.corpus.documents[clause.document].meta.title
            named = self.wording.say("dialogue_guide.law.place_clause", title=title, locator=named)
        return f"{named}[{list(self.found).index(clause) + 1}]"

    @property
    def citations(self) -> tuple[Citation, ...]:
        """One for each clause named, in the order of their markers."""
        return tuple(self._citation(number, ref) for number, ref in enumerate(self.found, 1))

    def quotes(self) -> list[str]:
        """Each clause with its quote, as blocks of text."""
        return [self._block(citation) for citation in self.citations]

    def caveats(self, computed: Iterable[Computed] = (), *, on_repair: bool = False) -> tuple[Caveat, ...]:
        """What a citizen must know beside these clauses and days; `on_repair`: the act is 信用修复."""
        texts = [self.corpus.provision(ref).text for ref in self.found]
        metas = [self.corpus.documents[ref.document].meta for ref in self.found]
        wanted = {
            Caveat.OTHER_RULES_PREVAIL: any(_OTHER_RULES.search(text) for text in texts),
            Caveat.NEWER_NATIONAL_RULES_NOT_LOADED: on_repair and bool(texts),
            Caveat.IDENTIFICATION: any(meta.identification for meta in metas),
            Caveat.PROVISIONAL: any(one.provisional for one in computed),
        }
        return tuple(caveat for caveat, holds in wanted.items() if holds)

    def _citation(self, number: int, ref: ClauseRef) -> Citation:
        quote = excerpt(self.corpus.provision(ref).text, self.found[ref])
        return citation_of(self.corpus, ref, number, self.on, quote)

    def _block(self, citation: Citation) -> str:
        head = self.wording.say("answer.quote_head", title=citation.title, locator=citation.locator)
        lines = "\n".join(f"> {line}" for line in citation.quote.splitlines() if line.strip())
        return f"{head}[{citation.marker}]\n{lines}"


def excerpt(text: str, words: Iterable[str]) -> str:
    """The clause whole if it is short; else the shortest run of its sentences that holds all the words it does hold."""
    wanted = {word for word in words if word and word in text}
    if len(text) <= _SHORT or not wanted:
        return text
    sentences = [found for found in _SENTENCE.findall(text) if found]
    runs = (
        "".join(sentences[first:last])
        for first in range(len(sentences))
        for last in range(first + 1, len(sentences) + 1)
    )
    return min((run for run in runs if all(word in run for word in wanted)), key=len).strip()


def computed_entry(duty: DutyAhead) -> Computed | None:
    """The day of a duty as an answer carries it: with its count, other readings and what it rests on."""
    deadline, done = duty.deadline, duty.computed
    if deadline is None or done is None:
        return None
    return Computed(
        rule=duty.limit.rule,
        clause=str(duty.limit.clause),
        start=deadline.start.isoformat(),
        due=deadline.due.isoformat(),
        unit=str(deadline.unit),
        days=deadline.days,
        provisional=deadline.provisional,
        counted=" ".join((str(done.as_computed()["counted"]), *duty.readings, *duty.notes)),
    )
