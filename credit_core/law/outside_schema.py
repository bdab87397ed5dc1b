"""The shape of a file of outside data (条例之外的数据).

The regulations leave catalogues, publicity and retention periods, repair conditions, listing criteria, measure lists
and some limits to other documents. One file carries what one such document says for one place, with that document as
its legal basis (依据): docs/outside-data.md. A file is an office's data; nothing of it ships with the code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, Self

from pydantic import Field, StrictBool, model_validator

from credit_core.law.outside_fields import (
    Basis,
    Code,
    Codes,
    CodesOrEvery,
    Count,
    Day,
    Kind,
    MeasureKind,
    Period,
    Permanent,
    Term,
)
from credit_core.law.schema import Clause, Entry, Identifier, Text
from credit_core.messages import outside as messages
from credit_core.model.records import RecordClass
from credit_core.vocabulary import Unit

_DEMANDS = {
    "open": ("是否公开", "是否公开"),
    "shared": ("是否共享", "是否共享"),
    "share_scope": ("共享范围", "共享范围"),
    "publicity": ("公示", "公示期限"),
    "retention": ("保存", "保存期限"),
}
"""Field -> the word by which a law demands it (公示 in 公示、保存的期限), and the field's name for a person."""


class CatalogueEntry(Entry):
    """An entry of a catalogue (目录). None in `open` … `retention` means that the catalogue does not say.

    `basis` is what the information is collected under; `category` the 项 of the regulation that admits it.
    """

    code: Code
    name: Text
    record_class: RecordClass
    provider: Text
    open: StrictBool | None = None
    shared: StrictBool | None = None
    share_scope: Text | None = None
    publicity: Term | None = None
    retention: Term | None = None
    basis: Text
    category: Clause | None = None

    def missing(self, demands: Sequence[str]) -> list[str]:
        """What the entry leaves open of the `demands` of a law; a demand that no field answers stays open."""
        beside_the_point = {
            "share_scope": self.shared is False,  # nothing is shared: no scope
            "publicity": self.open is False,  # nothing is published: no period
        }
        found = []
        for demand in demands:
            fields = {field: name for field, (word, name) in _DEMANDS.items() if word in demand}
            found += [
                name
                for field, name in fields.items()
                if getattr(self, field) is None and not beside_the_point.get(field)
            ]
            if not fields:
                found.append(demand)
        return found


class Periods(Entry):
    """Periods that another document than the catalogue sets, item by item: a period for everything is a default."""

    applies_to: Codes
    publicity: Term | None = None
    retention: Term | None = None
    basis: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.publicity is None and self.retention is None:
            raise ValueError(messages.NO_PERIOD)
        return self


class RepairCondition(Entry):
    """One condition of repair: a fact to be found, a document to be handed in, or time that must have passed."""

    id: Identifier
    text: Text
    proof: Text | None = None
    kind: Literal["fact", "document", "elapsed"]
    elapsed: Period | None = None

    @model_validator(mode="after")
    def _kind_fits(self) -> Self:
        if (self.kind == "elapsed") != (self.elapsed is not None):
            raise ValueError(messages.ELAPSED)
        if self.kind == "document" and self.proof is None:
            raise ValueError(messages.PROOF)
        return self


class RepairConditions(Entry):
    """What repair (信用修复) of these entries takes; `excluded` where the basis allows none. `ways` are how to repair."""

    applies_to: CodesOrEvery
    conditions: tuple[RepairCondition, ...] = ()
    excluded: StrictBool
    ways: tuple[Text, ...] = ()
    basis: Text | None = None

    @model_validator(mode="after")
    def _excluded_or_conditions(self) -> Self:
        if self.excluded == bool(self.conditions) or (self.excluded and self.ways):
            raise ValueError(messages.EXCLUDED)
        if repeated := _repeated([condition.id for condition in self.conditions]):
            raise ValueError(messages.GIVEN_TWICE.format(items="、".join(repeated)))
        return self


class ListingCriteria(Entry):
    """When somebody is put on one serious-dishonesty list (严重失信主体名单). `body` recognises (认定单位)."""

    code: Code
    name: Text
    category: Clause | None = None
    criteria: tuple[Text, ...] = Field(min_length=1)
    body: Text
    basis: Text | None = None


class Measure(Entry):
    """An entry of a measure list (措施清单): 具体事项, 实施对象, 实施手段, 实施主体, 实施依据."""

    code: Code
    kind: MeasureKind
    type: Clause | None = None
    name: Text
    target: Text
    means: Text | None = None
    body: Text
    basis: Text


class OutsideLimit(Entry):
    """A limit that a regulation mentions without its number (规定时限)."""

    parameter: Literal[Kind.LISTING_FEEDBACK_PERIOD, Kind.EVALUATION_CHECK_PERIOD]
    count: Count
    unit: Literal[Unit.DAY, Unit.WORKING_DAY]
    basis: Text | None = None


Value = CatalogueEntry | Period | Permanent | RepairConditions | ListingCriteria | Measure | OutsideLimit


class OutsideRules(Entry):
    """What one document says for one place, from `valid_from` to `valid_to` (both included; None: no end known)."""

    basis: Basis
    jurisdiction: Identifier
    valid_from: Day
    valid_to: Day | None
    catalogue: tuple[CatalogueEntry, ...] = ()
    periods: tuple[Periods, ...] = ()
    repair_conditions: tuple[RepairConditions, ...] = ()
    listing_criteria: tuple[ListingCriteria, ...] = ()
    measures: tuple[Measure, ...] = ()
    limits: tuple[OutsideLimit, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError(messages.REVERSED)
        found = [(kind, key) for kind, key, _ in self.statements()]
        if not found:
            raise ValueError(messages.NOTHING_SAID)
        if repeated := _repeated([messages.GIVEN.format(kind=kind.label, key=key) for kind, key in found]):
            raise ValueError(messages.GIVEN_TWICE.format(items="、".join(repeated)))
        return self

    def statements(self) -> list[tuple[Kind, str, Value]]:
        """Everything the document says, by kind and key: the code it is said of, empty for a limit."""
        said: list[tuple[Kind, str, Value]] = [(Kind.CATALOGUE_ENTRIES, e.code, e) for e in self.catalogue]
        dated = [((entry.code,), entry) for entry in self.catalogue] + [(row.applies_to, row) for row in self.periods]
        for codes, source in dated:
            for code in codes:
                if source.publicity is not None:
                    said.append((Kind.PUBLICITY_PERIOD, code, source.publicity))
                if source.retention is not None:
                    said.append((Kind.RETENTION_PERIOD, code, source.retention))
        said += [(Kind.REPAIR_CONDITIONS, code, row) for row in self.repair_conditions for code in row.applies_to]
        said += [(Kind.LISTING_CRITERIA, row.code, row) for row in self.listing_criteria]
        said += [(row.kind.list, row.code, row) for row in self.measures]
        said += [(row.parameter, "", row) for row in self.limits]
        return said


def _repeated(found: Iterable[str]) -> list[str]:
    return [item for item, times in Counter(found).items() if times > 1]
