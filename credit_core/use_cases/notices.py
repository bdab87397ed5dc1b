"""Notices (告知): which wait, when and how they reached their reader, sending one again.

A notice counts as given on the day that its delivery is recorded (送达). Where the case has a step of telling the result,
that step is taken with it, so that the duties which include the notice end on the day of delivery.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from credit_core.errors import BadFiling, Forbidden, StaleVersion
from credit_core.messages import notices as messages
from credit_core.messages import storage as storage_messages
from credit_core.model.cases import Case, Notice
from credit_core.model.people import STAFF, Actor, Role
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.effects.notices import deliver, delivery_facts
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import perform

NOTIFY = "notify"
_MAY_DELIVER = (*STAFF, Role.PROVIDER_CLERK, Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a notice reached its reader: the way (窗口、信函、网站…), the day, and the proof (签收、送达回证、系统记录)."""

    channel: str
    on: date
    proof: str


def undelivered(
    office: Office, *, case_id: str | None = None, channel: str | None = None, limit: int = 200
) -> tuple[Notice, ...]:
    """Notices whose delivery is not recorded, the oldest first; of one case or one channel if given."""
    given = {"case_id": case_id, "channel": channel}
    narrow: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    with office.store.read() as unit:
        return unit.notices.where(delivered_on=None, order=("created_at", "id"), limit=limit, **narrow)


def record_delivery(
    office: Office,
    actor: Actor,
    notice_id: str,
    delivery: Delivery,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Notice:
    """Record the delivery, once. For the result of a case that still waits to be told, its `notify` step is taken.

    Raises:
        Forbidden: not staff, nor the system. NotAllowed: it was recorded before, whatever day is given now.
        BadFiling: the day lies before the writing or after today, or way or proof is missing. NotFound, StaleVersion;
        Refused: the case is not ready to tell its result (a decision that is not carried out yet).
    """
    _check(actor)
    with office.transaction(within) as unit:
        case_id = unit.notices.get(notice_id).case_id
        case = unit.cases.get(case_id, lock=True) if case_id else None  # the case first, as every step does
        notice = _locked(unit, notice_id, version)
        if case is not None and notice.kind == messages.RESULT and notice.delivered_on is None:
            _tell_result(unit, office, actor, case, delivery)
            notice = unit.notices.get(notice_id)
            if notice.delivered_on is not None:
                return notice
        at = office.clock.now()
        return deliver(unit, notice, actor, channel=delivery.channel, on=delivery.on, proof=delivery.proof, at=at)


def reissue(
    office: Office,
    actor: Actor,
    notice_id: str,
    channel: str,
    reason: str,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Notice:
    """Send the same notice again, another way. Its text stays; a delivery recorded before stays the one that counts.

    Raises:
        BadFiling: way or reason missing. Forbidden, NotFound, StaleVersion.
    """
    _check(actor)
    if not channel.strip():
        raise BadFiling(messages.CHANNEL_MISSING)
    if not reason.strip():
        raise BadFiling(messages.REISSUE_REASON)
    with office.transaction(within) as unit:
        notice = _locked(unit, notice_id, version)
        unit.audit(
            office.clock.now(), actor, "notice.reissue", "notice", notice.id, clause=notice.clause,
            before={"channel": notice.channel}, after={"channel": channel, "reason": reason},
        )  # fmt: skip
        return notice if notice.delivered_on is not None else unit.notices.replace(replace(notice, channel=channel))


def _tell_result(unit: UnitOfWork, office: Office, actor: Actor, case: Case, delivery: Delivery) -> None:
    procedure = office.book.of_document(case.procedure, case.document)
    if procedure.row(case.state, NOTIFY, case.facts) is None:
        return
    facts = delivery_facts(delivery.on, delivery.proof, delivery.channel)
    perform(unit, office, actor, case, NOTIFY, facts, delivery.on)


def _locked(unit: UnitOfWork, notice_id: str, version: int | None) -> Notice:
    notice = unit.notices.get(notice_id, lock=True)
    if version is not None and notice.version != version:
        raise StaleVersion(storage_messages.STALE.format(what=storage_messages.NAMES["notice"]))
    return notice


def _check(actor: Actor) -> None:
    if actor.role not in _MAY_DELIVER:
        raise Forbidden(messages.STAFF_ONLY)
