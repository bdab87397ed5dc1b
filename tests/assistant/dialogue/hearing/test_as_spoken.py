"""Speech and haste: fillers, spoken digits, wrong characters; an offered answer by its place; a shop and its keeper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard
from assistant.dialogue.hearing.mending import mend
from assistant.dialogue.hearing.ordinals import chosen

Ear = Callable[..., Heard]
JIANGXI = {"jurisdiction": "jiangxi"}
NUMBER, SHOP = "000000196907089179", "92000000GFM813TTF6"


@pytest.mark.parametrize(
    "text", ["呃我叫那个孙晓明", "嗯就是孙晓明", "我那个叫孙晓明啊", "名字 孙晓明", "姓孙，孙晓明", "孙师傅，孙晓明"]
)
def test_a_name_among_fillers(ear: Ear, text: str) -> None:
    heard = ear(text, asked="subject_name", act=Act.OBJECTION, slots={**JIANGXI, "applicant_role": "self"})
    assert heard.value("subject_name") == "孙晓明"


def test_a_name_ends_where_the_next_thing_begins(ear: Ear) -> None:
    heard = ear(f"名字是孙晓明然后身份证是{NUMBER}", asked="subject_name", act=Act.OBJECTION, slots=JIANGXI)
    assert (heard.value("subject_name"), heard.value("subject_id")) == ("孙晓明", NUMBER)


def test_digits_in_words(ear: Ear) -> None:
    heard = ear("幺五四一三幺九九九四零", asked="contact", act=Act.OBJECTION, slots=JIANGXI)
    assert heard.value("contact") == "15413199940"


@pytest.mark.parametrize(
    "line", ["我的身分证号", "要办信用休复", "呃那个我叫孙晓明", "处罚绝定书被撤消了", "一三八零零一三八零零零"]
)
def test_mending_moves_nothing(line: str) -> None:
    assert len(mend(line)) == len(line)
    assert mend(line) != line


@pytest.mark.parametrize(
    ("text", "act"), [("我要信用休复", Act.REPAIR), ("提异意", Act.OBJECTION), ("我要投拆你们窗口", Act.COMPLAINT)]
)
def test_a_wish_with_a_wrong_character(ear: Ear, text: str, act: Act) -> None:
    assert (ear(text).act, ear(text).act_sure) == (act, True)


LABELS = ("甲省", "乙省", "某市（来源文件未载明地名）")


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("第三个", 2),
        ("3", 2),
        ("选2吧", 1),
        ("头一个", 0),
        ("最后那个", 2),
        ("中间那个", 1),
        ("某市", 2),
        ("第四个", None),
        ("省", None),
    ],
)
def test_an_answer_by_its_place_or_name(said: str, label: int | None) -> None:
    assert chosen(said, LABELS) == (None if label is None else LABELS[label])


def test_the_last_answer_is_not_the_button_to_skip() -> None:
    assert chosen("最后一个", ("个人", "单位", "跳过")) == "单位"


def test_a_role_by_its_place(ear: Ear) -> None:
    labels = ("我自己的事，本人办", "我是单位的法定代表人", "我替别人或者单位代办")
    heard = ear("第三个", asked="applicant_role", act=Act.OBJECTION, slots=JIANGXI, choices=labels)
    assert (heard.value("applicant_role"), heard.text) == ("agent", "第三个")


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (f"我自己，孙晓明，身份证{NUMBER}", {"applicant_role": "self", "subject_name": "孙晓明", "subject_id": NUMBER}),
        ("本人，孙晓明", {"applicant_role": "self", "subject_name": "孙晓明"}),
        ("公司的，我是出纳", {"applicant_role": "agent"}),
        ("我爸的事，他不会弄手机", {"applicant_role": "agent"}),
        ("是我儿子的事，他十五岁", {"applicant_role": "guardian"}),
        ("我们厂的，我是厂长", {"applicant_role": "legal_representative"}),
        ("我开修车铺的", {"applicant_role": "self", "subject_kind": "organisation"}),
        ("个体户，有营业执照", {"applicant_role": "self", "subject_kind": "organisation"}),
        ("我虽然开了个店，这条是我个人的", {"applicant_role": "self", "subject_kind": "natural_person"}),
        ("我是公司老板，法定代表人", {"applicant_role": "legal_representative", "subject_kind": "organisation"}),
        ("我不是本人，替我妈办", {"applicant_role": "agent"}),
    ],
)
def test_who_applies_in_ones_own_words(ear: Ear, text: str, slots: dict[str, Any]) -> None:
    heard = ear(text, asked="applicant_role", act=Act.OBJECTION, slots=JIANGXI)
    assert {name: heard.value(name) for name in slots} == slots


def test_a_shop_beside_its_code(ear: Ear) -> None:
    heard = ear(f"我开店的，示例市南屏小吃店，执照号{SHOP}，想办信用修复")
    found = [heard.value(slot) for slot in ("applicant_role", "subject_kind", "subject_name", "subject_id")]
    assert found == ["self", "organisation", "示例市南屏小吃店", SHOP]


def test_the_keepers_own_number_is_taken_where_the_number_was_asked(ear: Ear) -> None:
    slots = {**JIANGXI, "applicant_role": "self", "subject_kind": "organisation", "subject_name": "示例市南屏小吃店"}
    assert ear(NUMBER, asked="subject_id", act=Act.REPAIR, slots=slots).value("subject_id") == NUMBER
