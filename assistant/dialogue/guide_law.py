"""The law that a flow is walked with: the act in the chosen place on the day, as credit_core has it, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.dialogue.state import Flow
from credit_core.use_cases.guidance import Guidance, guidance, information_kinds
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import CaseType, InfoKind, NotInForce, UnknownJurisdiction, UnknownProcedure


@dataclass(frozen=True, slots=True)
class PlaceLaw:
    """What the walk and its words need of the law.

    Attributes:
        guidance: the act in the place; None while the place, or what decides the procedure, is not known.
        kinds: what can be objected to there, value to the name of its procedure.
        unavailable: why the act cannot be filed there at all: `unknown` (nobody wrote it down) or the law's own sentence.
        assumed: the kind of information that an objection is taken for where the citizen could not say.
    """

    jurisdiction: str | None = None
    place: str = ""
    guidance: Guidance | None = None
    kinds: Mapping[str, str] | None = None
    unknown: bool = False
    not_in_force: str | None = None
    assumed: InfoKind | None = None

    @property
    def unavailable(self) -> bool:
        """True where the act cannot be filed in the place."""
        return self.unknown or self.not_in_force is not None


def place_law(office: Office, flow: Flow, today: date) -> PlaceLaw:
    """The law for this flow on the day, by its place and, for an objection, by the kind of information."""
    jurisdiction = flow.slots.get("jurisdiction")
    if jurisdiction is None:
        return PlaceLaw()
    place = office.law.jurisdictions.get(jurisdiction, jurisdiction)
    type = CaseType(flow.act.value)  # noqa: A001 - the word of the contract
    try:
        if type is not CaseType.OBJECTION:
            return PlaceLaw(jurisdiction, place, guidance(office, type, jurisdiction, today))
        return _objection(office, flow.slots, flow.passed, PlaceLaw(jurisdiction, place), today)
    except (UnknownProcedure, UnknownJurisdiction):
        return PlaceLaw(jurisdiction, place, unknown=True)
    except NotInForce as error:
        return PlaceLaw(jurisdiction, place, not_in_force=str(error))


def _objection(
    office: Office, slots: Mapping[str, Any], passed: tuple[str, ...], known: PlaceLaw, today: date
) -> PlaceLaw:
    assert known.jurisdiction is not None
    found = information_kinds(office, known.jurisdiction, today)
    if not found:
        return PlaceLaw(known.jurisdiction, known.place, unknown=True)
    kinds = {kind.value: title for kind, title in found.items()}
    said = InfoKind(slots["info_kind"]) if "info_kind" in slots else None
    assumed = InfoKind.PUBLIC if said is None and (len(kinds) == 1 or "info_kind" in passed) else None
    kind = said or assumed
    if kind is None:
        return PlaceLaw(known.jurisdiction, known.place, kinds=kinds)
    made = guidance(office, CaseType.OBJECTION, known.jurisdiction, today, kind)
    return PlaceLaw(known.jurisdiction, known.place, made, kinds, assumed=assumed)
