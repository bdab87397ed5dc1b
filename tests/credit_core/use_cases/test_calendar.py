"""A notice loaded: open duties counted anew with their pauses, what changed listed, nothing told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from credit_core.calendar import load_calendar
from credit_core.errors import Forbidden, LawDataError
from credit_core.model.cases import CasePause
from credit_core.model.duties import AlertKind, Duty
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.use_cases.calendar import calendar_overview, load_calendar_file
from credit_core.use_cases.office import Office
from credit_core.use_cases.worker import run_once
from tests.credit_core.duty_examples import NOTICE_2027, add_case, add_duty, make_duty
from tests.credit_core.offices import OFFICER, SetClock

ADMIN = Actor("admin-1", Role.ADMINISTRATOR)
START = date(2027, 1, 29)
NAME = "2027.yaml"
HASTY = NOTICE_2027.replace("[02-05, 02-08, 02-09, 02-10, 02-11]", "[02-05, 02-08]")
SLOW = NOTICE_2027.replace("元旦: [01-01]", "元旦: [01-01, 01-04, 01-05, 01-06, 01-07, 01-08]")


def add(office: Office, rule: str, start: date | None = START, **changes: Any) -> Duty:
    with office.store.begin() as unit:
        return add_duty(unit, rule, start, **changes)


def again(office: Office, duty: Duty) -> Duty:
    with office.store.read() as unit:
        return unit.duties.get(duty.id)


def test_open_duties_are_counted_anew_and_the_changed_ones_listed(office: Office) -> None:
    with office.store.begin() as unit:
        case = add_case(unit, on=START)
    moved = add(office, "JX-57", case_id=case.id)
    settled = add(office, "JX-58", date(2027, 3, 1))
    done = add(office, "JX-57", done_on=date(2027, 2, 12))
    worded = add(office, "SX-33")
    waiting = add(office, "JX-59", None)
    found = load_calendar_file(office, ADMIN, NOTICE_2027, NAME)
    assert [(year.year, year.added) for year in found.years] == [(2027, True)]
    listed = {change.duty_id: change for change in found.changes}
    assert listed.keys() == {moved.id, settled.id}
    change = listed[moved.id]
    assert (change.number, change.rule, change.before, change.after) == (
        case.number, "JX-57", date(2027, 2, 12), date(2027, 2, 18),
    )  # fmt: skip
    assert (change.was_provisional, change.provisional, change.moved) == (True, False, True)
    assert not listed[settled.id].moved
    kept = again(office, moved)
    assert (kept.due, kept.provisional, kept.version) == (date(2027, 2, 18), False, moved.version + 1)
    with office.store.read() as unit:
        assert kept.calendar == office.calendar(unit).version
        entries = unit.audit_entries.where(entity="duty", entity_id=moved.id)
        assert [(entry.act, entry.actor_id) for entry in entries] == [("calendar.recount", "admin-1")]
    for duty in (done, worded, waiting):
        assert again(office, duty) == duty


def test_the_same_file_twice_changes_nothing_the_second_time(office: Office) -> None:
    duty = add(office, "JX-57")
    load_calendar_file(office, ADMIN, NOTICE_2027, NAME)
    kept = again(office, duty)
    with office.store.read() as unit:
        head = unit.audit_head()
    found = load_calendar_file(office, ADMIN, NOTICE_2027, "another-name.yaml")
    assert (found.again, found.changes) == (True, ())
    assert again(office, duty) == kept
    with office.store.read() as unit:
        assert unit.audit_head() == head
        assert unit.loaded.count(kind="calendar") == 1


def test_a_dry_run_says_the_same_and_writes_nothing(office: Office) -> None:
    duty = add(office, "JX-57")
    planned = load_calendar_file(office, ADMIN, NOTICE_2027, NAME, dry_run=True)
    assert again(office, duty) == duty
    assert calendar_overview(office).files == ()
    assert load_calendar_file(office, ADMIN, NOTICE_2027, NAME) == planned


def test_pauses_stay_out_of_the_count(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        case = add_case(unit, on=START)
        unit.pauses.add(CasePause(new_id(), case.id, "鉴定", date(2027, 1, 30), date(2027, 2, 1), "委托书", "意见书"))
    duty = add(sqlite_office, "JX-51", case_id=case.id)
    load_calendar_file(sqlite_office, ADMIN, NOTICE_2027, NAME)
    assert again(sqlite_office, duty).due == date(2027, 2, 4)
    longer = add(sqlite_office, "JX-52", case_id=case.id)
    load_calendar_file(sqlite_office, ADMIN, HASTY, "hasty.yaml")
    assert again(sqlite_office, longer).due == date(2027, 2, 12)


def test_a_paused_duty_is_counted_anew_and_stays_paused(sqlite_office: Office) -> None:
    duty = add(sqlite_office, "JX-52", paused=True)
    load_calendar_file(sqlite_office, ADMIN, NOTICE_2027, NAME)
    kept = again(sqlite_office, duty)
    assert (kept.paused, kept.provisional) == (True, False)


@pytest.mark.rule("GEN-06")
def test_the_later_reading_is_counted_anew(sqlite_office: Office) -> None:
    duty = add(sqlite_office, "SX-35", date(2027, 1, 31))
    (change,) = load_calendar_file(sqlite_office, ADMIN, NOTICE_2027, NAME).changes
    assert (change.after, change.alternative_due) == (date(2027, 2, 5), date(2027, 2, 12))
    assert again(sqlite_office, duty).alternative_due == date(2027, 2, 12)


def test_a_provisional_day_that_had_passed_is_overdue_once_the_notice_is_there(office: Office, clock: SetClock) -> None:
    duty = add(office, "JX-58", date(2027, 3, 1))
    assert duty.due == date(2027, 3, 4)
    clock.day = date(2027, 3, 8)
    run_once(office)
    with office.store.read() as unit:
        assert unit.alerts.count(duty_id=duty.id, kind=AlertKind.OVERDUE) == 0
    load_calendar_file(office, ADMIN, NOTICE_2027, NAME)
    run_once(office)
    run_once(office)
    with office.store.read() as unit:
        assert unit.alerts.count(duty_id=duty.id, kind=AlertKind.OVERDUE) == 1
        assert unit.alerts.count(duty_id=duty.id, kind=AlertKind.DUE_SOON) == 1


def test_what_was_told_of_the_old_day_is_not_told_again_for_the_new_one(office: Office, clock: SetClock) -> None:
    duty = add(office, "JX-57")
    assert duty.due == date(2027, 2, 12)
    clock.day = date(2027, 3, 1)
    run_once(office)
    load_calendar_file(office, ADMIN, NOTICE_2027, NAME)
    new = again(office, duty).due
    assert new == date(2027, 2, 18)
    assert run_once(office).idle
    with office.store.read() as unit:
        alerts = unit.alerts.where(duty_id=duty.id, due=new)
        assert sorted(alert.kind for alert in alerts) == sorted([AlertKind.DUE_SOON, AlertKind.OVERDUE])
        assert all("到期日由2027-02-12改为2027-02-18" in alert.text for alert in alerts)
        (item,) = unit.supervision.where(duty_id=duty.id)
    assert (item.due, item.closed_at) == (new, None)


def test_a_day_that_moves_into_the_future_ends_supervision_and_is_told_again_when_it_comes(
    office: Office, clock: SetClock
) -> None:
    load_calendar_file(office, ADMIN, NOTICE_2027, NAME)
    with office.store.read() as unit:
        calendar = office.calendar(unit)
    with office.store.begin() as unit:
        duty = add_duty(unit, "JX-58", date(2026, 12, 31), calendar)
    assert duty.due == date(2027, 1, 6)
    clock.day = date(2027, 1, 7)
    run_once(office)
    load_calendar_file(office, ADMIN, SLOW, "slow.yaml")
    new = again(office, duty).due
    assert new == date(2027, 1, 13)
    with office.store.read() as unit:
        (item,) = unit.supervision.where(duty_id=duty.id)
    assert item.closed_at is not None
    assert item.outcome is not None
    assert "2027-01-13" in item.outcome
    assert run_once(office).idle
    for days, kinds in [
        (-1, [AlertKind.DUE_SOON]),
        (0, [AlertKind.DUE_SOON]),
        (1, [AlertKind.DUE_SOON, AlertKind.OVERDUE]),
    ]:
        clock.day = new + timedelta(days=days)
        run_once(office)
        with office.store.read() as unit:
            assert sorted(a.kind for a in unit.alerts.where(duty_id=duty.id, due=new)) == sorted(kinds)


def test_a_replaced_file_loaded_again_comes_back_into_use(sqlite_office: Office) -> None:
    duty = add(sqlite_office, "JX-57")
    load_calendar_file(sqlite_office, ADMIN, NOTICE_2027, NAME)
    load_calendar_file(sqlite_office, ADMIN, HASTY, "hasty.yaml")
    assert again(sqlite_office, duty).due == date(2027, 2, 15)
    found = load_calendar_file(sqlite_office, ADMIN, NOTICE_2027, NAME)
    assert not found.again
    assert again(sqlite_office, duty).due == date(2027, 2, 18)
    with sqlite_office.store.read() as unit:
        assert unit.loaded.count(kind="calendar") == 2


def test_duties_that_began_under_another_table_are_counted_by_the_worker(office: Office, clock: SetClock) -> None:
    """A case filed while the notice was being loaded, or open when the program was updated."""
    load_calendar_file(office, ADMIN, NOTICE_2027, NAME)
    duty = add(office, "JX-57")
    assert duty.provisional
    clock.day = START
    (change,) = run_once(office).recounted
    assert (change.duty_id, change.after) == (duty.id, date(2027, 2, 18))
    assert run_once(office).idle


def test_a_duty_whose_law_is_no_longer_loaded_keeps_its_day(sqlite_office: Office, clock: SetClock) -> None:
    with sqlite_office.store.begin() as unit:
        duty = unit.duties.add(replace(make_duty("JX-57", START), rule="JX-99"))
    load_calendar_file(sqlite_office, ADMIN, NOTICE_2027, NAME)
    clock.day = START
    assert run_once(sqlite_office).idle
    assert again(sqlite_office, duty) == duty


def test_many_duties_are_all_counted(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        for _ in range(1100):
            add_duty(unit, "JX-57", START)
    assert len(load_calendar_file(sqlite_office, ADMIN, NOTICE_2027, NAME).changes) == 1100


def test_a_bad_file_is_refused_with_its_line_and_nothing_is_written(sqlite_office: Office) -> None:
    with pytest.raises(LawDataError, match=r"bad\.yaml 第7行（2027年）"):
        load_calendar_file(sqlite_office, ADMIN, NOTICE_2027.replace("元旦: [01-01]", "元旦: [01-02]"), "bad.yaml")
    assert calendar_overview(sqlite_office).files == ()


def test_only_an_administrator_loads(sqlite_office: Office) -> None:
    with pytest.raises(Forbidden):
        load_calendar_file(sqlite_office, OFFICER, NOTICE_2027, NAME)


def test_the_overview_names_version_years_and_files(sqlite_office: Office) -> None:
    packaged = calendar_overview(sqlite_office)
    assert (packaged.version, packaged.last_year) == (load_calendar().version, 2026)
    load_calendar_file(sqlite_office, ADMIN, NOTICE_2027, NAME)
    found = calendar_overview(sqlite_office)
    assert (found.last_year, [file.name for file in found.files]) == (2027, [NAME])
    assert found.version != packaged.version
    assert found.files[0].loaded_by == "admin-1"
