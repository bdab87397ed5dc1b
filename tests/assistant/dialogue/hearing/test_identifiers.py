"""Identity numbers and codes: heard however they are typed, put to the right person, and told what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard
from credit_core.identity.synthetic import resident_number, unified_code

Ear = Callable[..., Heard]
_random = Random(5)
PERSON = resident_number(_random, date(1985, 3, 7))
FATHER = resident_number(_random, date(1958, 3, 7))
CHILD = resident_number(_random, date(2012, 5, 1))
FIRM = unified_code(_random)
WITH_X = next(n for n in (resident_number(Random(seed), date(1990, 1, 2)) for seed in range(99)) if n.endswith("X"))
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@pytest.mark.parametrize(
    "typed",
    [
        WITH_X,
        WITH_X.lower(),
        WITH_X.translate(WIDE),
        f"{WITH_X[:6]} {WITH_X[6:14]} {WITH_X[14:]}",
        f"{WITH_X[:6]}-{WITH_X[6:14]}-{WITH_X[14:]}",
        f"{WITH_X[:6]}.{WITH_X[6:10]}.{WITH_X[10:14]}.{WITH_X[14:]}",
        f"{WITH_X[:6]} - {WITH_X[6:14]} - {WITH_X[14:].lower()}",
        " ".join(WITH_X),
        f"我的身份证是{WITH_X}",
        f"身份证号：{WITH_X}。",
        f"{WITH_X}，这个",
        f"ID:{WITH_X}",
        f"号码{WITH_X[:17]} x",
        f"{WITH_X[:17]}×",
        f"\u200b{WITH_X[:8]}\u200b{WITH_X[8:]}",
        f"（{WITH_X}）",
        f"是{WITH_X}吧",
        f"{WITH_X} 电话13812345678",
        f"13812345678 {WITH_X}",
    ],
)
def test_a_number_is_heard_in_every_spelling(ear: Ear, typed: str) -> None:
    heard = ear(typed, asked="subject_id", act=Act.OBJECTION)
    assert heard.value("subject_id") == WITH_X
    assert heard.value("subject_id_type") == "resident_id"
    assert heard.troubles == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("O" + PERSON[1:], "letter_o"),
        (PERSON[:3] + "o" + PERSON[4:], "letter_o"),
        (PERSON[:3] + "I" + PERSON[4:], "letter_i"),
        (PERSON[:3] + "l" + PERSON[4:], "letter_i"),
        (FIRM[:4] + "O" + FIRM[5:], "letter_o"),
        (FIRM[:4] + "I" + FIRM[5:], "letter_i"),
        (PERSON[:15], "fifteen_digits"),
        ("身份证" + PERSON[:15], "fifteen_digits"),
        (PERSON[:17] + ("1" if PERSON[17] != "1" else "2"), "check_digit"),
        (FIRM[:17] + ("1" if FIRM[17] != "1" else "2"), "check_digit"),
        (PERSON[:16], "wrong_length"),
        (PERSON[:17], "wrong_length"),
        (PERSON + "1", "wrong_length"),
        ("123456", "wrong_length"),
        ("身份证是123456", "wrong_length"),
        (PERSON[:10] + "1332" + PERSON[14:], "bad_birth_date"),
        (PERSON[:10] + "0230" + PERSON[14:], "bad_birth_date"),
        (PERSON[:6] + "2035" + PERSON[10:], "bad_birth_date"),
        (FIRM[:9] + "S" + FIRM[10:], "check_digit"),
        (f"{PERSON} {FATHER}", "too_many_numbers"),
    ],
)
def test_a_bad_number_is_told_what_is_wrong(ear: Ear, typed: str, code: str) -> None:
    heard = ear(typed, asked="subject_id", act=Act.OBJECTION)
    assert heard.value("subject_id") is None
    assert [(t.slot, t.code) for t in heard.troubles] == [("subject_id", code)]


@pytest.mark.parametrize(
    ("text", "slots", "expected"),
    [
        (f"我的身份证{PERSON}", {}, {"subject_id": PERSON}),
        (f"公司代码{FIRM}", {}, {"subject_id": FIRM, "subject_kind": "organisation", "subject_id_type": "uscc"}),
        (f"统一社会信用代码：{FIRM.lower()}", {}, {"subject_id": FIRM}),
        (f"法人身份证{PERSON}", {}, {"representative_id": PERSON}),
        (f"法定代表人的号码是{PERSON}", {}, {"representative_id": PERSON}),
        (f"代理人身份证{PERSON}", {}, {"agent_id": PERSON}),
        (f"经办人{PERSON}", {}, {"agent_id": PERSON}),
        (f"监护人身份证{PERSON}", {}, {"guardian_id": PERSON}),
        (f"我的身份证{PERSON}", {"applicant_role": "agent"}, {"agent_id": PERSON}),
        (f"我的身份证{PERSON}", {"applicant_role": "guardian"}, {"guardian_id": PERSON}),
        (f"我的身份证{PERSON}", {"applicant_role": "legal_representative"}, {"representative_id": PERSON}),
        (f"我的身份证{PERSON}", {"applicant_role": "authorised_third_party"}, {"applicant_id": PERSON}),
        (f"我的身份证{PERSON}", {"applicant_role": "minor_self"}, {"subject_id": PERSON}),
        (f"我爸的身份证{FATHER}", {"applicant_role": "agent"}, {"subject_id": FATHER}),
        (f"我爸的身份证{FATHER}", {"applicant_role": "minor_self"}, {"guardian_id": FATHER}),
        (f"孩子的身份证{CHILD}", {"applicant_role": "guardian"}, {"subject_id": CHILD}),
        (f"委托人的是{FATHER}", {"applicant_role": "agent"}, {"subject_id": FATHER}),
        (f"求职者身份证{FATHER}", {"applicant_role": "authorised_third_party"}, {"subject_id": FATHER}),
        (f"我爸身份证{FATHER}，我的{PERSON}", {"applicant_role": "agent"}, {"subject_id": FATHER, "agent_id": PERSON}),
        (
            f"公司{FIRM}，法人{PERSON}",
            {"subject_kind": "organisation"},
            {"subject_id": FIRM, "representative_id": PERSON},
        ),
        (f"孩子{CHILD}，我{PERSON}", {"applicant_role": "guardian"}, {"subject_id": CHILD, "guardian_id": PERSON}),
        (f"帮我爸问，他的身份证{FATHER}", {}, {"subject_id": FATHER, "applicant_role": "agent"}),
        (
            f"{FIRM} {PERSON}",
            {"applicant_role": "legal_representative"},
            {"subject_id": FIRM, "representative_id": PERSON},
        ),
        (f"{FIRM}，{PERSON}", {"applicant_role": "agent", "subject_kind": "organisation"}, {"agent_id": PERSON}),
        ("我的护照号是E12345678", {}, {"subject_id": "E12345678", "subject_id_type": "other"}),
        ("通行证号码H1234567890", {}, {"subject_id": "H1234567890"}),
    ],
)
def test_a_number_is_put_to_whom_it_belongs(
    ear: Ear, text: str, slots: dict[str, str], expected: dict[str, str]
) -> None:
    heard = ear(text, act=Act.OBJECTION, slots=slots)
    assert {slot: heard.value(slot) for slot in expected} == expected


def test_a_bank_card_is_no_identity_number(ear: Ear) -> None:
    heard = ear("银行卡号6222021234567890123", act=Act.OBJECTION)
    assert heard.troubles == ()
    assert heard.mentions == ()
