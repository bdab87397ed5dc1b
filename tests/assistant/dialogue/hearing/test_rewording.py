"""Corrections that name their field loosely, and removals that name no act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]
KNOWN: dict[str, Any] = {
    "jurisdiction": "jiangxi",
    "applicant_role": "self",
    "subject_kind": "natural_person",
    "subject_name": "张伟",
    "subject_id": "000000196907089179",
    "info_kind": "market",
    "record_ref": "水费那条",
    "record_source": "自来水公司",
    "objection_ground": "error",
    "objection_detail": "早交了",
    "evidence": ["收据"],
    "contact": "13800138000",
}


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("我改一下记录那条，是燃气费不是水费", "record_ref", "燃气费"),
        ("等等，把记录改成燃气费那条", "record_ref", "燃气费那条"),
        ("名字打错了，张炜", "subject_name", "张炜"),
        ("我叫张炜，不是张伟", "subject_name", "张炜"),
        ("报送单位改成燃气公司", "record_source", "燃气公司"),
        ("单位不是自来水公司，是燃气公司", "record_source", "燃气公司"),
        ("材料不是收据，是发票", "evidence", ["发票"]),
        ("证据那项改成银行流水", "evidence", ["银行流水"]),
        ("不是市场的，是公共信用信息", "info_kind", "public"),
        ("种类选错了，是公共信用信息", "info_kind", "public"),
        ("理由改一下，是漏登了", "objection_ground", "omission"),
        ("经过改成：我前年就交了，有发票", "objection_detail", "我前年就交了，有发票"),
        ("手机号换成13900139000", "contact", "13900139000"),
    ],
)
def test_a_field_named_loosely(ear: Ear, text: str, slot: str, value: Any) -> None:
    heard = ear(text, act=Act.OBJECTION, confirming=True, slots=KNOWN)
    assert (heard.corrects, slot in heard.corrected, heard.value(slot)) == (True, True, value)


@pytest.mark.parametrize(
    ("text", "slot"), [("改电话", "contact"), ("材料那栏有问题", "evidence"), ("记录那一项要改", "record_ref")]
)
def test_a_field_that_is_to_change_without_the_new_value(ear: Ear, text: str, slot: str) -> None:
    heard = ear(text, act=Act.OBJECTION, confirming=True, slots=KNOWN)
    assert (heard.corrects, heard.corrected, heard.mentions) == (True, (slot,), ())


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("电话错了，是13900139000", "contact", "13900139000"),
        ("等下，名字错了，是张炜", "subject_name", "张炜"),
        ("报送单位不是自来水公司，是燃气公司", "record_source", "燃气公司"),
    ],
)
def test_a_correction_is_not_swallowed_by_the_account(ear: Ear, text: str, slot: str, value: str) -> None:
    slots = {name: known for name, known in KNOWN.items() if name != "objection_detail"}
    heard = ear(text, asked="objection_detail", act=Act.OBJECTION, slots=slots)
    assert (heard.corrects, heard.value(slot), heard.value("objection_detail")) == (True, value, None)


@pytest.mark.parametrize(
    "text",
    [
        "金额写错了，应该是200块，写成了2000块",
        "应该是另一个同名的人",
        "记录里公司名称错了，少了一个字",
        "他们把我的名字写错了，我叫张伟",
        "不是我干的，是租我房子的人干的",
    ],
)
def test_an_account_of_what_is_wrong_corrects_nothing(ear: Ear, text: str) -> None:
    slots = {name: known for name, known in KNOWN.items() if name != "objection_detail"}
    heard = ear(text, asked="objection_detail", act=Act.OBJECTION, slots=slots)
    assert (heard.corrects, heard.value("objection_detail")) == (False, text)


@pytest.mark.parametrize("text", ["不用改了", "没有要改的", "都没错"])
def test_nothing_to_change_is_no_correction(ear: Ear, text: str) -> None:
    assert not ear(text, act=Act.OBJECTION, confirming=True, slots=KNOWN).corrects


@pytest.mark.parametrize(
    ("text", "act", "sure"),
    [
        ("失信名单能不能把我弄出来", Act.REPAIR, False),
        ("帮我撤下来", Act.REPAIR, False),
        ("给我把那条去掉", Act.REPAIR, False),
        ("罚款早交清了，给我把那条去掉", Act.REPAIR, True),
        ("都整改好了，想把公示撤了", Act.REPAIR, True),
        ("那条登错人了，能不能给我撤下来", Act.OBJECTION, True),
        ("怎么才能从名单里出来", None, False),
        ("还了款多久能把记录消掉", None, False),
    ],
)
def test_a_removal_that_names_no_act(ear: Ear, text: str, act: Act | None, sure: bool) -> None:
    assert (ear(text).act, ear(text).act_sure) == (act, sure)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("这条老早就过了公示期咋还挂着，我要提异议", Act.OBJECTION),
        ("之前那个案子改判了，信用记录要跟着改", Act.REVOCATION),
        ("帮我妈查查她的信用记录", Act.QUERY_OWN_RECORD),
        ("算了不提异议了，改办信用修复吧", Act.REPAIR),
        ("我要反映物业乱查我信用的事", Act.COMPLAINT),
    ],
)
def test_a_wish_among_other_words(ear: Ear, text: str, act: Act) -> None:
    assert (ear(text).act, ear(text).act_sure) == (act, True)


def test_looking_up_somebody_who_must_not_know_is_no_act(ear: Ear) -> None:
    assert not ear("帮我查一下我老公有没有失信，他不知道我来查").act_sure
