"""How an answer came about, for staff and for a replay: no part of the answer's contract."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assistant.answering.turn import Tools

_REMEMBERED: Final = 4096
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Versions:
    """What an answer was made from, each by the digits of a hash; `index` covers the model and the phrasings (问法库)."""

    corpus: str
    law: str
    calendar: str
    index: str

    @property
    def edition(self) -> str:
        """Changes when another clause may be found for a question: with a text, a phrasing or the model."""
        return self.index


@dataclass(frozen=True, slots=True)
class Trace:
    """`question`: as it was searched, without personal numbers; `key`: see `pairs.question_key`."""

    question: str
    key: str
    versions: Versions


@dataclass(frozen=True)
class Traces:
    """The traces of this process's newest answers, until their turns are stored."""

    _kept: OrderedDict[str, Trace] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, answer_id: str, trace: Trace) -> None:
        """Remember it; the oldest is forgotten where there are too many."""
        with self._lock:
            self._kept[answer_id] = trace
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)

    def of(self, answer_id: str) -> Trace | None:
        """The trace of an answer; None for a reply that the pipeline did not make."""
        with self._lock:
            return self._kept.get(answer_id)


def versions_of(tools: Tools) -> Versions:
    """What these tools answer from."""
    law = hashlib.sha256()
    for document in tools.law.law.documents:
        law.update(repr(document).encode())
    return Versions(
        corpus=tools.corpus.version,
        law=law.hexdigest()[:_DIGITS],
        calendar=tools.law.calendar.version,
        index=tools.retriever.index.version,
    )
