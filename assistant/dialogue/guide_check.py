"""The pre-check (自查) of what was filled in: credit_core's own sentences and days, before anything is filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.dialogue.state import Flow
from credit_core.use_cases.guidance import Guidance
from credit_core.use_cases.guidance_days import DutyAhead, duties_ahead
from credit_core.use_cases.honour import check_honour_deletion
from credit_core.use_cases.objection import ObjectionFiling, check_objection
from credit_core.use_cases.office import Office
from credit_core.use_cases.repair import RepairFiling, check_repair
from credit_core.use_cases.vocabulary import CaseType, Decision, InfoKind, Reason

_TOLD = frozenset({"response_limit", "deletable"})
"""Reasons that tell the citizen more than the duties do: where a limit is left to other rules, whether a wish is owed."""

_HANDED_IN = "correction_facts"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the pre-check says: the duties ahead with their days, and its sentences with their clauses."""

    duties: tuple[DutyAhead, ...]
    told: tuple[Reason, ...]


def pre_check(office: Office, flow: Flow, found: Guidance, kind: InfoKind | None, today: date) -> Checked:
    """Check what the form holds as if it were filed today. Nothing is written."""
    slots = flow.slots
    event_on = date.fromisoformat(slots["event_date"]) if "event_date" in slots else None
    by_document = event_on if found.type is CaseType.REVOCATION else None
    with office.store.read() as unit:
        decision = None
        if found.type is CaseType.OBJECTION:
            decision = check_objection(office, objection_of(slots, found, kind, today), within=unit)
        elif found.type is CaseType.REPAIR:
            decision = check_repair(office, repair_of(slots, found, today), within=unit)
        complete = decision is None or not _lacks(decision, found)
        duties = duties_ahead(office, found, today, complete=complete, event_on=by_document, within=unit)
    if found.type is CaseType.DELETE_HONOUR and found.regulated:
        kinds = found.named_grounds(slots.get("records", ()))
        decision = check_honour_deletion(office, slots["jurisdiction"], kinds, on=today)
    told = tuple(reason for reason in decision.reasons if reason.rule in _TOLD) if decision else ()
    return Checked(duties, told)


def objection_of(slots: Mapping[str, Any], found: Guidance, kind: InfoKind | None, today: date) -> ObjectionFiling:
    """The objection that these slots come to."""
    body = found.addressee(slots.get("record_source"))
    return ObjectionFiling(
        jurisdiction=slots["jurisdiction"],
        kind=kind or InfoKind.PUBLIC,
        recipient=body.name,
        recipient_role=body.role,
        ground=slots.get("objection_ground"),
        reason=slots.get("objection_detail"),
        evidence=tuple(slots.get("evidence", ())),
        record_ref=slots.get("record_ref"),
        applicant_role=slots.get("applicant_role", "self"),
        received_on=today,
    )


def repair_of(slots: Mapping[str, Any], found: Guidance, today: date) -> RepairFiling:
    """The application for repair that these slots come to: the citizen's words stand for each thing the text asks."""
    body, said = found.addressee(slots.get("record_source")), tuple(slots.get(_HANDED_IN, ()))
    return RepairFiling(
        jurisdiction=slots["jurisdiction"],
        recipient=body.name,
        recipient_role=body.role,
        done={required.slot: said for required in found.requires} if said else {},
        received_on=today,
    )


def _lacks(decision: Decision, found: Guidance) -> bool:
    """True if something that the text asks the citizen to hand in is missing."""
    asked = {required.slot for required in found.requires}
    return any(reason.missing and reason.rule in asked for reason in decision.reasons)
