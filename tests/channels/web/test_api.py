"""``POST /api/v1/ask`` and the endpoints that operators watch."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from channels import messages
from channels.web.schemas import AnswerBody, AskRequest
from channels.web.throttle import Limits
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from tests.fakes import FakeRuntime, comparison_answer, objection_answer


def test_the_answer_is_the_public_object_unchanged(client: TestClient, runtime: FakeRuntime) -> None:
    sent = {"question": "异议几天？", "jurisdiction": "jiangxi", "as_of": "2025-01-02", "conversation_id": "abc"}
    response = client.post("/api/v1/ask", json=sent)
    assert response.status_code == 200
    assert response.json() == objection_answer().to_dict()
    assert list(response.json()) == list(objection_answer().to_dict())
    assert runtime.assistant.asked == [("异议几天？", "jiangxi", date(2025, 1, 2), "abc")]


def test_optional_fields_may_be_null_or_absent(client: TestClient, runtime: FakeRuntime) -> None:
    nulls = {"question": "问", "jurisdiction": None, "as_of": None, "conversation_id": None}
    for sent in ({"question": "问"}, nulls):
        assert client.post("/api/v1/ask", json=sent).status_code == 200
    assert runtime.assistant.asked == [("问", None, None, None)] * 2


@pytest.mark.parametrize("make", [objection_answer, comparison_answer])
def test_the_documented_schema_is_what_answers_are(make: Any) -> None:
    body = AnswerBody.model_validate(make().to_dict())
    assert body.model_dump(mode="json") == make().to_dict()


def test_the_example_in_the_docs_quotes_the_law() -> None:
    example = AnswerBody.model_json_schema()["examples"][0]
    assert AnswerBody.model_validate(example).model_dump(mode="json") == example
    citation = example["citations"][0]
    assert citation["quote"] in load_corpus().provision(ClauseRef.parse(citation["clause"])).text


@pytest.mark.parametrize(
    ("body", "field", "word"),
    [
        ({}, "question", "缺少"),
        ({"question": "问", "city": "x"}, "city", "没有这个字段"),
        ({"question": 5}, "question", "文字"),
        ({"question": None}, "question", "文字"),
        ({"question": "问" * 2001}, "question", "2000"),
        ({"question": "问", "as_of": "2026-02-30"}, "as_of", "格式"),
        ({"question": "问", "as_of": 20260101}, "as_of", "格式"),
        ({"question": "问", "as_of": "20260101"}, "as_of", "格式"),
        ({"question": "问", "jurisdiction": ["shanxi"]}, "jurisdiction", "文字"),
        ({"question": "问", "conversation_id": "x" * 129}, "conversation_id", "128"),
    ],
)
def test_what_is_wrong_is_said_in_chinese_and_not_repeated(
    client: TestClient, body: dict[str, Any], field: str, word: str
) -> None:
    response = client.post("/api/v1/ask", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == 422
    assert problem["title"] == "内容不符合要求"
    (error,) = problem["errors"]
    assert error["field"] == field
    assert word in error["message"]
    assert "问问" not in response.text


def test_two_thousand_characters_are_allowed_and_invisible_ones_not_counted(
    client: TestClient, runtime: FakeRuntime
) -> None:
    sent = "问" * 2000 + "\u200b\u202e\x00\x1b"
    assert client.post("/api/v1/ask", json={"question": sent}).status_code == 200
    assert runtime.assistant.asked[0][0] == "问" * 2000


def test_a_lone_surrogate_harms_nobody(client: TestClient, runtime: FakeRuntime) -> None:
    response = client.post(
        "/api/v1/ask", content=b'{"question": "\\ud800\xe9\x97\xae"}', headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 200
    assert runtime.assistant.asked[0][0] == "问"


def test_broken_json_is_a_bad_request(client: TestClient) -> None:
    response = client.post("/api/v1/ask", content=b'{"question": ', headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert response.json()["title"] == "请求无法识别"


def test_a_form_cannot_reach_the_api(client: TestClient, runtime: FakeRuntime) -> None:
    response = client.post("/api/v1/ask", content=b'{"question": "x"}', headers={"Content-Type": "text/plain"})
    assert response.status_code == 422
    assert not runtime.assistant.asked


def test_unknown_addresses_and_methods_are_problems(client: TestClient) -> None:
    assert client.get("/api/v1/nothing").json()["detail"] == messages.PROBLEM_DETAIL[404]
    response = client.get("/api/v1/ask")
    assert (response.status_code, response.json()["title"]) == (405, messages.PROBLEM_TITLE[405])


def test_health_answers_while_loading_and_readiness_waits(runtime: FakeRuntime, client_of: Any) -> None:
    runtime.ready = False
    client = client_of(runtime)
    assert runtime.started
    assert client.get("/healthz").json() == {"status": "ok"}
    before = client.get("/readyz")
    assert before.status_code == 503
    assert before.headers["content-type"] == "application/problem+json"
    assert before.json()["checks"] == {"database": True, "assistant": "正在载入检索模型"}
    asked = client.post("/api/v1/ask", json={"question": "问"})
    assert (asked.status_code, asked.headers["retry-after"]) == (503, "2")
    runtime.ready = True
    assert client.get("/readyz").json() == {"ready": True, "checks": runtime.checks()}
    assert client.post("/api/v1/ask", json={"question": "问"}).status_code == 200


def test_a_failed_load_says_why(runtime: FakeRuntime, client_of: Any) -> None:
    runtime.ready, runtime.failure = False, "索引损坏"
    client = client_of(runtime)
    assert "索引损坏" in client.get("/readyz").json()["detail"]
    assert "索引损坏" in client.get("/").text


def test_too_many_calls_are_told_when_to_come_back(runtime: FakeRuntime, client_of: Any) -> None:
    client = client_of(runtime, Limits(api="2/minute"))
    for _ in range(2):
        assert client.post("/api/v1/ask", json={"question": "问"}).status_code == 200
    refused = client.post("/api/v1/ask", json={"question": "问"})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert refused.json()["title"] == "请求过于频繁"
    assert client.get("/healthz").status_code == 200


def test_load_beyond_the_bound_is_shed(runtime: FakeRuntime, client_of: Any) -> None:
    client = client_of(runtime, Limits(in_progress=0))
    refused = client.post("/api/v1/ask", json={"question": "问"})
    assert (refused.status_code, refused.json()["detail"]) == (503, messages.BUSY)


def test_metrics_count_answers_without_their_words(client: TestClient) -> None:
    client.post("/api/v1/ask", json={"question": "我的秘密问题"})
    text = client.get("/metrics").text
    assert 'credit_assistant_answers_total{channel="api",reason="found",status="answered"} 1.0' in text
    assert "credit_assistant_ask_seconds_count 1.0" in text
    assert "credit_assistant_ready 1.0" in text
    assert "秘密" not in text


def test_the_openapi_document_has_stable_ids_and_examples(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    ids = {o["operationId"] for methods in document["paths"].values() for o in methods.values()}
    assert ids >= {  # the rest: tests/channels/web/rest/test_openapi.py
        "ask",
        "begin_conversation",
        "take_turn",
        "read_messages",
        "look_up_case",
        "get_receipt",
        "take_result",
        "healthz",
        "readyz",
        "metrics",
    }
    assert AskRequest.model_validate(document["components"]["schemas"]["AskRequest"]["examples"][0])
    assert set(document["paths"]["/api/v1/ask"]["post"]["responses"]) == {"200", "413", "422", "429", "503"}


def test_the_docs_page_lists_every_operation_and_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    for words in (
        "POST /api/v1/ask",
        "POST /api/v1/conversations/{conversation_id}/turns",
        "Idempotency-Key",
        "GET /readyz",
        "conversation_id",
        "operationId",
        "第三十九条第二款",
    ):
        assert words in page
    assert "http://" not in page
    assert "https://" not in page
