"""Wordings met in whole conversations: each row is a class of sayings that a form must understand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]
SELF = {"jurisdiction": "jiangxi", "applicant_role": "self", "subject_kind": "natural_person"}
CODE, NUMBER, OTHER = "91000000XAJ1T31CU8", "000000196907089179", "000000199111253774"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("示例征信有限公司", "示例征信有限公司"),
        ("是示例征信有限公司报的", "示例征信有限公司"),
        ("应该是示例市晨禾超市吧", "示例市晨禾超市"),
        ("物业公司弄的", "物业公司"),
        ("一家网贷公司", "网贷公司"),
        ("公安局交警大队", "公安局交警大队"),
        ("我们村", "我们村"),
        ("市里管环境的", "市里管环境的"),
        ("生态环境局报的，几天答复？", "生态环境局"),
    ],
)
def test_the_source_that_was_asked_for_is_no_subject(ear: Ear, text: str, source: str) -> None:
    heard = ear(text, asked="record_source", act=Act.OBJECTION, slots=SELF)
    assert heard.value("record_source") == source
    assert heard.value("subject_name") is None


@pytest.mark.parametrize("text", ["老师可以作证", "评分算错了", "都履行完了，罚款5月6号交的", "缴款单和整改照片"])
def test_what_is_no_body_is_no_source(ear: Ear, text: str) -> None:
    heard = ear(text, asked="record_source", act=Act.REPAIR, slots=SELF)
    assert (heard.value("record_source"), heard.rest) == (None, "")


def test_a_source_told_by_the_way_leaves_the_subject_alone(ear: Ear) -> None:
    slots = {**SELF, "subject_name": "张伟"}
    heard = ear("示例征信有限公司弄的", asked="info_kind", act=Act.OBJECTION, slots=slots)
    assert (heard.value("record_source"), heard.value("subject_name")) == ("示例征信有限公司", None)
    passing = ear("还有示例征信有限公司", asked="info_kind", act=Act.OBJECTION, slots=slots)
    assert not any(m.sure for m in passing.mentions if m.slot == "subject_name")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("是非公共信用信息，商家记的", "market"),
        ("非公共的", "market"),
        ("不属于公共信用信息", "market"),
        ("不是公共的，是市场上的", "market"),
        ("商家记的", "market"),
        ("物业自己登的", "market"),
        ("不是市场信用，是公共信用", "public"),
        ("不是评级，就是处罚", "public"),
        ("市场监管局罚的", "public"),
        ("不是黑名单，是信用评分", "evaluation"),
    ],
)
def test_a_kind_that_is_denied_is_not_meant(ear: Ear, text: str, kind: str) -> None:
    assert ear(text, asked="info_kind", act=Act.OBJECTION, slots=SELF).value("info_kind") == kind


@pytest.mark.parametrize(
    ("text", "act", "role"),
    [
        ("我今年17岁，我自己要提异议", Act.OBJECTION, "minor_self"),
        ("我今年16，我要查我自己的信用记录", Act.QUERY_OWN_RECORD, "minor_self"),
        (f"我是法人，我们公司示例市晨禾建材有限公司要提异议，代码{CODE}", Act.OBJECTION, "legal_representative"),
        ("我有授权书，要查别人的信用记录，办授权查询", Act.AUTHORISED_QUERY, "authorised_third_party"),
        ("我受人委托查他的信用记录，有书面授权", Act.AUTHORISED_QUERY, "authorised_third_party"),
        ("我先要投诉一件事", Act.COMPLAINT, None),
        ("我要举报你们大厅的人把我的信息卖了", Act.COMPLAINT, None),
        ("投诉！信用中心办事推三阻四", Act.COMPLAINT, None),
        ("我自己也想修复一下信用", Act.REPAIR, None),
        ("另外我还要提个异议", Act.OBJECTION, None),
        ("查自己信用", Act.QUERY_OWN_RECORD, "self"),
        ("我来办异议申请，江西的，本人郭安，13800138000", Act.OBJECTION, "self"),
        ("单位委托我来查一个应聘人员的信用记录，他签了同意书", Act.AUTHORISED_QUERY, "authorised_third_party"),
        ("那查我自己的吧", Act.QUERY_OWN_RECORD, "self"),
        ("以前捐过款上了公示，我不想让人看见，帮我删掉", Act.DELETE_HONOUR, None),
        ("判决书被二审改判了，信用网站上还是老的，你们给更正一下吧", Act.REVOCATION, None),
        ("处罚决定书被市政府复议撤销了，记录还挂着，要求删掉", Act.REVOCATION, None),
    ],
)
def test_a_plain_wish_is_sure(ear: Ear, text: str, act: Act, role: str | None) -> None:
    heard = ear(text)
    assert (heard.act, heard.act_sure, heard.value("applicant_role")) == (act, True, role)


def test_the_firm_of_a_wish_is_named_without_the_words_around(ear: Ear) -> None:
    heard = ear(f"我是法人，我们公司示例市晨禾建材有限公司要提异议，代码{CODE}")
    assert (heard.value("subject_name"), heard.value("subject_id")) == ("示例市晨禾建材有限公司", CODE)


@pytest.mark.parametrize("asked", [None, "evidence", "contact"])
def test_another_act_is_wanted_in_the_middle(ear: Ear, asked: str | None) -> None:
    heard = ear("我先要投诉一件事", asked=asked, act=Act.OBJECTION, slots=SELF)
    assert (heard.act, heard.act_sure, heard.mentions) == (Act.COMPLAINT, True, ())


@pytest.mark.parametrize(
    "text",
    [
        "帮我查一下我邻居李秀英有没有失信",
        "查一下我前夫的信用",
        "想看看我同事的信用记录",
        "帮我查一下老板的信用报告",
    ],
)
def test_prying_is_no_act(ear: Ear, text: str) -> None:
    assert ear(text).act is None


@pytest.mark.parametrize(
    ("text", "asked", "items"),
    [
        ("再补一份材料：现场照片", "contact", ["现场照片"]),
        ("再补一份材料：现场照片", "evidence", ["现场照片"]),
        ("再加一张收据", None, ["收据"]),
        ("有缴款凭证，还有决定书照片", "info_kind", ["缴款凭证", "决定书照片"]),
        ("有整改报告和验收单", "contact", ["整改报告", "验收单"]),
        ("缴款单和整改照片", "record_source", ["缴款单", "整改照片"]),
        ("有判决书，还要什么？", "evidence", ["判决书"]),
    ],
)
def test_evidence_named_by_the_way(ear: Ear, text: str, asked: str | None, items: list[str]) -> None:
    assert ear(text, asked=asked, act=Act.OBJECTION, slots=SELF).value("evidence") == items


@pytest.mark.parametrize("text", ["材料改成工作证明", "证据换成工作证明"])
def test_evidence_is_replaced(ear: Ear, text: str) -> None:
    heard = ear(text, act=Act.OBJECTION, confirming=True, slots={**SELF, "evidence": ["证明信"]})
    assert (heard.corrects, heard.corrected, heard.value("evidence")) == (True, ("evidence",), ["工作证明"])


@pytest.mark.parametrize("text", ["材料不是我交的", "材料写错了", "还需要什么材料", "要交哪些材料"])
def test_speaking_of_evidence_names_none(ear: Ear, text: str) -> None:
    assert ear(text, asked="contact", act=Act.OBJECTION, slots=SELF).value("evidence") is None


@pytest.mark.parametrize(
    ("text", "asked", "slot", "value"),
    [
        ("5月6号收到的，几天内答复？", "evidence", "event_date", "2026-05-06"),
        ("5月6号收到的，几天内答复？", "event_date", "event_date", "2026-05-06"),
        ("13800138000，这个保密吗", "contact", "contact", "13800138000"),
        ("公共信用，几天答复？", "info_kind", "info_kind", "public"),
        ("张伟，要多久？", "subject_name", "subject_name", "张伟"),
    ],
)
def test_a_value_before_a_question(ear: Ear, text: str, asked: str, slot: str, value: str) -> None:
    heard = ear(text, asked=asked, act=Act.OBJECTION, slots=SELF)
    assert (heard.asks, heard.value(slot)) == (True, value)


@pytest.mark.parametrize("text", ["那个，要多久？", "不懂，要多久？", "请问，要几天？", "等等，要收费吗？"])
def test_what_leads_into_a_question_is_no_name(ear: Ear, text: str) -> None:
    assert ear(text, asked="subject_name", act=Act.OBJECTION, slots=SELF).value("subject_name") is None


@pytest.mark.parametrize(
    ("text", "slots", "expected"),
    [
        (f"郭安，身份正号码是{NUMBER}", SELF, {"subject_name": "郭安", "subject_id": NUMBER}),
        (f"本人 郭安 {NUMBER}", {}, {"applicant_role": "self", "subject_name": "郭安", "subject_id": NUMBER}),
        ("俺本人", {}, {"applicant_role": "self"}),
        ("我自已", {}, {"applicant_role": "self"}),
        (
            f"我是法人，叫黄海峰，身份证号{NUMBER}",
            {},
            {"applicant_role": "legal_representative", "representative_name": "黄海峰", "representative_id": NUMBER},
        ),
        ("店名示例市小满便利店", SELF, {"subject_name": "示例市小满便利店"}),
        (
            f"我妈周志兰 她的身份证{NUMBER}",
            {"applicant_role": "minor_self", "subject_id": OTHER},
            {"guardian_name": "周志兰", "guardian_id": NUMBER, "subject_id": None},
        ),
        ("环保局列的", SELF, {"record_source": "环保局"}),
        ("不是生态环境局，是住建局报的", SELF, {"record_source": "住建局"}),
        ("处罚被市政府复议撤销了", SELF, {"record_source": None}),
        ("去年罚的，还挂着", SELF, {"event_date": None}),
    ],
)
def test_several_things_in_a_breath(ear: Ear, text: str, slots: dict[str, Any], expected: dict[str, Any]) -> None:
    heard = ear(text, asked="info_kind", act=Act.OBJECTION, slots={"jurisdiction": "jiangxi", **slots})
    assert {slot: heard.value(slot) for slot in expected} == expected
    assert heard.troubles == ()


def test_a_relative_of_one_who_acts_for_oneself_is_not_the_subject(ear: Ear) -> None:
    heard = ear("我妈叫周志兰", asked="contact", act=Act.OBJECTION, slots={**SELF, "subject_name": "张小雨"})
    assert not any(m.sure for m in heard.mentions if m.slot == "subject_name")


def test_the_one_looked_up_is_told_from_the_one_who_looks(ear: Ear) -> None:
    slots = {
        "jurisdiction": "city",
        "applicant_role": "authorised_third_party",
        "applicant_name": "示例市松果机电有限公司",
    }
    text = f"供应商叫示例市晨禾建材有限公司，代码{CODE}"
    heard = ear(text, asked="subject_name", act=Act.AUTHORISED_QUERY, slots=slots)
    assert (heard.value("subject_name"), heard.value("subject_id")) == ("示例市晨禾建材有限公司", CODE)
    assert heard.value("applicant_id") is None


def test_a_mistyped_number_does_not_pass_for_a_code_by_chance(ear: Ear) -> None:
    heard = ear("00000019690708917x", asked="subject_id", act=Act.OBJECTION, slots=SELF)
    assert (heard.value("subject_id"), [t.code for t in heard.troubles]) == (None, ["check_digit"])


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [("去年市监局罚的那条", "record_ref", "去年市监局罚的那条"), ("市场监督管理局", "record_source", "市场监督管理局")],
)
def test_which_record_is_meant(ear: Ear, text: str, slot: str, value: str) -> None:
    heard = ear(text, asked="record_ref", act=Act.REPAIR, slots=SELF)
    assert (heard.asks, heard.value(slot)) == (False, value)


def test_who_commissions_a_look_up_is_not_the_one_looked_up(ear: Ear) -> None:
    heard = ear("单位委托我来查一个应聘人员的信用记录，他签了同意书")
    assert heard.value("subject_kind") is None
