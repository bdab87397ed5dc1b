"""Fields of a form page as they are read: what is a value, and what is said of what is none."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.form_values import Read, Reader
from assistant.dialogue.hearing.hear import hear
from assistant.wording import load_wording
from knowledge.regulations.places import load_gazetteer

TODAY = date(2026, 11, 20)
PERSON, FIRM = "11010519491231002X", "91110000600037341L"
CHOICES = {"applicant_role": frozenset({"self", "agent"})}
READER = Reader(
    partial(hear, gazetteer=load_gazetteer(Path("no-such-folder"))), load_wording(), Act.OBJECTION, {}, CHOICES, TODAY
)


def read(**typed: str) -> Read:
    return READER.read(typed)


@pytest.mark.parametrize(
    ("slot", "typed", "value"),
    [
        ("applicant_role", "self", "self"),
        ("subject_name", "  张　伟 ", "张伟"),
        ("subject_name", "北京测试商贸有限公司", "北京测试商贸有限公司"),
        ("subject_id", "110105 19491231 002x", PERSON),
        ("subject_id", "１１０１０５１９４９１２３１００２Ｘ", PERSON),
        ("subject_id", "护照E12345678", "E12345678"),
        ("event_date", "2026-02-21", "2026-02-21"),
        ("event_date", "2026年2月21日", "2026-02-21"),
        ("contact", "138 0013 8000", "13800138000"),
        ("contact", "a.b@example.com", "a.b@example.com"),
        ("evidence", "缴款凭证\n\n照片\n照片", ["缴款凭证", "照片"]),
        ("objection_detail", "我要投诉他们，不办了", "我要投诉他们，不办了"),
    ],
)
def test_values_in_their_stored_form(slot: str, typed: str, value: Any) -> None:
    found = read(**{slot: typed})
    assert found.values[slot] == value
    assert found.troubles == {}


@pytest.mark.parametrize(
    ("slot", "typed", "words"),
    [
        ("applicant_role", "admin", "列出的几样"),
        ("subject_name", "张伟11010519491231", "号码请填在"),
        ("subject_id", "110105194912310021", "校验"),
        ("subject_id", "110105491231002", "十五位"),
        ("subject_id", "11010519491231OO2X"[:18], "字母O"),
        ("subject_id", "不知道", "看不出是身份证号"),
        ("agent_id", FIRM, "个人的身份证号"),
        ("event_date", "2027-01-01", "还没有到"),
        ("event_date", "2026年2月30日", "没有"),
        ("event_date", "那天", "公历的年月日"),
        ("contact", "13800", "看不出是电话"),
        ("contact", "1380013800", "位数"),
        ("record_ref", "长" * 1001, "最多1000个字"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(slot: str, typed: str, words: str) -> None:
    found = read(**{slot: typed})
    assert words in found.troubles[slot]
    assert slot not in found.values
    assert "再发一次" not in found.troubles[slot]


def test_the_number_tells_what_it_is() -> None:
    assert read(subject_id=PERSON).values["subject_kind"] == "natural_person"
    assert read(subject_id=FIRM).values["subject_kind"] == "organisation"
    assert "subject_kind" not in read(agent_id=PERSON).values


def test_blank_is_empty_and_nothing_else() -> None:
    found = read(subject_name="  ", contact="", applicant_role="")
    assert found.empty == ["subject_name", "contact", "applicant_role"]
    assert not found.values
    assert not found.troubles
