"""An identified citizen's own things for programs: theirs, nobody else's."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from channels.web.access.table import Row, Who, load_table
from credit_core.model.cases import CaseType
from credit_core.model.ids import new_id
from credit_core.model.records import Record
from credit_core.model.subjects import Subject
from credit_core.use_cases.query import file_query
from tests.channels.web.staff.desks import Desks
from tests.credit_core.offices import CITIZEN, add_person, add_record
from tests.credit_core.query_filings import granted, own_slots

OWN = [row for row in load_table() if row.who is Who.CITIZEN and row.path.startswith("/api/")]
STRANGER = ("欧阳测试", "110101199003070177")


def held(desks: Desks, seed: int = 1, place: str = "jiangxi") -> tuple[Subject, Record]:
    """A person with a record."""
    with desks.office.store.begin() as unit:
        subject = add_person(unit, seed)
        return subject, add_record(unit, subject, place)


def browser(desks: Desks, subject: Subject) -> TestClient:
    """Where this person was identified."""
    return desks.citizen(subject.name, subject.id_number, subject.id_kind.value)


@pytest.mark.parametrize("row", OWN, ids=lambda row: row.route)
def test_nothing_without_an_identity(desks: Desks, row: Row) -> None:
    path = re.sub(r"\{\w+\}", "x", row.path)
    for client in (desks.anybody(), desks.client("supervisor")):
        response = client.request(row.method, path, json={} if row.method == "POST" else None)
        assert (response.status_code, response.headers["content-type"]) == (401, "application/problem+json")


def test_records_looks_and_nothing_of_others(desks: Desks) -> None:
    subject, record = held(desks)
    client = browser(desks, subject)
    (place,) = client.get("/api/v1/mine/records").json()["items"]
    assert place["clause"]["ref"].startswith("jiangxi-2022#")
    assert place["records"][0]["reported"]["number"] == record.number
    one = client.get(f"/api/v1/mine/records/{record.id}").json()
    assert one["looks"][0]["own"]
    looks = client.get("/api/v1/mine/looks").json()
    assert (looks["total"], looks["others"], looks["next"]) == (2, 0, None)
    stranger = desks.citizen(*STRANGER)
    assert stranger.get(f"/api/v1/mine/records/{record.id}").status_code == 404
    assert stranger.get("/api/v1/mine/records").json()["items"] == []


def test_cases_with_their_duties(desks: Desks) -> None:
    subject, _ = held(desks)
    slots = own_slots(subject)
    made = file_query(desks.office, CITIZEN, CaseType.QUERY_OWN_RECORD, "jiangxi", slots, key=new_id(), channel="web")
    client = browser(desks, subject)
    (row,) = client.get("/api/v1/mine/cases").json()["items"]
    assert row["row"]["number"] == made.case.number
    found = client.get(f"/api/v1/mine/cases/{made.case.id}").json()
    assert found["view"]["number"] == made.case.number
    assert desks.citizen(*STRANGER).get(f"/api/v1/mine/cases/{made.case.id}").status_code == 404
    assert client.get(f"/api/v1/mine/cases/{made.case.id}/letters/none").status_code == 409


def test_an_authorisation_is_ended_against_its_version(desks: Desks) -> None:
    subject, _ = held(desks)
    granted(desks.office, subject, "jiangxi")
    client = browser(desks, subject)
    one = client.get("/api/v1/mine/authorisations").json()["items"][0]
    path = f"/api/v1/mine/authorisations/{one['id']}/end"
    assert client.post(path).status_code == 428
    assert client.post(path, headers={"If-Match": '"99"'}).status_code == 412
    ended = client.post(path, headers={"If-Match": f'"{one["version"]}"'})
    assert ended.status_code == 200, ended.text
    assert not client.get("/api/v1/mine/authorisations").json()["items"][0]["open"]
    assert desks.citizen(*STRANGER).post(path, headers={"If-Match": "*"}).status_code == 404


def test_a_report_is_given_once_for_a_key(desks: Desks) -> None:
    subject, record = held(desks)
    client, sent = browser(desks, subject), {"place": "jiangxi"}
    assert client.post("/api/v1/mine/report", json=sent).status_code == 400
    first = client.post("/api/v1/mine/report", json=sent, headers={"Idempotency-Key": "r-1"})
    assert record.number in first.text
    assert client.post("/api/v1/mine/report", json=sent, headers={"Idempotency-Key": "r-1"}).status_code == 409
    nowhere = client.post("/api/v1/mine/report", json={"place": "atlantis"}, headers={"Idempotency-Key": "r-2"})
    assert nowhere.status_code == 422


def test_personal_data_is_told_taken_along_and_erased_as_far_as_it_may_be(desks: Desks) -> None:
    subject, _ = held(desks)
    client = browser(desks, subject)
    told = client.get("/api/v1/mine/data").json()
    assert told["held"]
    assert told["kept"]
    assert subject.id_number in client.post("/api/v1/mine/data/export").text
    assert client.post("/api/v1/mine/data/erase", json={"sure": False}).status_code == 422
    assert client.post("/api/v1/mine/data/erase", json={"sure": True}).json()["kept"]
    assert desks.citizen(*STRANGER).post("/api/v1/mine/data/erase", json={"sure": True}).status_code == 409
