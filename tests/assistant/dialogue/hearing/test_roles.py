"""Who writes, and for whom; choices out of a closed set; every button of the guide is understood."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]


@pytest.mark.parametrize(
    ("text", "role", "kind"),
    [
        ("本人", "self", "natural_person"),
        ("我自己", "self", "natural_person"),
        ("我给自己办", "self", "natural_person"),
        ("我自己的事，本人办", "self", "natural_person"),
        ("我是法人", "legal_representative", "organisation"),
        ("法定代表人", "legal_representative", "organisation"),
        ("我们公司的负责人", "legal_representative", "organisation"),
        ("我是单位的法定代表人", "legal_representative", "organisation"),
        ("我替公司跑腿的", "agent", "organisation"),
        ("我是会计", "agent", "organisation"),
        ("公司让我来办的", "agent", "organisation"),
        ("老板派我来的", "agent", "organisation"),
        ("受公司委托", "agent", "organisation"),
        ("帮我爸问", "agent", "natural_person"),
        ("我帮我爸问的", "agent", "natural_person"),
        ("给我奶奶查一下", "agent", "natural_person"),
        ("帮朋友办", "agent", "natural_person"),
        ("我不是本人，替我妈办", "agent", "natural_person"),
        ("代理", "agent", None),
        ("律师", "agent", None),
        ("我是他的律师", "agent", None),
        ("受委托", "agent", None),
        ("代办人", "agent", None),
        ("我替别人或者单位代办", "agent", None),
        ("我是孩子妈妈", "guardian", "natural_person"),
        ("孩子他爸", "guardian", "natural_person"),
        ("监护人", "guardian", "natural_person"),
        ("我帮我儿子办，他才15岁", "guardian", "natural_person"),
        ("我17岁", "minor_self", "natural_person"),
        ("我今年十六岁", "minor_self", "natural_person"),
        ("我还没满18", "minor_self", "natural_person"),
        ("未成年本人", "minor_self", "natural_person"),
        ("我还没成年，自己办", "minor_self", "natural_person"),
        ("求职者授权我查", "authorised_third_party", None),
        ("得到授权的查询人", "authorised_third_party", None),
    ],
)
def test_the_applicants_role(ear: Ear, text: str, role: str, kind: str | None) -> None:
    heard = ear(text, asked="applicant_role", act=Act.OBJECTION)
    assert (heard.value("applicant_role"), heard.value("subject_kind")) == (role, kind)


@pytest.mark.parametrize(
    "text", ["法人要带什么？", "代理人需要委托书吗", "未成年人能办吗", "律师可以代办吗？", "家长能替孩子查吗"]
)
def test_a_question_about_a_role_is_no_role(ear: Ear, text: str) -> None:
    assert ear(text).mentions == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("个人", "natural_person"),
        ("替个人办", "natural_person"),
        ("公司", "organisation"),
        ("替单位办", "organisation"),
    ],
)
def test_the_kind_of_subject_alone(ear: Ear, text: str, kind: str) -> None:
    heard = ear(text, asked="subject_kind", act=Act.OBJECTION, slots={"applicant_role": "agent"})
    assert heard.value("subject_kind") == kind
    assert not any(m.slot == "applicant_role" and m.sure and m.value != "agent" for m in heard.mentions)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("行政处罚", "public"),
        ("公共信用信息", "public"),
        ("税务局的欠税", "public"),
        ("市场信用信息", "market"),
        ("市场（非公共）信用信息", "market"),
        ("物业费那条", "market"),
        ("合同违约的", "market"),
        ("信用评价", "evaluation"),
        ("评级", "evaluation"),
        ("信用评分", "evaluation"),
        ("黑名单", "listing"),
        ("严重失信主体名单", "listing"),
        ("我被列入了失信名单", "listing"),
    ],
)
def test_the_kind_of_information(ear: Ear, text: str, kind: str) -> None:
    assert ear(text, asked="info_kind", act=Act.OBJECTION).value("info_kind") == kind


GROUNDS = {
    "error": "记载与事实不符、存在错误",
    "omission": "遗漏",
    "infringement": "侵犯国家秘密、商业秘密、个人隐私以及其他个人信息等合法权益",
    "wrong_listing": "不符合严重失信主体名单的认定条件而被列入",
    "over_period": "超过披露期限仍继续披露",
}


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((name, value) for value, name in GROUNDS.items()),
        ("写错了", "error"),
        ("金额不对", "error"),
        ("不是我的", "error"),
        ("张冠李戴了", "error"),
        ("与事实不符", "error"),
        ("别人冒用我身份", "error"),
        ("我的罚款早就交了", "error"),
        ("漏登了我缴款的信息", "omission"),
        ("没写我已经履行", "omission"),
        ("少了一条", "omission"),
        ("侵犯隐私", "infringement"),
        ("泄露了我的商业秘密", "infringement"),
        ("没经过我同意就公开", "infringement"),
        ("不该列我", "wrong_listing"),
        ("凭什么把我拉黑", "wrong_listing"),
        ("列入黑名单我不服", "wrong_listing"),
        ("公示期过了还挂着", "over_period"),
        ("过期还挂着", "over_period"),
        ("超过期限了", "over_period"),
        ("2", "omission"),
        ("第三个", "infringement"),
    ],
)
def test_the_ground_of_an_objection(ear: Ear, text: str, ground: str) -> None:
    heard = ear(text, asked="objection_ground", act=Act.OBJECTION, grounds=GROUNDS)
    assert [(m.value, m.sure) for m in heard.mentions if m.slot == "objection_ground"] == [(ground, True)]


def test_a_ground_that_the_place_does_not_list_is_asked_about(ear: Ear) -> None:
    heard = ear("公示期过了还挂着", asked="objection_ground", act=Act.OBJECTION, grounds={"error": "错误"})
    assert [(m.value, m.sure) for m in heard.mentions if m.slot == "objection_ground"] == [("over_period", False)]


def test_a_choice_made_is_not_changed_in_passing(ear: Ear) -> None:
    known = {"applicant_role": "self", "info_kind": "public"}
    heard = ear("我帮我爸问的那条也算黑名单", asked="jurisdiction", act=Act.OBJECTION, slots=known)
    assert not any(m.sure for m in heard.mentions if m.slot in known)


@pytest.mark.parametrize(
    ("text", "urgency"), [("一般", "normal"), ("不急", "normal"), ("紧急", "urgent"), ("很急，明天就投标", "urgent")]
)
def test_urgency(ear: Ear, text: str, urgency: str) -> None:
    assert ear(text, asked="urgency", act=Act.HANDOFF).value("urgency") == urgency


@pytest.mark.parametrize(
    ("text", "kind"), [("居民身份证", "resident_id"), ("统一社会信用代码", "uscc"), ("其他证件", "other")]
)
def test_the_kind_of_identifier(ear: Ear, text: str, kind: str) -> None:
    assert ear(text, asked="subject_id_type", act=Act.OBJECTION).value("subject_id_type") == kind
