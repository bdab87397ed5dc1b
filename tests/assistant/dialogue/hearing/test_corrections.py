"""Something said before is taken back: which field, and what stands there now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard
from credit_core.identity.synthetic import resident_number

Ear = Callable[..., Heard]
NUMBER = resident_number(Random(8), date(1979, 9, 9))
KNOWN = {
    "applicant_role": "self",
    "subject_name": "张三",
    "subject_id": "000000198503072441",
    "contact": "15400001111",
    "event_date": "2024-05-06",
    "jurisdiction": "jiangxi",
    "record_ref": "JL-2024-0001",
}


@pytest.mark.parametrize(
    ("text", "corrected", "expected"),
    [
        (f"身份证号写错了，是{NUMBER}", "subject_id", {"subject_id": NUMBER}),
        (f"不对，身份证是{NUMBER}", "subject_id", {"subject_id": NUMBER}),
        ("身份证号错了", "subject_id", {"subject_id": None}),
        ("电话改成13912345678", "contact", {"contact": "13912345678"}),
        ("换个电话13912345678", "contact", {"contact": "13912345678"}),
        ("应该是13912345678", "contact", {"contact": "13912345678"}),
        ("手机号说错了，13912345678", "contact", {"contact": "13912345678"}),
        ("刚才电话说错了", "contact", {"contact": None}),
        ("不行，电话错了", "contact", {"contact": None}),
        ("不对，是2024年5月7日", "event_date", {"event_date": "2024-05-07"}),
        ("不对，是5月7号", "event_date", {"event_date": "2024-05-07"}),
        ("日期不对，应该是2024年5月8日", "event_date", {"event_date": "2024-05-08"}),
        ("日期填错了", "event_date", {"event_date": None}),
        ("地方错了，我在太原", "jurisdiction", {"jurisdiction": "shanxi"}),
        ("不是赣州，是太原", "jurisdiction", {"jurisdiction": "shanxi"}),
        ("换成山西", "jurisdiction", {"jurisdiction": "shanxi"}),
        ("名字写错了，是张珊", "subject_name", {"subject_name": "张珊"}),
        ("名字改成张珊", "subject_name", {"subject_name": "张珊"}),
        ("我叫张珊不叫张三", "subject_name", {"subject_name": "张珊"}),
        ("改成李四", "subject_name", {"subject_name": "李四"}),
        ("编号改为JL-2024-0013", "record_ref", {"record_ref": "JL-2024-0013"}),
        ("不是我，是我爸", "applicant_role", {"applicant_role": "agent"}),
        ("我不是本人，我是代理人", "applicant_role", {"applicant_role": "agent"}),
        ("理由改一下", "objection_ground", {"objection_ground": None}),
        ("材料要改", "evidence", {"evidence": None}),
    ],
)
@pytest.mark.parametrize("confirming", [True, False])
def test_a_correction(ear: Ear, text: str, corrected: str, expected: dict[str, Any], confirming: bool) -> None:
    asked = None if confirming else "info_kind"
    heard = ear(text, act=Act.OBJECTION, slots=KNOWN, jurisdiction="jiangxi", confirming=confirming, asked=asked)
    assert heard.corrects
    assert corrected in heard.corrected
    assert {slot: heard.value(slot) for slot in expected} == expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("处罚金额写错了", "objection_detail"),
        ("记录上金额写错了", None),
        ("网上把我的名字登错了", "objection_detail"),
        ("写错了", "objection_ground"),
        ("平台上的日期有误", None),
    ],
)
def test_an_error_in_the_record_is_no_correction_of_the_form(ear: Ear, text: str, asked: str | None) -> None:
    assert not ear(text, act=Act.OBJECTION, slots=KNOWN, asked=asked).corrects
