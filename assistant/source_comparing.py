"""Two places side by side on one topic: what each regulation says, its clauses, and the words in which they differ.

What the law data says is shown and nothing is inferred: silence is told as silence, and no place fills in for another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from assistant.source_layout import Segment
from assistant.source_search import marked
from credit_core.use_cases.law import LawDesk, open_law_desk
from credit_core.use_cases.vocabulary import Aspect, LawError, TopicAnswer
from knowledge.regulations.corpus import Corpus, load_corpus

ASPECTS: Final[Mapping[Aspect, str]] = MappingProxyType(
    {
        Aspect.DEADLINE: "期限",
        Aspect.PERIOD: "期间、周期",
        Aspect.CONDITION: "条件",
        Aspect.GROUNDS: "理由、依据",
        Aspect.FORM: "形式和材料",
        Aspect.PROCEDURE: "程序",
        Aspect.FEE: "费用",
        Aspect.BODY: "由谁、向谁",
        Aspect.RIGHT: "权利",
        Aspect.DUTY: "义务",
        Aspect.EFFECT: "效果",
        Aspect.LIST_SCOPE: "范围",
        Aspect.DATA_BAN: "不得采集",
        Aspect.PROHIBITION: "禁止",
        Aspect.LENIENCY: "从宽",
        Aspect.LIABILITY: "责任",
        Aspect.DEFINITION: "定义",
    }
)
_UNKNOWN_TOPIC: Final = "没有这个对照项目，请在列表里选"
_UNKNOWN_PLACE: Final = "没有这个地方，请在列表里选"
_SAME_PLACE: Final = "请选两个不同的地方"


class NotComparable(LookupError):
    """What was asked for cannot be put side by side; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of an answer: 3个工作日. `differs`: the other place has no such figure."""

    name: str
    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause of an answer with its words, those that matter marked."""

    clause: str
    locator: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one place says. `unavailable`: no regulation of the place was in force on the day, in words."""

    id: str
    place: str
    title: str = ""
    silent: bool = False
    segments: tuple[Segment, ...] = ()
    figures: tuple[Figure, ...] = ()
    clauses: tuple[Quoted, ...] = ()
    note: str = ""
    since: date | None = None
    unavailable: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides of a topic. `difference` tells where they part, as far as the data says it."""

    topic: str
    name: str
    question: str
    on: date
    sides: tuple[Side, Side]
    difference: str


@dataclass(frozen=True)
class Comparisons:
    """The comparable topics of this installation; read from disk at the first use."""

    extra: Path
    extra_law: Path | None = None

    @cached_property
    def desk(self) -> LawDesk:
        """The law as data."""
        return open_law_desk(self.extra_law)

    @cached_property
    def corpus(self) -> Corpus:
        """The texts."""
        return load_corpus(self.extra)

    @property
    def places(self) -> Mapping[str, str]:
        """Places that can be compared: id to name."""
        return self.desk.jurisdictions

    @cached_property
    def topics(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Aspects with their topics, id and name, in the order of `ASPECTS`."""
        found = {
            aspect: [(t.id, t.name) for t in self.desk.topics.values() if t.aspect is aspect] for aspect in ASPECTS
        }
        return tuple((ASPECTS[aspect], tuple(topics)) for aspect, topics in found.items() if topics)

    def compare(self, topic: str, first: str, second: str, on: date) -> Comparison:
        """The topic in two places by the law of a day.

        Raises:
            NotComparable: no such topic or place, or the same place twice.
        """
        if topic not in self.desk.topics:
            raise NotComparable(_UNKNOWN_TOPIC)
        if not {first, second} <= self.places.keys():
            raise NotComparable(_UNKNOWN_PLACE)
        if first == second:
            raise NotComparable(_SAME_PLACE)
        answers = [self._answer(topic, place, on) for place in (first, second)]
        sides = (self._side(first, answers[0], answers[1]), self._side(second, answers[1], answers[0]))
        known = self.desk.topics[topic]
        return Comparison(topic, known.name, known.question, on, sides, _difference(sides))

    def _answer(self, topic: str, place: str, on: date) -> TopicAnswer | str:
        try:
            return self.desk.topic(topic, place, on)
        except LawError as error:
            return str(error)

    def _side(self, place: str, answer: TopicAnswer | str, other: TopicAnswer | str) -> Side:
        if isinstance(answer, str):
            return Side(place, self.places[place], unavailable=answer)
        others = other if isinstance(other, TopicAnswer) else None
        own = tuple(word for word in answer.words if others is None or not _says(others, word))
        return Side(
            id=place,
            place=answer.place,
            title=answer.title,
            silent=answer.silent,
            segments=marked(answer.answer, own) if own else (Segment(answer.answer, False),),
            figures=tuple(_figures(answer, others)),
            clauses=tuple(self._quoted(answer, own)),
            note=answer.note or "",
            since=answer.since,
        )

    def _quoted(self, answer: TopicAnswer, words: tuple[str, ...]) -> Iterator[Quoted]:
        for ref in answer.clauses:
            provision = self.corpus.provision(ref)
            yield Quoted(str(ref), provision.label, marked(provision.text, words))


def _says(answer: TopicAnswer, word: str) -> bool:
    return word in answer.answer or word in answer.words


def _figures(answer: TopicAnswer, other: TopicAnswer | None) -> Iterator[Figure]:
    others = {(value.value, value.unit) for value in other.values} if other else set()
    for value in answer.values:
        same = (value.value, value.unit) in others
        yield Figure(value.name, f"{value.value}{_unit(value.unit)}", not same)


def _unit(unit: str) -> str:
    """3个工作日, 3个月; other units follow the number at once."""
    return f"个{unit}" if unit in ("工作日", "月") else unit


def _difference(sides: tuple[Side, Side]) -> str:
    """Only what the data itself tells: a missing text, silence, or other figures. Words are for the reader to compare."""
    one, other = sides
    if one.unavailable or other.unavailable:
        return "有一地在这一天没有施行中的条例，不能对照。"
    if one.silent and other.silent:
        return "两地的条例都没有规定。"
    if one.silent or other.silent:
        says, silent = (other, one) if one.silent else (one, other)
        return f"{says.place}的条例写了，{silent.place}的条例没有规定。"
    if any(f.differs for side in sides for f in side.figures):
        told = [
            f"{side.place}：{'、'.join(f'{f.name}{f.words}' for f in side.figures) or '没有写数目'}" for side in sides
        ]
        lead = "数目不同。" if one.figures and other.figures else "一地写了数目，另一地没有写。"
        return lead + "；".join(told) + "。"
    if one.figures and other.figures:
        return "两地写的数目相同，其余请对照条文。"
    return "两地都有规定，写法不同的地方已经标出，请对照条文。"
