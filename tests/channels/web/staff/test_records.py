"""The records area: nothing is seen without a purpose, every look is registered, and what is out of reach is not there."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from credit_core.model.people import Role
from credit_core.model.records import Record
from credit_core.model.subjects import Subject
from tests.channels.web.staff.case_work import OTHER_PLACE, PLACE, case
from tests.channels.web.staff.desks import Desks
from tests.credit_core.offices import add_person, add_record

WHY = "核对异议事实"


def held(desks: Desks, place: str = PLACE) -> tuple[Subject, Record]:
    """A subject with a record of the place."""
    with desks.office.store.begin() as unit:
        subject = unit.subjects.find("held") or add_person(unit, id="held")
        return subject, add_record(unit, subject, place)


def looks(desks: Desks) -> list[tuple[str, str]]:
    with desks.office.store.read() as unit:
        return [(entry.purpose, entry.actor_id) for entry in unit.queries.where()]


def search(client: TestClient, kind: str, text: str, purpose: str = WHY) -> str:
    return client.post("/staff/records", data={"kind": kind, "text": text, "purpose": purpose}).text


def test_a_subject_is_found_by_its_whole_number_and_shown_masked(desks: Desks) -> None:
    subject, _ = held(desks)
    client = desks.client(Role.CASE_OFFICER)
    page = search(client, "subject", subject.id_number)
    assert f"/staff/records/subjects/{subject.id}" in page
    assert page.count(subject.id_number) == 1  # what was typed, in the form
    assert subject.name not in page
    assert looks(desks) == [(WHY, client.member.id)]  # type: ignore[attr-defined]


def test_without_a_purpose_nothing_is_seen_and_what_was_typed_stays(desks: Desks) -> None:
    subject, record = held(desks)
    client = desks.client(Role.CASE_OFFICER)
    page = search(client, "subject", subject.name, " ")
    assert "请先写明查看的目的" in page
    assert f'value="{subject.name}"' in page
    for address in (f"/staff/records/{record.id}", f"/staff/records/subjects/{subject.id}"):
        asked = client.get(address)
        assert asked.status_code == 200
        assert "查看目的" in asked.text
        assert record.number not in asked.text
        assert client.post(address, data={"purpose": ""}).status_code == 422
    assert looks(desks) == []


def test_a_record_shows_its_axes_source_history_and_who_looked(desks: Desks) -> None:
    subject, record = held(desks)
    client = desks.client(Role.SUPERVISOR)
    assert record.number in search(client, "record", record.number.lower())
    page = client.post(f"/staff/records/{record.id}", data={"purpose": WHY}).text
    for words in (record.title, record.provider, "效力", "公示", "共享", "保存期限", "变动和理由", "谁查看过", WHY):
        assert words in page
    assert subject.id_number not in page
    assert len(looks(desks)) == 2


def test_an_archive_lists_records_and_cases(desks: Desks) -> None:
    one = case(desks)
    page = desks.client(Role.REVIEWER).post(f"/staff/records/subjects/{one.subject_id}", data={"purpose": WHY}).text
    assert one.number in page
    assert "信息 1 条" in page
    assert f'action="/staff/records/{one.record_id}"' in page


def test_what_is_out_of_reach_is_not_there(desks: Desks) -> None:
    subject, record = held(desks, OTHER_PLACE)
    client = desks.client(Role.CASE_OFFICER, places=(PLACE,))
    clerk = desks.client(Role.PROVIDER_CLERK, body="别的单位（测试）")
    for somebody in (client, clerk):
        assert somebody.post(f"/staff/records/{record.id}", data={"purpose": WHY}).status_code == 404
        assert somebody.post(f"/staff/records/subjects/{subject.id}", data={"purpose": WHY}).status_code == 404
        assert "没有找到" in search(somebody, "record", record.number)
    own = desks.client(Role.PROVIDER_CLERK, body=record.provider)
    assert own.post(f"/staff/records/{record.id}", data={"purpose": WHY}).status_code == 200


@pytest.mark.parametrize(
    ("role", "register", "authorisations"),
    [(Role.SUPERVISOR, True, True), (Role.CASE_OFFICER, False, True), (Role.PROVIDER_CLERK, False, False)],
)
def test_the_area_offers_the_parts_that_the_role_may_open(
    desks: Desks, role: Role, register: bool, authorisations: bool
) -> None:
    client = desks.client(role, body="某单位（测试）")
    page = client.get("/staff/records").text
    for path, offered in (("register", register), ("authorisations", authorisations), ("repairs", True)):
        assert (f'href="/staff/records/{path}"' in page) is offered
        assert client.get(f"/staff/records/{path}").status_code == (200 if offered else 403)


def test_an_administrator_sees_none_of_it(desks: Desks) -> None:
    _, record = held(desks)
    client = desks.client(Role.ADMINISTRATOR)
    assert client.get("/staff/records").status_code == 403
    assert client.post(f"/staff/records/{record.id}", data={"purpose": WHY}).status_code == 403
