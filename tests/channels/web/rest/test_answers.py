"""The citation desk for programs: answers found, judged against the verdict that was seen, and any text checked."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.assistant.desk.given import QUESTION, give
from tests.channels.web.staff.desks import Desks

PATH = "/api/v1/desk/answers"
FINDINGS = [{"marker": 1, "finding": "right"}, {"marker": 2, "finding": "wrong_clause"}]


@pytest.fixture
def reviewer(desks: Desks) -> TestClient:
    return desks.client("reviewer")


def test_answers_are_found_and_laid_beside_their_clauses(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    listed = reviewer.get(PATH, params={"clause": made.citations[0].clause, "judged": "none"}).json()["items"]
    assert [(one["id"], one["question"]) for one in listed] == [(made.answer_id, QUESTION)]
    found = reviewer.get(f"{PATH}/{made.answer_id}")
    assert found.headers["etag"] == '"0"'
    assert found.json()["answer"] == made.to_dict()
    assert found.json()["claims"][0]["verbatim"]
    assert reviewer.get(PATH, params={"clause": "39"}).status_code == 400
    assert reviewer.get(f"{PATH}/nothing-there").status_code == 404


def test_a_verdict_holds_back_what_is_wrong(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    path = f"{PATH}/{made.answer_id}"
    sent = {"findings": FINDINGS, "expected": "answer", "comment": "第二处不对"}
    assert reviewer.post(f"{path}/verdicts", json=sent).status_code == 428
    one = reviewer.post(f"{path}/verdicts", json=sent, headers={"If-Match": '"0"'})
    assert one.status_code == 201, one.text
    assert (one.json()["right"], one.headers["etag"]) == (False, '"1"')
    assert reviewer.post(f"{path}/verdicts", json=sent, headers={"If-Match": '"0"'}).status_code == 412
    held = reviewer.get(f"{PATH}/withheld").json()["items"]
    assert [pair["clause"] for pair in held] == [made.citations[1].clause]
    lines = reviewer.get(f"{PATH}/verdicts").json()["items"]
    assert lines[0]["citations"][1]["verdict"] == "wrong_clause"
    lifted = reviewer.post(f"{PATH}/withheld/{held[0]['id']}/lift", json={"why": "改好了"})
    assert lifted.json()["items"][0]["lifted_at"]
    assert reviewer.post(f"{PATH}/withheld/{held[0]['id']}/lift", json={"why": "改好了"}).status_code == 409


def test_an_incomplete_verdict_is_refused(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    sent = {"findings": FINDINGS[:1], "expected": "answer"}
    response = reviewer.post(f"{PATH}/{made.answer_id}/verdicts", json=sent, headers={"If-Match": "*"})
    assert (response.status_code, "[2]" in response.json()["detail"]) == (400, True)
    officer = desks.client("case_officer")
    assert officer.post(f"{PATH}/{made.answer_id}/verdicts", json=sent).status_code == 403


def test_any_text_is_checked(reviewer: TestClient) -> None:
    sent = {
        "text": "依据《江西省社会信用条例》第三十九条第二款，“应当在一百个工作日内作出异议标注”。",
        "place": "jiangxi",
    }
    found = reviewer.post(f"{PATH}/check", json=sent).json()
    assert found["wrong"] >= 1
    assert {point["outcome"] for point in found["points"]} - {"right"}
    assert reviewer.post(f"{PATH}/check", json={"text": "第一条", "place": "atlantis"}).status_code == 400
    assert reviewer.post(f"{PATH}/check", json={"text": " "}).status_code == 422


def test_what_rests_on_a_clause_is_told(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    found = reviewer.get("/api/v1/desk/impact", params={"clauses": made.citations[0].clause}).json()
    assert found["clauses"] == [made.citations[0].clause]
    assert [one["id"] for one in found["answers"]] == [made.answer_id]
    assert found["law"]
    assert reviewer.get("/api/v1/desk/impact").status_code == 400
