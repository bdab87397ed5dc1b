"""The overview's figures against a slow count of the same duties."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from credit_core.duties.status import status
from credit_core.errors import BadFiling
from credit_core.model.duties import DutyStatus
from credit_core.use_cases.desk.queue import Bucket
from credit_core.use_cases.desk.scope import Reach
from credit_core.use_cases.desk.statistics import overview
from credit_core.use_cases.office import Office
from credit_core.vocabulary import Unit
from tests.credit_core.offices import OFFICER

SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 29)
_COUNTED = {
    DutyStatus.DONE_ON_TIME: 0, DutyStatus.DONE_LATE: 1, DutyStatus.OVERDUE: 2, DutyStatus.DUE: 3,
    DutyStatus.DUE_SOON: 3, DutyStatus.PAUSED: 3,
}  # fmt: skip


def test_each_duty_is_counted_as_its_status_says(busy: Office) -> None:
    wanted: Counter[tuple[str, str, int]] = Counter()
    with busy.store.read() as unit:
        calendar, today = busy.calendar(unit), busy.clock.today()
        cases = {case.id for case in unit.cases.where() if SINCE <= case.received_on <= UNTIL}
        for duty in unit.duties.where(void=False):
            if duty.case_id in cases:
                wanted[duty.rule, duty.body, _COUNTED.get(status(duty, today, calendar), 4)] += 1
    found: Counter[tuple[str, str, int]] = Counter()
    for rate in overview(busy, OFFICER, Reach(), SINCE, UNTIL).duties:
        counts = (rate.on_time, rate.late, rate.open_overdue, rate.open_running, rate.not_countable)
        for place, count in enumerate(counts):
            found[rate.rule, rate.body, place] += count
        due = rate.on_time + rate.late + rate.open_overdue
        assert rate.rate == (rate.on_time / due if due else None)
    assert +found == wanted
    assert {place for _, _, place in wanted} == {0, 1, 2, 3, 4}


def test_volumes_and_days_add_up(busy: Office) -> None:
    seen = overview(busy, OFFICER, Reach(), SINCE, UNTIL)
    with busy.store.read() as unit:
        cases = [case for case in unit.cases.where() if SINCE <= case.received_on <= UNTIL]
        closed = [case for case in unit.cases.where() if case.closed_on and SINCE <= case.closed_on <= UNTIL]
    assert sum(one.count for one in seen.volumes) == sum(one.received for one in seen.days) == len(cases)
    assert sum(one.closed for one in seen.days) == len(closed)
    assert len(seen.days) == (UNTIL - SINCE).days + 1
    assert {row.bucket for row in seen.overdue} == {Bucket.OVERDUE}
    own = overview(busy, OFFICER, Reach(frozenset({"city"})), SINCE, UNTIL)
    assert {one.jurisdiction for one in own.volumes} == {"city"}


def test_a_median_is_in_the_duty_s_own_unit(busy: Office) -> None:
    rates = overview(busy, OFFICER, Reach(), SINCE, UNTIL).duties
    known = [rate for rate in rates if rate.median is not None]
    assert {rate.unit for rate in known} == {Unit.DAY, Unit.WORKING_DAY}
    assert all(rate.days is not None for rate in known)
    with busy.store.read() as unit:
        calendar = busy.calendar(unit)
        chosen = next(rate for rate in known if rate.unit is Unit.WORKING_DAY)
        took = []
        for duty in unit.duties.where(rule=chosen.rule, body=chosen.body, void=False):
            if duty.start and duty.done_on and duty.case_id and unit.cases.get(duty.case_id).received_on >= SINCE:
                days = (duty.start + timedelta(days=n) for n in range(1, (duty.done_on - duty.start).days + 1))
                took.append(sum(calendar.is_workday(day) for day in days))
    took.sort()
    assert chosen.median == (took[(len(took) - 1) // 2] + took[len(took) // 2]) / 2


def test_a_period_that_is_none_is_refused(busy: Office) -> None:
    with pytest.raises(BadFiling):
        overview(busy, OFFICER, Reach(), UNTIL, SINCE)
