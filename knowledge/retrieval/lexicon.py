"""Everyday words widened to the legal terms they stand for: 信教 -> 宗教信仰."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from knowledge.index.phrasings import LexiconEntry, load_lexicon
from knowledge.index.tokens import fold, unique_ngrams

WEIGHT = 0.4
"""Weight of an added legal term; 1 is a word of the question (measured in docs/retrieval.md)."""


class Lexicon:
    """Finds everyday words in a question by their spelling."""

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        self._terms = {fold(e.everyday): e.legal for e in entries}
        self._longest = max(map(len, self._terms), default=0)

    def legal_terms(self, text: str) -> tuple[str, ...]:
        """The legal terms behind the everyday words in `text`, in order, each once."""
        folded = fold(text)
        found: dict[str, None] = {}
        for start in range(len(folded)):
            for end in range(start + 2, min(len(folded), start + self._longest) + 1):
                found |= dict.fromkeys(self._terms.get(folded[start:end], ()))
        return tuple(found)

    def widen(self, text: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """The question's tokens with weight 1, and the same with the legal terms' tokens added at `WEIGHT`."""
        own = dict.fromkeys(unique_ngrams(text), 1.0)
        added = {token: WEIGHT for term in self.legal_terms(text) for token in unique_ngrams(term)}
        return own, {**added, **own}


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The lexicon of knowledge/phrasings."""
    return Lexicon(load_lexicon())
