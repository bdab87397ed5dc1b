"""Bodies that received a record: who is told, who is obliged, and when the obligation is met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from credit_core.errors import Forbidden, NotAllowed, NotFound, StaleVersion
from credit_core.model.duties import Duty
from credit_core.model.ids import new_id
from credit_core.model.people import SYSTEM
from credit_core.model.records import Publicity, Recipient, Record
from credit_core.use_cases.downstream import Change, Removal, confirm_removal, tell_recipients
from credit_core.use_cases.office import Office
from credit_core.use_cases.record_changes import Ground, stop_publicity
from tests.credit_core.offices import CHINA, CITIZEN, OFFICER, SetClock, add_firm, add_record

DAY = date(2026, 3, 2)
BODIES = ("某信用服务机构（测试）", "某银行（测试）")
Tell = Callable[..., tuple[Recipient, ...]]


@pytest.fixture(autouse=True)
def _day(clock: SetClock) -> None:
    clock.day = DAY


def expired(office: Office, place: str) -> Record:
    """A record whose publicity period has run out, held by two bodies; the worker has just stopped its publicity."""
    with office.store.begin() as unit:
        record = add_record(unit, add_firm(unit), place)
        for body in BODIES:
            at = datetime(2026, 1, 5, 9, tzinfo=CHINA)
            unit.recipients.add(Recipient(new_id(), record.id, body, at, None, None, None))
        ground = Ground(SYSTEM, DAY, office.clock.now(), "系统", "公示期限届满", "D1-12", None)
        return stop_publicity(unit, record, ground)


def tell(office: Office, record: Record, change: Change = Change.STOPPED) -> tuple[Recipient, ...]:
    with office.store.begin() as unit:
        return tell_recipients(unit, office, record, change, on=DAY)


def duties(office: Office, record: Record) -> tuple[Duty, ...]:
    with office.store.read() as unit:
        return unit.duties.where(record_id=record.id, order=("body",))


@pytest.mark.rule("SX-40", "CT-60", "GEN-05")
@pytest.mark.parametrize(("place", "rule"), [("shanxi", "SX-40"), ("city", "CT-60")])
def test_when_the_period_runs_out_each_recipient_has_a_duty_without_a_number(
    office: Office, place: str, rule: str
) -> None:
    record = expired(office, place)
    told = tell(office, record)
    assert {recipient.body for recipient in told} == set(BODIES)
    assert all(recipient.told_at for recipient in told)
    found = duties(office, record)
    assert {duty.body for duty in found} == set(BODIES)
    assert {(duty.rule, duty.due, duty.word, duty.start) for duty in found} == {(rule, None, "及时", DAY)}


@pytest.mark.parametrize("place", ["jiangxi"])
def test_where_the_text_is_silent_they_are_told_and_no_duty_is_made_up(sqlite_office: Office, place: str) -> None:
    record = expired(sqlite_office, place)
    assert len(tell(sqlite_office, record)) == len(BODIES)
    assert duties(sqlite_office, record) == ()
    with sqlite_office.store.read() as unit:
        notices = unit.notices.where(kind="downstream")
    assert {notice.clause for notice in notices} == {None}
    assert all("没有写明使用单位应当怎样办" in notice.text for notice in notices)


@pytest.mark.rule("SX-40")
def test_the_notice_names_clause_and_duty_and_no_person(sqlite_office: Office) -> None:
    tell(sqlite_office, expired(sqlite_office, "shanxi"))
    with sqlite_office.store.read() as unit:
        notice = unit.notices.where(kind="downstream")[0]
    assert "《山西省社会信用条例》第四十三条第二款要求停止使用并删除失信信息（及时）" in notice.text
    assert notice.subject_id is None


@pytest.mark.rule("CT-60")
def test_the_duty_ends_when_the_information_is_removed_not_when_its_use_stops(sqlite_office: Office) -> None:
    record = expired(sqlite_office, "city")
    first, second = tell(sqlite_office, record)
    confirm_removal(sqlite_office, OFFICER, first.id, Removal.STOPPED)
    confirm_removal(sqlite_office, OFFICER, second.id, Removal.REMOVED)
    assert {duty.body: duty.done_on for duty in duties(sqlite_office, record)} == {first.body: None, second.body: DAY}


@pytest.mark.rule("CT-60")
def test_told_twice_obliged_once_and_left_alone_when_nothing_is_left(sqlite_office: Office) -> None:
    record = expired(sqlite_office, "city")
    first, _ = tell(sqlite_office, record)
    confirm_removal(sqlite_office, OFFICER, first.id, Removal.REMOVED)
    again = tell(sqlite_office, record)
    assert first.body not in {recipient.body for recipient in again}
    assert len(duties(sqlite_office, record)) == len(BODIES)


def test_a_correction_reaches_everybody_and_obliges_nobody(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        record = add_record(unit, add_firm(unit), "city")
        unit.recipients.add(Recipient(new_id(), record.id, BODIES[0], office_moment(), None, None, "removed"))
    (told,) = tell(sqlite_office, record, Change.CORRECTED)
    assert told.confirmed_at is None
    assert duties(sqlite_office, record) == ()


def test_what_was_never_public_leaves_no_duty_when_it_is_deleted(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        record = add_record(unit, add_firm(unit), "city", publicity=Publicity.NOT_PUBLIC)
        unit.recipients.add(Recipient(new_id(), record.id, BODIES[0], office_moment(), None, None, None))
    tell(sqlite_office, record, Change.DELETED)
    assert duties(sqlite_office, record) == ()


def test_an_answer_needs_a_question_a_member_of_staff_and_the_version_seen(sqlite_office: Office) -> None:
    record = expired(sqlite_office, "city")
    with sqlite_office.store.read() as unit:
        waiting = unit.recipients.where(record_id=record.id)[0]
    with pytest.raises(NotAllowed):
        confirm_removal(sqlite_office, OFFICER, waiting.id, Removal.REMOVED)
    told = next(recipient for recipient in tell(sqlite_office, record) if recipient.id == waiting.id)
    with pytest.raises(Forbidden):
        confirm_removal(sqlite_office, CITIZEN, told.id, Removal.REMOVED)
    with pytest.raises(StaleVersion):
        confirm_removal(sqlite_office, OFFICER, told.id, Removal.REMOVED, version=waiting.version)
    with pytest.raises(NotFound):
        confirm_removal(sqlite_office, OFFICER, "none", Removal.REMOVED)


def office_moment() -> datetime:
    """When a body received the record."""
    return datetime(2026, 1, 5, 9, tzinfo=CHINA)
