"""The chat page without JavaScript: form, redirect, history, one act from the first word to the receipt."""

from __future__ import annotations

import html
import random
import re
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.dialogue.errors import ConversationBusy
from assistant.outcome import Caveat, Reason
from channels import messages
from channels.web.doors import local_path
from channels.web.throttle import Limits
from credit_core.identity.synthetic import resident_number
from tests.channels.web.conversing import CANCEL, HUMAN, OBJECT, SUBMIT, TalkingRuntime
from tests.fakes import objection_answer, reply

PDF = ("缴款书.pdf", b"%PDF-1.4 x", "application/pdf")


def field(page: str, name: str) -> str:
    """The value of the first hidden field with this name."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', page)
    return found[1] if found else ""


def say(client: TestClient, words: str, page: str | None = None, **more: Any) -> str:
    """Send the form of the page that is shown (else of the front page), and show what comes."""
    shown = client.get("/").text if page is None else page
    hidden = {name: field(shown, name) for name in ("conversation", "key", "session")}
    response = client.post("/turn", data={"text": words, **hidden, **more})
    assert response.status_code == 200, response.text
    return response.text


def fill_in(client: TestClient) -> str:
    """An objection up to its summary."""
    page = say(client, OBJECT)
    for words in ("张测试", "某证件号", "某县市场监督管理局", "这笔罚款不是我的", "缴款书"):
        page = say(client, words, page)
    return page


def test_a_first_visit_explains_offers_acts_examples_and_places(client: TestClient, runtime: TalkingRuntime) -> None:
    page = client.get("/").text
    for words, _ in (*messages.EXAMPLES, *messages.TASKS):
        assert words in page
    for place in ("山西省", "江西省", "某市（据公开信息比对为宿迁市）", "未选择"):
        assert f">{place}</option>" in page
    assert '<html lang="zh-CN">' in page
    assert 'href="#main"' in page
    assert "http-equiv" not in page
    assert not runtime.conversing.talks  # looking begins nothing


def test_a_question_is_answered_after_a_redirect_and_kept(client: TestClient, runtime: TalkingRuntime) -> None:
    client.get("/")
    response = client.post("/turn", data={"text": "异议几天？", "place": "jiangxi"}, follow_redirects=False)
    (conversation,) = runtime.conversing.talks
    assert (response.status_code, response.headers["location"]) == (303, f"/c/{conversation}#latest")
    page = client.get("/").text
    assert "异议几天？" in page
    assert "三个工作日内办完" in page
    assert messages.EXTRACT_LABEL in page
    assert "按<strong>江西省</strong>的规定" in page
    page = say(client, "那要钱吗？")
    assert page.index('id="turn-1"') < page.index('id="turn-2"')
    assert list(runtime.conversing.talks) == [conversation]
    assert [asked[1] for asked in runtime.assistant.asked] == ["jiangxi", "jiangxi"]


def test_an_act_is_filled_in_shown_filed_and_its_code_shown_once(client: TestClient) -> None:
    page = fill_in(client)
    assert "<dt>具体情况</dt><dd>这笔罚款不是我的</dd>" in page
    assert messages.STAGE["confirming"] in page
    assert page.count('<li class="given">') == 6
    assert f'<button name="choice" value="{SUBMIT}">' in page
    hidden = {name: field(page, name) for name in ("conversation", "key")}
    response = client.post("/turn", data={"choice": SUBMIT, "text": "", **hidden}, follow_redirects=False)
    assert response.status_code == 200  # a redirect would lose the code
    number, code = re.findall(r"<div><dt>(?:办件编号|查询码)</dt><dd>([^<]+)</dd></div>", response.text)
    assert re.fullmatch(r"YY-20261120-[A-Z0-9]{7}", number)
    assert f'<input type="hidden" name="code" value="{code}">' in response.text
    later = client.get("/").text
    assert number in later
    assert code not in later
    assert "还有 3 个工作日" in later
    assert 'class="strip' not in later
    again = client.post("/turn", data={"choice": SUBMIT, "text": "", **hidden}, follow_redirects=False)
    assert code in again.text  # the same form once more: the same filing
    assert later.count('<article class="case"') == client.get("/").text.count('<article class="case"') == 1


def test_the_strip_names_what_is_given_asked_and_missing(client: TestClient) -> None:
    page = say(client, "张测试", say(client, OBJECT))
    steps = re.findall(r'<li class="(given|asked|missing)"[^>]*>([^<]+)<', page)
    assert steps[:4] == [
        ("given", "地方"),
        ("given", "姓名或者名称"),
        ("asked", "证件号码"),
        ("missing", "报送这条信息的单位"),
    ]
    assert page.count('aria-current="step"') == 1
    assert 'class="strip' not in say(client, CANCEL, page)


def test_a_summary_is_shown_with_what_is_masked_later(client: TestClient) -> None:
    number = resident_number(random.Random(1), date(1980, 2, 3))
    page = say(client, OBJECT)
    for words in ("张测试", number, "某单位", "不是我的"):
        page = say(client, words, page)
    hidden = {name: field(page, name) for name in ("conversation", "key")}
    shown = client.post("/turn", data={"text": "缴款书", **hidden}, follow_redirects=False)
    assert shown.status_code == 200  # what the citizen confirms must be seen, not masked
    assert f"<dd>{number}</dd>" in shown.text
    assert number not in client.get("/").text


def test_only_the_latest_turn_offers_its_buttons(client: TestClient) -> None:
    page = say(client, "张测试", say(client, OBJECT))
    assert page.count('<form class="choices') == 1
    assert page.index('<form class="choices') > page.index('id="turn-2"')


def test_files_come_with_the_turn(client: TestClient, runtime: TalkingRuntime) -> None:
    page = say(client, OBJECT)
    for words in ("张测试", "某证件号", "某县市场监督管理局", "这笔罚款不是我的"):
        page = say(client, words, page)
    assert '<details class="attach" open>' in page
    hidden = {name: field(page, name) for name in ("conversation", "key")}
    sent = client.post("/turn", data={"text": "", **hidden}, files=[("files", PDF), ("files", ("", b"", ""))])
    assert [file.name for file in runtime.conversing.files] == ["缴款书.pdf"]
    assert "<dt>证明材料</dt><dd>缴款书.pdf</dd>" in sent.text
    assert messages.FILES_ONLY in sent.text


@pytest.mark.parametrize(
    ("files", "status", "words"),
    [
        ([("files", ("病毒.exe", b"MZ", "application/pdf"))], 422, "“病毒.exe”是程序文件，收不了"),
        ([("files", ("大.pdf", b"%PDF-" + b"0" * 10 * 2**20, "application/pdf"))], 413, "一个文件最多 10 MB"),
        ([("files", PDF)] * 6, 422, messages.TOO_MANY_AT_ONCE.format(limit=5)),
    ],
    ids=["program", "large", "many"],
)
def test_a_file_that_is_not_taken_is_said_and_the_words_stay(
    client: TestClient, files: list[Any], status: int, words: str
) -> None:
    client.get("/")
    response = client.post("/turn", data={"text": "我的材料"}, files=files)
    assert response.status_code == status
    assert words in response.text
    assert "我的材料</textarea>" in response.text


def test_a_form_sent_twice_is_one_turn(client: TestClient, runtime: TalkingRuntime) -> None:
    page = say(client, "第一句")
    sent = {name: field(page, name) for name in ("conversation", "key")} | {"text": "第二句"}
    for _ in range(2):
        client.post("/turn", data=sent)
    assert len(runtime.assistant.asked) == 2
    client.post("/turn", data={**sent, "text": "改过的第二句"})  # back, and another sentence in the same form
    assert len(runtime.assistant.asked) == 3


def test_conversations_do_not_mix(client: TestClient, runtime: TalkingRuntime) -> None:
    say(client, "第一个人的问题")
    (conversation,) = runtime.conversing.talks
    client.cookies.clear()
    assert "第一个人的问题" not in client.get("/").text
    for response in (
        client.get(f"/c/{conversation}"),
        client.get(f"/c/{conversation}/news"),
        client.post("/turn", data={"text": "我也说一句", "conversation": conversation}),
        client.post("/forget", data={"conversation": conversation}),
    ):
        assert response.status_code == 404
        assert "第一个人的问题" not in response.text
    assert len(runtime.conversing.talks) == 1


def test_a_conversation_is_resumed_by_its_address_in_its_own_browser(
    client: TestClient, runtime: TalkingRuntime
) -> None:
    say(client, "旧的问题")
    (old,) = runtime.conversing.talks
    client.post("/new")
    assert "旧的问题" not in client.get("/").text
    assert "旧的问题" in client.get(f"/c/{old}").text


def test_a_browser_without_cookies_carries_its_session_in_the_form(client: TestClient) -> None:
    page = client.get("/").text
    assert re.fullmatch(r"[\w-]{43}", field(page, "session"))
    for words in ("第一问", "第二问"):
        client.cookies.clear()
        hidden = {name: field(page, name) for name in ("conversation", "key", "session")}
        response = client.post("/turn", data={"text": words, **hidden}, follow_redirects=False)
        assert response.status_code == 200
        page = response.text
        assert words in page
    assert "第一问" in page


def test_the_session_stands_in_no_page_where_the_cookie_is_kept(client: TestClient) -> None:
    client.get("/")
    page = say(client, "问")
    assert client.cookies["session"] not in page


def test_deleting_a_conversation_leaves_nothing_of_it(client: TestClient, runtime: TalkingRuntime) -> None:
    page = say(client, "请忘记我")
    conversation = field(page, "conversation")
    assert "请忘记我" not in client.post("/forget", data={"conversation": conversation}).text
    assert conversation not in runtime.conversing.talks
    assert client.get(f"/c/{conversation}").status_code == 404


def test_staff_answer_in_the_conversation_and_what_is_shown_counts_as_read(
    client: TestClient, runtime: TalkingRuntime
) -> None:
    page = say(client, HUMAN)
    assert messages.HANDOFF in page
    conversation = field(page, "conversation")
    runtime.conversing.staff_says(conversation, "您好，材料收到了。\n\n今天下午答复您。<b>")
    page = client.get(f"/c/{conversation}").text
    assert page.index('id="turn-1"') < page.index('id="note-1"')
    assert "<p>今天下午答复您。&lt;b&gt;</p>" in page
    assert runtime.conversing.talks[conversation].read_to == 1


def test_an_open_page_asks_for_news(client: TestClient, runtime: TalkingRuntime) -> None:
    conversation = field(say(client, HUMAN), "conversation")
    assert client.get(f"/c/{conversation}/news?after=0").json()["notes"] == ""
    runtime.conversing.staff_says(conversation, "您好")
    runtime.conversing.talks[conversation].handoff = {"reason": "human", "priority": "urgent", "taken": True}
    news = client.get(f"/c/{conversation}/news?after=0").json()
    assert (news["after"], news["notes"].count("<article")) == (1, 1)
    assert messages.HANDOFF_TAKEN in news["panel"]
    assert client.get(f"/c/{conversation}/news?after=1").json()["notes"] == ""
    assert client.get(f"/c/{conversation}/news?after=-1").status_code == 422


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text": "  \u200b "}, messages.EMPTY),
        ({}, messages.EMPTY),
        ({"text": "问" * 2001}, "超过 2000 字"),
        ({"text": "留下我", "place": "mars"}, messages.UNKNOWN_PLACE),
    ],
)
def test_a_form_that_does_not_hold_comes_back_with_its_text(
    client: TestClient, runtime: TalkingRuntime, form: dict[str, str], words: str
) -> None:
    response = client.post("/turn", data=form)
    assert response.status_code == 422
    assert words in response.text
    assert 'aria-describedby="error"' in response.text
    assert form.get("text", "").strip("\u200b ") in response.text
    assert not runtime.conversing.talks


def test_when_the_place_is_missing_each_place_is_one_button(client: TestClient, runtime: TalkingRuntime) -> None:
    page = say(client, "去哪里办异议？")
    assert '<button name="choice" value="山西省">山西省</button>' in page
    say(client, "", page, choice="山西省")
    assert runtime.assistant.asked[1][0] == "山西省"


def test_a_comparison_is_a_table_with_markers(client: TestClient) -> None:
    page = say(client, "各地有什么不同？")
    assert page.count("<tr>") == 4
    assert '<th scope="col">多久办完</th>' in page
    assert '<td data-label="依据">第四十二条 <a class="marker" href="/regulations/city-2022?' in page
    assert messages.CAVEAT[Caveat.IDENTIFICATION.value] in page


def test_the_plain_text_carries_the_citations(client: TestClient) -> None:
    page = say(client, "异议几天？")
    plain = html.unescape(re.search(r'<textarea id="plain[^>]*>\n(.*?)</textarea>', page, re.S)[1])  # type: ignore[index]
    assert plain.startswith(objection_answer().text)
    assert "[1]《江西省社会信用条例》第三十九条第二款（施行中）" in plain
    assert messages.DISCLAIMER in plain


def test_a_label_about_the_law_needs_words_of_the_law(client: TestClient, runtime: TalkingRuntime) -> None:
    runtime.assistant.script["进度"] = lambda: reply(Reason.FOUND, "办件现在是“已提交”。")
    assert messages.REASON_LABEL["found"] in say(client, "异议几天？")
    page = say(client, "进度")
    assert f'<strong class="label">{messages.TOLD}</strong>' in page


def test_while_loading_the_page_says_so_and_retries_by_itself(runtime: TalkingRuntime, client_of: Any) -> None:
    runtime.ready = False
    client = client_of(runtime)
    page = client.get("/").text
    assert "请稍候，正在载入检索模型" in page
    assert '<meta http-equiv="refresh" content="3">' in page
    held = client.post("/turn", data={"text": "先写好的问题"})
    assert held.status_code == 503
    assert "先写好的问题</textarea>" in held.text
    assert "http-equiv" not in held.text
    runtime.ready = True
    assert "http-equiv" not in client.get("/").text


def test_too_many_turns_keep_the_text(runtime: TalkingRuntime, client_of: Any) -> None:
    client = client_of(runtime, Limits(pages="1/minute"))
    say(client, "问")
    response = client.post("/turn", data={"text": "别丢了这句"})
    assert response.status_code == 429
    assert "过于频繁" in response.text
    assert "别丢了这句</textarea>" in response.text


def test_a_busy_conversation_keeps_the_text(client: TestClient, runtime: TalkingRuntime) -> None:
    client.get("/")
    runtime.conversing.trouble = ConversationBusy("上一句还在处理，请稍等几秒再发一次。")
    response = client.post("/turn", data={"text": "别丢了这句"})
    assert response.status_code == 409
    assert "上一句还在处理" in response.text
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
