"""``/regulations``: the list, a clause in its context, the marked quote, permanent links."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from channels import messages
from channels.rendering import clause_href
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from tests.fakes import FakeRuntime


def test_the_list_names_class_force_and_identification(client: TestClient) -> None:
    page = client.get("/regulations").text
    for document in load_corpus().documents.values():
        assert document.meta.title in page
        assert document.meta.kind.value in page
    for words in (
        "现行有效",
        "规划期已满",
        "未载明失效日期",
        "晋政办发〔2020〕10号",
        "来源文件未载明题名和地名",
        "2022年3月1日",
    ):
        assert words in page
    assert page.index("江西省社会信用条例") < page.index("晋政办发") < page.index("晋政发〔2014〕40号")


def test_the_pages_need_no_model(runtime: FakeRuntime, client_of: Any) -> None:
    runtime.ready = False
    assert "第三十九条" in client_of(runtime).get("/regulations/jiangxi-2022").text


def test_a_clause_stands_in_its_context_with_the_quote_marked(client: TestClient) -> None:
    quote = "应当在一个工作日内作出异议标注"
    page = client.get(clause_href("jiangxi-2022#39.2", quote)).text
    assert f"<mark>{quote}</mark>" in page
    assert page.count("<mark>") == 2  # the quote, and the word that explains the colour
    assert "<strong>第三十九条第二款</strong>" in page
    assert "第四章 信用主体权益保护" in page
    assert 'id="38"' in page
    assert 'id="40"' in page
    assert 'class="piece level-1 target" id="39.2"' in page


def test_a_quote_over_several_items_is_marked_in_each(client: TestClient) -> None:
    provision = load_corpus().documents["shanxi-2022"].get(ClauseRef.parse("shanxi-2022#15.2"))
    assert provision
    page = client.get(clause_href("shanxi-2022#15.2", provision.text)).text
    assert page.count("<mark>") == 1 + 1 + 13


def test_words_that_are_not_the_law_are_not_marked(client: TestClient) -> None:
    page = client.get("/regulations/jiangxi-2022", params={"clause": "39.2", "quote": "应当在两个工作日内"}).text
    assert "<mark>" not in page
    assert messages.QUOTE_MISSING in page


@pytest.mark.parametrize(
    "path",
    [
        "/regulations/beijing-2020",
        "/regulations/jiangxi-2022?clause=99",
        "/regulations/jiangxi-2022?clause=shanxi-2022%231",
    ],
)
def test_what_does_not_exist_is_not_found(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "<h1>没有找到</h1>" in response.text


@pytest.mark.parametrize("document", sorted(load_corpus().documents))
def test_every_clause_has_a_permanent_address_on_its_page(client: TestClient, document: str) -> None:
    page = client.get(f"/regulations/{document}").text
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    places = {ref.place for ref in load_corpus().documents[document].provisions}
    assert places <= set(anchors)
    links = set(re.findall(r'class="permalink" href="([^"]+)"', page))
    assert len(links) >= len(list(load_corpus().documents[document].articles()))
    for link in sorted(links)[:3]:
        assert client.get(link).status_code == 200
        assert urlsplit(link).fragment


def test_an_expired_plan_and_a_notice_say_what_they_are_not(client: TestClient) -> None:
    assert "规划期已满，仅供了解背景" in client.get("/regulations/shanxi-plan-2014").text
    assert "不是地方性法规" in client.get("/regulations/shanxi-opinion-2020").text


def test_slips_of_the_source_are_explained(client: TestClient) -> None:
    assert "原文如此；疑为“公共信用信息补充目录”" in client.get("/regulations/jiangxi-2022").text


def test_words_are_found_in_the_texts(client: TestClient) -> None:
    page = client.get("/regulations", params={"q": "异议标注"}).text
    assert "<mark>异议标注</mark>" in page
    assert 'href="/regulations/jiangxi-2022?clause=39#39"' in page
    assert "没有找到“<script>”" not in client.get("/regulations", params={"q": "<script>"}).text
    assert "没有找到“&lt;script&gt;”" in client.get("/regulations", params={"q": "<script>"}).text


def test_the_texts_by_a_day(client: TestClient) -> None:
    assert "2021年1月1日这一天，这份文本尚未施行" in client.get("/regulations/jiangxi-2022?as_of=2021-01-01").text
    page = client.get("/regulations?as_of=2018-01-01").text
    assert page.count("尚未施行") == 4
    assert "规划期已满" not in page
    for path in ("/regulations", "/regulations/jiangxi-2022", "/regulations/compare"):
        answer = client.get(f"{path}?as_of=2021-02-30")
        assert answer.status_code == 422
        assert messages.BAD_DATE in answer.text


def test_two_places_side_by_side(client: TestClient) -> None:
    page = client.get("/regulations/compare?topic=objection_decision_deadline&a=jiangxi&b=shanxi").text
    assert "江西省的条例写了，山西省的条例没有规定" in page
    assert "<mark>三个工作日内</mark>" in page
    assert 'href="/regulations/jiangxi-2022?clause=39.2#39.2"' in page
    answer = client.get("/regulations/compare?topic=objection_decision_deadline&a=city&b=city")
    assert answer.status_code == 422
    assert "请选两个不同的地方" in answer.text


def test_reading_needs_no_model(runtime: FakeRuntime, client_of: Any) -> None:
    runtime.ready = False
    made = client_of(runtime)
    for path in ("/regulations?q=异议", "/regulations/compare?topic=objection_form&a=city&b=shanxi"):
        assert made.get(path).status_code == 200
