"""The guide (办事引导): walks a citizen through a declarative flow, with what the law of the place asks at each step.

It asks and explains; it files nothing. The flows hold questions, credit_core holds the law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.answer import Citation
from assistant.dialogue.acts import Act
from assistant.dialogue.flows.load import load_flows
from assistant.dialogue.guide_fields import filled
from assistant.dialogue.guide_law import PlaceLaw, place_law
from assistant.dialogue.guide_question import step
from assistant.dialogue.guide_summary import Summary
from assistant.dialogue.guide_walk import Question, is_open, walk
from assistant.dialogue.ports import Step
from assistant.dialogue.said import Said
from assistant.dialogue.state import Flow
from assistant.outcome import Reason
from assistant.wording import Wording
from credit_core.use_cases.guidance import guidance
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import CaseType, LawError
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_DECIDING = (None, "jurisdiction", "info_kind")
"""What was asked last where the law of the act is known for the first time with this turn."""


_OFFERED = (Act.OBJECTION, Act.REPAIR, Act.REVOCATION, Act.DELETE_HONOUR, Act.QUERY_OWN_RECORD)
"""Acts that are offered after an answer on their clause; nobody is asked whether they want to complain."""


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
        law = place_law(self._office, flow, today)
        questions, way = self._flows[flow.act], self._way(flow, law)
        return Summary(self._office, self._corpus, self._wording, flow, questions, way, law, self._places, today).said()

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

    def act_about(self, citations: Sequence[Citation], today: date) -> Act | None:
        """The act whose clause is among `citations`, by the law of their place; None where they are about no act."""
        for citation in citations:
            ref = ClauseRef.parse(citation.clause)
            place = self._corpus.document(ref.document).meta.jurisdiction
            for act in _OFFERED:
                try:
                    law = guidance(self._office, CaseType(act.value), place, today)
                except LawError:
                    continue
                if law.regulated and law.clause.top == ref.top:
                    return act
        return None

    @property
    def _places(self) -> Mapping[str, str]:
        return self._office.law.jurisdictions

    def _way(self, flow: Flow, law: PlaceLaw) -> tuple[Question, ...]:
        return walk(self._flows[flow.act], flow.slots, law, self._places, self._wording)

    def _open(self, flow: Flow, law: PlaceLaw) -> Question | None:
        return next((q for q in self._way(flow, law) if is_open(q, flow.slots, flow.passed)), None)
