"""Several values out of one sentence, as people pour them out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard
from credit_core.identity.synthetic import resident_number, unified_code

Ear = Callable[..., Heard]
_random = Random(11)
ME = resident_number(_random, date(1985, 3, 7))
FATHER = resident_number(_random, date(1958, 3, 7))
FIRM = unified_code(_random)


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        (
            f"我叫张三，身份证{ME[:6]} {ME[6:14]} {ME[14:]}，电话154 0000 1111，我在赣州，要对赣市监罚字〔2024〕12号这条处罚提异议，"
            "2024年5月6日收到的",
            Act.OBJECTION,
            {
                "subject_name": "张三",
                "subject_id": ME,
                "contact": "15400001111",
                "jurisdiction": "jiangxi",
                "record_ref": "赣市监罚字〔2024〕12号",
                "event_date": "2024-05-06",
                "info_kind": "public",
            },
        ),
        (
            f"我是赣州远溪建材有限公司的法人王小明，公司代码{FIRM.lower()}，我的身份证是{ME}，要修复，罚款交了也整改了",
            Act.REPAIR,
            {
                "applicant_role": "legal_representative",
                "subject_kind": "organisation",
                "subject_name": "赣州远溪建材有限公司",
                "representative_name": "王小明",
                "subject_id": FIRM,
                "subject_id_type": "uscc",
                "representative_id": ME,
                "correction_facts": ["罚款交了也整改了"],
            },
        ),
        (
            f"我爸叫李大海，身份证{FATHER}，我叫李明，身份证{ME}，帮我爸提异议，记录是税务局报的",
            Act.OBJECTION,
            {
                "applicant_role": "agent",
                "subject_name": "李大海",
                "subject_id": FATHER,
                "agent_name": "李明",
                "agent_id": ME,
                "record_source": "税务局",
            },
        ),
        (
            "太原的，（2023）晋01行终5号判决把处罚撤销了，5月10日生效，麻烦更新我的记录，电话15400001111",
            Act.REVOCATION,
            {
                "jurisdiction": "shanxi",
                "legal_document": "（2023）晋01行终5号",
                "event_date": "2026-05-10",
                "contact": "15400001111",
            },
        ),
        (
            "宿迁的，把我的志愿服务和慈善捐赠撤下来，我叫陈静，15400001111",
            Act.DELETE_HONOUR,
            {"jurisdiction": "city", "subject_name": "陈静", "contact": "15400001111"},
        ),
        (
            "公司让我查求职者信用，有授权书，用于招聘录用，我们在南昌",
            Act.AUTHORISED_QUERY,
            {
                "applicant_role": "authorised_third_party",
                "authorisation": "有授权书",
                "purpose": "招聘录用",
                "jurisdiction": "jiangxi",
            },
        ),
    ],
)
def test_one_sentence_fills_many_fields(ear: Ear, text: str, act: Act, expected: dict[str, Any]) -> None:
    heard = ear(text)
    assert (heard.act, heard.act_sure) == (act, True)
    assert {slot: heard.value(slot) for slot in expected} == expected
    assert heard.troubles == ()


def test_a_question_in_the_form_repeats_nothing_known(ear: Ear) -> None:
    heard = ear("江西要几天给答复？", asked="evidence", act=Act.OBJECTION, jurisdiction="jiangxi")
    assert (heard.asks, heard.mentions) == (True, ())


def test_dates_without_a_case(ear: Ear) -> None:
    heard = ear("10月20号递的材料，过期了没？")
    assert (heard.value("submitted_on"), heard.asks) == ("2026-10-20", True)
