"""Replies as Telegram shows them. Nothing is parsed as mark-up; every formatting is an entity."""

from __future__ import annotations

from assistant.outcome import Caveat, Reason
from channels import messages
from channels.telegram.formatted import Formatted
from channels.telegram.showing import shown
from tests.channels.telegram.conftest import SITE
from tests.fakes import cite, comparison_answer, objection_answer, place_answer, reply


def stretches(whole: Formatted, kind: str) -> list[str]:
    """The words that are shown as `kind`, as Telegram cuts them out."""
    units = whole.text.encode("utf-16-le")
    return [
        units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le") for e in whole.entities() if e.type == kind
    ]


def test_quotes_are_quotes_and_markers_open_their_clause() -> None:
    answer = objection_answer()
    whole = shown(answer, SITE)
    quotes = stretches(whole, "blockquote") + stretches(whole, "expandable_blockquote")
    assert quotes == [answer.citations[0].quote, answer.citations[1].quote]
    assert set(stretches(whole, "text_link")) == {"[1]", "[2]"}
    urls = [e.url for e in whole.entities() if e.type == "text_link"]
    assert str(urls[0]).startswith(f"{SITE}/regulations/jiangxi-2022?clause=39.2&")
    assert "> " not in whole.text
    assert "· 本单位处理：自2026年11月20日起" in whole.text
    assert whole.text.endswith(messages.DISCLAIMER)
    assert "《江西省社会信用条例》第三十九条第二款（施行中）" in whole.text


def test_without_a_site_markers_stay_plain() -> None:
    whole = shown(objection_answer())
    assert stretches(whole, "text_link") == []
    assert "办完。[1]" in whole.text


def test_a_clause_whose_words_are_not_in_the_text_is_quoted_below() -> None:
    citation = cite(1, "jiangxi-2022#38.2")
    whole = shown(reply(Reason.FOUND, "查自己的信息不收费。[1]", citation))
    assert stretches(whole, "blockquote") == [citation.quote]


def test_a_long_clause_below_the_reply_is_folded_and_one_in_the_answer_is_not() -> None:
    long = cite(1, "jiangxi-2022#39.1")
    words = long.quote
    below = shown(reply(Reason.TOPIC, "是哪一条？[1]", long))
    assert stretches(below, "expandable_blockquote") == [words]
    within = shown(reply(Reason.FOUND, f"写的是：[1]\n> {words}", long))
    assert stretches(within, "blockquote") == [words]


def test_a_table_becomes_lines_under_each_place() -> None:
    whole = shown(comparison_answer(), SITE)
    assert "江西省\n多久办完：三个工作日；需核查的七个工作日\n依据：第三十九条第二款 [2]" in whole.text
    assert "江西省" in stretches(whole, "bold")
    assert "|" not in whole.text


def test_what_looks_like_mark_up_stays_what_it_is() -> None:
    words = "<b>粗</b> *星* _线_ `码` [字](http://x.cn) ||藏||\n| a |\n| b |"
    whole = shown(reply(Reason.FOUND, words), SITE)
    assert whole.text == words
    assert whole.entities() == []


def test_lines_and_blank_lines_stay_where_they_are() -> None:
    words = "已经提交好了。\n办件编号：JX-1\n查询码：K7MP-9TQR\n\n接下来：\n- 一\n- 二"
    whole = shown(reply(Reason.FOUND, words), SITE, "K7MP-9TQR")
    assert whole.text == words.replace("- ", "· ")
    assert stretches(whole, "code") == ["K7MP-9TQR"]


def test_a_question_carries_no_disclaimer_and_unsaid_caveats_are_said() -> None:
    assert shown(place_answer(), SITE).text == place_answer().text
    asked = reply(Reason.TOPIC, "是哪一条？[1]", cite(1, "jiangxi-2022#38.2"), caveats=(Caveat.PROVISIONAL,))
    assert messages.DISCLAIMER not in shown(asked).text
    assert f"· {messages.CAVEAT['provisional']}" in shown(asked).text
