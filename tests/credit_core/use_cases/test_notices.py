"""Notices: they wait until their delivery is recorded, once, with its day and its proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from credit_core.errors import BadFiling, Forbidden, NotAllowed, NotFound, StaleVersion
from credit_core.identity.masking import mask_in_text
from credit_core.model.records import RecordClass
from credit_core.use_cases import complaint, honour
from credit_core.use_cases.complaint import ComplaintFiling, file_complaint
from credit_core.use_cases.honour import HonourFiling, file_honour_deletion
from credit_core.use_cases.notices import Delivery, record_delivery, reissue, undelivered
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN, OFFICER, SetClock, add_person, add_record

DELIVERY = Delivery("counter", date(2026, 11, 20), "签收单第1号（测试）")


def accepted(office: Office, key: str = "k") -> str:
    """A complaint whose complainant is to be told that it was accepted; the notice's id."""
    filed = file_complaint(office, CITIZEN, ComplaintFiling("city", "某局（测试）", "泄露信息。"), key=key)
    complaint.accept(office, OFFICER, filed.case.id)
    return undelivered(office, case_id=filed.case.id)[0].id


def deleted(office: Office) -> str:
    """A deletion of an honour that was carried out; the case's id."""
    with office.store.begin() as unit:
        person = add_person(unit)
        record = add_record(unit, person, "city", record_class=RecordClass.POSITIVE)
    slots = {"subject_name": person.name, "subject_id_type": "resident_id", "subject_id": person.id_number}
    filing = HonourFiling("city", "某机构（测试）", slots, ["award"], record.id)
    case = file_honour_deletion(office, CITIZEN, filing, key="h").case
    honour.verify_identity(office, OFFICER, case.id, "counter", "记录", name=person.name, number=person.id_number)
    return honour.delete(office, OFFICER, case.id).id


def test_a_delivery_is_recorded_once(office: Office, clock: SetClock) -> None:
    notice = accepted(office)
    clock.day = date(2026, 11, 23)
    delivered = record_delivery(office, OFFICER, notice, replace(DELIVERY, on=date(2026, 11, 21)))
    assert (delivered.delivered_on, delivered.proof, delivered.channel) == (
        date(2026, 11, 21), DELIVERY.proof, "counter",
    )  # fmt: skip
    assert undelivered(office) == ()
    with pytest.raises(NotAllowed, match="2026-11-21"):
        record_delivery(office, OFFICER, notice, replace(DELIVERY, on=date(2026, 11, 22)))
    with office.store.read() as unit:
        (entry,) = unit.audit_entries.where(entity="notice", entity_id=notice)
        assert entry.act == "notice.deliver"


@pytest.mark.parametrize(
    "wrong",
    [{"on": date(2026, 11, 19)}, {"on": date(2026, 11, 21)}, {"proof": " "}],
    ids=["前一天", "明天", "没有凭证"],
)
def test_a_day_that_cannot_be_and_a_missing_proof_are_sent_back(
    sqlite_office: Office, wrong: dict[str, object]
) -> None:
    notice = accepted(sqlite_office)
    with pytest.raises(BadFiling):
        record_delivery(sqlite_office, OFFICER, notice, replace(DELIVERY, **wrong))  # type: ignore[arg-type]
    assert len(undelivered(sqlite_office)) == 1


def test_the_delivery_of_a_result_takes_the_case_with_it(office: Office) -> None:
    case_id = deleted(office)
    (notice,) = undelivered(office, case_id=case_id)
    delivered = record_delivery(office, OFFICER, notice.id, DELIVERY)
    assert delivered.delivered_on == DELIVERY.on
    with office.store.read() as unit:
        case = unit.cases.get(case_id)
        assert case.state == "notified"
        last = unit.events.where(case_id=case_id, order=("-number",), limit=1)[0]
        assert (last.event, last.on) == ("notify", DELIVERY.on)


def test_the_step_of_telling_records_the_delivery(sqlite_office: Office) -> None:
    case_id = deleted(sqlite_office)
    honour.notify(sqlite_office, OFFICER, case_id, DELIVERY.on, DELIVERY.proof, channel="letter")
    assert undelivered(sqlite_office) == ()
    with sqlite_office.store.read() as unit:
        (notice,) = unit.notices.where(case_id=case_id, kind="result")
        assert (notice.delivered_on, notice.channel) == (DELIVERY.on, "letter")
    with pytest.raises(NotAllowed):
        record_delivery(sqlite_office, OFFICER, notice.id, DELIVERY)


def test_the_list_can_be_narrowed_to_a_case_and_a_channel(sqlite_office: Office) -> None:
    first, second = accepted(sqlite_office, "1"), accepted(sqlite_office, "2")
    assert [notice.id for notice in undelivered(sqlite_office)] == [first, second]
    reissue(sqlite_office, OFFICER, second, "letter", "窗口没有联系上")
    assert [notice.id for notice in undelivered(sqlite_office, channel="letter")] == [second]
    assert [notice.id for notice in undelivered(sqlite_office, channel="counter")] == [first]


def test_sent_again_it_is_the_same_notice(sqlite_office: Office) -> None:
    notice = accepted(sqlite_office)
    again = reissue(sqlite_office, OFFICER, notice, "letter", "窗口没有联系上")
    assert (again.id, again.channel, again.delivered_on) == (notice, "letter", None)
    record_delivery(sqlite_office, OFFICER, notice, DELIVERY)
    copy = reissue(sqlite_office, OFFICER, notice, "web", "申请人要一份副本")
    assert (copy.delivered_on, copy.channel) == (DELIVERY.on, "counter")


@pytest.mark.parametrize(("channel", "reason"), [("", "理由"), ("letter", " ")])
def test_sending_again_needs_a_way_and_a_reason(sqlite_office: Office, channel: str, reason: str) -> None:
    notice = accepted(sqlite_office)
    with pytest.raises(BadFiling):
        reissue(sqlite_office, OFFICER, notice, channel, reason)


def test_delivery_is_recorded_by_staff_of_the_notice_as_seen(sqlite_office: Office) -> None:
    notice = accepted(sqlite_office)
    with pytest.raises(Forbidden):
        record_delivery(sqlite_office, CITIZEN, notice, DELIVERY)
    with pytest.raises(StaleVersion):
        record_delivery(sqlite_office, OFFICER, notice, DELIVERY, version=7)
    with pytest.raises(NotFound):
        record_delivery(sqlite_office, OFFICER, "none", DELIVERY)


def test_no_identity_number_gets_into_a_notice(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        number = add_person(unit).id_number
    filed = file_complaint(sqlite_office, CITIZEN, ComplaintFiling("city", "某局", "泄露信息。"), key="k")
    complaint.accept(sqlite_office, OFFICER, filed.case.id)
    complaint.investigate(sqlite_office, OFFICER, filed.case.id, {"conduct": True}, "核对（测试）")
    complaint.answer(sqlite_office, OFFICER, filed.case.id, f"经核实，{number}的信息被泄露，咨询电话03511234567。")
    text = undelivered(sqlite_office, case_id=filed.case.id)[-1].text
    assert number not in text
    assert mask_in_text(number) in text
    assert "03511234567" in text
