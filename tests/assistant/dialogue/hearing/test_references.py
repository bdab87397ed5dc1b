"""Numbers of documents, records and cases; places and the bodies that report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard
from credit_core.model.ids import new_access_code, new_number

Ear = Callable[..., Heard]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("（晋）市监罚字〔2024〕12号", "（晋）市监罚字〔2024〕12号"),
        ("(晋)市监罚字[2024]12号", "(晋)市监罚字〔2024〕12号"),
        ("京朝罚决字[2023]第8号", "京朝罚决字〔2023〕第8号"),
        ("赣市监处罚【2024】15号", "赣市监处罚〔2024〕15号"),
        ("赣市监处罚【2024】15-2号", "赣市监处罚〔2024〕15-2号"),
        ("晋环罚(2023)45号", "晋环罚〔2023〕45号"),
        ("晋环罚（2023）45 号", "晋环罚〔2023〕45号"),
        ("晋环罚［２０２３］４５号", "晋环罚〔2023〕45号"),
        ("晋建罚字{2024}7号", "晋建罚字〔2024〕7号"),
        ("赣人社监罚字<2024>3号", "赣人社监罚字〔2024〕3号"),
        ("文号是赣市监处罚〔2024〕15号", "赣市监处罚〔2024〕15号"),
        ("处罚决定书赣市监处罚〔2024〕15号", "赣市监处罚〔2024〕15号"),
        ("行政处罚决定书文号：赣市监处罚〔2024〕15号", "赣市监处罚〔2024〕15号"),
        ("我收到的是晋税罚〔2024〕6号", "晋税罚〔2024〕6号"),
        ("晋税罚〔2024〕6号被撤销了", "晋税罚〔2024〕6号"),
        ("《行政处罚决定书》（赣章）应急罚〔2024〕3号", "（赣章）应急罚〔2024〕3号"),
        ("判决书 (2023)赣01民初12号", "(2023)赣01民初12号"),
        ("（2023）赣01民初12号", "（2023）赣01民初12号"),
        ("(2023)赣行终5号判决", "(2023)赣行终5号"),
        ("（2024）晋0105行初 33 号", "（2024）晋0105行初33号"),
        ("法院判决〔2024〕晋01民终100号", "〔2024〕晋01民终100号"),
        ("宿市监罚〔2022〕101号", "宿市监罚〔2022〕101号"),
        ("苏宿城管罚字〔2022〕第0101号", "苏宿城管罚字〔2022〕第0101号"),
        ("并环罚〔2023〕8号那份", "并环罚〔2023〕8号"),
        ("是 赣虔市监罚〔2025〕77号", "赣虔市监罚〔2025〕77号"),
    ],
)
def test_a_document_number_is_heard(ear: Ear, text: str, document: str) -> None:
    assert ear(text, act=Act.REVOCATION, asked="legal_document").value("legal_document") == document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "我要对晋市监罚字〔2024〕12号这条处罚提异议",
            {"record_ref": "晋市监罚字〔2024〕12号", "legal_document": None},
        ),
        ("晋市监罚字〔2024〕12号被法院撤销了，要更新记录", {"legal_document": "晋市监罚字〔2024〕12号"}),
        ("记录编号JL-20240506-7K3QFMX", {"record_ref": "JL-20240506-7K3QFMX"}),
        ("jl-2024-0012", {"record_ref": "JL-2024-0012"}),
        ("编号是 GS20240012", {"record_ref": "GS20240012"}),
        ("国发〔2014〕21号怎么说的", {"legal_document": None}),
        ("晋政发〔2014〕40号", {"legal_document": None}),
    ],
)
def test_what_a_number_refers_to(ear: Ear, text: str, expected: dict[str, str | None]) -> None:
    heard = ear(text)
    assert {slot: heard.value(slot) for slot in expected} == expected


def test_a_record_told_in_words_is_asked_about(ear: Ear) -> None:
    heard = ear("我2023年那条环保处罚已经整改了，要申请修复")
    assert [(m.value, m.sure) for m in heard.mentions if m.slot == "record_ref"] == [("2023年那条环保处罚", False)]
    asked = ear("2023年那条环保处罚", asked="record_ref", act=Act.REPAIR)
    assert [(m.value, m.sure) for m in asked.mentions if m.slot == "record_ref"] == [("2023年那条环保处罚", True)]


@pytest.mark.parametrize("prefix", ["YY", "XF", "CX", "GZ", "TS", "RY"])
def test_a_case_number_is_heard_with_its_access_code(ear: Ear, prefix: str) -> None:
    number, code = new_number(prefix, date(2026, 11, 20)), new_access_code()
    for typed in (number, number.lower(), number.replace("-", " "), f"查一下{number}的进度"):
        assert ear(typed).value("case_no") == number
    heard = ear(f"{number.lower()}，查询码{code.lower()}")
    assert (heard.value("case_no"), heard.value("access_code")) == (number, code)


def test_a_mistyped_case_number_is_told(ear: Ear) -> None:
    number = new_number("YY", date(2026, 11, 20))
    wrong = number[:-1] + ("2" if number[-1] != "2" else "3")
    heard = ear(wrong)
    assert heard.value("case_no") is None
    assert [(t.slot, t.code) for t in heard.troubles] == [("case_no", "check_digit")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("江西", "jiangxi"),
        ("江西省", "jiangxi"),
        ("赣州", "jiangxi"),
        ("我在赣州", "jiangxi"),
        ("南昌市红谷滩", "jiangxi"),
        ("是上饶的", "jiangxi"),
        ("章贡区", "jiangxi"),
        ("山西", "shanxi"),
        ("太原", "shanxi"),
        ("我是大同人", "shanxi"),
        ("处罚在临汾", "shanxi"),
        ("宿迁", "city"),
        ("沭阳县", "city"),
        ("不是赣州，是太原", "shanxi"),
    ],
)
def test_a_place_is_heard(ear: Ear, text: str, place: str) -> None:
    heard = ear(text, asked="jurisdiction", act=Act.OBJECTION)
    assert [(m.value, m.sure) for m in heard.mentions if m.slot == "jurisdiction"] == [(place, True)]


@pytest.mark.parametrize("text", ["杭州", "我在北京", "上海市浦东新区", "广东的", "是成都"])
def test_a_place_that_is_not_covered_is_told(ear: Ear, text: str) -> None:
    heard = ear(text, asked="jurisdiction", act=Act.OBJECTION)
    assert [(t.slot, t.code) for t in heard.troubles] == [("jurisdiction", "unknown_place")]


def test_a_place_inside_a_name_is_asked_about(ear: Ear) -> None:
    heard = ear("我是山西青砚印刷有限公司的法人，要修复")
    assert [(m.value, m.sure) for m in heard.mentions if m.slot == "jurisdiction"] == [("shanxi", False)]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("县市场监管局", "县市场监管局"),
        ("是环保局吧", "环保局"),
        ("市税务局报的", "市税务局"),
        ("人社局", "人社局"),
        ("法院", "法院"),
        ("南康区城市管理局", "南康区城市管理局"),
        ("好像是赣州银行", "赣州银行"),
        ("信用中心", "信用中心"),
        ("应该是住建委", "住建委"),
        ("来自县公安局", "县公安局"),
    ],
)
def test_the_reporting_body_that_was_asked_for(ear: Ear, text: str, body: str) -> None:
    assert ear(text, asked="record_source", act=Act.OBJECTION).value("record_source") == body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("我要对章贡区市场监管局罚的那条处罚提异议", "章贡区市场监管局"),
        ("是由太原市生态环境局作出的处罚，我要修复", "太原市生态环境局"),
        ("记录是税务局报的，我要提异议", "税务局"),
        ("处罚来自城管局，我要申请更正", "城管局"),
    ],
)
def test_the_reporting_body_told_by_the_way(ear: Ear, text: str, body: str) -> None:
    assert ear(text).value("record_source") == body
