"""The three regulations against rules.md E1-E3 and E7, and texts of other shapes."""

from __future__ import annotations

import time
from datetime import date

import pytest

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.document import Source, build_document
from knowledge.regulations.model import Document, Flag, Kind, Meta
from knowledge.regulations.parser_articles import parse_articles

CHAPTERS = {
    "shanxi-2022": [
        ("总则", 1, 13), ("社会信用信息管理", 14, 23), ("守信激励和失信惩戒", 24, 32), ("信用服务行业发展", 33, 37),
        ("信用主体权益保护", 38, 44), ("监督管理", 45, 48), ("附则", 49, 49),
    ],
    "city-2022": [
        ("总则", 1, 8), ("社会信用信息", 9, 26), ("社会信用应用与奖惩", 27, 37), ("社会信用主体权益保护", 38, 48),
        ("社会信用服务业", 49, 54), ("法律责任", 55, 56), ("附则", 57, 58),
    ],
    "jiangxi-2022": [
        ("总则", 1, 8), ("社会信用信息管理", 9, 22), ("守信激励和失信惩戒", 23, 35), ("信用主体权益保护", 36, 42),
        ("社会信用环境建设", 43, 56), ("法律责任", 57, 61), ("附则", 62, 63),
    ],
}  # fmt: skip
PARAGRAPHS = {
    "shanxi-2022": "5:2 9:3 11:2 12:2 14:3 15:2 16:2 18:2 20:3 23:2 27:2 28:2 35:2 37:2 39:3 41:2 43:2 45:3 46:2",
    "city-2022": "3:2 4:2 5:4 6:4 7:2 8:2 9:3 10:3 13:2 14:2 16:3 17:2 20:3 22:2 23:3 27:2 28:3 29:3 30:2 32:2 33:2 "
    "34:3 36:2 37:3 44:2 46:4 49:2 50:2 51:2 52:3 54:2 56:2",
    "jiangxi-2022": "2:2 3:2 4:3 7:3 9:3 12:2 15:3 16:3 17:2 18:2 19:2 23:3 26:3 27:2 29:2 31:3 37:2 38:2 39:4 44:2 "
    "50:2 53:2",
}
ITEMS = {
    "shanxi-2022": "6.1:7 8.1:7 15.2:13 19.1:6 26.1:7 27.1:3 28.1:4 30.1:7 44.1:4",
    "city-2022": "12.1:3 15.1:6 16.2:3 29.2:3 33.1:7 35.1:9 39.1:5 41.1:4 56.1:6",
    "jiangxi-2022": "12.1:6 14.1:3 15.1:8 21.1:4 22.1:5 24.1:7 25.1:3 28.1:7 29.2:5 57.1:11 58.1:4",
}


@pytest.mark.parametrize("document_id", CHAPTERS)
def test_chapters_paragraphs_and_items(corpus: Corpus, document_id: str) -> None:
    document = corpus.documents[document_id]
    assert [c.number for c in document.chapters] == list(range(1, 8))
    assert [(c.title, c.articles[0].number, c.articles[-1].number) for c in document.chapters] == CHAPTERS[document_id]
    articles = [article for _, article in document.articles()]
    assert [a.number for a in articles] == list(range(1, CHAPTERS[document_id][-1][2] + 1))
    assert (
        " ".join(f"{a.number}:{len(a.paragraphs)}" for a in articles if len(a.paragraphs) > 1)
        == PARAGRAPHS[document_id]
    )
    with_items = [f"{a.number}.{p.number}:{len(p.items)}" for a in articles for p in a.paragraphs if p.items]
    assert " ".join(with_items) == ITEMS[document_id]
    for article in articles:
        for paragraph in article.paragraphs:
            assert [i.number for i in paragraph.items] == list(range(1, len(paragraph.items) + 1))


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("shanxi-2022#15.2.13", "法律、行政法规或者国家有关规定规定的其他信息。"),
        ("jiangxi-2022#25.1.3", "国家和本省规定的其他情形。"),  # the lead-in ends with 。
        ("city-2022#16.3", "十六周岁"),
        ("shanxi-2022#5.1", "建立健全协调机制，"),  # a page break
        ("shanxi-2022#28.1.4", "破坏国防设施的。"),
        ("shanxi-2022#31", "或者其他直接责任人员"),
        ("jiangxi-2022#8", "加强诚信宣传，普及"),  # a half-width comma
        ("shanxi-2022#49", "自2022年10月1日起施行"),
        ("shanxi-2022#26", "评优评先"),
        ("shanxi-2022#30", "评先评优"),
    ],
)
def test_quality_problems_of_the_sources(corpus: Corpus, clause: str, words: str) -> None:
    assert words in corpus.provision(ClauseRef.parse(clause)).text


def test_page_breaks_are_joined_and_flagged(corpus: Corpus) -> None:
    shanxi = corpus.documents["shanxi-2022"]
    joined = {str(p.ref.place) for p in shanxi.provisions.values() if Flag.PAGE_BREAK_JOINED in p.flags}
    assert {"5", "5.1", "8", "15.2.13", "28.1.4", "31", "46.1"} <= joined
    assert {"5.2", "6", "15.1", "28.2"}.isdisjoint(joined)
    flagged = [a.number for _, a in shanxi.articles() if Flag.PAGE_BREAK_JOINED in a.flags]
    assert flagged == [5, 8, 14, 15, 28, 31, 43, 46]


def test_wording_slips_are_kept_and_flagged(corpus: Corpus) -> None:
    item = corpus.provision(ClauseRef.parse("jiangxi-2022#57.1.2"))
    assert "公共信息信息补充目录" in item.text
    assert Flag.SOURCE_TYPO in item.flags
    assert Flag.SOURCE_TYPO not in corpus.provision(ClauseRef.parse("jiangxi-2022#57.1.3")).flags
    assert Flag.SOURCE_TYPO in corpus.provision(ClauseRef.parse("city-2022#54.2")).flags


def test_a_lone_paragraph_is_the_article(corpus: Corpus) -> None:
    jiangxi = corpus.documents["jiangxi-2022"]
    assert jiangxi.canonical(ClauseRef.parse("jiangxi-2022#24.1")) == ClauseRef.parse("jiangxi-2022#24")
    assert jiangxi.get(ClauseRef.parse("jiangxi-2022#39.5")) is None
    item = jiangxi.provisions[ClauseRef.parse("jiangxi-2022#24.1.3")]
    assert item.label == "第二十四条第（三）项"
    assert item.lead.endswith("：")
    assert item.path == ("第三章 守信激励和失信惩戒",)


OTHER_SHAPES = """某省信用条例
（2024年1月1日通过）
目　录
第一编　总　则
第一章　一般规定　1
第二章　信息　3
第一编　总　则
第一章　一般规定
第一条为了加强管理，依照第
二条规定的程序，制定本条例。
第二条　本条例所称信息，包括：
（一）基础信息，即：
1．名称；
2．住所；
（二）其他信息。
前款规定以外的信息，不予记录。
第二条之一　第一条所称管理，按照
第二条第一款执行。
第二章　信息
第一节　归集
第三条　信息应当归集。
第二节　披露
第十条　信息应当披露。
附件：
1．目录
"""


def _document(raw: str) -> Document:
    meta = Meta(
        "x-2024", "某省信用条例", None, None, None, "x", Kind.REGULATION, None, date(2024, 1, 1), None, "", "", ""
    )
    return build_document(Source(meta, raw))


def test_parts_sections_inserted_articles_subitems_and_contents() -> None:
    document = _document(OTHER_SHAPES)
    assert [c.path for c in document.chapters] == [
        ("第一编 总则", "第一章 一般规定"),
        ("第一编 总则", "第二章 信息"),
    ]
    assert document.chapters[1].headings == (("第一节 归集", (3,)), ("第二节 披露", (10,)))
    texts = {ref.place: p.text for ref, p in document.provisions.items()}
    assert texts["1"] == "为了加强管理，依照第二条规定的程序，制定本条例。"
    assert texts["2.1.1.2"] == "住所；"
    assert texts["2.1.1"] == "基础信息，即：\n1．名称；\n2．住所；"
    assert texts["2.2"] == "前款规定以外的信息，不予记录。"
    assert texts["2-1"] == "第一条所称管理，按照第二条第一款执行。"
    assert document.provisions[ClauseRef.parse("x-2024#2-1")].label == "第二条之一"
    assert document.provisions[ClauseRef.parse("x-2024#2.1.1.2")].lead == "基础信息，即："
    assert document.provisions[ClauseRef.parse("x-2024#10")].path[-1] == "第二节 披露"
    assert parse_articles(OTHER_SHAPES).tail == ("附件：", "1．目录")


def test_a_text_without_chapters_or_without_articles() -> None:
    plain = _document("第一条 为了管理。\n第二条 本条例自公布之日起施行。")
    assert [(c.number, c.title, len(c.articles)) for c in plain.chapters] == [(0, "", 2)]
    assert parse_articles("没有条文的文字。").chapters == ()
    assert parse_articles("").citable.text == ""


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r\n\r\n"])
def test_line_endings_do_not_matter(ending: str) -> None:
    raw = ending.join(["第一章 总则", "第一条 甲，", "乙。", "丙。", "第二条 丁。"])
    document = _document(raw)
    assert [len(a.paragraphs) for _, a in document.articles()] == [2, 1]
    assert document.provisions[ClauseRef.parse("x-2024#1.1")].text == "甲，乙。"


def test_a_hostile_text_is_parsed_in_linear_time() -> None:
    for piece in ("字\n", "第一条 甲。\n", "（一）甲；\n", "第一章 甲\n", "1. 甲\n", "第一条", "(" * 10 + "\n"):
        raw = "第一条 甲：\n" + piece * (40_000 // len(piece))
        start = time.process_time()
        parse_articles(raw)
        assert time.process_time() - start < 2, piece
