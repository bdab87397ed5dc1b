"""Looks up data that the regulations leave to other sources (条例之外的数据): determined with its basis, or not at all.

Nothing has a default. A place's gap is filled only by files of that place, on the days that they apply; until then
the answer is `Undetermined` with the reason that the place's law data give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Generic, TypeVar, cast

from credit_core.errors import LawDataError
from credit_core.law.outside import OutsideFile
from credit_core.law.outside_fields import Basis, Kind, MeasureKind, Period, Permanent
from credit_core.law.outside_schema import (
    CatalogueEntry,
    ListingCriteria,
    Measure,
    OutsideLimit,
    RepairConditions,
    Value,
)
from credit_core.law.schema import Parameter
from credit_core.messages import outside as messages
from credit_core.parameters import Law
from credit_core.vocabulary import Authority
from knowledge.citations.reference import ClauseRef

T_co = TypeVar("T_co", covariant=True)

_CATALOGUE_FIELDS = "catalogue_fields"


@dataclass(frozen=True, slots=True)
class Determined(Generic[T_co]):
    """What a loaded file says, with its legal basis and the days it applies (both included; None: no end known)."""

    value: T_co
    basis: Basis
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Undetermined:
    """Nothing that applies is loaded: a person decides, never a default.

    `reason` is the law data's own (`undetermined`), `parameter` and `clause` where it stands; both are None where the
    place's regulation has no such point. `detail` says what is loaded of the kind, but not for this key or day;
    `loaded` are the bases that do apply on the day and say nothing of the key.
    """

    kind: Kind
    key: str
    reason: str
    parameter: Parameter | None
    clause: ClauseRef | None
    detail: str | None
    loaded: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """A catalogue entry as its place may use it. `obstacles` to publication (公示) are sentences for a person."""

    entry: CatalogueEntry
    obstacles: tuple[str, ...]
    clause: ClauseRef | None

    @property
    def usable_for_publication(self) -> bool:
        """True if the entry says that it is open, and says all that the place's law demands of an entry."""
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class OutsideData:
    """The loaded files beside the law they fill. Look-ups raise UnknownJurisdiction, NotInForce as `Law` does."""

    files: tuple[OutsideFile, ...]
    law: Law

    @property
    def version(self) -> str:
        """Twelve hex digits that change with any loaded text, not with the order of loading."""
        hashes = "\n".join(sorted(file.sha256 for file in self.files))
        return hashlib.sha256(hashes.encode()).hexdigest()[:12]

    def look_up(self, jurisdiction: str, kind: Kind, key: str, on: date) -> Determined[Value] | Undetermined:
        """What applies in the place on that day; `key` is a code, empty for a limit.

        Raises:
            LawDataError: two loaded files answer for the day; which one applies is not the software's to say.
        """
        parameter = self.law.parameter(kind, jurisdiction, on)
        own = [file for file in self.files if file.rules.jurisdiction == jurisdiction and kind in file.kinds]
        covering = [file for file in own if file.covers(on)]
        found = [(file, value) for file in covering if (value := file.find(kind, key)) is not None]
        if len(found) > 1:
            sources = "、".join(_source(file) for file, _ in found)
            raise LawDataError(messages.OVERLAP.format(kind=kind.label, key=_key(key), on=on, sources=sources))
        if found:
            file, value = found[0]
            return Determined(value, file.rules.basis, file.rules.valid_from, file.rules.valid_to)
        return Undetermined(
            kind,
            key,
            self._reason(kind, parameter),
            parameter,
            parameter.source if parameter else None,
            _detail(own, covering, kind, key, on),
            tuple(file.rules.basis for file in covering),
        )

    def catalogue_entry(self, jurisdiction: str, code: str, on: date) -> Determined[CatalogueItem] | Undetermined:
        """The entry (目录条目) in force on the day, usually the event date, and whether it may be published."""
        found = self.look_up(jurisdiction, Kind.CATALOGUE_ENTRIES, code, on)
        if isinstance(found, Undetermined):
            return found
        demanded = self.law.parameter(_CATALOGUE_FIELDS, jurisdiction, on)
        entry = cast(CatalogueEntry, found.value)
        item = CatalogueItem(entry, self._obstacles(entry, demanded), demanded.source if demanded else None)
        return Determined(item, found.basis, found.since, found.until)

    def publicity_period(self, jurisdiction: str, code: str, on: date) -> Determined[Period | Permanent] | Undetermined:
        """The publicity period (公示期限) of an entry, from its catalogue or from a document on periods.

        「公共信用信息的公示、保存期限，依照法律、行政法规或者国家有关规定执行」 (山西 第十八条第二款): no number of 月 or 年
        comes from the regulations themselves.
        """
        found = self.look_up(jurisdiction, Kind.PUBLICITY_PERIOD, code, on)
        return cast("Determined[Period | Permanent] | Undetermined", found)

    def retention_period(self, jurisdiction: str, code: str, on: date) -> Determined[Period | Permanent] | Undetermined:
        """The retention period (保存期限) of an entry, found as `publicity_period`."""
        found = self.look_up(jurisdiction, Kind.RETENTION_PERIOD, code, on)
        return cast("Determined[Period | Permanent] | Undetermined", found)

    def repair_conditions(self, jurisdiction: str, code: str, on: date) -> Determined[RepairConditions] | Undetermined:
        """What repair (信用修复) of an entry's records takes."""
        found = self.look_up(jurisdiction, Kind.REPAIR_CONDITIONS, code, on)
        return cast("Determined[RepairConditions] | Undetermined", found)

    def listing_criteria(self, jurisdiction: str, code: str, on: date) -> Determined[ListingCriteria] | Undetermined:
        """The criteria (认定标准) of one serious-dishonesty list; without them nobody is listed."""
        found = self.look_up(jurisdiction, Kind.LISTING_CRITERIA, code, on)
        return cast("Determined[ListingCriteria] | Undetermined", found)

    def measure(self, jurisdiction: str, kind: MeasureKind, code: str, on: date) -> Determined[Measure] | Undetermined:
        """An entry of the list of penalties or incentives (措施清单)."""
        found = self.look_up(jurisdiction, kind.list, code, on)
        return cast("Determined[Measure] | Undetermined", found)

    def limit(self, jurisdiction: str, kind: Kind, on: date) -> Determined[OutsideLimit] | Undetermined:
        """A limit that the regulation leaves to other rules (规定时限), in 日 or 工作日 as they write it."""
        return cast("Determined[OutsideLimit] | Undetermined", self.look_up(jurisdiction, kind, "", on))

    def problems(self, candidate: OutsideFile) -> tuple[str, ...]:
        """What speaks against loading the file beside those loaded, as sentences for the loader; empty if nothing."""
        place = candidate.rules.jurisdiction
        if place not in self.law.jurisdictions:
            known = "、".join(f"{key}（{name}）" for key, name in self.law.jurisdictions.items())
            return (messages.UNKNOWN_PLACE.format(jurisdiction=place, known=known),)
        if twins := [file for file in self.files if file.sha256 == candidate.sha256]:
            return tuple(messages.ALREADY_LOADED.format(source=_source(file)) for file in twins)
        overlaps = (
            messages.OVERLAPS.format(kind=kind.label, key=_key(key), source=_source(file))
            for file in self.files
            for kind, key in file.clashes(candidate)
        )
        return tuple(chain(self._foreign_items(candidate), overlaps))

    def _reason(self, kind: Kind, parameter: Parameter | None) -> str:
        if parameter is None:
            return messages.NOT_LOADED.format(name=kind.label)
        stated = messages.STATED_IN_LAW.format(citation=self.law.citation(parameter.source), name=parameter.name)
        return parameter.undetermined or stated

    def _obstacles(self, entry: CatalogueEntry, demanded: Parameter | None) -> tuple[str, ...]:
        """「公共信用信息是否公开，是否共享以及共享范围，公示、保存的期限，应当在目录中予以明确」 (某市 第十三条第二款)."""
        obstacles = []
        if demanded is not None and (missing := entry.missing(demanded.values)):
            obstacles.append(
                messages.FIELDS_MISSING.format(
                    citation=self.law.citation(demanded.source),
                    required="、".join(demanded.values),
                    missing="、".join(missing),
                )
            )
        if entry.open is False:
            obstacles.append(messages.NOT_OPEN)
        elif entry.open is None:
            obstacles.append(messages.OPEN_UNSTATED)
        return tuple(obstacles)

    def _foreign_items(self, candidate: OutsideFile) -> Iterator[str]:
        """Categories and types that are no 项 of the place's own list."""
        rules, law = candidate.rules, self.law
        named = [("catalogue_categories", row.name, row.category) for row in rules.catalogue]
        named += [("serious_categories", row.name, row.category) for row in rules.listing_criteria]
        named += [(f"{row.kind}_types", row.name, row.type) for row in rules.measures]
        regulations = [
            source
            for source in law.documents
            if source.jurisdiction == rules.jurisdiction and source.authority is Authority.REGULATION
        ]
        for parameter, name, ref in named:
            lists = [source.parameters[parameter] for source in regulations if parameter in source.parameters]
            if ref is not None and not any(_item_of(ref, entry) for entry in lists):
                yield messages.FOREIGN_ITEM.format(
                    item=name,
                    ref=ref,
                    place=law.jurisdictions[rules.jurisdiction],
                    kind=lists[0].name if lists else parameter,
                )


def _item_of(ref: ClauseRef, entry: Parameter) -> bool:
    return ref.item is not None and entry.items_of is not None and entry.items_of.covers(ref)


def _detail(own: list[OutsideFile], covering: list[OutsideFile], kind: Kind, key: str, on: date) -> str | None:
    if covering:
        return messages.NO_ENTRY.format(titles="、".join(map(_source, covering)), key=_key(key) or kind.label)
    return messages.NOT_ON_DAY.format(titles="、".join(map(_source, own)), on=on) if own else None


def _source(file: OutsideFile) -> str:
    return messages.SOURCE.format(title=file.rules.basis.title, name=file.name)


def _key(key: str) -> str:
    return messages.KEY.format(key=key) if key else ""
