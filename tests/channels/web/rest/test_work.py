"""The work desk for programs: queue, cases, steps once and against the version seen, giving cases to somebody."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.channels.web.staff.case_work import OTHER_PLACE, PLACE, case
from tests.channels.web.staff.desks import Desks

CASES = "/api/v1/desk/cases"


def step(client: TestClient, case_id: str, event: str, values: dict[str, str] | None = None, **headers: str) -> Any:
    """The response to taking a step."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(f"{CASES}/{case_id}/steps/{event}", json={"values": values or {}}, headers=named)


def test_the_queue_is_paged_and_filtered(desks: Desks) -> None:
    cases = {case(desks).id for _ in range(3)}
    client = desks.client("case_officer")
    first = client.get("/api/v1/desk/queue", params={"limit": 2}).json()
    second = client.get("/api/v1/desk/queue", params={"limit": 2, "after": first["next"]}).json()
    assert {row["case_id"] for row in first["items"] + second["items"]} == cases
    assert (second["next"], second["counts"]) == (None, None)
    assert sum(first["counts"].values()) == 3
    row = first["items"][0]
    assert row["clause"].startswith("jiangxi-2022#")
    assert client.get("/api/v1/desk/queue", params={"place": OTHER_PLACE}).json()["items"] == []


def test_a_misspelt_filter_is_refused(desks: Desks) -> None:
    response = desks.client("case_officer").get("/api/v1/desk/queue", params={"plaec": PLACE})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"] == [{"field": "plaec", "message": "没有这个字段，请删除"}]


def test_who_may_not_is_told_so_as_a_problem(desks: Desks) -> None:
    of = case(desks)
    assert desks.anybody().get(f"{CASES}/{of.id}").status_code == 401
    assert desks.client("administrator").get(f"{CASES}/{of.id}").status_code == 403
    foreign = desks.client("case_officer", places=(OTHER_PLACE,)).get(f"{CASES}/{of.id}")
    assert (foreign.status_code, foreign.json()["status"]) == (404, 404)


def test_a_case_with_its_duties_and_version(desks: Desks) -> None:
    of = case(desks)
    client = desks.client("case_officer")
    response = client.get(f"{CASES}/{of.id}")
    found = response.json()
    assert response.headers["etag"] == f'"{of.version}"'
    assert found["view"]["number"] == of.number
    assert found["duties"][0]["view"]["clause"].startswith("jiangxi-2022#39")
    assert found["duties"][0]["counting"]
    assert not found["full"]
    assert client.get(f"{CASES}/by-number/{of.number}").json() == found


def test_personal_data_needs_a_purpose_and_leaves_a_trace(desks: Desks) -> None:
    of = case(desks)
    client = desks.client("case_officer")
    assert client.post(f"{CASES}/{of.id}/full", json={"purpose": "  "}).status_code == 422
    found = client.post(f"{CASES}/{of.id}/full", json={"purpose": "核对申请人"}).json()
    assert found["full"]
    assert found["filed"]
    with desks.office.store.read() as unit:
        assert any(entry.purpose == "核对申请人" for entry in unit.queries.where())


def test_steps_tell_why_not_and_are_taken_once(desks: Desks) -> None:
    of = case(desks)
    client = desks.client("case_officer")
    listed = client.get(f"{CASES}/{of.id}/steps")
    accept = next(one for one in listed.json()["items"] if one["event"] == "accept")
    assert accept["allowed"]
    tag = listed.headers["etag"]
    done = step(client, of.id, "accept", if_match=tag, idempotency_key="k-1")
    assert done.status_code == 200, done.text
    assert done.json()["again"] is False
    assert done.headers["etag"] != tag
    again = step(client, of.id, "accept", if_match=tag, idempotency_key="k-1")
    assert (again.status_code, again.json()["again"]) == (200, True)
    assert again.json()["version"] == done.json()["version"]
    other = step(client, of.id, "accept", {"on": "2026-11-19"}, if_match=tag, idempotency_key="k-1")
    assert other.status_code == 409


def test_a_step_without_the_version_or_with_an_old_one_is_not_taken(desks: Desks) -> None:
    of = case(desks)
    client = desks.client("case_officer")
    assert step(client, of.id, "accept", idempotency_key="k").status_code == 428
    assert step(client, of.id, "accept", if_match="three", idempotency_key="k").status_code == 400
    assert step(client, of.id, "accept", if_match='"1"').status_code == 400
    stale = step(client, of.id, "accept", if_match='"99"', idempotency_key="k")
    assert stale.status_code == 412
    assert stale.headers["content-type"] == "application/problem+json"
    assert client.get(f"{CASES}/{of.id}").json()["view"]["version"] == of.version


def test_what_a_form_lacks_is_told_by_field(desks: Desks) -> None:
    of = case(desks, "accept")
    client = desks.client("case_officer")
    steps = client.get(f"{CASES}/{of.id}/steps").json()["items"]
    asking = next(one for one in steps if any(field["required"] for field in one["fields"]))
    response = step(client, of.id, asking["event"], if_match="*", idempotency_key="k")
    assert response.status_code in (409, 422)
    assert response.json().get("errors") or response.json().get("reasons")


@pytest.mark.parametrize("path", ["assign", "bulk"])
def test_cases_are_given_to_colleagues(desks: Desks, path: str) -> None:
    of, foreign = case(desks), case(desks, place=OTHER_PLACE)
    client = desks.client("case_officer", places=(PLACE,))
    to = desks.member("reviewer").id
    assert to in {one["id"] for one in client.get("/api/v1/desk/colleagues").json()["items"]}
    if path == "assign":
        results = client.post(f"{CASES}/{of.id}/assign", json={"to": to}).json()["items"]
    else:
        sent = {"case_ids": [of.id, foreign.id], "to": to}
        results = client.post("/api/v1/desk/assignments", json=sent).json()["items"]
        assert (results[1]["done"], results[1]["number"]) == (False, None)
    assert results[0]["done"]
    assert client.get(f"{CASES}/{of.id}").json()["view"]["assigned_to"] == to
    assert client.post(f"{CASES}/{of.id}/assign", json={"to": "nobody-there"}).status_code == 422


def test_a_key_acts_for_its_member_and_a_foreign_page_does_not(desks: Desks) -> None:
    of = case(desks)
    program = TestClient(desks.app, headers={"Authorization": f"Bearer {desks.key('case_officer')}"})
    assert program.get(f"{CASES}/{of.id}").status_code == 200
    assert step(program, of.id, "accept", if_match="*", idempotency_key="k").status_code == 200
    page = desks.client("case_officer")
    page.headers["Sec-Fetch-Site"] = "cross-site"
    assert page.post(f"{CASES}/{of.id}/assign", json={"to": None}).status_code == 403


def test_notices_are_delivered_once(desks: Desks) -> None:
    of = case(desks, "accept")
    client = desks.client("case_officer")
    notice = client.get("/api/v1/desk/notices", params={"case_id": of.id}).json()["items"][0]
    path = f"/api/v1/desk/notices/{notice['id']}"
    assert client.get(f"{path}/letter").json()["number"] == of.number
    sent = {"channel": "carrier-pigeon", "on": "2026-11-20", "proof": "挂号信回执"}
    tag = {"If-Match": f'"{notice["version"]}"'}
    wrong = client.post(f"{path}/delivery", json=sent, headers=tag)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "channel")
    right = client.post(f"{path}/delivery", json=sent | {"channel": "post"}, headers=tag)
    assert right.json()["delivered_on"] == "2026-11-20"
    assert client.get("/api/v1/desk/notices", params={"case_id": of.id}).json()["items"] == []
    assert client.post(f"{path}/delivery", json=sent | {"channel": "post"}, headers=tag).status_code == 412


def test_a_draft_as_data_and_as_a_file(desks: Desks) -> None:
    of = case(desks, "accept")
    client = desks.client("case_officer")
    kinds = client.get(f"{CASES}/{of.id}").json()["drafts"]
    path = f"{CASES}/{of.id}/drafts/{kinds[0]}"
    assert client.get(path).json()["number"] == of.number
    assert client.get(path, params={"format": "docx"}).content[:2] == b"PK"
    assert client.get(f"{CASES}/{of.id}/drafts/poem").status_code == 422


def test_a_released_report_is_in_the_answer_once(desks: Desks) -> None:
    of = case(desks, "ask_identity", "verify_identity", procedure="query_own_record")
    client = desks.client("case_officer")
    named: dict[str, Any] = {"If_Match": f'"{of.version}"', "Idempotency_Key": "release-1"}
    first = step(client, of.id, "release", **named).json()
    assert first["report"]["number"]
    again = step(client, of.id, "release", **named).json()
    assert (again["again"], again["report"]) == (True, None)
