"""Lists and free text: evidence, what was put right, honours, purpose, and the answer to a question for text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.dialogue.acts import Act, Command
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]


@pytest.mark.parametrize(
    ("asked", "text", "items"),
    [
        ("evidence", "有判决书、缴款凭证和照片", ["判决书", "缴款凭证", "照片"]),
        ("evidence", "缴款凭证", ["缴款凭证"]),
        ("evidence", "银行回单，还有聊天记录", ["银行回单", "聊天记录"]),
        ("evidence", "我有收据一张、照片三张以及情况说明", ["收据一张", "照片三张", "情况说明"]),
        ("evidence", "就一张照片吧", ["一张照片"]),
        ("evidence", "判决书 和 缴款书", ["判决书", "缴款书"]),
        ("evidence", "手里有整改报告跟验收单", ["整改报告", "验收单"]),
        ("evidence", "合同，发票，录音", ["合同", "发票", "录音"]),
        ("evidence", "有和解协议", ["和解协议"]),
        ("evidence", "完税证明", ["完税证明"]),
        ("evidence", "身份证复印件、营业执照", ["身份证复印件", "营业执照"]),
        ("evidence", "附上判决书等", ["判决书"]),
        ("evidence", "我带了公证书和截图", ["公证书", "截图"]),
        ("correction_facts", "罚款交了，也整改了", ["罚款交了", "整改了"]),
        ("correction_facts", "整改完毕", ["整改完毕"]),
        ("correction_facts", "钱还清了，也道歉了", ["钱还清了", "道歉了"]),
        ("correction_facts", "罚款已经缴清；违建也拆除了", ["罚款已经缴清", "违建也拆除了"]),
        ("correction_facts", "货款付清，对方也谅解了", ["货款付清", "对方也谅解了"]),
        ("correction_facts", "停业整顿一个月，验收通过", ["停业整顿一个月", "验收通过"]),
        ("records", "表彰和志愿服务", ["表彰", "志愿服务"]),
        ("records", "捐款的那个", ["捐款的那个"]),
        ("records", "全部", ["全部"]),
        ("records", "见义勇为、无偿献血", ["见义勇为", "无偿献血"]),
    ],
)
def test_a_list_that_was_asked_for(ear: Ear, asked: str, text: str, items: list[str]) -> None:
    act = {"evidence": Act.OBJECTION, "correction_facts": Act.REPAIR, "records": Act.DELETE_HONOUR}[asked]
    assert ear(text, asked=asked, act=act).value(asked) == items


def test_a_button_with_an_enumeration_stays_whole(ear: Ear) -> None:
    name = "表彰、奖励等荣誉信息"
    assert ear(name, asked="records", act=Act.DELETE_HONOUR, grounds={"award": name}).value("records") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "没有",
        "没得",
        "什么都没有",
        "暂时没有",
        "跳过",
        "先不填",
        "等会儿补",
        "回头再补",
        "以后再交",
        "不知道",
    ],
)
@pytest.mark.parametrize("asked", ["evidence", "record_ref", "event_date", "legal_document"])
def test_having_nothing_leaves_the_field_empty(ear: Ear, text: str, asked: str) -> None:
    heard = ear(text, asked=asked, act=Act.OBJECTION)
    assert heard.commands == {Command.SKIP}
    assert heard.value(asked) is None


def test_what_is_not_done_yet_is_not_taken_for_done(ear: Ear) -> None:
    heard = ear("还没整改", asked="correction_facts", act=Act.REPAIR)
    assert [(m.value, m.sure) for m in heard.mentions] == [(["还没整改"], False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我要修复，罚款交了，也整改完了", {"correction_facts": ["罚款交了", "整改完了"]}),
        ("我要修复，有缴款凭证和整改报告", {"evidence": ["缴款凭证", "整改报告"]}),
        ("我要提异议，我有判决书和照片", {"evidence": ["判决书", "照片"]}),
        ("公司让我查求职者信用，有授权书", {"authorisation": "有授权书"}),
        ("公司让我查求职者信用，有授权，用于招聘录用", {"purpose": "招聘录用"}),
        ("把我的表彰和志愿服务撤下来", {"records": ["表彰", "志愿服务"]}),
    ],
)
def test_a_list_told_by_the_way(ear: Ear, text: str, expected: dict[str, Any]) -> None:
    heard = ear(text)
    assert {slot: heard.value(slot) for slot in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "凭什么说我没交？",
        "我什么时候欠过钱？",
        "我没收到过通知，怎么就成失信了呢",
        "处罚金额写成五万，实际五千",
        "这条记录不是我的，是同名同姓的人的",
        "难道交了钱还算失信吗？",
        "我2024年5月就交了罚款，有收据",
        "谁说我没整改？早就改完了！",
        "我哪里违法了？",
        "处罚金额写错了",
        "不是我",
        "因为我当时在外地打工，根本不知道这件事，后来才听村里人说起，钱也早就交给会计了",
    ],
)
def test_a_complaint_is_detail_even_in_the_form_of_a_question(ear: Ear, text: str) -> None:
    heard = ear(text, asked="objection_detail", act=Act.OBJECTION)
    assert (heard.value("objection_detail"), heard.asks) == (text, False)


@pytest.mark.parametrize(
    "text",
    [
        "要几天有结果？",
        "那个异议收费吗",
        "为什么要填这个？",
        "需要带什么材料",
        "提异议期间还公示吗？",
        "能不能网上办？",
    ],
)
def test_a_question_in_the_middle_is_no_detail(ear: Ear, text: str) -> None:
    heard = ear(text, asked="objection_detail", act=Act.OBJECTION)
    assert (heard.value("objection_detail"), heard.asks) == (None, True)


def test_free_text_keeps_numbers_apart_and_other_words_together(ear: Ear) -> None:
    text = "我当时在上海打工，电话13812345678"
    heard = ear(text, asked="objection_detail", act=Act.OBJECTION, slots={"jurisdiction": "jiangxi"})
    assert {m.slot: m.value for m in heard.mentions} == {"objection_detail": text, "contact": "13812345678"}
    assert heard.troubles == ()


def test_a_value_for_another_field_is_not_the_answer(ear: Ear) -> None:
    heard = ear("我在赣州", asked="record_source", act=Act.OBJECTION)
    assert {m.slot: m.value for m in heard.mentions} == {"jurisdiction": "jiangxi"}
    assert heard.rest == ""
