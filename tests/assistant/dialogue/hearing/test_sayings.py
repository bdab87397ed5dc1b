"""Short sayings made of ordinary words: yes, not yet, leave it empty, and commands while text is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act, Command
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]
SELF = {"jurisdiction": "jiangxi", "applicant_role": "self", "subject_kind": "natural_person"}
ACTS = {
    "correction_facts": Act.REPAIR,
    "event_date": Act.REVOCATION,
    "legal_document": Act.REVOCATION,
    "topic": Act.COMPLAINT,
}


@pytest.mark.parametrize(
    "text",
    [
        "可以的麻烦你",
        "行吧",
        "就这么着",
        "对，就按这个交",
        "都对，帮我递上去吧",
        "不用改了，提交",
        "我看了，没啥问题",
        "嗯，交",
        "那就麻烦你了",
        "想好了，提交吧",
        "这下对了，交",
        "信息都没错，报上去",
        "呃，可以",
        "👌",
    ],
)
def test_a_yes_over_the_summary(ear: Ear, text: str) -> None:
    assert ear(text, act=Act.OBJECTION, confirming=True, slots=SELF).commands == {Command.YES}


@pytest.mark.parametrize(
    "text",
    [
        "我再核对一下",
        "明天再交",
        "有个地方不对",
        "还是别交了",
        "等我问问家里人",
        "不着急提交",
        "等哈",
        "先不忙",
        "这里头有个错",
        "还不能交",
        "好，我看看",
    ],
)
def test_not_yet_over_the_summary(ear: Ear, text: str) -> None:
    assert ear(text, act=Act.OBJECTION, confirming=True, slots=SELF).commands == {Command.NO}


@pytest.mark.parametrize(
    "text",
    [
        "我确认一下",
        "好像可以",
        "我交了",
        "罚款交了",
        "他们说可以提交",
        "可以提交吗",
        "是市场监管局",
        "对了，电话是13900139000",
        "好是好，就是慢",
        "可以，不过我电话要改一下",
        "提交以后多久有结果",
    ],
)
def test_what_only_sounds_like_a_yes_files_nothing(ear: Ear, text: str) -> None:
    assert Command.YES not in ear(text, act=Act.OBJECTION, confirming=True, slots=SELF).commands


@pytest.mark.parametrize("text", ["来吧", "那办一个吧", "麻烦你", "要办，帮我查", "那你帮我弄"])
def test_a_yes_to_an_offer(ear: Ear, text: str) -> None:
    assert Command.YES in ear(text, offered=Act.QUERY_OWN_RECORD).commands


@pytest.mark.parametrize("asked", ["record_ref", "evidence", "contact", "subject_id", "event_date", "correction_facts"])
@pytest.mark.parametrize(
    "text",
    [
        "没带来",
        "先空着",
        "待会儿补",
        "回头再说",
        "记不得",
        "手头没有",
        "下回带来",
        "找到了再发你",
        "一下子想不起来",
        "我哪记得",
        "这个没法给",
        "晚一点我再发",
        "我不太想说这个",
        "给不了",
        "不晓得咋说",
    ],
)
def test_left_empty_for_now(ear: Ear, text: str, asked: str) -> None:
    heard = ear(text, asked=asked, act=ACTS.get(asked, Act.OBJECTION), slots=SELF)
    assert (heard.commands, heard.mentions, heard.asks) == (frozenset({Command.SKIP}), (), False)


@pytest.mark.parametrize(
    "text",
    [
        "没有收到通知",
        "没有这个记录",
        "我没办过贷款",
        "身份证丢过，被别人拿去办了贷款",
        "后面又补交了",
        "我不清楚为什么被罚",
    ],
)
def test_an_account_that_lacks_something_is_no_skip(ear: Ear, text: str) -> None:
    heard = ear(text, asked="objection_detail", act=Act.OBJECTION, slots=SELF)
    assert (heard.commands, heard.value("objection_detail")) == (frozenset(), text)


def test_a_reason_behind_a_no_is_no_value(ear: Ear) -> None:
    assert ear("不留了，我自己来看", asked="contact", act=Act.REPAIR, slots=SELF).commands == {Command.SKIP}


@pytest.mark.parametrize(
    "asked", ["objection_detail", "correction_facts", "topic", "record_ref", "record_source", "evidence"]
)
@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("返回上一题", Command.BACK),
        ("我不想办了", Command.CANCEL),
        ("不填了，退出吧", Command.CANCEL),
        ("太麻烦了，不办了", Command.CANCEL),
        ("从头再来一遍", Command.RESTART),
        ("我前面都填了些什么", Command.SUMMARY),
        ("还差哪些没填", Command.SUMMARY),
    ],
)
def test_a_command_is_not_swallowed_by_a_field_of_text(ear: Ear, text: str, command: Command, asked: str) -> None:
    heard = ear(text, asked=asked, act=ACTS.get(asked, Act.OBJECTION), slots=SELF)
    assert command in heard.commands
    assert (heard.value(asked), heard.asks) == (None, False)


@pytest.mark.parametrize("asked", ["objection_detail", "topic"])
@pytest.mark.parametrize(
    "text",
    [
        "当时窗口说可以帮我撤销，后来又说不办了，叫我自己在网上重新来，我弄了两回都退回来",
        "我说要找领导，他们不让，还说再投诉就取消我的资格",
        "他们要我跳过这一步直接签字，我没同意，说不对他们也不改",
    ],
)
def test_a_story_that_speaks_of_commands_is_a_story(ear: Ear, text: str, asked: str) -> None:
    heard = ear(text, asked=asked, act=ACTS.get(asked, Act.OBJECTION), slots=SELF)
    assert (heard.commands, heard.value(asked)) == (frozenset(), text)


def test_somebody_called_away_gives_no_value(ear: Ear) -> None:
    heard = ear("等一下，单位来电话", asked="record_ref", act=Act.REPAIR, slots=SELF)
    assert (heard.commands, heard.value("record_ref")) == (frozenset({Command.NO}), None)
