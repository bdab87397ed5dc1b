"""Names of people and organisations, in sentences and as bare answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三", "张三"),
        ("王小明", "王小明"),
        ("我叫张三", "张三"),
        ("我叫张三，想提异议", "张三"),
        ("我叫张三想提异议", "张三"),
        ("我叫李想", "李想"),
        ("姓名：刘德华", "刘德华"),
        ("姓名 马云", "马云"),
        ("名字是赵一", "赵一"),
        ("我的名字叫高圆圆。", "高圆圆"),
        ("我是王建国", "王建国"),
        ("就是李四啊", "李四"),
        ("张三丰吧", "张三丰"),
        ("欧阳娜娜", "欧阳娜娜"),
        ("我叫诸葛亮", "诸葛亮"),
        ("司马光", "司马光"),
        ("买买提·吐尔逊", "买买提·吐尔逊"),
        ("我叫阿卜杜拉·热合曼", "阿卜杜拉·热合曼"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("John Smith", "John Smith"),
        ("我叫Mary Jane Watson", "Mary Jane Watson"),
        ("吴邪，身份证等会发", "吴邪"),
        ("本人陈晓燕，身份证等会发", "陈晓燕"),
        ("赣州远溪建材有限公司", "赣州远溪建材有限公司"),
        ("我们公司叫远溪建材有限公司", "远溪建材有限公司"),
        ("企业名称：山西青砚印刷有限公司", "山西青砚印刷有限公司"),
        ("店名是小红便利店", "小红便利店"),
        ("老王面馆", "老王面馆"),
        ("章贡区城南幼儿园", "章贡区城南幼儿园"),
        ("示例县晨禾种植专业合作社", "示例县晨禾种植专业合作社"),
    ],
)
def test_a_name_that_was_asked_for(ear: Ear, text: str, name: str) -> None:
    assert ear(text, asked="subject_name", act=Act.OBJECTION).value("subject_name") == name


@pytest.mark.parametrize(
    "text",
    [
        "不知道",
        "没有",
        "跳过",
        "为什么要问名字？",
        "时间",
        "高兴",
        "法人",
        "不告诉你",
        "转人工",
        "算了",
        "我姓王",
        "名字要填吗",
    ],
)
def test_a_common_word_is_no_name(ear: Ear, text: str) -> None:
    assert ear(text, asked="subject_name", act=Act.OBJECTION).value("subject_name") is None


@pytest.mark.parametrize("text", ["张先生", "老王", "李女士", "迪丽热巴", "小李"])
def test_a_doubtful_name_is_not_sure(ear: Ear, text: str) -> None:
    heard = ear(text, asked="subject_name", act=Act.OBJECTION)
    assert not any(m.sure for m in heard.mentions if m.slot == "subject_name")


@pytest.mark.parametrize(
    ("text", "slots", "expected"),
    [
        ("我叫李四", {"applicant_role": "agent"}, {"agent_name": "李四"}),
        ("我叫李四", {"applicant_role": "guardian"}, {"guardian_name": "李四"}),
        ("我叫李四", {"applicant_role": "legal_representative"}, {"representative_name": "李四"}),
        ("我爸叫张大山", {"applicant_role": "agent"}, {"subject_name": "张大山"}),
        ("我爸叫张大山", {"applicant_role": "minor_self"}, {"guardian_name": "张大山"}),
        ("孩子叫李小宝", {"applicant_role": "guardian"}, {"subject_name": "李小宝"}),
        ("我儿子李小宝", {"applicant_role": "guardian"}, {"subject_name": "李小宝"}),
        ("法人代表李四", {"subject_kind": "organisation"}, {"representative_name": "李四"}),
        ("法定代表人：李四", {"subject_kind": "organisation"}, {"representative_name": "李四"}),
        ("法人叫王五", {"subject_kind": "organisation"}, {"representative_name": "王五"}),
        ("代理人是王五", {}, {"agent_name": "王五"}),
        ("经办人钱七", {}, {"agent_name": "钱七"}),
        ("委托人赵六", {"applicant_role": "agent"}, {"subject_name": "赵六"}),
        ("监护人是他妈李梅", {"applicant_role": "minor_self"}, {"guardian_name": "李梅"}),
        ("我是张小三的代理人", {}, {"subject_name": "张小三", "applicant_role": "agent"}),
        ("帮我爸张大山查信用", {}, {"subject_name": "张大山", "applicant_role": "agent"}),
        ("我妈王秀英的记录错了", {"applicant_role": "agent"}, {"subject_name": "王秀英"}),
        ("应聘者叫周明", {"applicant_role": "authorised_third_party"}, {"subject_name": "周明"}),
        (
            "我是赣州远溪建材有限公司的法人王小明",
            {},
            {"subject_name": "赣州远溪建材有限公司", "representative_name": "王小明", "subject_kind": "organisation"},
        ),
        ("我爸叫李大海，我叫李明，帮我爸办", {}, {"subject_name": "李大海", "agent_name": "李明"}),
        ("孩子叫李小宝，我是他妈妈王芳", {}, {"subject_name": "李小宝", "guardian_name": "王芳"}),
    ],
)
def test_a_name_is_put_to_whom_it_belongs(ear: Ear, text: str, slots: dict[str, str], expected: dict[str, str]) -> None:
    heard = ear(text, act=Act.OBJECTION, slots=slots)
    assert {slot: heard.value(slot) for slot in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "我是高校老师",
        "我是江西的",
        "我叫什么",
        "我是来问异议的",
        "我是农民",
        "我是XX公司法人",
        "代某某有限公司办理",
        "我公司被罚了",
    ],
)
def test_no_name_is_made_of_other_words(ear: Ear, text: str) -> None:
    assert not any(m.slot.endswith("_name") for m in ear(text).mentions)
