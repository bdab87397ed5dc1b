"""The chat page without JavaScript: form, redirect, history."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from channels import messages
from channels.web.chat import local_path
from channels.web.throttle import Limits
from tests.fakes import FakeRuntime, objection_answer


def visit(client: TestClient) -> str:
    """The first visit, which sets the cookie."""
    return client.get("/").text


def test_a_first_visit_explains_offers_examples_and_places(client: TestClient) -> None:
    page = visit(client)
    for question, _ in messages.EXAMPLES:
        assert question in page
    for place in ("山西省", "江西省", "某市（据公开信息比对为宿迁市）", "未选择"):
        assert f">{place}</option>" in page
    assert '<html lang="zh-CN">' in page
    assert 'href="#main"' in page
    assert "http-equiv" not in page


def test_a_question_is_answered_after_a_redirect_and_kept(client: TestClient, runtime: FakeRuntime) -> None:
    visit(client)
    sent = {"question": "异议几天？", "place": "jiangxi", "as_of": "2025-03-01"}
    response = client.post("/ask", data=sent, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/#turn-1")
    page = client.get("/").text
    assert "异议几天？" in page
    assert "三个工作日内办完" in page
    assert messages.EXTRACT_LABEL in page
    assert '<option value="jiangxi" selected>' in page
    assert 'value="2025-03-01"' in page
    client.post("/ask", data={"question": "那要钱吗？"})
    page = client.get("/").text
    assert page.index('id="turn-1"') < page.index('id="turn-2"')
    (first, second) = runtime.assistant.asked
    assert first[1:3] == ("jiangxi", date(2025, 3, 1))
    assert first[3] == second[3]
    assert re.fullmatch("[0-9a-f]{32}", first[3] or "")


def test_conversations_do_not_mix(client: TestClient) -> None:
    visit(client)
    client.post("/ask", data={"question": "第一个人的问题"})
    client.cookies.clear()
    assert "第一个人的问题" not in visit(client)


def test_a_browser_without_cookies_sees_its_answer_at_once(client: TestClient) -> None:
    page = visit(client)
    hidden = re.search(r'name="conversation" value="([0-9a-f]{32})"', page)
    assert hidden
    for question in ("第一问", "第二问"):
        client.cookies.clear()
        data = {"question": question, "conversation": hidden[1]}
        response = client.post("/ask", data=data, follow_redirects=False)
        assert response.status_code == 200
        assert question in response.text
    assert "第一问" in response.text


def test_a_new_conversation_forgets_the_old_one(client: TestClient) -> None:
    visit(client)
    client.post("/ask", data={"question": "请忘记我"})
    before = client.cookies["conversation"]
    assert "请忘记我" not in client.post("/new").text
    assert client.cookies["conversation"] != before
    client.cookies.set("conversation", before)
    assert "请忘记我" not in client.get("/").text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"question": "  \u200b "}, messages.EMPTY),
        ({}, messages.EMPTY),
        ({"question": "问" * 2001}, "超过 2000 字"),
        ({"question": "留下我", "place": "mars"}, messages.UNKNOWN_PLACE),
        ({"question": "留下我", "as_of": "昨天"}, messages.BAD_DATE),
    ],
)
def test_a_form_that_does_not_hold_comes_back_with_its_text(
    client: TestClient, runtime: FakeRuntime, form: dict[str, str], words: str
) -> None:
    response = client.post("/ask", data=form)
    assert response.status_code == 422
    assert words in response.text
    assert 'aria-describedby="error"' in response.text
    assert form.get("question", "").strip("\u200b ") in response.text
    assert not runtime.assistant.asked


def test_when_the_place_is_missing_each_place_is_one_button(client: TestClient, runtime: FakeRuntime) -> None:
    visit(client)
    page = client.post("/ask", data={"question": "去哪里办异议？"}).text
    assert 'class="choices"' in page
    assert '<button name="place" value="shanxi">山西省</button>' in page
    client.post("/ask", data={"question": "去哪里办异议？", "place": "shanxi"})
    assert runtime.assistant.asked[1][:2] == ("去哪里办异议？", "shanxi")


def test_a_comparison_is_a_table_with_markers(client: TestClient) -> None:
    visit(client)
    page = client.post("/ask", data={"question": "各地有什么不同？"}).text
    assert page.count("<tr>") == 4
    assert '<th scope="col">多久办完</th>' in page
    assert '<td data-label="依据">第四十二条 <a class="marker" href="/regulations/city-2022?' in page
    assert messages.CAVEAT["identification"] in page


def test_the_plain_text_carries_the_citations(client: TestClient) -> None:
    visit(client)
    page = client.post("/ask", data={"question": "异议几天？"}).text
    plain = html.unescape(re.search(r"<textarea[^>]*readonly[^>]*>\n(.*?)</textarea>", page, re.S)[1])  # type: ignore[index]
    assert plain.startswith(objection_answer().text)
    assert "[1]《江西省社会信用条例》第三十九条第二款（施行中）" in plain
    assert messages.DISCLAIMER in plain


def test_while_loading_the_page_says_so_and_retries_by_itself(runtime: FakeRuntime, client_of: Any) -> None:
    runtime.ready = False
    client = client_of(runtime)
    page = visit(client)
    assert "请稍候，正在载入检索模型" in page
    assert '<meta http-equiv="refresh" content="3">' in page
    held = client.post("/ask", data={"question": "先写好的问题"})
    assert held.status_code == 503
    assert "先写好的问题</textarea>" in held.text
    assert "http-equiv" not in held.text
    runtime.ready = True
    assert "http-equiv" not in client.get("/").text


def test_too_many_questions_keep_the_text(runtime: FakeRuntime, client_of: Any) -> None:
    client = client_of(runtime, Limits(pages="1/minute"))
    visit(client)
    client.post("/ask", data={"question": "问"})
    response = client.post("/ask", data={"question": "别丢了这句"})
    assert response.status_code == 429
    assert "过于频繁" in response.text
    assert "别丢了这句</textarea>" in response.text


def test_the_senior_view_is_remembered_without_javascript(client: TestClient) -> None:
    response = client.post("/view", data={"senior": "1", "next": "/regulations"}, follow_redirects=False)
    assert response.headers["location"] == "/regulations"
    assert '<html lang="zh-CN" class="senior">' in client.get("/regulations").text
    assert "标准版" in client.get("/").text
    client.post("/view", data={"senior": "0", "next": "/"})
    assert "长辈版" in client.get("/").text


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "", None, "/a\nb"])
def test_no_open_redirect(next_page: str | None) -> None:
    assert local_path(next_page) == "/"


def test_errors_are_pages_for_people(client: TestClient) -> None:
    response = client.get("/nothing")
    assert response.status_code == 404
    assert messages.PROBLEM_DETAIL[404] in response.text
    assert "<h1>没有找到</h1>" in response.text
