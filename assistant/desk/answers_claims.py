"""What an answer claims: each sentence with a marker, beside the clause that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_MARKER = re.compile(r"\[(\d{1,3})\]")
_SENTENCE = re.compile(r"[^。！？]+(?:[。！？]|$)(?:\[\d{1,3}\])*")
_CAPTION = re.compile(r"：(?:\[\d{1,3}\])+$")
"""A line that only says where the quote below it is from."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A citation with what is said on it.

    Attributes:
        sentences: of the answer, without markers; empty where only the quote itself is shown.
        words: the clause as it reads now, in pieces: before the quote, the quote, and after it. Only the first piece where
            the quote does not stand in it (any more); all empty where there is no such clause (any more).
        title, locator: of the clause now; of the citation where it is gone.
    """

    citation: Citation
    sentences: tuple[str, ...]
    words: tuple[str, str, str]
    in_force: bool | None

    @property
    def verbatim(self) -> bool:
        """True if the quote stands in the clause."""
        return bool(self.words[1])


def claims(answer: Answer, corpus: Corpus) -> tuple[Claim, ...]:
    """One for each citation, in the order of the markers; `in_force` is for the answer's day."""
    said = sentences(answer.text)
    found = []
    for citation in sorted(answer.citations, key=lambda one: one.marker):
        ref = ClauseRef.parse(citation.clause)
        provision = corpus.find(ref)
        words = _marked(provision.text, citation.quote) if provision else ("", "", "")
        in_force = corpus.documents[ref.document].meta.in_force(answer.as_of) if provision else None
        found.append(Claim(citation, tuple(said.get(citation.marker, ())), words, in_force))
    return tuple(found)


def sentences(text: str) -> dict[int, list[str]]:
    """The sentences that carry each marker, as they stand; quotes and their captions are left out."""
    said: dict[int, list[str]] = {}
    for line in _lines(text):
        for match in _SENTENCE.finditer(line):
            sentence = _MARKER.sub("", match[0]).strip()
            for marker in map(int, _MARKER.findall(match[0])):
                if sentence and sentence not in said.setdefault(marker, []):
                    said[marker].append(sentence)
    return said


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        plain = line.strip()
        if plain.startswith("|"):
            yield from (cell.strip() for cell in plain.strip("|").split("|"))
        elif plain and not plain.startswith(">") and not _CAPTION.search(plain):
            yield plain.removeprefix("- ")


def _marked(text: str, quote: str) -> tuple[str, str, str]:
    start = text.find(quote) if quote else -1
    if start < 0:
        return text, "", ""
    return text[:start], quote, text[start + len(quote) :]
