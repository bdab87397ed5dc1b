"""Duties of cases and records: shown, explained day by day, owed without a number, ended by what fulfils them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from credit_core.errors import Duplicate, NotAllowed, NotFound, UnknownRule
from credit_core.model.cases import CasePause
from credit_core.model.duties import Duty, DutyStatus
from credit_core.model.ids import new_id
from credit_core.use_cases.duties import counting, due_until, duty_views, owe, record_event
from credit_core.use_cases.office import HouseRules, Office
from credit_core.use_cases.worker import run_once
from tests.credit_core.duty_examples import CALENDAR, add_case, add_duty
from tests.credit_core.offices import CLERK, SetClock, add_person, add_record

START = date(2026, 11, 20)


def record_of(office: Office, jurisdiction: str) -> str:
    with office.store.begin() as unit:
        return add_record(unit, add_person(unit), jurisdiction).id


def explained(office: Office, duty: Duty) -> tuple[str, ...]:
    with office.store.read() as unit:
        return counting(unit, office, duty.id)


PROVIDER = "公共信用信息提供单位"


@pytest.mark.rule("GEN-05", "SX-06", "CT-15", "JX-12")
@pytest.mark.parametrize(("place", "rule"), [("shanxi", "SX-06"), ("city", "CT-15"), ("jiangxi", "JX-12")])
def test_a_push_is_a_duty_in_time_without_a_day(office: Office, clock: SetClock, place: str, rule: str) -> None:
    record_id = record_of(office, place)
    (duty,) = record_event(office, CLERK, record_id, "information_obtained", on=date(2026, 11, 2))
    assert (duty.rule, duty.word, duty.days, duty.due, duty.body) == (rule, "及时", None, None, PROVIDER)
    clock.day = date(2036, 1, 1)
    run_once(office)
    with office.store.read() as unit:
        assert unit.alerts.count(duty_id=duty.id) == 0
        (shown,) = duty_views(unit, office, record_id=record_id)
    assert shown.status is DutyStatus.NO_STATUTORY_DATE
    (ended,) = record_event(office, CLERK, record_id, "pushed", on=date(2026, 11, 3))
    assert ended.done_on == date(2026, 11, 3)
    assert record_event(office, CLERK, record_id, "pushed") == ()
    with office.store.read() as unit:
        acts = [entry.act for entry in unit.audit_entries.where(entity_id=duty.id, order=("seq",))]
    assert acts == ["duty.start", "duty.done"]


@pytest.mark.rule("GEN-05", "JX-14")
def test_the_push_to_the_province_hangs_on_no_event_of_the_text_and_is_owed(office: Office, clock: SetClock) -> None:
    record_id = record_of(office, "jiangxi")
    duty = owe(office, CLERK, record_id, "JX-14", on=date(2026, 11, 2))
    assert (duty.word, duty.days, duty.due, duty.body) == ("及时", None, None, "设区的市公共信用信息平台")
    with pytest.raises(Duplicate):
        owe(office, CLERK, record_id, "JX-14")
    clock.day = date(2036, 1, 1)
    run_once(office)
    with office.store.read() as unit:
        assert unit.alerts.count(duty_id=duty.id) == 0
    (ended,) = record_event(office, CLERK, record_id, "pushed_up")
    assert (ended.id, ended.done_on) == (duty.id, clock.day)


def test_what_the_text_lets_begin_with_an_event_is_not_owed_by_hand(sqlite_office: Office) -> None:
    record_id = record_of(sqlite_office, "jiangxi")
    with pytest.raises(NotAllowed, match="收到异议申请"):
        owe(sqlite_office, CLERK, record_id, "JX-51")
    with pytest.raises(UnknownRule):
        owe(sqlite_office, CLERK, record_id, "SX-06")
    with pytest.raises(NotFound):
        owe(sqlite_office, CLERK, "x", "JX-14")


def test_an_event_of_a_record_begins_what_the_text_hangs_on_it(sqlite_office: Office) -> None:
    record_id = record_of(sqlite_office, "shanxi")
    (begun,) = record_event(sqlite_office, CLERK, record_id, "publication_stopped", on=START)
    assert (begun.rule, begun.word, begun.start, begun.record_id) == ("SX-40", "及时", START, record_id)
    (ended,) = record_event(sqlite_office, CLERK, record_id, "downstream_done", on=date(2026, 11, 27))
    assert (ended.id, ended.done_on) == (begun.id, date(2026, 11, 27))


def test_the_duties_of_a_case_as_they_stand(office: Office, clock: SetClock) -> None:
    with office.store.begin() as unit:
        case = add_case(unit)
        unit.pauses.add(CasePause(new_id(), case.id, "鉴定", date(2026, 11, 24), None, "委托书", None))
        add_duty(unit, "JX-51", START, case_id=case.id, paused=True)
        add_duty(unit, "JX-50", START, case_id=case.id)
        add_duty(unit, "JX-50", START)
    clock.day = date(2026, 11, 24)
    with office.store.read() as unit:
        shown = duty_views(unit, office, case_id=case.id)
    assert {(view.rule, view.status_name) for view in shown} == {("JX-50", "已逾期"), ("JX-51", "暂停计算")}
    assert {view.rule: len(view.pauses) for view in shown} == {"JX-50": 0, "JX-51": 1}


@pytest.mark.rule("JX-55")
def test_the_counting_names_every_day_and_the_open_pause(office: Office) -> None:
    with office.store.begin() as unit:
        case = add_case(unit)
        unit.pauses.add(CasePause(new_id(), case.id, "检测", date(2026, 11, 23), date(2026, 11, 23), "委托书", "报告"))
        unit.pauses.add(CasePause(new_id(), case.id, "鉴定", date(2026, 11, 26), None, "委托书", None))
        duty = add_duty(unit, "JX-51", START, case_id=case.id, paused=True)
    lines = explained(office, duty)
    assert lines[0].startswith("依据：《江西省社会信用条例》第三十九条第二款「三个工作日内」")
    assert "2026-11-21 不计（星期六，周末休息）" in lines
    assert "2026-11-23 不计（检测期间）" in lines
    assert "2026-11-24 第1个工作日（星期二）" in lines
    assert any("未经律师审核" in line for line in lines)
    assert lines[-1].startswith("鉴定自2026-11-26开始，还没有登记结束")


@pytest.mark.rule("GEN-05")
def test_the_counting_of_a_word_says_that_there_is_no_day_and_labels_a_target(sqlite_office: Office) -> None:
    office = replace(sqlite_office, rules=HouseRules(internal_targets=MappingProxyType({"SX-33": 5})))
    with office.store.begin() as unit:
        duty = add_duty(unit, "SX-33", START)
        silent = add_duty(unit, "CT-50", START)
        owed = add_duty(unit, "JX-14", START)
    lines = explained(office, duty)
    assert "只写「及时」，没有写明天数" in lines[0]
    assert lines[-1] == "内部目标日：2026-11-25（内部目标，不是法定期限）。"
    assert "没有写明期限" in explained(office, silent)[0]
    assert explained(office, owed)[1] == "条文没有写明从哪一天起算；自2026-11-20起登记为应办事项。"


def test_a_start_that_is_not_known_and_a_law_that_is_gone(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        waiting = add_duty(unit, "JX-59", None)
        gone = unit.duties.add(replace(add_duty(unit, "JX-58", START), id=new_id(), rule="JX-99"))
    assert explained(sqlite_office, waiting) == ("起算日还没有确定：从“收到提供单位推送之日”起算。",)
    assert "现在没有载入" in explained(sqlite_office, gone)[0]


def test_what_is_done_shows_the_day_written_then(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        duty = add_duty(unit, "JX-58", START, due=date(2026, 11, 24), done_on=date(2026, 11, 24))
    lines = explained(sqlite_office, duty)
    assert lines[-2:] == (
        "办结时记下的到期日是2026-11-24，是按当时收录的放假安排算的；办结的不再改动。",
        "办结日：2026-11-24。",
    )


def test_the_work_list_up_to_a_day(office: Office, clock: SetClock) -> None:
    with office.store.begin() as unit:
        case = add_case(unit)
        later = add_duty(unit, "JX-57", START)
        first = add_duty(unit, "JX-50", START, case_id=case.id)
        add_duty(unit, "JX-51", START, done_on=START)
        add_duty(unit, "SX-33", START)
    assert later.due is not None
    assert [(entry.view.id, entry.case) for entry in due_until(office, later.due)] == [
        (first.id, case),
        (later.id, None),
    ]
    assert [entry.view.id for entry in due_until(office, date(2026, 11, 23))] == [first.id]
    assert due_until(office, later.due, body="没有这个单位") == ()
    assert first.calendar == CALENDAR.version
