"""Duties (义务) as staff and citizens see them, and those that hang on a record instead of a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit_core.duties.limits import closed, limit_of, pauses_of
from credit_core.duties.starting import Holder, fulfilled, owed, started
from credit_core.duties.targets import internal_target
from credit_core.duties.views import DutyView, view
from credit_core.errors import Duplicate, NotAllowed
from credit_core.law.schema import Limit
from credit_core.messages import duties as messages
from credit_core.messages import law as law_messages
from credit_core.model.cases import Case, CasePause
from credit_core.model.duties import Duty
from credit_core.model.people import Actor
from credit_core.parameters import Law
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.law import LawDesk
from credit_core.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class DueEntry:
    """A line of a work list: an open duty with a due day, and the case it belongs to (None: a record's)."""

    case: Case | None
    view: DutyView


def duty_views(
    unit: UnitOfWork, office: Office, *, case_id: str | None = None, record_id: str | None = None
) -> tuple[DutyView, ...]:
    """Every duty of a case, or of a record, as it stands today, in the order they began."""
    wanted = {"case_id": case_id} if case_id is not None else {"record_id": record_id}
    pauses = unit.pauses.where(case_id=case_id, order=("first",)) if case_id is not None else ()
    return tuple(
        _view(unit, office, duty, pauses) for duty in unit.duties.where(**wanted, order=("created_at", "rule"))
    )


def due_until(
    office: Office, until: date, *, body: str | None = None, limit: int | None = None
) -> tuple[DueEntry, ...]:
    """Open duties due by `until`, that day included, the earliest first; those under a pause are left out."""
    with office.store.read() as unit:
        entries = []
        for duty in unit.duties.open_due(until, body=body, limit=limit):
            case = unit.cases.find(duty.case_id) if duty.case_id else None
            pauses = unit.pauses.where(case_id=duty.case_id, order=("first",)) if duty.case_id else ()
            entries.append(DueEntry(case, _view(unit, office, duty, pauses)))
        return tuple(entries)


def counting(unit: UnitOfWork, office: Office, duty_id: str) -> tuple[str, ...]:
    """How a duty's due day comes about, in sentences: clause, start, each day counted or not, assumptions, pauses.

    What a duty without a number has instead is its word. Counted by the table in use now; if a duty that is done was
    dated by another one, the day written then is told too.

    Raises:
        NotFound: no such duty.
    """
    duty = unit.duties.get(duty_id)
    pauses = unit.pauses.where(case_id=duty.case_id, order=("first",)) if duty.case_id else ()
    return tuple(_counting(unit, office, duty, pauses))


def owe(
    office: Office, actor: Actor, record_id: str, rule: str, *, on: date | None = None, within: UnitOfWork | None = None
) -> Duty:
    """Note a duty that the text hangs on no event: pushing 「及时」 to the province (江西 第十六条第三款).

    It has the law's word and no due day (GEN-05). `on` is the day since which it is owed, today if not given: only an
    office's own target counts from it.

    Raises:
        UnknownRule, NotInForce, NotFound: no such limit or record.
        NotAllowed: the text names the event that it starts with. Duplicate: the record has that duty open already.
    """
    with office.transaction(within) as unit:
        record = unit.records.get(record_id, lock=True)
        at, day = office.clock.now(), on or office.clock.today()
        limit = office.law.limit(rule, record.jurisdiction, day)
        if limit.start is not None or limit.countable:
            raise NotAllowed(
                messages.HAS_A_START.format(duty=limit.duty, start=limit.start.text if limit.start else "")
            )
        if unit.duties.count(record_id=record_id, rule=rule, done_on=None, void=False):
            raise Duplicate(messages.OWED_ALREADY)
        holder = Holder(record.jurisdiction, limit.clause.document, None, record_id, record.provider)
        duty = unit.duties.add(owed(limit, holder, office.calendar(unit), at, day))
        unit.audit(
            at, actor, "duty.owe", "duty", duty.id, clause=duty.clause, after={"rule": rule, "record": record_id}
        )
        return duty


def record_event(
    office: Office,
    actor: Actor,
    record_id: str,
    event: str,
    *,
    on: date | None = None,
    within: UnitOfWork | None = None,
) -> tuple[Duty, ...]:
    """A legal event (推送、公布…) of a record outside any case: ends the record's duties that it fulfils, starts others.

    Returns the duties that changed or began, without those of the record's cases: their own steps end them.
    """
    with office.transaction(within) as unit:
        record = unit.records.get(record_id, lock=True)
        at, day = office.clock.now(), on or office.clock.today()
        open_duties = unit.duties.where(record_id=record_id, case_id=None, done_on=None, void=False)
        ended = tuple(unit.duties.replace(duty) for duty in fulfilled(open_duties, {event: day}, day))
        limits = office.law.limits(record.jurisdiction, day)
        regulation = office.law.regulation(record.jurisdiction, day)
        holder = Holder(record.jurisdiction, regulation.document, None, record_id, record.provider)
        begun = started(limits, holder, {event: day}, {}, office.calendar(unit), at)
        unit.duties.add_all(begun)
        for duty in (*ended, *begun):
            act = "duty.done" if duty.done_on else "duty.start"
            unit.audit(
                at, actor, act, "duty", duty.id, clause=duty.clause, after={"event": event, "on": day.isoformat()}
            )
        return (*ended, *begun)


def _counting(unit: UnitOfWork, office: Office, duty: Duty, pauses: tuple[CasePause, ...]) -> Iterator[str]:
    law, limit = office.law, limit_of(office.law, duty)
    if limit is None:
        yield messages.LAW_GONE.format(citation=law.citation(duty.clause), due=duty.due)
        return
    own = pauses_of(pauses, limit)
    if limit.countable and duty.start is None:
        yield messages.NOT_STARTED.format(start=limit.start.text if limit.start else "")
        return
    if duty.start is None or not limit.countable:
        yield from _uncounted(law, limit, duty)
    else:
        applied = LawDesk(law, office.calendar(unit)).apply(limit, duty.start, closed(own))
        yield from applied.lines
        if duty.done_on is not None and applied.deadline is not None and applied.deadline.due != duty.due:
            yield messages.COUNTED_BEFORE.format(due=duty.due)
    if duty.done_on is None and not duty.void:
        yield from (messages.STOPPED.format(kind=p.kind, first=p.first) for p in own if p.last is None)
        target = internal_target(duty, office.rules.internal_targets)
        if target is not None:
            yield messages.OWN_TARGET.format(due=target)
    if duty.done_on is not None:
        yield messages.DONE.format(on=duty.done_on)


def _uncounted(law: Law, limit: Limit, duty: Duty) -> Iterator[str]:
    pattern = law_messages.EXPLAIN_OPEN if limit.word else law_messages.EXPLAIN_OPEN_NO_WORD
    yield pattern.format(citation=law.citation(limit.clause), duty=limit.duty, word=limit.word)
    if limit.start is None and duty.start is not None:
        yield messages.UNREGULATED_START.format(on=duty.start)
    if limit.note:
        yield law_messages.EXPLAIN_ASSUMPTION.format(text=limit.note)


def _view(unit: UnitOfWork, office: Office, duty: Duty, pauses: tuple[CasePause, ...]) -> DutyView:
    rules = office.rules
    return view(
        duty,
        office.law,
        office.clock.today(),
        office.calendar(unit),
        pauses,
        soon=rules.soon,
        targets=rules.internal_targets,
    )
