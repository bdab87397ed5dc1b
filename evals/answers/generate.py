"""Ask the real assistant every question, and keep what it said and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.answer import Answer
from evals.cases import Case


class Asker(Protocol):
    """The assistant's front door, as seen from here."""

    def ask(self, question: str, *, jurisdiction: str | None = None, as_of: date | None = None) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Observation:
    """An answer to a case, and the seconds it took."""

    case: Case
    answer: Answer
    seconds: float


def observe(assistant: Asker, cases: Iterable[Case]) -> Iterator[Observation]:
    """Ask one after another, each question as the first of its conversation."""
    for case in cases:
        began = time.perf_counter()
        answer = assistant.ask(case.question, jurisdiction=case.jurisdiction, as_of=case.as_of)
        yield Observation(case, answer, time.perf_counter() - began)
