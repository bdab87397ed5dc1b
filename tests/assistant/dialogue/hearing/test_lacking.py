"""What the citizen lacks, whichever field was asked; and a yes, a no and a wish as they are really said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act, Alarm, Command
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]
KNOWN = {"jurisdiction": "jiangxi", "applicant_role": "self"}


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("没有文号", ("legal_document",)),
        ("编号记不得了", ("record_ref", "case_no")),
        ("我叫李雷，证据没带", ("evidence",)),
        ("没有电话", ("contact",)),
        ("我叫李雷", ()),
    ],
)
def test_what_is_lacking_is_heard_whatever_was_asked(ear: Ear, text: str, slots: tuple[str, ...]) -> None:
    assert ear(text, asked="subject_name", act=Act.OBJECTION, slots=KNOWN).lacks == slots


def test_an_account_lacks_nothing_by_the_way(ear: Ear) -> None:
    text = "他们上门来，没有证件，就把我罚了"
    assert ear(text, asked="objection_detail", act=Act.OBJECTION, slots=KNOWN).lacks == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("莫留咯", "contact"),
        ("懒得留", "contact"),
        ("哪里分得清", "info_kind"),
        ("哪种我也分不清", "info_kind"),
        ("那张纸找不见了", "legal_document"),
        ("忘在老家了", "subject_id"),
    ],
)
def test_left_empty_in_other_words(ear: Ear, text: str, asked: str) -> None:
    assert Command.SKIP in ear(text, asked=asked, act=Act.OBJECTION, slots=KNOWN).commands


@pytest.mark.parametrize("text", ["我看完了，提交", "以上都属实，同意提交", "确认提交～", "没啥毛病 提", "报上去呗"])
def test_the_last_clause_files(ear: Ear, text: str) -> None:
    assert Command.YES in ear(text, act=Act.OBJECTION, confirming=True, slots=KNOWN).commands


@pytest.mark.parametrize(
    "text", ["交了", "名字写错，提交", "先不提交", "改好再提交", "提交了吗", "等我爱人看过，提交", "删", "电话没写，交"]
)
def test_what_files_nothing(ear: Ear, text: str) -> None:
    assert Command.YES not in ear(text, act=Act.OBJECTION, confirming=True, slots=KNOWN).commands


@pytest.mark.parametrize("text", ["算了不弄了，过几天去大厅"])
def test_giving_up_with_a_word_more(ear: Ear, text: str) -> None:
    commands = ear(text, act=Act.OBJECTION, confirming=True, slots=KNOWN).commands
    assert Command.CANCEL in commands


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("打听个事，环保那条咋消掉？麻烦直接给我申请修复", Act.REPAIR),
        ("信用修复，太原的", Act.REPAIR),
        ("修车欠账那条早还了，求求帮我修复信用", Act.REPAIR),
        ("就贵平台公示的一条许可信息提出异议。", Act.OBJECTION),
        ("我必须提异议，这条乱写的", Act.OBJECTION),
        ("投标要交信用报告，麻烦打一份公司的信用报告", Act.QUERY_OWN_RECORD),
        ("我哥在外地，让我代他查他自己的信用记录", Act.QUERY_OWN_RECORD),
        ("收到法院的撤销判决，请把我的处罚信息更正", Act.REVOCATION),
        ("举报：有家中介不签授权就查人信用", Act.COMPLAINT),
        ("我先举报", Act.COMPLAINT),
    ],
)
def test_a_wish_among_other_words(ear: Ear, text: str, act: Act) -> None:
    heard = ear(text)
    assert (heard.act, heard.act_sure) == (act, True)


@pytest.mark.parametrize(
    ("text", "act"),
    [("被罚过还能修复信用吗", Act.REPAIR), ("提异议要几天", Act.OBJECTION), ("信用报告去哪打", Act.QUERY_OWN_RECORD)],
)
def test_a_question_is_about_an_act_and_begins_none(ear: Ear, text: str, act: Act) -> None:
    heard = ear(text)
    assert (heard.act, heard.asks, heard.about) == (None, True, act)


def test_another_act_instead_of_this_one(ear: Ear) -> None:
    heard = ear("这条压根不是我家的，不修复了，我要提异议", asked="evidence", act=Act.REPAIR, slots=KNOWN)
    assert (heard.act, heard.act_sure) == (Act.OBJECTION, True)


def test_a_list_is_corrected_by_what_it_is_like(ear: Ear) -> None:
    known = {**KNOWN, "records": ["2019年的见义勇为奖"]}
    heard = ear("说错了，是2020年的见义勇为奖", asked="contact", act=Act.DELETE_HONOUR, slots=known)
    assert heard.value("records") == ["2020年的见义勇为奖"]


@pytest.mark.parametrize("text", ["活着还有个啥意思", "活着也没啥奔头"])
def test_despair_in_other_words(ear: Ear, text: str) -> None:
    assert ear(text).alarm is Alarm.DISTRESS
