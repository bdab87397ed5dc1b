"""Where a record goes once it was examined, and the provider's duty to push that is open until it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from credit_core.duties.starting import Holder, fulfilled, started
from credit_core.messages import intake as messages
from credit_core.model.decisions import Decision, Met
from credit_core.model.records import Record, Validity
from credit_core.outside import Determined
from credit_core.rules.draft import Intake
from credit_core.rules.intake import validity_after
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.record_changes import Ground, settle, start_sharing
from credit_core.vocabulary import Act

_OBTAINED, _PUSHED = "information_obtained", "pushed"


def placed(unit: UnitOfWork, record: Record, intake: Intake, decision: Decision, ground: Ground) -> Record:
    """Effective, held with the rules that hold it, or rejected (D1-02 to D1-04)."""
    validity, told = validity_after(decision), against(decision)
    if validity is Validity.EFFECTIVE:
        accepted = replace(ground, reason=messages.ACCEPTED, rule="D1-04")
        return take_effect(unit, record, intake, accepted)
    first = next(reason for reason in decision.reasons if reason.met is not Met.MET)
    if validity is Validity.HELD:
        held_for = ",".join(dict.fromkeys(r.rule for r in decision.reasons if r.met is not Met.MET))
        because = replace(ground, reason=messages.HELD.format(reasons=told), rule="D1-03", clause=first.clause)
        return settle(unit, record, validity, because, held_for=held_for)
    because = replace(ground, reason=messages.REJECTED.format(reasons=told), rule="D1-02", clause=first.clause)
    return settle(unit, record, validity, because)


def take_effect(unit: UnitOfWork, record: Record, intake: Intake, ground: Ground) -> Record:
    """D1-04: effective, pushed to the platform now; shared if the catalogue says so."""
    effective = settle(unit, record, Validity.EFFECTIVE, ground, held_for=None, pushed_at=ground.at)
    duties = unit.duties.where(record_id=record.id, act=Act.COLLECTION, done_on=None, void=False)
    for duty in fulfilled(duties, {_PUSHED: ground.on}, ground.on):
        unit.duties.replace(duty)
    if isinstance(intake.entry, Determined) and intake.entry.value.shared:
        reason = messages.SHARED_BY_CATALOGUE
        shared = replace(ground, source=intake.entry.basis.title, reason=reason, clause=intake.place.catalogue.clause)
        return start_sharing(unit, effective, shared)
    return effective


def owe_push(unit: UnitOfWork, office: Office, record: Record, at: datetime) -> None:
    """「及时…推送」: a duty of the provider without a number, open while the record waits."""
    today = office.clock.today()
    limits = office.law.limits(record.jurisdiction, today, act=Act.COLLECTION)
    document = office.law.regulation(record.jurisdiction, today).document
    holder = Holder(record.jurisdiction, document, None, record.id, record.provider)
    made = started(limits, holder, {_OBTAINED: today}, {}, office.calendar(unit), at)
    unit.duties.add_all(replace(duty, body=record.provider) for duty in made)


def against(decision: Decision) -> str:
    """The sentences of what is not met or open."""
    return "".join(reason.text for reason in decision.reasons if reason.met is not Met.MET)
