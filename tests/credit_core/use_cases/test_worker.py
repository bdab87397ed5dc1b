"""Reminders and supervision: each once, nothing early, everything with its true day, however the clock and workers run."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit_core.deadlines import is_overdue
from credit_core.model.duties import Alert, AlertKind, Duty
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases import worker
from credit_core.use_cases.office import HouseRules, Office
from credit_core.use_cases.worker import run_once
from tests.credit_core.duty_examples import CALENDAR, add_case, add_duty
from tests.credit_core.offices import SetClock, add_person, add_record

T = TypeVar("T")
ONE_DAY = timedelta(days=1)
SOON, OVERDUE, INTERNAL = AlertKind.DUE_SOON, AlertKind.OVERDUE, AlertKind.INTERNAL


def add(office: Office, rule: str, start: date | None, **changes: Any) -> Duty:
    with office.store.begin() as unit:
        return add_duty(unit, rule, start, **changes)


def change(office: Office, duty: Duty, **changes: Any) -> Duty:
    with office.store.begin() as unit:
        return unit.duties.replace(replace(unit.duties.get(duty.id), **changes))


def read(office: Office, look: Callable[[UnitOfWork], T]) -> T:
    with office.store.read() as unit:
        return look(unit)


def alerts(office: Office, duty: Duty) -> list[Alert]:
    return list(read(office, lambda unit: unit.alerts.where(duty_id=duty.id, order=("raised_at", "kind"))))


def kinds(office: Office, duty: Duty) -> list[AlertKind]:
    return sorted(alert.kind for alert in alerts(office, duty))


def test_soon_and_overdue_once_each_with_the_true_day(office: Office, clock: SetClock) -> None:
    clock.day = date(2026, 11, 20)
    duty = add(office, "JX-58", date(2026, 11, 20))
    assert run_once(office).idle
    for day, expected in [(23, []), (24, [SOON]), (25, [SOON]), (26, [SOON, OVERDUE]), (27, [SOON, OVERDUE])]:
        clock.day = date(2026, 11, day)
        run_once(office)
        run_once(office)
        assert kinds(office, duty) == sorted(expected)
    told = {alert.kind: alert for alert in alerts(office, duty)}
    assert {alert.due for alert in told.values()} == {date(2026, 11, 25)}
    assert "应当在2026-11-25以前办结" in told[SOON].text
    assert "到期日是2026-11-25" in told[OVERDUE].text
    (item,) = read(office, lambda unit: unit.supervision.where())
    assert (item.due, str(item.liability)) == (date(2026, 11, 25), "jiangxi-2022#57.1.5")
    (entry,) = read(office, lambda unit: unit.audit_entries.where(entity="supervision_item"))
    assert entry.role == "system"


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 2, 13), date(2026, 2, 25)),  # 春节: 14 日 and 28 日 are made up for
        (date(2026, 9, 29), date(2026, 10, 9)),  # 国庆
        (date(2025, 12, 30), date(2026, 1, 5)),  # year end, 4 January worked
    ],
)
@pytest.mark.parametrize("down", [1, 2, 10])
def test_over_holidays_and_standstill_nothing_early_and_nothing_twice(
    sqlite_office: Office, clock: SetClock, start: date, due: date, down: int
) -> None:
    duty = add(sqlite_office, "JX-58", start)
    assert duty.due == due
    clock.day = start
    while clock.day < due + timedelta(days=20):
        clock.day += timedelta(days=down)
        run_once(sqlite_office)
        assert (OVERDUE in kinds(sqlite_office, duty)) is (clock.day > due)
    assert kinds(sqlite_office, duty) == sorted([SOON, OVERDUE])
    assert {alert.due for alert in alerts(sqlite_office, duty)} == {due}


def test_after_ten_days_of_standstill_a_late_reminder_says_so(sqlite_office: Office, clock: SetClock) -> None:
    duty = add(sqlite_office, "JX-58", date(2026, 11, 20))
    clock.day = date(2026, 12, 5)
    assert run_once(sqlite_office).alerts == {SOON: 1, OVERDUE: 1, INTERNAL: 0}
    told = {alert.kind: alert.text for alert in alerts(sqlite_office, duty)}
    assert told[SOON].startswith("补发提醒")


def test_a_duty_done_late_while_nobody_was_awake_still_comes_to_supervision(office: Office, clock: SetClock) -> None:
    late = add(office, "JX-58", date(2026, 11, 20), done_on=date(2026, 11, 27))
    in_time = add(office, "JX-58", date(2026, 11, 20), done_on=date(2026, 11, 25))
    clock.day = date(2026, 12, 5)
    run_once(office)
    assert run_once(office).idle
    assert (kinds(office, late), kinds(office, in_time)) == ([OVERDUE], [])
    (item,) = read(office, lambda unit: unit.supervision.where())
    assert (item.duty_id, item.due) == (late.id, date(2026, 11, 25))
    assert "2026-11-27才办结" in item.text


def test_a_clock_that_steps_back_raises_nothing_twice_and_nothing_early(sqlite_office: Office, clock: SetClock) -> None:
    duty = add(sqlite_office, "JX-58", date(2026, 11, 20))
    later = add(sqlite_office, "JX-57", date(2026, 11, 20))
    for day in [date(2026, 11, 26), date(2026, 11, 19), date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 21)]:
        clock.day = day
        run_once(sqlite_office)
    assert kinds(sqlite_office, duty) == sorted([SOON, OVERDUE])
    assert kinds(sqlite_office, later) == []


def test_a_provisional_day_is_told_as_provisional_and_overdue_only_fourteen_days_later(
    sqlite_office: Office, clock: SetClock
) -> None:
    duty = add(sqlite_office, "JX-57", date(2026, 12, 25))
    assert duty.due is not None
    assert duty.provisional
    for days, expected in [(0, [SOON]), (14, [SOON]), (15, [SOON, OVERDUE])]:
        clock.day = duty.due + timedelta(days=days)
        run_once(sqlite_office)
        assert kinds(sqlite_office, duty) == sorted(expected)
    assert all(f"{duty.due}（暂定）" in alert.text for alert in alerts(sqlite_office, duty))


def test_a_provisional_day_missed_by_less_than_the_grace_is_not_late(sqlite_office: Office, clock: SetClock) -> None:
    duty = add(sqlite_office, "JX-57", date(2026, 12, 25))
    assert duty.due is not None
    change(sqlite_office, duty, done_on=duty.due + timedelta(days=14))
    clock.day = date(2027, 12, 1)
    run_once(sqlite_office)
    assert kinds(sqlite_office, duty) == []


def test_nothing_is_told_of_paused_void_and_done_duties(sqlite_office: Office, clock: SetClock) -> None:
    start = date(2026, 11, 20)
    duties = [
        add(sqlite_office, "JX-51", start, paused=True),
        add(sqlite_office, "JX-51", start, void=True),
        add(sqlite_office, "JX-51", start, done_on=date(2026, 11, 25)),
        add(sqlite_office, "JX-59", None),
    ]
    clock.day = date(2027, 6, 1)
    assert run_once(sqlite_office).idle
    assert [kinds(sqlite_office, duty) for duty in duties] == [[], [], [], []]


@pytest.mark.rule("GEN-05")
def test_a_duty_without_a_number_is_never_overdue_and_its_target_is_told_as_internal(
    office: Office, clock: SetClock
) -> None:
    office = replace(office, rules=HouseRules(internal_targets=MappingProxyType({"SX-33": 5})))
    duty = add(office, "SX-33", date(2026, 11, 20))
    other = add(office, "CT-50", date(2026, 11, 20))
    for day, expected in [(date(2026, 11, 24), []), (date(2026, 11, 25), [INTERNAL]), (date(2036, 1, 1), [INTERNAL])]:
        clock.day = day
        run_once(office)
        assert kinds(office, duty) == expected
    assert "内部目标，不是法定期限" in alerts(office, duty)[0].text
    assert kinds(office, other) == []
    assert read(office, lambda unit: unit.supervision.count()) == 0


@pytest.mark.rule("JX-52", "JX-53")
def test_the_other_unit_is_to_be_asked_by_the_fourth_day(office: Office, clock: SetClock) -> None:
    with office.store.begin() as unit:
        silent, asked = add_case(unit, facts={"scope": "cross_unit"}), add_case(unit)
    waiting = add(office, "JX-52", date(2026, 11, 20), case_id=silent.id)
    sent = add(office, "JX-52", date(2026, 11, 20), case_id=asked.id)
    add(office, "JX-53", date(2026, 11, 24), case_id=asked.id)
    for day, expected in [(25, []), (26, [INTERNAL]), (27, [INTERNAL])]:
        clock.day = date(2026, 11, day)
        run_once(office)
        assert kinds(office, waiting) == expected
    assert kinds(office, sent) == []
    (alert,) = alerts(office, waiting)
    assert alert.due == date(2026, 11, 26)
    assert alert.text.startswith(f"内部提醒，不是法定期限：办件{silent.number}，")


def test_a_reminder_names_the_case_and_no_person(sqlite_office: Office, clock: SetClock) -> None:
    with sqlite_office.store.begin() as unit:
        case = add_case(unit)
    duty = add(sqlite_office, "JX-51", date(2026, 11, 20), case_id=case.id)
    clock.day = date(2026, 11, 26)
    run_once(sqlite_office)
    for alert in alerts(sqlite_office, duty):
        assert case.number in alert.text
        assert "张小三" not in alert.text
        assert "还没有确定的，请先确定" in alert.text  # 三个 or 七个工作日: nobody has found yet which


@pytest.mark.rule("SX-48", "JX-67", "CT-65")
def test_supervision_claims_only_the_liability_of_the_place(sqlite_office: Office, clock: SetClock) -> None:
    duties = {rule: add(sqlite_office, rule, date(2026, 11, 20)) for rule in ("SX-35", "CT-55", "JX-58")}
    clock.day = date(2026, 12, 31)
    run_once(sqlite_office)
    items = {item.duty_id: item for item in read(sqlite_office, lambda unit: unit.supervision.where())}
    claimed = {rule: str(items[duty.id].liability) for rule, duty in duties.items()}
    assert claimed == {"SX-35": "None", "CT-55": "city-2022#56.1.5", "JX-58": "jiangxi-2022#57.1.5"}
    assert "不能只因为逾期就引用" in items[duties["SX-35"].id].text


def test_two_workers_at_once_raise_each_thing_once(office: Office, clock: SetClock) -> None:
    clock.day = date(2026, 12, 1)
    with office.store.begin() as unit:
        for _ in range(60):
            add_duty(unit, "JX-58", date(2026, 11, 20))
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: run_once(office, batch=7), range(4)))
    run_once(office, batch=7)
    assert not any(report.faults for report in reports)
    assert read(office, lambda unit: unit.alerts.count(kind=SOON)) == 60
    assert read(office, lambda unit: unit.alerts.count(kind=OVERDUE)) == 60
    assert read(office, lambda unit: unit.supervision.count()) == 60
    assert sum(report.alerts[OVERDUE] for report in reports) <= 60


def test_a_small_batch_does_not_leave_anything_for_the_next_pass(sqlite_office: Office, clock: SetClock) -> None:
    with sqlite_office.store.begin() as unit:
        for days in range(11):
            add_duty(unit, "JX-58", date(2026, 10, 20) + timedelta(days=days))
    clock.day = date(2026, 12, 1)
    assert run_once(sqlite_office, batch=3).alerts == {SOON: 11, OVERDUE: 11, INTERNAL: 0}
    assert run_once(sqlite_office, batch=3).idle


SCHEDULE = st.lists(st.integers(-12, 25), min_size=1, max_size=12)
SOME = [("JX-50", 0), ("JX-51", 3), ("JX-57", 9), ("SX-35", 30), ("SX-37", 70), ("CT-56", 31), ("SX-33", 5)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=SCHEDULE, begin=st.dates(date(2025, 12, 1), date(2026, 12, 20)), seed=st.integers(0, 9))
def test_what_is_raised_does_not_depend_on_when_the_worker_ran(
    sqlite_office: Office, clock: SetClock, steps: list[int], begin: date, seed: int
) -> None:
    """Against a plain model: by the latest day of any pass, each event that had come is there once, none before."""
    shuffled = random.Random(seed).sample(SOME, 4)
    duties = [add(sqlite_office, rule, begin + timedelta(days=offset)) for rule, offset in shuffled]
    seen: dict[str, set[AlertKind]] = {duty.id: set() for duty in duties}
    clock.day = begin
    for step in steps:
        clock.day += timedelta(days=step)
        run_once(sqlite_office, batch=3)
        for duty in duties:
            if duty.due is None:
                continue
            left = sum(CALENDAR.is_workday(clock.day + ONE_DAY * n) for n in range(1, (duty.due - clock.day).days + 1))
            if left <= 1:
                seen[duty.id].add(SOON)
            if is_overdue(duty.due, duty.provisional, clock.day):
                seen[duty.id].add(OVERDUE)
    for duty in duties:
        told = alerts(sqlite_office, duty)
        assert sorted(alert.kind for alert in told) == sorted(seen[duty.id])
        assert all(alert.due == duty.due for alert in told)


def test_a_job_that_fails_does_not_stop_the_others(
    sqlite_office: Office, clock: SetClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(office: Office, batch: int) -> tuple[()]:
        raise ValueError("坏了")

    monkeypatch.setattr(worker, "recount", broken)
    duty = add(sqlite_office, "JX-58", date(2026, 11, 20))
    clock.day = date(2026, 11, 26)
    report = run_once(sqlite_office, heads=tmp_path / "heads")
    assert report.faults == ("“按最新的放假安排重新计算”没有完成：ValueError：坏了",)
    assert kinds(sqlite_office, duty) == sorted([SOON, OVERDUE])
    assert report.jobs["audit_head"] == 1


def test_duties_whose_law_is_gone_do_not_keep_the_others_from_being_told(
    sqlite_office: Office, clock: SetClock
) -> None:
    gone = add(sqlite_office, "JX-58", date(2026, 11, 2), document="gone-2020")
    duty = add(sqlite_office, "JX-58", date(2026, 11, 20))
    clock.day = date(2026, 11, 26)
    (fault,) = run_once(sqlite_office).faults
    assert "gone-2020没有载入" in fault
    assert (kinds(sqlite_office, gone), kinds(sqlite_office, duty)) == ([], sorted([SOON, OVERDUE]))


def test_the_head_of_the_audit_chain_is_kept_outside_when_it_moved(
    sqlite_office: Office, clock: SetClock, tmp_path: Path
) -> None:
    heads = tmp_path / "kept" / "heads"
    assert run_once(sqlite_office, heads=heads).jobs["audit_head"] == 0
    add(sqlite_office, "JX-58", date(2026, 11, 20))
    clock.day = date(2026, 11, 26)
    assert run_once(sqlite_office, heads=heads).jobs["audit_head"] == 1
    assert run_once(sqlite_office, heads=heads).jobs["audit_head"] == 0
    assert len(heads.read_text().splitlines()) == 1


def test_a_reminder_about_a_record_names_the_record(sqlite_office: Office, clock: SetClock) -> None:
    with sqlite_office.store.begin() as unit:
        record = add_record(unit, add_person(unit), "jiangxi")
    duty = add(sqlite_office, "JX-58", date(2026, 11, 20), record_id=record.id)
    clock.day = date(2026, 11, 26)
    run_once(sqlite_office)
    assert all(f"记录{record.number}，" in alert.text for alert in alerts(sqlite_office, duty))
