"""The work queue and the queue of due duties, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from credit_core.model.cases import Case, CaseType
from credit_core.model.duties import Duty
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.filing import Filing, file_case
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN, OFFICER, SetClock, add_person, add_record

FRIDAY = date(2026, 11, 20)


def _file(office: Office, key: str, place: str = "jiangxi") -> Case:
    with office.store.begin() as unit:
        subject = unit.subjects.find("s") or add_person(unit, id="s")
        record = add_record(unit, subject, place)
        filing = Filing(
            CaseType.OBJECTION, "objection", place, "公共信用信息平台（测试）", "web", {},
            {"ground": "error", "evidence": ["收据"], "recipient_role": "platform_operator"},
            subject_id=subject.id, record_id=record.id,
        )  # fmt: skip
        return file_case(unit, office, CITIZEN, filing, key).case


def test_the_work_queue_pages_by_due_day_without_gap_or_repetition(office: Office, clock: SetClock) -> None:
    clock.day = FRIDAY
    first = _file(office, "1")
    clock.day = date(2026, 11, 23)
    second = _file(office, "2")
    with office.store.read() as unit:
        whole = unit.cases.queue()
        pages: list[tuple[Case, Duty]] = []
        seen: tuple[date, str] | None = None
        while page := unit.cases.queue(after=seen, limit=2):
            pages += page
            seen = (page[-1][1].due or FRIDAY, page[-1][1].id)
    assert pages == list(whole)
    assert [duty.due for _, duty in whole] == sorted(duty.due or FRIDAY for _, duty in whole)
    assert [(case.id, duty.rule) for case, duty in whole][:2] == [(first.id, "JX-50"), (second.id, "JX-50")]
    assert len(whole) == 6  # 1, 3 and 7 工作日 of each


def test_the_work_queue_narrows_by_place_and_officer(office: Office) -> None:
    case = _file(office, "1")
    _file(office, "2", "shanxi")  # no numbered limit: nothing stands in a queue of due days
    with office.store.begin() as unit:
        unit.cases.replace(replace(unit.cases.get(case.id), assigned_to="officer-7"))
    with office.store.read() as unit:
        assert {found.id for found, _ in unit.cases.queue(jurisdiction="jiangxi")} == {case.id}
        assert unit.cases.queue(jurisdiction="shanxi") == ()
        assert {found.id for found, _ in unit.cases.queue(assigned_to="officer-7")} == {case.id}
        assert unit.cases.queue(assigned_to="officer-8") == ()


def test_what_is_closed_leaves_both_queues(office: Office, clock: SetClock) -> None:
    clock.day = FRIDAY
    case = _file(office, "1")
    body = "公共信用信息平台或者公共信用信息提供单位"
    with office.store.read() as unit:
        assert [duty.rule for duty in unit.duties.open_due(date(2026, 11, 25), body=body)] == ["JX-50", "JX-51"]
        assert [duty.rule for duty in unit.duties.open_due(limit=1, skip_locked=True)] == ["JX-50"]
    take_step(office, OFFICER, case.id, "withdraw")
    with office.store.read() as unit:
        assert unit.cases.queue() == ()
        assert unit.duties.open_due() == ()
