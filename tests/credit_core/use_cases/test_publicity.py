"""Publication and its end as deeds: who may, who is told, and that the worker stops each record once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit_core.errors import BadFiling, Forbidden, NotAllowed, Refused, StaleVersion
from credit_core.model.ids import new_id
from credit_core.model.records import Axis, Finding, Publicity, Recipient, Record, Sharing
from credit_core.use_cases.intake import CONFIDENTIAL
from credit_core.use_cases.office import Office
from credit_core.use_cases.publicity import check_publication, over_period_handled, publish, stop_expired
from tests.credit_core.offices import CLERK, OFFICER, SetClock, add_firm, add_record

END = date(2026, 9, 2)


def published(office: Office, place: str = "city", end: date | None = END, seed: int = 1) -> Record:
    """A public record with its computed end, and one body that received it."""
    with office.store.begin() as unit:
        record = add_record(unit, add_firm(unit, seed), place, publicity_end=end)
        at = record.received_at
        unit.recipients.add(Recipient(new_id(), record.id, "某信用服务公司（测试）", at, None, None, None))
        return record


@pytest.mark.rule("CT-60", "SX-40", "SYS-53")
@pytest.mark.parametrize(("place", "rule"), [("city", "CT-60"), ("shanxi", "SX-40"), ("jiangxi", None)])
def test_at_the_end_recipients_are_told_and_owe_what_their_text_says(
    office: Office, clock: SetClock, place: str, rule: str | None
) -> None:
    record = published(office, place)
    clock.day = END + timedelta(days=1)
    assert stop_expired(office) == 1
    with office.store.read() as unit:
        stopped = unit.records.get(record.id)
        assert (stopped.publicity, stopped.sharing) == (Publicity.STOPPED, Sharing.SHARED)  # 公示 is not 共享
        (recipient,) = unit.recipients.where(record_id=record.id)
        assert recipient.told_at is not None
        assert [duty.rule for duty in unit.duties.where(record_id=record.id)] == ([rule] if rule else [])
        (change,) = unit.changes.where(record_id=record.id)
        assert (change.axis, change.rule, change.actor_id) == (Axis.PUBLICITY, "D1-12", "system")


@pytest.mark.rule("CT-54", "SYS-52")
def test_an_over_period_duty_without_a_number_waits_for_an_officer(office: Office, clock: SetClock) -> None:
    record = published(office)
    clock.day = END + timedelta(days=2)
    assert [stop_expired(office), stop_expired(office)] == [1, 0]
    with office.store.read() as unit:
        (duty,) = unit.duties.where(record_id=record.id, rule="CT-54")
        assert (duty.due, duty.days, duty.word, str(duty.clause)) == (None, None, "及时", "city-2022#44.2")
    with pytest.raises(Forbidden):
        over_period_handled(office, CLERK, record.id, "已处理")
    with pytest.raises(BadFiling):
        over_period_handled(office, OFFICER, record.id, "")
    (done,) = over_period_handled(office, OFFICER, record.id, "已通知使用单位（测试）")
    assert done.done_on == clock.day
    with pytest.raises(NotAllowed):
        over_period_handled(office, OFFICER, record.id, "再来一次")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(passes=st.lists(st.integers(-3, 12), min_size=1, max_size=4))
def test_whenever_the_worker_runs_each_record_is_stopped_once_and_never_early(
    sqlite_office: Office, clock: SetClock, passes: list[int]
) -> None:
    record = published(sqlite_office, seed=int(new_id()[:6], 16))
    for offset in sorted(passes):
        clock.day = END + timedelta(days=offset)
        stop_expired(sqlite_office)
    with sqlite_office.store.read() as unit:
        due = max(passes) > 0
        assert (unit.records.get(record.id).publicity is Publicity.STOPPED) == due
        assert unit.changes.count(record_id=record.id) == int(due)


def test_more_records_than_a_page_are_all_stopped(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from credit_core.storage.queues import Records

    whole = Records.past_publicity
    monkeypatch.setattr(Records, "past_publicity", lambda self, today, limit=2: whole(self, today, limit=limit))
    for seed in range(5):
        published(sqlite_office, seed=seed)
    assert stop_expired(sqlite_office, date(2026, 11, 20)) == 5


def test_no_end_never_ends(sqlite_office: Office) -> None:
    published(sqlite_office, end=None)
    assert stop_expired(sqlite_office, date(2099, 1, 1)) == 0


@pytest.mark.rule("GEN-10")
def test_what_was_found_last_about_confidentiality_holds(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        record = add_record(unit, add_firm(unit), "city", publicity=Publicity.NOT_PUBLIC, item="SL-1")
    outcomes = []
    for day, met in ((1, True), (1, False), (2, True)):
        with sqlite_office.store.begin() as unit:
            on = date(2026, 11, day)
            unit.findings.add(Finding(new_id(), record.id, CONFIDENTIAL, met, OFFICER.id, on, "测试"))
        outcomes.append(check_publication(sqlite_office, record.id).outcome.value)
    assert outcomes == ["refused", "undetermined", "refused"]


@pytest.mark.rule("SYS-01", "SX-02")
def test_without_a_loaded_catalogue_nothing_is_published(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        record = add_record(unit, add_firm(unit), "shanxi", publicity=Publicity.NOT_PUBLIC, item="SL-1")
    assert check_publication(sqlite_office, record.id).outcome == "undetermined"
    with pytest.raises(Refused, match="没有载入"):
        publish(sqlite_office, OFFICER, record.id)
    with pytest.raises(Forbidden):
        publish(sqlite_office, CLERK, record.id)
    with pytest.raises(StaleVersion):
        publish(sqlite_office, OFFICER, record.id, version=7)
    with sqlite_office.store.read() as unit:
        assert replace(unit.records.get(record.id)) == record
