"""What the form of a step is made of: its fields, what they are asked from, and what was said in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from credit_core.law.procedure_schema import Row
from credit_core.messages import desk_steps as messages
from credit_core.model.cases import Case
from credit_core.model.decisions import Met, Reason
from credit_core.model.people import Actor
from credit_core.model.records import Record
from credit_core.procedures.table import Procedure
from credit_core.reports.report import CreditReport
from credit_core.rules.situation import Situation
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import When
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

FOUND = "found_"
"""Before the name of a finding (认定) in a field's name."""


class FieldKind(StrEnum):
    """How a field is filled in, and what its text must be."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"  # 2026-11-20
    CHOICE = "choice"  # the value of one of the choices
    YES_NO = "yes_no"  # yes or no
    BODY = "body"  # a body's name (单位)
    DOCUMENT = "document"  # a document's name and number
    NUMBER = "number"  # a whole number
    LIST = "list"  # one to a line; of the choices where there are some


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class StepField:
    """A field: `value` is what stands in it at first, `suggestions` what may be offered beside free text.

    `settles` are rules of the step's conditions that its answer can meet: they are no ground to withhold the form.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    help: str | None = None
    clause: ClauseRef | None = None
    value: str = ""
    suggestions: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a form is made from: the case, the row of the table, and how its conditions stand now.

    `full`: the record's content may be shown, as its being looked at was put on record.
    """

    office: Office
    unit: UnitOfWork
    situation: Situation
    row: Row
    reasons: tuple[Reason, ...]
    full: bool = False

    @property
    def case(self) -> Case:
        """The case."""
        return self.situation.case

    @property
    def procedure(self) -> Procedure:
        """The place's transition table."""
        return self.situation.procedure

    @property
    def record(self) -> Record | None:
        """The record it is about, where this database holds it."""
        return self.situation.record

    def unmet(self, rule: str) -> Reason | None:
        """What stands against a condition; None if nothing does."""
        return next((one for one in self.reasons if one.rule == rule and one.met is not Met.MET), None)


@dataclass(frozen=True)
class Doing:
    """A step being taken in one transaction: what was said in its form.

    `told` gathers what to tell the officer, `reports` what is handed out.
    """

    office: Office
    unit: UnitOfWork
    actor: Actor
    case: Case
    said: Mapping[str, Any]
    version: int | None = None
    told: list[str] = field(default_factory=list)
    reports: list[CreditReport] = field(default_factory=list)

    @property
    def when(self) -> When:
        """The legal day as said, the version seen, and the transaction."""
        return {"on": self.said.get("on"), "version": self.version, "within": self.unit}

    @property
    def findings(self) -> dict[str, bool]:
        """What was found, by the name of the finding."""
        return {
            name.removeprefix(FOUND): value
            for name, value in self.said.items()
            if name.startswith(FOUND) and value is not None
        }

    def text(self, name: str) -> str:
        """What was said, empty if nothing."""
        return str(self.said.get(name) or "")

    def day(self, name: str) -> date:
        """A day that the form requires."""
        said = self.said[name]
        assert isinstance(said, date)  # the form's own check
        return said


Fields = Callable[[Asked], Iterable[StepField]]
Do = Callable[[Doing], Case]


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one event and the verb that it feeds."""

    do: Do
    fields: Fields


def plain(name: str, kind: FieldKind = FieldKind.TEXT, **more: Any) -> StepField:
    """A field under its own label."""
    return StepField(name, more.pop("label", messages.LABELS.get(name, name)), kind, **more)


def legal_day() -> StepField:
    """The step's legal day (收到、标注、作出决定之日)."""
    return plain("on", FieldKind.DATE, help=messages.TODAY_IF_EMPTY)


def choices(named: Mapping[str, str], of: Iterable[str] | None = None) -> tuple[Choice, ...]:
    """Choices by value and name, all of them or those given."""
    return tuple(Choice(value, named.get(value, value)) for value in (named if of is None else of))


def fixed(*fields: StepField) -> Fields:
    """A form that always asks the same."""
    return lambda _: fields


def day_only(_: Asked) -> tuple[StepField, ...]:
    """A form that asks for the legal day alone."""
    return (legal_day(),)


def found(asked: Asked, question: str, rule: str | None = None, label: str | None = None) -> Iterator[StepField]:
    """A finding, where the condition that it settles is open or not met."""
    reason = asked.unmet(rule or question)
    if reason is not None:
        name = label or messages.FOUND.get(question) or messages.FOUND_OTHER.format(name=question)
        yield StepField(
            FOUND + question, name, FieldKind.YES_NO, help=reason.text, clause=reason.clause,
            choices=choices(messages.YES_NO), settles=(rule or question,),
        )  # fmt: skip


def delivery(*settles: str) -> tuple[StepField, ...]:
    """The delivery (送达) of a result: its day, its way, its proof."""
    return (
        plain("delivered_on", FieldKind.DATE, required=True, settles=settles),
        plain("delivery_channel", FieldKind.CHOICE, required=True, choices=choices(messages.CHANNELS)),
        plain("delivery_proof", FieldKind.TEXT, required=True),
    )


def bodies(asked: Asked) -> tuple[str, ...]:
    """Names of the bodies that the place's register knows."""
    known = asked.unit.bodies.where(jurisdiction=asked.case.jurisdiction, active=True, order=("name",), limit=200)
    return tuple(body.name for body in known)


def lines(text: str) -> list[str]:
    """What is written one to a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
