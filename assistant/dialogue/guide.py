"""The guide (办事引导): walks a citizen through a declarative flow, with what the law of the place asks at each step.

It asks and explains; it files nothing. The flows hold questions, credit_core holds the law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from assistant.answer import Citation
from assistant.dialogue.acts import Act
from assistant.dialogue.flows.load import load_flows
from assistant.dialogue.guide_about import acts_about
from assistant.dialogue.guide_answers import Answers
from assistant.dialogue.guide_fields import filled
from assistant.dialogue.guide_law import PlaceLaw, place_law
from assistant.dialogue.guide_otherwise import ways_out
from assistant.dialogue.guide_question import step
from assistant.dialogue.guide_summary import Summary
from assistant.dialogue.guide_topics import Topic
from assistant.dialogue.guide_walk import Question, is_open, walk
from assistant.dialogue.ports import Step
from assistant.dialogue.said import Said
from assistant.dialogue.state import Flow
from assistant.outcome import Reason
from assistant.wording import Wording
from credit_core.use_cases.office import Office
from knowledge.regulations.corpus import Corpus

S = TypeVar("S", bound=Summary)

_DECIDING = (None, "jurisdiction", "info_kind")
"""What was asked last where the law of the act is known for the first time with this turn."""


class Guide:
    """Guides through the shipped flows (`assistant.dialogue.ports.Guide`)."""

    def __init__(self, office: Office, wording: Wording, corpus: Corpus) -> None:
        self._office = office
        self._wording = wording
        self._corpus = corpus
        self._flows = load_flows()

    def next(self, flow: Flow, today: date) -> Step:
        """The first question of the way that is still open; slot None where the summary is due.

        A place that does not give the act is told so with the first question after it is known.
        """
        law = place_law(self._office, flow, today)
        question = None if law.unavailable else self._open(flow, law)
        if question is None:
            return Step(None, Said("", Reason.TOPIC))
        notice = law.guidance is not None and not law.guidance.regulated and flow.asked in _DECIDING
        return step(question, flow.slots, law, self._corpus, self._wording, today, notice=notice)

    def missing(self, flow: Flow, today: date) -> tuple[str, ...]:
        """What the law or the office asks and is not given, in the order of asking; offers are never missing."""
        way = self._way(flow, place_law(self._office, flow, today))
        return tuple(question.slot for question in way if question.needed and question.slot not in flow.slots)

    def previous(self, flow: Flow, today: date) -> str | None:
        """The question before the one asked for on the way walked; the last one answered where nothing is asked."""
        before: str | None = None
        for question in self._way(flow, place_law(self._office, flow, today)):
            if question.slot == flow.asked:
                break
            if question.slot in flow.slots or question.slot in flow.passed:
                before = question.slot
        return before

    def summary(self, flow: Flow, today: date) -> Said:
        """Everything understood and what follows; ends with the question whether to file."""
        return self._part(Summary, flow, today).said()

    def answer(self, flow: Flow, topic: Topic, today: date) -> Said | None:
        """What the law of the place says of the act on a topic; None where it is not known yet."""
        return self._part(Answers, flow, today).on(topic)

    def given(self, flow: Flow) -> Said:
        """What has been filled in so far, field by field."""
        law = place_law(self._office, flow, self._office.clock.today())
        say = self._wording.say
        rows = filled(self._flows[flow.act], flow.slots, law, self._places, self._wording)
        lines = [f"- {say('dialogue_guide.given.line', label=label, value=value)}" for label, value in rows]
        if not lines:
            return Said(say("dialogue_guide.given.nothing"), Reason.TOPIC)
        return Said("\n".join((say("dialogue_guide.given.head"), *lines)), Reason.TOPIC)

    def grounds(self, flow: Flow, today: date) -> Mapping[str, str]:
        """The place's grounds, value to its Chinese name; empty where the act has none."""
        guidance = place_law(self._office, flow, today).guidance
        return {value: ground.name for value, ground in guidance.grounds.items()} if guidance else {}

    def act_name(self, act: Act) -> str:
        """The act as people call it."""
        return self._wording.say(f"dialogue_guide.acts.{act.value}")

    def slots(self, act: Act) -> frozenset[str]:
        """The slots that the act knows."""
        return self._flows[act].slots

    def acts_about(self, citations: Sequence[Citation], today: date) -> tuple[Act, ...]:
        """The acts that the clauses are about, by the law of their place; empty where they are about none."""
        return acts_about(self._office, self._corpus, citations, today)

    def otherwise(self, flow: Flow, slot: str, today: date) -> Said:
        """What can be done all the same by who cannot give a slot that nothing is filed without."""
        return ways_out(flow, slot, place_law(self._office, flow, today), self._wording)

    def example(self, slot: str) -> str:
        """What an answer for the slot may look like."""
        return self._wording.say(f"dialogue_guide.examples.{slot}")

    @property
    def _places(self) -> Mapping[str, str]:
        return self._office.law.jurisdictions

    def _part(self, kind: type[S], flow: Flow, today: date) -> S:
        law = place_law(self._office, flow, today)
        questions, way = self._flows[flow.act], self._way(flow, law)
        return kind(self._office, self._corpus, self._wording, flow, questions, way, law, self._places, today)

    def _way(self, flow: Flow, law: PlaceLaw) -> tuple[Question, ...]:
        return walk(self._flows[flow.act], flow.slots, law, self._places, self._wording)

    def _open(self, flow: Flow, law: PlaceLaw) -> Question | None:
        return next((q for q in self._way(flow, law) if is_open(q, flow.slots, flow.passed)), None)
