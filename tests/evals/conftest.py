"""The shipped corpus, and a judge of answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.answer import Answer, Citation
from assistant.outcome import Reason
from evals.answers.generate import Observation
from evals.answers.score import Score, score
from evals.cases import Case
from knowledge.regulations.corpus import Corpus, load_corpus
from tests.evals.examples import cited

Judge = Callable[..., Score]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture
def judge(corpus: Corpus) -> Judge:
    """Score an answer to a case that cites the given clauses (ids, or whole citations)."""

    def judged(
        asked: Case,
        *clauses: str | Citation,
        reason: Reason = Reason.FOUND,
        text: str = "三个工作日",
        seconds: float = 0.01,
    ) -> Score:
        citations = tuple(c if isinstance(c, Citation) else cited(corpus, c) for c in clauses)
        answer = Answer(reason, text, "a" * 16, date(2026, 11, 20), corpus.version, citations=citations)
        return score(Observation(asked, answer, seconds), corpus)

    return judged
