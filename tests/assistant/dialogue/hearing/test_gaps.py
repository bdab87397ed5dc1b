"""Spaces between Han characters: kept in the citizen's words, read for what they stand for; and pasted forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard
from assistant.dialogue.hearing.gaps import spoken, told_apart

Ear = Callable[..., Heard]
KNOWN = {"jurisdiction": "shanxi", "applicant_role": "self"}


@pytest.mark.parametrize(
    ("text", "raw", "line"),
    [
        ("我 叫 张 伟", "我叫张伟", "我叫张伟"),
        ("名字 张伟", "名字 张伟", "名字:张伟"),
        ("缴费单 整改照片", "缴费单 整改照片", "缴费单，整改照片"),
        ("我要 提异议", "我要提异议", "我要提异议"),
        ("法人 王五", "法人 王五", "法人 王五"),
        ("三月 五号", "三月五号", "三月五号"),
    ],
)
def test_what_a_space_stands_for(text: str, raw: str, line: str) -> None:
    assert told_apart(spoken(text)) == (raw, line)


def test_hidden_characters_go_and_spaces_stay() -> None:
    assert spoken(" 照\u200b片　两张\r\n收据 ") == "照片　两张\n收据"


def test_papers_told_apart_by_spaces(ear: Ear) -> None:
    heard = ear("停业通知 门口照片 收据两张", asked="evidence", act=Act.OBJECTION, slots=KNOWN)
    assert heard.value("evidence") == ["停业通知", "门口照片", "收据两张"]


def test_a_pasted_form(ear: Ear) -> None:
    text = "单位名称：示例市远大建材有限公司\n记录内容：去年的环保处罚\n异议理由：排污许可早就办下来了\n证明材料：许可证、批复"
    heard = ear(text, asked="info_kind", act=Act.OBJECTION, slots=KNOWN)
    assert heard.value("subject_name") == "示例市远大建材有限公司"
    assert heard.value("record_ref") == "去年的环保处罚"
    assert heard.value("objection_detail") == "排污许可早就办下来了"
    assert heard.value("evidence") == ["许可证", "批复"]


def test_what_follows_a_word_is_not_cut_from_it(ear: Ear) -> None:
    heard = ear("补缴回执、还款凭条", asked="evidence", act=Act.REPAIR, slots=KNOWN)
    assert heard.value("evidence") == ["补缴回执", "还款凭条"]
