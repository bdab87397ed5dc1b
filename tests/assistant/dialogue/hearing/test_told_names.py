"""The name in an answer to the question for one, whatever leads up to it; and what is no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]
KNOWN = {"jurisdiction": "jiangxi"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在下薛文涛", "薛文涛"),
        ("我姓诸葛，名青山", "诸葛青山"),
        ("姓林，双木林，名字叫晓峰", "林晓峰"),
        ("大伙喊我阿福，身份证上写的是贾长福", "贾长福"),
        ("叫我小邓就好，邓宇航", "邓宇航"),
        ("小名毛毛，学名方知远", "方知远"),
        ("豆豆是小名，本名高子豪", "高子豪"),
        ("我嘛 姓司徒 叫司徒兰", "司徒兰"),
        ("户口本上是荣桂芳", "荣桂芳"),
        ("孙明，属龙的", "孙明"),
    ],
)
def test_a_persons_own_name(ear: Ear, text: str, name: str) -> None:
    heard = ear(text, asked="subject_name", act=Act.REPAIR, slots={**KNOWN, "applicant_role": "self"})
    assert heard.value("subject_name") == name


@pytest.mark.parametrize("text", ["姓李", "随便写个吧", "有事，待会儿再讲", "我不会写字", "你们要这个干啥"])
def test_no_name(ear: Ear, text: str) -> None:
    heard = ear(text, asked="subject_name", act=Act.REPAIR, slots={**KNOWN, "applicant_role": "self"})
    assert heard.value("subject_name") is None


@pytest.mark.parametrize(
    ("text", "slot", "role", "name"),
    [
        ("办公室 林小雨", "agent_name", "agent", "林小雨"),
        ("受托人系本人，姓名孟凡", "agent_name", "agent", "孟凡"),
        ("姐姐程秋实", "agent_name", "agent", "程秋实"),
        ("奶奶 沈玉兰", "guardian_name", "guardian", "沈玉兰"),
        ("本人洪建业", "representative_name", "legal_representative", "洪建业"),
        ("法人就是我，况大海", "representative_name", "legal_representative", "况大海"),
    ],
)
def test_the_name_of_who_acts(ear: Ear, text: str, slot: str, role: str, name: str) -> None:
    known = {**KNOWN, "applicant_role": role, "subject_name": "示例县远山茶厂"}
    heard = ear(text, asked=slot, act=Act.OBJECTION, slots=known)
    assert heard.value(slot) == name
    assert heard.value("applicant_role") in (None, role)


def test_two_people_with_their_numbers(ear: Ear) -> None:
    text = "爸爸：冯立本 000000196105177724；我：冯小溪 00000019610525534X"
    heard = ear(text, asked="subject_name", act=Act.OBJECTION, slots={**KNOWN, "applicant_role": "agent"})
    assert (heard.value("subject_name"), heard.value("subject_id")) == ("冯立本", "000000196105177724")
    assert (heard.value("agent_name"), heard.value("agent_id")) == ("冯小溪", "00000019610525534X")


@pytest.mark.parametrize("text", ["要写单位的名字吧？示例市丰年粮油经营部", "示例市丰年粮油经营部的"])
def test_an_organisations_name_in_a_clause(ear: Ear, text: str) -> None:
    known = {**KNOWN, "applicant_role": "self", "subject_kind": "organisation"}
    heard = ear(text, asked="subject_name", act=Act.OBJECTION, slots=known)
    assert heard.value("subject_name") == "示例市丰年粮油经营部"


def test_a_branch_belongs_to_the_name(ear: Ear) -> None:
    heard = ear("我是示例市康宁大药房有限公司第七分店的，要提异议")
    assert heard.value("subject_name") == "示例市康宁大药房有限公司第七分店"


@pytest.mark.parametrize(
    "text",
    ["前六位是000000，中间八位19700502，后四位4848", "000000，19700502，4848", "开头000000 中间19700502 末尾4848"],
)
def test_a_number_read_out_in_parts(ear: Ear, text: str) -> None:
    heard = ear(text, asked="subject_id", act=Act.OBJECTION, slots={**KNOWN, "applicant_role": "self"})
    assert heard.value("subject_id") == "000000197005024848"
