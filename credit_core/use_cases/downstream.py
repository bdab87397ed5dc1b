"""Downstream (下游机构): bodies that received a record are told of its change, and confirm what they did with it.

山西 第四十三条第二款 「原失信信息停止公示、共享的，收集、使用该信用信息的信用服务机构等单位和组织应当停止使用，并及时删除该失信
信息」; 某市 第四十七条 「失信信息因公示期限届满、信用修复等原因停止公示的，采集、使用该信用信息的社会信用服务机构等单位应当停止
使用，并及时在其对外提供服务的平台上撤除该失信信息」. 江西 is silent: its recipients are told, and no duty is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from credit_core.duties.starting import Holder, started
from credit_core.errors import Forbidden, NotAllowed, StaleVersion
from credit_core.law.schema import Limit
from credit_core.messages import downstream as messages
from credit_core.messages import storage as storage_messages
from credit_core.model.cases import Notice
from credit_core.model.duties import Duty
from credit_core.model.ids import new_id
from credit_core.model.people import SYSTEM, Actor, Role
from credit_core.model.records import Publicity, Recipient, Record, RecordClass
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.vocabulary import Act

PUBLICATION_STOPPED = "publication_stopped"
NOTICE = "downstream"
_MAY_CONFIRM = (Role.CASE_OFFICER, Role.PROVIDER_CLERK, Role.SYSTEM)


class Change(StrEnum):
    """What recipients are told of."""

    STOPPED = "stopped"  # 停止公示：修复、公示期限届满
    DELETED = "deleted"  # 删除
    CORRECTED = "corrected"  # 更正
    ANNOTATED = "annotated"  # 标注、屏蔽，没有停止公示


class Removal(StrEnum):
    """What a recipient did."""

    STOPPED = "stopped"  # 停止使用
    REMOVED = "removed"  # 删除、撤除


_TEXTS: Mapping[Change, str] = MappingProxyType(
    {
        Change.STOPPED: messages.STOPPED,
        Change.DELETED: messages.DELETED,
        Change.CORRECTED: messages.CORRECTED,
        Change.ANNOTATED: messages.ANNOTATED,
    }
)


def tell_recipients(
    unit: UnitOfWork,
    office: Office,
    record: Record,
    change: Change,
    *,
    on: date,
    actor: Actor = SYSTEM,
    case_id: str | None = None,
) -> tuple[Recipient, ...]:
    """Tell every recipient that still holds the record, in the caller's transaction; gives back who was told.

    `record` is as it is after the change, `on` the day of it. Where publicity stopped (a deleted record's stops too)
    and the place's regulation obliges recipients, each gets a duty of its own, once however often it is told.
    """
    at = office.clock.now()
    dishonest = record.record_class is RecordClass.DISHONEST  # both texts speak of 失信信息 only
    stopped = dishonest and change in (Change.STOPPED, Change.DELETED) and record.publicity is Publicity.STOPPED
    limits = _limits(office, record, on) if stopped else ()
    told = []
    for recipient in unit.recipients.where(record_id=record.id, order=("received_at", "id"), lock=True):
        if recipient.removal == Removal.REMOVED and change is not Change.CORRECTED:
            continue
        _oblige(unit, office, record, recipient, limits, on)
        clause = limits[0].clause if limits else None
        text = _TEXTS[change].format(body=recipient.body, number=record.number, duty=_duty_text(office, limits))
        unit.notices.add(Notice(new_id(), case_id, None, NOTICE, text, clause, at, None, None, None, None))
        told.append(unit.recipients.replace(replace(recipient, told_at=at, confirmed_at=None)))
        unit.audit(
            at, actor, "downstream.tell", "record", record.id, clause=clause,
            after={"body": recipient.body, "change": change.value},
        )  # fmt: skip
    return tuple(told)


def confirm_removal(
    office: Office,
    actor: Actor,
    recipient_id: str,
    removal: Removal,
    *,
    on: date | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Recipient:
    """Record what a recipient answered. Its duty ends when the information is removed; stopping its use alone is not all.

    Raises:
        NotFound, StaleVersion. NotAllowed: it was not told yet. Forbidden: a citizen cannot answer for it.
    """
    if actor.role not in _MAY_CONFIRM:
        raise Forbidden(messages.STAFF_ONLY)
    with office.transaction(within) as unit:
        recipient = unit.recipients.get(recipient_id, lock=True)
        if version is not None and recipient.version != version:
            raise StaleVersion(storage_messages.STALE.format(what=storage_messages.NAMES["recipient"]))
        if recipient.told_at is None:
            raise NotAllowed(messages.NOT_TOLD.format(body=recipient.body))
        at, day = office.clock.now(), on or office.clock.today()
        changed = unit.recipients.replace(replace(recipient, confirmed_at=at, removal=removal.value))
        clause = None
        if removal is Removal.REMOVED:
            for duty in duties_of(unit, recipient):
                clause = unit.duties.replace(replace(duty, done_on=day)).clause
        unit.audit(
            at, actor, "downstream.confirm", "record", recipient.record_id, clause=clause,
            before={"removal": recipient.removal}, after={"body": recipient.body, "removal": removal.value},
        )  # fmt: skip
        return changed


def duties_of(unit: UnitOfWork, recipient: Recipient) -> tuple[Duty, ...]:
    """The recipient's open duties about the record."""
    return unit.duties.where(
        record_id=recipient.record_id, act=Act.DOWNSTREAM, body=recipient.body, done_on=None, void=False
    )


def _limits(office: Office, record: Record, on: date) -> tuple[Limit, ...]:
    limits = office.law.limits(record.jurisdiction, on, act=Act.DOWNSTREAM)
    return tuple(limit for limit in limits if limit.start is not None and limit.start.event == PUBLICATION_STOPPED)


def _oblige(
    unit: UnitOfWork, office: Office, record: Record, recipient: Recipient, limits: tuple[Limit, ...], on: date
) -> None:
    """A duty hangs on the record, not on the case: it outlives the case that caused it."""
    open_rules = {duty.rule for duty in duties_of(unit, recipient)}
    new = tuple(limit for limit in limits if limit.rule not in open_rules)
    if not new:
        return
    holder = Holder(record.jurisdiction, new[0].clause.document, None, record.id, recipient.body)
    made = started(new, holder, {PUBLICATION_STOPPED: on}, {}, office.calendar(unit), office.clock.now())
    unit.duties.add_all(replace(duty, body=recipient.body) for duty in made)


def _duty_text(office: Office, limits: tuple[Limit, ...]) -> str:
    if not limits:
        return messages.NO_DUTY
    return "".join(
        messages.DUTY.format(citation=office.law.citation(limit.clause), duty=limit.duty, word=limit.word)
        for limit in limits
    )
