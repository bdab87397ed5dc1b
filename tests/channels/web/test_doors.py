"""One-time links, the demonstration's code, the notice on personal data, and questions by the law of a past day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from channels import messages
from channels.web.sessions import CHANNEL
from channels.web.throttle import Limits
from tests.channels.web.conversing import OBJECT, TalkingRuntime

TOKEN = "t" * 43


@pytest.fixture
def elsewhere(runtime: TalkingRuntime) -> str:
    """A conversation of a messenger, to which a link was given."""
    conversation = runtime.conversing.begin("telegram", "chat", "jiangxi")
    runtime.conversing.turn(conversation, OBJECT)
    runtime.conversing.links[TOKEN] = conversation
    return conversation


def test_looking_at_a_link_does_not_use_it_and_pressing_does(
    client: TestClient, runtime: TalkingRuntime, elsewhere: str
) -> None:
    for _ in range(2):
        page = client.get(f"/l/{TOKEN}")
        assert page.status_code == 200
        assert "证件号码" in page.text
        assert elsewhere not in page.text
    response = client.post(f"/l/{TOKEN}", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, f"/c/{elsewhere}")
    assert "请问您叫什么名字" in client.get(f"/c/{elsewhere}").text
    assert runtime.conversing.owned(elsewhere, CHANNEL, client.cookies["session"])
    for again in (client.get(f"/l/{TOKEN}"), client.post(f"/l/{TOKEN}")):
        assert again.status_code == 410
        assert "已经用过了" in again.text


def test_a_link_is_not_pressed_from_another_site(client: TestClient, runtime: TalkingRuntime, elsewhere: str) -> None:
    assert client.post(f"/l/{TOKEN}", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert TOKEN in runtime.conversing.links


def test_the_demonstration_s_code_is_there_in_demo_mode_only(runtime: TalkingRuntime, client_of: Any) -> None:
    real = client_of(runtime, demo=False)
    assert real.get("/demo").status_code == 404
    assert real.post("/demo").status_code == 404
    assert "演示" not in real.get("/").text
    demo = client_of(runtime)
    assert "演示模式" in demo.get("/").text
    assert "先在" in demo.get("/demo").text
    demo.post("/turn", data={"text": "问"})
    (conversation,) = runtime.conversing.talks
    assert "还没有要核验身份的办件" in demo.post("/demo", data={"conversation": conversation}).text
    runtime.conversing.talks[conversation].cases.append("a-case-that-is-gone")
    shown = demo.post("/demo", data={"conversation": conversation})
    assert "<dd>7K3QFMXW</dd>" in shown.text
    demo.cookies.clear()
    assert demo.post("/demo", data={"conversation": conversation}).status_code == 404


def test_the_notice_on_personal_data_is_one_step_away(client: TestClient) -> None:
    assert 'href="/privacy"' in client.get("/").text
    page = client.get("/privacy").text
    for words in ("保存多久", "删除", "Cookie"):
        assert words in page


def test_the_law_of_a_past_day_is_asked_outside_conversations(client: TestClient, runtime: TalkingRuntime) -> None:
    assert 'name="as_of"' in client.get("/ask").text
    page = client.post("/ask", data={"question": "异议几天？", "place": "jiangxi", "as_of": "2025-03-01"}).text
    assert runtime.assistant.asked == [("异议几天？", "jiangxi", date(2025, 3, 1), None)]
    assert "三个工作日内办完" in page
    assert 'value="2025-03-01"' in page
    assert not runtime.conversing.talks


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, messages.EMPTY),
        ({"question": "问" * 2001}, "超过 2000 字"),
        ({"question": "留下我", "place": "mars"}, messages.UNKNOWN_PLACE),
        ({"question": "留下我", "as_of": "昨天"}, messages.BAD_DATE),
    ],
)
def test_a_dated_question_that_does_not_hold_comes_back(client: TestClient, form: dict[str, str], words: str) -> None:
    response = client.post("/ask", data=form)
    assert response.status_code == 422
    assert words in response.text
    assert form.get("question", "") in response.text


def test_dated_questions_know_the_limits(runtime: TalkingRuntime, client_of: Any) -> None:
    assert client_of(runtime, Limits(pages="0/minute")).post("/ask", data={"question": "问"}).status_code == 429
    assert client_of(runtime, Limits(in_progress=0)).post("/ask", data={"question": "问"}).status_code == 503
    runtime.ready = False
    assert client_of(runtime).post("/ask", data={"question": "问"}).status_code == 503
