"""Which place a text names."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.regulations.corpus import Corpus
from knowledge.regulations.places import Gazetteer, load_gazetteer

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我在山西", "shanxi"),
        ("大同市的", "shanxi"),
        ("五台山脚下", "shanxi"),
        ("我是代县人", "shanxi"),
        ("我在代县", "shanxi"),
        ("江西省", "jiangxi"),
        ("婺源县", "jiangxi"),
        ("赣州市章贡区", "jiangxi"),
        ("沭阳县城", "city"),
        ("宿迁", "city"),
        ("在nanchang开店", "jiangxi"),
        ("suqian的", "city"),
        ("晋和赣的区别", "shanxi"),
        ("泰和县", "jiangxi"),
    ],
)
def test_a_place_with_a_regulation(text: str, place: str) -> None:
    assert GAZETTEER.find(text)[0].jurisdiction == place


@pytest.mark.parametrize("text", ["陕西", "北京市", "江苏", "苏州", "深圳", "西安"])
def test_a_place_without_one(text: str) -> None:
    (name,) = GAZETTEER.find(text)
    assert name.jurisdiction is None
    assert name.words in text


def test_names_come_in_order_with_their_stretch() -> None:
    text = "山西大同的公司在江西南昌被罚"
    found = GAZETTEER.find(text)
    assert [n.words for n in found] == ["山西", "大同", "江西", "南昌"]
    assert all(text[n.start : n.end] == n.words for n in found)


@pytest.mark.parametrize("text", ["信用修复", "现代县城", "泰和", "赣", "晋升职称", "异议申请", "社会信用"])
def test_no_place(text: str) -> None:
    assert GAZETTEER.find(text) == []


@pytest.mark.parametrize(
    "text",
    ["医保定点药店", "审核完成都会通知", "提高安全意识", "娱乐平台", "诚信阳光", "重大连带责任", "办事指南通知",
     "大同小异", "社会昌盛", "东西安全", "道德兴国", "最新余额", "确保定期公示", "快乐平安"],
)  # fmt: skip
def test_words_that_only_look_like_a_place(text: str) -> None:
    assert GAZETTEER.find(text) == []


def test_the_place_meant_is_not_hidden_by_one_that_is_not() -> None:
    assert [n.words for n in GAZETTEER.find("规定南京的人")] == ["南京"]


@pytest.mark.parametrize("document", ["shanxi-2022", "city-2022", "jiangxi-2022", "shanxi-opinion-2020"])
def test_no_text_seems_to_name_another_place(document: str, corpus: Corpus) -> None:
    found = corpus.document(document)
    assert {n.jurisdiction for n in GAZETTEER.find(found.text)} <= {found.meta.jurisdiction}


def test_a_further_place_is_data_only(tmp_path: Path) -> None:
    (tmp_path / "moshen.yaml").write_text(
        "jurisdiction: moshen\nname: 某省\nprovince_words: [某省]\nnames: [甲子市]\nfull_names: [乙县]\n", "utf-8"
    )
    found = load_gazetteer(tmp_path)
    assert [n.jurisdiction for n in found.find("家在甲子市，店开在乙县")] == ["moshen", "moshen"]
    assert found.find("山西")[0].jurisdiction == "shanxi"
    assert GAZETTEER.find("甲子市") == []


def test_a_place_that_gets_a_regulation_is_no_longer_elsewhere() -> None:
    entry = {"jurisdiction": "beijing", "province_words": ["北京"]}
    (name,) = Gazetteer([entry], ["北京", "天津"]).find("北京")
    assert name.jurisdiction == "beijing"


@given(st.text(max_size=60))
def test_any_text_is_safe(text: str) -> None:
    found = GAZETTEER.find(text)
    assert all(text[n.start : n.end] == n.words for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
