"""Credit repair (信用修复): 山西 第四十三条, 某市 第四十六条, 江西 第四十条. Each verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Unpack

from credit_core.errors import BadFiling
from credit_core.messages import repair as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.decisions import Decision
from credit_core.model.people import Actor
from credit_core.procedures.table import Procedure
from credit_core.rules.filing import given
from credit_core.rules.repair_conditions import condition_reasons
from credit_core.rules.repair_eligibility import eligibility, rectification_reasons
from credit_core.rules.repair_facts import RepairFacts
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import When, take_step
from credit_core.use_cases.cases import step as step
from credit_core.use_cases.filing import Filed, Filing, file_case
from credit_core.use_cases.office import Office

PROCEDURE = "repair"


@dataclass(frozen=True)
class RepairFiling:
    """An application for repair.

    `done` holds what the subject says and shows for each thing the place's text asks (slot of its procedure file ->
    words or proofs), `documents` the proofs a loaded document asks (condition id -> proof). `ways` are the ways of
    repair chosen, where a policy paper offers some. `slots` are the citizen's own words by the names of
    architecture.md. `received_on` is the day the body received it, today if None.
    """

    jurisdiction: str
    recipient: str
    recipient_role: str | None
    done: Mapping[str, Sequence[str]]
    record_id: str | None = None
    subject_id: str | None = None
    documents: Mapping[str, str] = field(default_factory=dict)
    ways: tuple[str, ...] = ()
    channel: str = "counter"
    slots: Mapping[str, Any] = field(default_factory=dict)
    received_on: date | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What the conditions of the steps read."""
        return {
            **{slot: list(said) for slot, said in self.done.items()},
            "recipient_role": self.recipient_role,
            "documents": dict(self.documents),
            "ways": list(self.ways),
        }


def check_repair(
    office: Office,
    filing: RepairFiling,
    *,
    findings: Mapping[str, bool] | None = None,
    within: UnitOfWork | None = None,
) -> Decision:
    """The pre-check (条件自查): rule by rule, nothing filed and nothing decided.

    Raises:
        NotInForce, UnknownJurisdiction, UnknownProcedure; NotFound: no such record.
    """
    with office.transaction(within) as unit:
        asked = _asked(unit, office, filing, findings or {})
        procedure = office.book.procedure(PROCEDURE, filing.jurisdiction, asked.received_on)
        return eligibility(asked, office.clock.today(), procedure, office.outside(unit))


def file_repair(
    office: Office, actor: Actor, filing: RepairFiling, *, key: str, within: UnitOfWork | None = None
) -> Filed:
    """File it. Nothing but an unreadable day is refused here; what is missing is asked for later.

    Raises:
        KeyReused, BadFiling, NotInForce, UnknownJurisdiction, UnknownProcedure; NotFound: no such record.
    """
    with office.transaction(within) as unit:
        asked = _asked(unit, office, filing, {})
        procedure = office.book.procedure(PROCEDURE, filing.jurisdiction, asked.received_on)
        record = asked.record
        return file_case(
            unit,
            office,
            actor,
            Filing(
                type=CaseType.REPAIR,
                procedure=PROCEDURE,
                jurisdiction=filing.jurisdiction,
                recipient=filing.recipient,
                channel=filing.channel,
                slots=filing.slots,
                facts={**filing.facts, "complete": _complete(unit, office, key, asked, procedure)},
                received_on=filing.received_on,
                event_date=record.event_date if record else None,
                subject_id=filing.subject_id or (record.subject_id if record else None),
                record_id=filing.record_id,
            ),
            key,
        )


def complete(
    office: Office,
    actor: Actor,
    case_id: str,
    done: Mapping[str, Sequence[str]],
    *,
    documents: Mapping[str, str] | None = None,
    **when: Unpack[When],
) -> Case:
    """Hand in what was missing. The day of the complete application starts 江西's 十个工作日 (A-2).

    `documents` replaces the proofs given before. Raises Refused while something is still missing.
    """
    facts: dict[str, Any] = {slot: list(said) for slot, said in done.items()}
    if documents is not None:
        facts["documents"] = dict(documents)
    return take_step(office, actor, case_id, "complete", facts, **when)


def accept(
    office: Office,
    actor: Actor,
    case_id: str,
    *,
    findings: Mapping[str, bool] | None = None,
    conditions_basis: str | None = None,
    **when: Unpack[When],
) -> Case:
    """Accept it (受理). While no repair conditions are loaded, `findings["repair_conditions"]` needs its basis."""
    facts: dict[str, Any] = {"findings": dict(findings or {})}
    if given(conditions_basis):
        facts["conditions_basis"] = conditions_basis
    return take_step(office, actor, case_id, "accept", facts, **when)


def verify(office: Office, actor: Actor, case_id: str, findings: Mapping[str, bool], **when: Unpack[When]) -> Case:
    """Record what the officer found: one finding for each slot of the place and each loaded condition."""
    return take_step(office, actor, case_id, "verify", {"findings": dict(findings)}, **when)


def grant(office: Office, actor: Actor, case_id: str, *, decider_role: str | None = None, **when: Unpack[When]) -> Case:
    """Decide to repair. `decider_role` names the body in places whose text names one (某市: sector_department)."""
    return take_step(office, actor, case_id, "grant", {"decider_role": decider_role}, **when)


def refuse(
    office: Office,
    actor: Actor,
    case_id: str,
    grounds: Sequence[str],
    reasons: str,
    *,
    findings: Mapping[str, bool] | None = None,
    conditions_basis: str | None = None,
    **when: Unpack[When],
) -> Case:
    """Refuse with reasons. `grounds` are ids of conditions that are not met; nothing unknown or missing can be one."""
    facts: dict[str, Any] = {
        "refusal_grounds": list(grounds),
        "refusal_reasons": reasons,
        "findings": dict(findings or {}),
    }
    if given(conditions_basis):
        facts["conditions_basis"] = conditions_basis
    return take_step(office, actor, case_id, "refuse", facts, **when)


def push_decision(office: Office, actor: Actor, case_id: str, decision_document: str, **when: Unpack[When]) -> Case:
    """Push the decision file to the platform's body (某市 第四十六条第二款)."""
    facts = {"decision_document": decision_document}
    return take_step(office, actor, case_id, "push_decision", facts, **when)


def apply_effect(
    office: Office,
    actor: Actor,
    case_id: str,
    *,
    choice: str | None = None,
    basis: str | None = None,
    **when: Unpack[When],
) -> Case:
    """Carry the repair out on the record; `choice` and its `basis` where the text writes alternatives (F-34)."""
    facts = {"effect_choice": choice, "effect_basis": basis}
    return take_step(office, actor, case_id, "apply_effect", facts, **when)


def transfer(office: Office, actor: Actor, case_id: str, body: str, role: str, **when: Unpack[When]) -> Case:
    """Hand it to the body that handles it. Not regulated: practice, and no clock starts anew."""
    facts = {"transfer_to": body, "transfer_role": role}
    return take_step(office, actor, case_id, "transfer", facts, **when)


def _complete(unit: UnitOfWork, office: Office, key: str, asked: RepairFacts, procedure: Procedure) -> bool:
    """Whether everything asked is there; for a key that filed before, what was found then (data may be loaded since)."""
    before = unit.submissions.find(key)
    if before is not None:
        first = unit.events.one(case_id=before.case_id, number=1)
        return any(row.when.get("complete") is True for row in procedure.rows if first and row.id == first.row)
    today, outside = office.clock.today(), office.outside(unit)
    handed_in = (*rectification_reasons(asked, procedure), *condition_reasons(asked, today, procedure, outside))
    return not any(reason.missing for reason in handed_in)


def _asked(unit: UnitOfWork, office: Office, filing: RepairFiling, findings: Mapping[str, bool]) -> RepairFacts:
    record = unit.records.get(filing.record_id) if filing.record_id else None
    received = filing.received_on or office.clock.today()
    if record is not None and record.jurisdiction != filing.jurisdiction:
        raise BadFiling(messages.OTHER_PLACE.format(number=record.number))
    return RepairFacts(
        jurisdiction=filing.jurisdiction,
        received_on=received,
        facts={**filing.facts, "findings": dict(findings)},
        recipient=filing.recipient,
        record=record,
        document=unit.documents.find(record.document_id) if record and record.document_id else None,
    )
