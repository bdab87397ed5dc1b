"""Publicity (公示): begun by an officer where the loaded catalogue opens it, ended by the worker when its period is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from credit_core.duties.starting import Holder, started
from credit_core.errors import BadFiling, Forbidden, NotAllowed, Refused, StaleVersion
from credit_core.law.record_schema import RecordRules
from credit_core.messages import publicity as messages
from credit_core.messages import storage as storage_messages
from credit_core.model.decisions import Decision, Outcome
from credit_core.model.duties import Duty
from credit_core.model.people import SYSTEM, Actor, Role
from credit_core.model.records import Publicity, Record, Source
from credit_core.rules.disclosed_records import COUNTS
from credit_core.rules.publicity import Publication, Term, end_of, may_publish
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases import record_changes
from credit_core.use_cases.downstream import Change, tell_recipients
from credit_core.use_cases.intake import CONFIDENTIAL
from credit_core.use_cases.office import Office
from credit_core.use_cases.placing import against
from credit_core.use_cases.record_changes import Ground

_MAY_PUBLISH = (Role.CASE_OFFICER, Role.REVIEWER, Role.SYSTEM)
_OVER_PERIOD_FOUND = "over_period_found"
_OVER_PERIOD_HANDLED = "over_period_handled"


def check_publication(
    office: Office,
    record_id: str,
    *,
    way: str | None = None,
    agreement: str | None = None,
    within: UnitOfWork | None = None,
) -> Decision:
    """What `publish` would decide today, without publishing. Raises NotFound, UnknownJurisdiction, NotInForce."""
    with office.transaction(within) as unit:
        return may_publish(_publication(unit, office, unit.records.get(record_id), way, agreement))


def publish(
    office: Office,
    actor: Actor,
    record_id: str,
    *,
    way: str | None = None,
    agreement: str | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Record:
    """Publish from today (D1-05). The end comes from the loaded period, or is None with the note why.

    `way` and `agreement` matter to market information only: how its subject or holder opened it, and on what basis.

    Raises:
        Refused: a condition is not met or cannot be determined; carries the Decision. Forbidden, NotFound, StaleVersion.
    """
    if actor.role not in _MAY_PUBLISH:
        raise Forbidden(messages.OFFICER_ONLY)
    with office.transaction(within) as unit:
        record = unit.records.get(record_id, lock=True)
        if version is not None and record.version != version:
            raise StaleVersion(storage_messages.STALE.format(what=storage_messages.NAMES["record"]))
        asked = _publication(unit, office, record, way, agreement)
        decision = may_publish(asked)
        if decision.outcome is not Outcome.ALLOWED:
            raise Refused(messages.REFUSED.format(reasons=against(decision)), decision)
        point = asked.place.publication if record.source is Source.PUBLIC else asked.place.market_ways
        ground = Ground(
            actor, asked.on, office.clock.now(), agreement or record.provider, messages.PUBLISHED, "D1-05", point.clause
        )
        return record_changes.publish(unit, record, asked.end.day, asked.end.note, ground)


def stop_expired(office: Office, today: date | None = None) -> int:
    """Stop every publication whose period is over (D1-12, D1-13), each once and in its own transaction; how many.

    Those who received the record are told. A job of the worker: another pass, or another process, finds nothing left.
    """
    day = today or office.clock.today()
    stopped = 0
    while True:
        with office.store.read() as unit:
            page = unit.records.past_publicity(day)
        done = sum(_stop(office, record_id, day) for record_id in page)
        stopped += done
        if not done:  # nothing left, or another process has the rest in hand
            return stopped


def over_period_handled(
    office: Office, actor: Actor, record_id: str, note: str, *, within: UnitOfWork | None = None
) -> tuple[Duty, ...]:
    """An officer's word that what publication beyond the period did has been dealt with; ends the duty of CT-54.

    Raises:
        NotAllowed: no such duty is open. BadFiling: no note. Forbidden: not an officer.
    """
    if actor.role not in _MAY_PUBLISH:
        raise Forbidden(messages.OFFICER_ONLY)
    if not note.strip():
        raise BadFiling(messages.HANDLED)
    with office.transaction(within) as unit:
        owed = unit.duties.where(
            record_id=record_id, ended_by=_OVER_PERIOD_HANDLED, done_on=None, void=False, lock=True
        )
        if not owed:
            raise NotAllowed(messages.NO_OVER_PERIOD)
        today, at = office.clock.today(), office.clock.now()
        unit.audit(at, actor, "record.over_period_handled", "record", record_id, clause=owed[0].clause,
                   after={"reason": messages.HANDLED, "note": note})  # fmt: skip
        return tuple(unit.duties.replace(replace(duty, done_on=today)) for duty in owed)


def rules_of(office: Office, record: Record, today: date) -> RecordRules:
    """The place's record rules of today: the period is looked up for the event date, what is done follows today's law."""
    return office.book.record_rules(office.law.regulation(record.jurisdiction, today).document)


def _publication(
    unit: UnitOfWork, office: Office, record: Record, way: str | None, agreement: str | None
) -> Publication:
    today = office.clock.today()
    item, term = None, cast(Term, None)
    if record.item is not None and record.event_date is not None and record.source is Source.PUBLIC:
        outside = office.outside(unit)
        item = outside.catalogue_entry(record.jurisdiction, record.item, record.event_date)
        term = outside.publicity_period(record.jurisdiction, record.item, record.event_date)
    document = unit.documents.find(record.document_id) if record.document_id else None
    return Publication(
        record=record,
        subject=unit.subjects.get(record.subject_id),
        place=rules_of(office, record, today),
        on=today,
        item=item,
        end=end_of(term, record, document),
        secret=_confidential(unit, record),
        way=way,
        agreement=agreement,
    )


def _confidential(unit: UnitOfWork, record: Record) -> bool:
    """So stated by the provider or found by an officer, and not found otherwise since, be it on the same day."""
    latest = {True: date.min, False: date.min}
    for finding in unit.findings.where(record_id=record.id, question=CONFIDENTIAL):
        latest[finding.met] = max(latest[finding.met], finding.on)
    return latest[True] > latest[False]


def _stop(office: Office, record_id: str, today: date) -> bool:
    with office.transaction() as unit:
        record = unit.records.get(record_id, lock=True)
        end = record.publicity_end
        if record.publicity is not Publicity.PUBLIC or end is None or end >= today or record.validity not in COUNTS:
            return False
        place, at = rules_of(office, record, today), office.clock.now()
        late = today > end + timedelta(days=1)
        text = messages.OVER_PERIOD if late else messages.EXPIRED
        point, rule = (place.over_period, "D1-13") if late else (place.expiry, "D1-12")
        reason = text.format(end=end, on=today)
        stopped = record_changes.stop_publicity(
            unit, record, Ground(SYSTEM, today, at, place.document, reason, rule, point.clause)
        )
        tell_recipients(unit, office, stopped, Change.STOPPED, on=today)
        if late:
            _owe_handling(unit, office, stopped, today)
        return True


def _owe_handling(unit: UnitOfWork, office: Office, record: Record, today: date) -> None:
    """「公共信用信息超过披露期限仍继续披露的…应当按照国家和省有关规定及时处理」 (某市 第四十四条第二款): a duty without a number.

    What those rules ask beyond stopping is not loaded: the duty stays open until an officer says that it is done.
    """
    limits = office.law.limits(record.jurisdiction, today)
    document = office.law.regulation(record.jurisdiction, today).document
    holder = Holder(record.jurisdiction, document, None, record.id, record.provider)
    days = {_OVER_PERIOD_FOUND: today}
    unit.duties.add_all(started(limits, holder, days, {}, office.calendar(unit), office.clock.now()))
