"""Dated parameters of the law: which text applies to a place on a day, and what it says.

The law is data (`credit_core/law/*.yaml`); the place is a key. A day before commencement raises, another place's
text never fills a gap, and nothing falls back to an earlier or later version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from credit_core.errors import NotInForce, UnknownJurisdiction, UnknownRule, UnknownTopic
from credit_core.law.files import read_law_files
from credit_core.law.schema import AskBody, Assumption, LawFile, Limit, Parameter, Topic, Value
from credit_core.messages import law as messages
from credit_core.vocabulary import Act, Authority, Status
from knowledge.citations.reference import ClauseRef, Scheme


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """What one document says on a topic. `in_force` is False for background that no longer applies."""

    topic: Topic
    jurisdiction: str
    place: str
    document: str
    title: str
    authority: Authority
    status: Status
    answer: str
    clauses: tuple[ClauseRef, ...]
    values: tuple[Value, ...]
    words: tuple[str, ...]
    ask_body: AskBody | None
    since: date
    in_force: bool
    note: str | None

    @property
    def silent(self) -> bool:
        """True if the regulation does not answer: to be said, never filled from elsewhere."""
        return self.status is Status.SILENT


@dataclass(frozen=True, slots=True)
class Law:
    """All loaded law. `documents` are sorted by place and day of commencement."""

    topics: Mapping[str, Topic]
    assumptions: Mapping[str, Assumption]
    documents: tuple[LawFile, ...]

    @property
    def jurisdictions(self) -> Mapping[str, str]:
        """Places that have a regulation: key -> name to show."""
        return {f.jurisdiction: f.place for f in self.documents if f.authority is Authority.REGULATION}

    def document(self, document: str) -> LawFile:
        """The file of a document id. Raises KeyError if it is not loaded."""
        for found in self.documents:
            if found.document == document:
                return found
        raise KeyError(document)

    def regulation(self, jurisdiction: str, on: date) -> LawFile:
        """The regulation in force in the place on that day.

        Raises:
            UnknownJurisdiction: no regulation of the place is loaded.
            NotInForce: none is in force on that day.
        """
        versions = [f for f in self._of(jurisdiction) if f.authority is Authority.REGULATION]
        if not versions:
            raise UnknownJurisdiction(
                messages.UNKNOWN_JURISDICTION.format(
                    jurisdiction=jurisdiction,
                    known="、".join(f"{key}（{name}）" for key, name in self.jurisdictions.items()),
                )
            )
        begun = [f for f in versions if f.in_force.start <= on]
        if not begun:
            first = versions[0]
            raise NotInForce(
                messages.NOT_YET_IN_FORCE.format(title=_quoted(first.title), start=first.in_force.start, on=on)
            )
        latest = begun[-1]
        if latest.in_force.to is not None and latest.in_force.to < on:
            raise NotInForce(
                messages.NO_LONGER_IN_FORCE.format(title=_quoted(latest.title), end=latest.in_force.to, on=on)
            )
        return latest

    def topic(self, topic_id: str, jurisdiction: str, on: date) -> TopicAnswer:
        """What the place's regulation says on the topic on that day; silence is an answer too.

        Raises:
            UnknownTopic, UnknownJurisdiction, NotInForce.
        """
        topic = self._topic(topic_id)
        return _answer(topic, self.regulation(jurisdiction, on), on)

    def related(self, topic_id: str, jurisdiction: str, on: date) -> tuple[TopicAnswer, ...]:
        """What the place's own policy papers and plans add, strongest first; never a basis for rights or duties.

        Papers issued after that day are left out; a plan whose period is over comes with `in_force` False.
        """
        topic = self._topic(topic_id)
        papers = [f for f in self._of(jurisdiction) if f.authority is not Authority.REGULATION and topic_id in f.topics]
        ranked = sorted(papers, key=lambda f: list(Authority).index(f.authority))
        return tuple(_answer(topic, f, on) for f in ranked if f.in_force.start <= on)

    def compare(self, topic_id: str, jurisdictions: Iterable[str], on: date) -> tuple[TopicAnswer, ...]:
        """The topic in several places, in the order asked; raises as `topic` does."""
        return tuple(self.topic(topic_id, jurisdiction, on) for jurisdiction in jurisdictions)

    def limits(
        self, jurisdiction: str, on: date, *, act: Act | None = None, topic: str | None = None, policy: bool = False
    ) -> tuple[Limit, ...]:
        """Time limits and open duties in force in the place on that day, narrowed by act or topic.

        `policy` adds those of the place's policy papers (labelled by their clause's document), which may be older than
        the regulation.

        Raises:
            UnknownJurisdiction. NotInForce: no regulation on that day, and with `policy` no policy paper either.
        """
        papers = (
            [f for f in self._of(jurisdiction) if f.authority is Authority.POLICY and _applies(f, on)] if policy else []
        )
        try:
            sources = [self.regulation(jurisdiction, on), *papers]
        except NotInForce:
            if not papers:
                raise
            sources = papers
        return tuple(
            limit
            for source in sources
            for limit in source.limits
            if (act is None or limit.act is act) and (topic is None or limit.topic == topic)
        )

    def limit(self, rule: str, jurisdiction: str, on: date) -> Limit:
        """One limit by its id, of the regulation or of a policy paper in force.

        Raises:
            UnknownRule: not in force there on that day; UnknownJurisdiction, NotInForce.
        """
        for limit in self.limits(jurisdiction, on, policy=True):
            if limit.rule == rule:
                return limit
        raise UnknownRule(messages.UNKNOWN_RULE.format(place=self.regulation(jurisdiction, on).place, rule=rule))

    def parameter(self, name: str, jurisdiction: str, on: date) -> Parameter | None:
        """A list, range or open point of the place's regulation; None if the regulation has nothing of the name."""
        return self.regulation(jurisdiction, on).parameters.get(name)

    def citation(self, clause: ClauseRef) -> str:
        """The clause as a reader names it: 《江西省社会信用条例》第三十九条第二款."""
        source = self.document(clause.document)
        scheme = Scheme.NUMBERED_ITEMS if source.authority is Authority.POLICY else Scheme.ARTICLES
        return _quoted(source.title) + clause.locator(scheme)

    def _topic(self, topic_id: str) -> Topic:
        if topic_id not in self.topics:
            raise UnknownTopic(messages.UNKNOWN_TOPIC.format(topic=topic_id))
        return self.topics[topic_id]

    def _of(self, jurisdiction: str) -> list[LawFile]:
        return [f for f in self.documents if f.jurisdiction == jurisdiction]


@cache
def load_law(extra: Path | None = None) -> Law:
    """The packaged law, with the law files of the folder `extra` if one is given. Read once per process.

    Raises:
        LawDataError: a file breaks the schema, or files contradict each other.
    """
    topics, assumptions, documents = read_law_files(extra)
    return Law(MappingProxyType(topics), MappingProxyType(assumptions), documents)


def _applies(source: LawFile, on: date) -> bool:
    return source.in_force.start <= on and (source.in_force.to is None or on <= source.in_force.to)


def _answer(topic: Topic, source: LawFile, on: date) -> TopicAnswer:
    entry = source.topics[topic.id]
    return TopicAnswer(
        topic=topic,
        jurisdiction=source.jurisdiction,
        place=source.place,
        document=source.document,
        title=source.title,
        authority=source.authority,
        status=entry.status,
        answer=entry.answer,
        clauses=entry.clauses,
        values=entry.values,
        words=entry.words,
        ask_body=entry.ask_body or source.ask_body,
        since=entry.since,
        in_force=_applies(source, on),
        note=entry.note,
    )


def _quoted(title: str) -> str:
    return f"《{title}》"
