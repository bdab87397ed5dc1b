"""``/api/v1/conversations``: the public object, who may use a conversation, keys, files, messages."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.dialogue.errors import ConversationBusy
from channels import messages
from channels.web.conversation_schemas import TurnBody
from channels.web.throttle import MAX_UPLOAD, Limits
from tests.channels.web.conversing import OBJECT, SUBMIT, TalkingRuntime

URL = "/api/v1/conversations"


def begin(client: TestClient, **body: Any) -> str:
    response = client.post(URL, json=body)
    assert response.status_code == 201
    assert list(response.json()) == ["conversation_id"]
    return str(response.json()["conversation_id"])


def turn(client: TestClient, conversation: str, text: str = "", key: str | None = None, **body: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"{URL}/{conversation}/turns", json={"text": text, **body}, headers=headers)


def attachment(content: bytes, name: str = "材料.pdf") -> dict[str, str]:
    return {"name": name, "media_type": "application/pdf", "content_base64": base64.b64encode(content).decode()}


def test_a_conversation_has_128_random_bits_and_the_place_asked_for(
    client: TestClient, runtime: TalkingRuntime
) -> None:
    made = begin(client, channel="api", jurisdiction="jiangxi")
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert runtime.conversing.talks[made].jurisdiction == "jiangxi"
    assert begin(client) != made
    wrong = client.post(URL, json={"channel": "api", "jurisdiction": "mars"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "jurisdiction")


def test_a_whole_act_is_the_contract_s_object_in_every_turn(client: TestClient) -> None:
    conversation = begin(client)
    answers = [
        turn(client, conversation, words).json()
        for words in (OBJECT, "张测试", "某证件号", "某单位", "不是我的", "缴款书", SUBMIT)
    ]
    for answer in answers:
        assert list(answer) == ["reply", "flow", "case", "handoff"]
        body = TurnBody.model_validate(answer).model_dump(mode="json", exclude={"choices"})
        assert body == answer
    assert [answer["flow"]["asked"] for answer in answers[:3]] == ["subject_name", "subject_id", "record_source"]
    assert [answer["flow"]["state"] for answer in answers[-2:]] == ["confirming", "submitted"]
    case = answers[-1]["case"]
    assert case["receipt_url"] == f"/api/v1/cases/{case['number']}/receipt"
    assert {deadline["condition"] for deadline in case["deadlines"]} == {None, "own_scope", "cross_unit"}


def test_buttons_come_only_when_asked_for(client: TestClient) -> None:
    conversation = begin(client)
    assert "choices" not in turn(client, conversation, OBJECT).json()
    asked = client.post(f"{URL}/{conversation}/turns?choices=1", json={"text": "张测试"}).json()
    assert asked["choices"] == [{"label": "先跳过", "send": "先跳过"}]


def test_the_same_key_gives_the_same_object_and_does_nothing_twice(client: TestClient, runtime: TalkingRuntime) -> None:
    conversation = begin(client)
    first, again = (turn(client, conversation, "异议几天？", key="k-1") for _ in range(2))
    assert first.json() == again.json()
    assert len(runtime.assistant.asked) == 1
    other = turn(client, conversation, "别的话", key="k-1")
    assert (other.status_code, other.headers["content-type"]) == (422, "application/problem+json")
    assert "编号" in other.json()["detail"]
    for bad in ("有汉字".encode(), b"x" * 201, b"a b"):
        refused = client.post(f"{URL}/{conversation}/turns", json={"text": "问"}, headers=[(b"Idempotency-Key", bad)])
        assert (refused.status_code, refused.json()["detail"]) == (422, messages.BAD_KEY)


@pytest.mark.parametrize("conversation", ["0" * 32, "x", "..%2F..", "A" * 32])
def test_an_unknown_conversation_is_not_found(client: TestClient, conversation: str) -> None:
    for response in (turn(client, conversation, "问"), client.get(f"{URL}/{conversation}/messages")):
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"


def test_a_web_conversation_needs_its_browser_and_its_own_pages(client: TestClient, runtime: TalkingRuntime) -> None:
    conversation = begin(client, channel="web")
    assert "HttpOnly" in client.post(URL, json={"channel": "web"}).headers["set-cookie"]
    assert turn(client, conversation, "问").status_code == 200
    elsewhere = client.post(
        f"{URL}/{conversation}/turns", json={"text": "问"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert elsewhere.status_code == 404
    client.cookies.clear()
    assert turn(client, conversation, "问").status_code == 404
    assert client.get(f"{URL}/{conversation}/messages").status_code == 404
    assert len(runtime.assistant.asked) == 1


def test_an_api_conversation_is_no_page(client: TestClient) -> None:
    conversation = begin(client, channel="api")
    assert "set-cookie" not in client.post(URL, json={"channel": "api"}).headers
    assert client.get(f"/c/{conversation}").status_code == 404


def test_files_in_base64_are_stored(client: TestClient, runtime: TalkingRuntime) -> None:
    conversation = begin(client)
    assert turn(client, conversation, "材料", attachments=[attachment(b"%PDF-1"), attachment(b"%PDF-2")]).is_success
    assert [file.size for file in runtime.conversing.files] == [6, 6]


@pytest.mark.parametrize(
    ("attachments", "status", "words"),
    [
        ([attachment(b"MZ", "a.exe")], 422, "程序文件"),
        ([attachment(b"%PDF-" + bytes(10 * 2**20))], 413, "一个文件最多 10 MB"),
        ([attachment(b"x")] * 6, 422, "一次最多发 5 个"),
        ([{"name": "a", "content_base64": "不是"}], 422, "base64"),
        ([{"name": "a", "content_base64": "QUJD\nRA"}], 422, "base64"),
        ([{"content_base64": ""}], 422, "name"),
    ],
    ids=["program", "large", "many", "not base64", "cut base64", "nameless"],
)
def test_files_that_are_not_taken_say_why(
    client: TestClient, runtime: TalkingRuntime, attachments: list[Any], status: int, words: str
) -> None:
    conversation = begin(client)
    response = turn(client, conversation, "材料", attachments=attachments)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert words in response.json()["detail"]
    assert not runtime.conversing.talks[conversation].turns


def test_a_body_beyond_every_limit_is_refused_unread(client: TestClient) -> None:
    conversation = begin(client)
    response = client.post(
        f"{URL}/{conversation}/turns", content=b"{}", headers={"Content-Length": str(MAX_UPLOAD + 1)}
    )
    assert (response.status_code, response.json()["detail"]) == (413, messages.TOO_LARGE.format(limit="32 MB"))


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
@pytest.mark.parametrize("path", ["", "/" + "0" * 32 + "/turns"])
def test_only_json_is_taken(client: TestClient, media_type: str, path: str) -> None:
    response = client.post(URL + path, content=b'{"text": "x"}', headers={"Content-Type": media_type})
    assert response.status_code == 415
    assert response.json()["detail"] == messages.PROBLEM_DETAIL[415]


def test_a_busy_conversation_is_a_conflict(client: TestClient, runtime: TalkingRuntime) -> None:
    conversation = begin(client)
    runtime.conversing.trouble = ConversationBusy("上一句还在处理，请稍等几秒再发一次。")
    response = turn(client, conversation, "问")
    assert (response.status_code, response.headers["retry-after"]) == (409, "1")
    assert response.json()["title"] == messages.PROBLEM_TITLE[409]


def test_messages_are_read_from_a_number_on(client: TestClient, runtime: TalkingRuntime) -> None:
    conversation = begin(client)
    assert client.get(f"{URL}/{conversation}/messages").json() == {"messages": []}
    runtime.conversing.staff_says(conversation, "您好")
    runtime.conversing.staff_says(conversation, "办件到期提醒", author="notice")
    first, second = client.get(f"{URL}/{conversation}/messages").json()["messages"]
    assert (first["number"], first["author"], first["text"]) == (1, "staff", "您好")
    assert second["author"] == "notice"
    assert runtime.conversing.talks[conversation].read_to == 0
    assert client.get(f"{URL}/{conversation}/messages?after=1").json()["messages"] == [second]
    assert runtime.conversing.talks[conversation].read_to == 1
    assert client.get(f"{URL}/{conversation}/messages?after=-1").status_code == 422


def test_limits_hold_for_turns_and_for_files(runtime: TalkingRuntime, client_of: Any) -> None:
    client = client_of(runtime, Limits(files="1/hour"))
    conversation = begin(client)
    assert turn(client, conversation, "一", attachments=[attachment(b"%PDF-")]).is_success
    refused = turn(client, conversation, "二", attachments=[attachment(b"%PDF-")])
    assert refused.status_code == 429
    assert "收下的文件太多" in refused.json()["detail"]
    assert turn(client, conversation, "没有文件").is_success
    busy = client_of(runtime, Limits(in_progress=0))
    assert turn(busy, conversation, "问").status_code == 503


def test_while_loading_nothing_begins(runtime: TalkingRuntime, client_of: Any) -> None:
    runtime.ready = False
    client = client_of(runtime)
    for response in (client.post(URL, json={}), turn(client, "0" * 32, "问")):
        assert (response.status_code, response.headers["retry-after"]) == (503, "2")
