"""Records handed in by a provider's own system: each by itself, once, with the reasons and clauses of what is not taken."""

from __future__ import annotations

import random
from typing import Any

import pytest
from fastapi.testclient import TestClient

from channels.web.rest.provider_schemas import PushRequest
from credit_core.identity.synthetic import unified_code
from credit_core.model.subjects import Body
from tests.channels.web.staff.desks import Desks

PATH, BODY, PLACE = "/api/v1/provider/records", "某县市场监督管理局（测试）", "city"


@pytest.fixture
def provider(desks: Desks) -> TestClient:
    """A program with the key of a clerk whose body is registered."""
    with desks.office.store.begin() as unit:
        unit.bodies.add(Body("b-provider", PLACE, BODY, ("provider", "state_organ")))
    return program(desks, BODY)


def program(desks: Desks, body: str, *places: str) -> TestClient:
    """A program with the key of a clerk of this body."""
    key = desks.key("provider_clerk", body=body, places=places)
    return TestClient(desks.app, headers={"Authorization": f"Bearer {key}"})


def row(reference: str, **changes: Any) -> dict[str, Any]:
    """A public dishonest record of a firm on a penalty decision."""
    made: dict[str, Any] = {
        "reference": reference,
        "jurisdiction": PLACE,
        "subject": {
            "kind": "legal_person",
            "name": "示例市晨禾建材有限公司",
            "id_kind": "uscc",
            "number": unified_code(random.Random(3)),
        },
        "source": "public",
        "record_class": "dishonest",
        "title": "行政处罚（测试）",
        "content": {"处罚结果": "警告"},
        "basis": "测试规定第一条",
        "event_date": "2026-03-02",
        "item": "SL-1",
        "document": {
            "kind": "penalty",
            "number": "示市监罚字〔2026〕1号",
            "issuer": BODY,
            "issued_on": "2026-03-02",
            "effective_on": "2026-03-05",
        },
    }
    return made | changes


def push(client: TestClient, *records: dict[str, Any], key: str | None = None) -> Any:
    """The response to a push."""
    return client.post(PATH, json={"records": list(records)}, headers={"Idempotency-Key": key} if key else {})


def kept(desks: Desks) -> int:
    """Records in the database."""
    with desks.office.store.read() as unit:
        return unit.records.count()


def test_each_record_has_its_own_result(desks: Desks, provider: TestClient) -> None:
    bad_number = row("R-2", subject=row("x")["subject"] | {"number": "91110000000000000X"})
    nowhere = row("R-3", jurisdiction="atlantis")
    answer = push(provider, row("R-1"), bad_number, nowhere)
    assert answer.status_code == 200, answer.text
    held, rejected, failed = answer.json()["items"]
    assert (held["outcome"], rejected["outcome"], failed["outcome"]) == ("held", "rejected", "error")
    assert held["number"]
    assert held["reasons"]
    assert any(reason["clause"] for reason in held["reasons"])
    assert (rejected["number"], bool(rejected["reasons"])) == (None, True)
    assert failed["error"]
    assert answer.json()["counts"] == {"held": 1, "rejected": 1, "error": 1}
    assert kept(desks) == 1


def test_the_same_reference_is_taken_in_once(desks: Desks, provider: TestClient) -> None:
    first = push(provider, row("R-1")).json()["items"][0]
    again = push(provider, row("R-1"), row("R-2", title="另一条（测试）", item="SL-2")).json()["items"]
    assert again[0] == first | {"again": True}
    assert again[1]["again"] is False
    assert kept(desks) == 2
    changed = push(provider, row("R-1", title="改过的标题")).json()["items"][0]
    assert (changed["outcome"], "内容不同" in changed["error"]) == ("error", True)


def test_a_key_stands_for_one_content(provider: TestClient) -> None:
    first = push(provider, row("R-1"), key="push-1")
    assert push(provider, row("R-1"), key="push-1").json()["items"][0] == first.json()["items"][0] | {"again": True}
    assert push(provider, row("R-9"), key="push-1").status_code == 409


def test_a_reference_twice_and_too_many_are_refused_whole(desks: Desks, provider: TestClient) -> None:
    assert push(provider, row("R-1"), row("R-1")).status_code == 400
    assert provider.post(PATH, json={"records": []}).status_code == 422
    assert push(provider, *[row(f"R-{number}") for number in range(501)]).status_code == 422
    assert kept(desks) == 0


def test_what_waits_can_be_asked_for(desks: Desks, provider: TestClient) -> None:
    pushed = push(provider, row("A-2026.1")).json()["items"][0]
    one = row("A-2026.1")
    waiting = provider.get(PATH).json()["items"]
    assert [(item["reference"], item["number"]) for item in waiting] == [(one["reference"], pushed["number"])]
    assert provider.get(f"{PATH}/A-9").status_code == 404
    push(provider, row("R-7", title="另一条（测试）", item="SL-2"))
    assert provider.get(f"{PATH}/R-7").json()["outcome"] == "held"
    other = program(desks, "别的单位（测试）")
    assert other.get(f"{PATH}/R-7").status_code == 404
    assert other.get(PATH).json()["items"] == []


def test_only_clerks_within_their_places(desks: Desks, provider: TestClient) -> None:
    officer = TestClient(desks.app, headers={"Authorization": f"Bearer {desks.key('case_officer')}"})
    assert push(officer, row("R-1")).status_code == 403
    elsewhere = push(program(desks, BODY, "shanxi"), row("R-1")).json()["items"][0]
    assert (elsewhere["outcome"], kept(desks)) == ("error", 0)


def test_a_document_that_differs_is_not_taken_over(provider: TestClient) -> None:
    push(provider, row("R-1"))
    document = row("x")["document"] | {"effective_on": "2026-04-01"}
    other = push(provider, row("R-2", title="另一条（测试）", document=document)).json()["items"][0]
    assert (other["outcome"], "文书" in other["error"]) == ("error", True)


def test_the_example_of_the_documentation_is_taken(provider: TestClient) -> None:
    example = PushRequest.model_json_schema()["examples"][0]
    (told,) = provider.post(PATH, json=example).json()["items"]
    assert told["outcome"] in ("accepted", "held"), told["reasons"]
