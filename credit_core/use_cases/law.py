"""Asking the law: what a place's regulation says on a topic, its time limits, and due days with their reasons.

The only door of the assistant and the channels to the law data. Reads only; nothing here decides a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from credit_core.calendar import WorkingCalendar, load_calendar
from credit_core.deadlines import Deadline, OpenDuty, Pause, for_limit
from credit_core.explanations import amount, day_summary, explain
from credit_core.law.schema import Limit, Parameter, Topic
from credit_core.messages import law as messages
from credit_core.parameters import Law, TopicAnswer, load_law
from credit_core.vocabulary import Act, Authority
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True, slots=True)
class ComputedDeadline:
    """A limit applied to a start day: the result, the clause as a reader names it, and the explanation in lines."""

    limit: Limit
    result: Deadline | OpenDuty
    citation: str
    lines: tuple[str, ...]

    @property
    def deadline(self) -> Deadline | None:
        """The due day and its count, None for a duty without a number."""
        return self.result if isinstance(self.result, Deadline) else None

    def as_computed(self) -> dict[str, object]:
        """The entry of an answer's `computed` list (architecture.md); `due` is None for an open duty."""
        deadline = self.deadline
        return {
            "rule": self.limit.rule,
            "clause": str(self.limit.clause),
            "start": self.result.start.isoformat(),
            "due": deadline.due.isoformat() if deadline else None,
            "unit": str(deadline.unit) if deadline else None,
            "days": deadline.days if deadline else None,
            "word": self.limit.word,
            "provisional": deadline.provisional if deadline else False,
            "counted": day_summary(deadline) if deadline else "",
            "alternatives": [other.due.isoformat() for other in deadline.alternatives] if deadline else [],
            "assumptions": list(deadline.assumptions) if deadline else list(self.limit.assumptions),
        }


@dataclass(frozen=True, slots=True)
class LawDesk:
    """The law and the working-day calendar behind one door. All methods raise the errors of `credit_core.errors`."""

    law: Law
    calendar: WorkingCalendar

    @property
    def jurisdictions(self) -> Mapping[str, str]:
        """Places with a regulation: key -> name to show."""
        return self.law.jurisdictions

    @property
    def topics(self) -> Mapping[str, Topic]:
        """All comparable topics by id."""
        return self.law.topics

    def topics_in(self, question: str) -> tuple[Topic, ...]:
        """Topics whose keyword groups all occur in the question: one signal among others, not an understanding."""
        return tuple(topic for topic in self.law.topics.values() if topic.matches(question))

    def topic(self, topic_id: str, jurisdiction: str, on: date) -> TopicAnswer:
        """What the place's regulation in force on that day says; silence is an answer too."""
        return self.law.topic(topic_id, jurisdiction, on)

    def related(self, topic_id: str, jurisdiction: str, on: date) -> tuple[TopicAnswer, ...]:
        """What the place's policy papers and plans add, labelled by `authority`; never a basis for rights."""
        return self.law.related(topic_id, jurisdiction, on)

    def compare(self, topic_id: str, jurisdictions: Iterable[str], on: date) -> tuple[TopicAnswer, ...]:
        """The topic in several places, for an explicit comparison only."""
        return self.law.compare(topic_id, jurisdictions, on)

    def limits(
        self, jurisdiction: str, on: date, *, act: Act | None = None, topic: str | None = None, policy: bool = False
    ) -> tuple[Limit, ...]:
        """Time limits and open duties of the place on that day, narrowed by act or topic."""
        return self.law.limits(jurisdiction, on, act=act, topic=topic, policy=policy)

    def parameter(self, name: str, jurisdiction: str, on: date) -> Parameter | None:
        """A closed list, range or undetermined point of the regulation; None if it has none of the name."""
        return self.law.parameter(name, jurisdiction, on)

    def citation(self, clause: ClauseRef) -> str:
        """The clause as a reader names it: 《江西省社会信用条例》第三十九条第二款."""
        return self.law.citation(clause)

    def amount(self, limit: Limit) -> str | None:
        """The length of a limit as it is said, 3个工作日; None where no number of days is written."""
        return amount(limit.value, limit.unit) if limit.countable and limit.value and limit.unit else None

    def assumption(self, key: str) -> str:
        """The sentence of an assumption id."""
        return self.law.assumptions[key].text

    def is_reviewed(self, key: str) -> bool:
        """True if a lawyer has signed the interpretation; what rests on another one has to say so."""
        return self.law.assumptions[key].review.status == "signed"

    def deadline(self, rule: str, jurisdiction: str, start: date, pauses: tuple[Pause, ...] = ()) -> ComputedDeadline:
        """The due day of a limit, by the law in force on the start day, explained day by day."""
        return self.apply(self.law.limit(rule, jurisdiction, start), start, pauses)

    def apply(self, limit: Limit, start: date, pauses: tuple[Pause, ...] = ()) -> ComputedDeadline:
        """As `deadline`, for a limit already at hand."""
        result = for_limit(limit, start, self.calendar, pauses)
        citation = self.law.citation(limit.clause)
        return ComputedDeadline(limit, result, citation, tuple(self._lines(limit, result, citation)))

    def _lines(self, limit: Limit, result: Deadline | OpenDuty, citation: str) -> list[str]:
        if isinstance(result, OpenDuty):
            pattern = messages.EXPLAIN_OPEN if limit.word else messages.EXPLAIN_OPEN_NO_WORD
            lines = [pattern.format(citation=citation, duty=limit.duty, word=limit.word)]
        else:
            rule = messages.EXPLAIN_RULE.format(
                citation=citation, word=limit.word, actor=limit.actor or "", duty=limit.duty
            )
            lines = [rule, *explain(result, self.law.assumptions)]
        if limit.unless:
            lines.append(messages.EXPLAIN_UNLESS.format(unless=limit.unless))
        if limit.note:
            lines.append(messages.EXPLAIN_ASSUMPTION.format(text=limit.note))
        if self.law.document(limit.clause.document).authority is not Authority.REGULATION:
            lines.append(messages.POLICY_ONLY)
        return lines


def open_law_desk(extra_law: Path | None = None, extra_calendar: Path | None = None) -> LawDesk:
    """The desk over the packaged law and calendar, with further places or years if folders or files are given."""
    return LawDesk(load_law(extra_law), load_calendar(extra_calendar))
