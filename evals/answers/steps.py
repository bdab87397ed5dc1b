"""At which step did an answer go wrong? Retrieval is asked again, alone, for the questions whose clause was missed."""

from __future__ import annotations

from assistant.answering.turn import Tools
from evals.answers.score import Score, place_of, same_words
from evals.suite import Step
from evals.workbench import TODAY
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from knowledge.retrieval.query import Query

_FOUND = 10
"""A clause among so many was found, and ranking left it out; below that, retrieval failed."""


class Stepper:
    """Names the step at which a clause was lost."""

    def __init__(self, tools: Tools, corpus: Corpus) -> None:
        self._tools = tools
        self._corpus = corpus

    def of_missed(self, score: Score) -> Step:
        """The step that lost a gold clause of this answer: routing, the place, retrieval, or ranking."""
        if not score.behaviour:
            return Step.ROUTING
        if score.foreign:
            return Step.UNDERSTANDING
        missed = [gold for gold in score.case.gold if not any(same_words(self._corpus, gold, c) for c in score.refs)]
        found = all(self._found(score, gold) for gold in missed)
        return Step.RANKING if found else Step.RETRIEVAL

    def _found(self, score: Score, gold: ClauseRef) -> bool:
        place = place_of(gold, self._corpus)
        if place is None:
            return False
        query = Query(score.case.question, place, score.case.as_of or TODAY, limit=_FOUND)
        return any(same_words(self._corpus, hit.ref, gold) for hit in self._tools.retriever.search(query))
