"""The front: which identifier each subject needs, other documents, and the guess at what was typed."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.errors import LawError
from credit_core.identity import other_document, synthetic
from credit_core.identity.errors import (
    DocumentNameRequired,
    IdentifierError,
    InvalidCharacter,
    InvalidLength,
    NumberMissing,
    StatementRequired,
)
from credit_core.identity.identifier import Identifier, IdentifierKind, guess_kind, read_identifier

TODAY = date(2026, 11, 20)
RESIDENT = "11010519491231002X"
CODE = "91110000600037341L"
RESIDENT_ID, USCC, OTHER = (
    IdentifierKind.RESIDENT_ID,
    IdentifierKind.USCC,
    IdentifierKind.OTHER_DOCUMENT,
)


def read_other(name: str | None, text: str, *, no_resident_number: bool = True) -> Identifier:
    return read_identifier(OTHER, text, today=TODAY, no_resident_number=no_resident_number, document_name=name)


@pytest.mark.rule("SX-05", "CT-02", "JX-18")
def test_a_natural_person_is_named_by_the_resident_number() -> None:
    found = read_identifier(RESIDENT_ID, "110105 19491231 002x", today=TODAY)
    assert found == Identifier(RESIDENT_ID, RESIDENT, birth_date=date(1949, 12, 31))
    with pytest.raises(InvalidLength, match="18位"):
        read_identifier(RESIDENT_ID, "E12345678", today=TODAY)


@pytest.mark.rule("SX-04", "CT-02", "JX-19")
def test_an_organisation_is_named_by_its_code_only() -> None:
    assert read_identifier(USCC, CODE.lower(), today=TODAY) == Identifier(USCC, CODE)
    with pytest.raises(InvalidLength):  # a registration number, though a document is named and none other stated
        read_identifier(USCC, "140100000012345", today=TODAY, no_resident_number=True, document_name="营业执照")


@pytest.mark.rule("SX-05", "CT-02", "JX-18")
@pytest.mark.parametrize("name", other_document.COMMON_DOCUMENTS)
def test_another_document_only_with_the_statement(name: str) -> None:
    found = read_other(name, " e-1234 5678 ")
    assert found == Identifier(OTHER, "E12345678", document_name=name)
    assert found.warnings == ()
    with pytest.raises(StatementRequired, match="请勾选“没有居民身份证号”"):
        read_other(name, "E12345678", no_resident_number=False)


@pytest.mark.rule("SX-05", "CT-02", "JX-18")
@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("name", ["居民身份证", " 居民 身份证 ", "身份证号"])
def test_the_resident_card_is_no_other_document(name: str, stated: bool) -> None:
    with pytest.raises(DocumentNameRequired, match="改选居民身份证"):
        read_other(name, RESIDENT, no_resident_number=stated)


def test_what_another_document_lacks() -> None:
    for nameless in (None, "", "\u3000"):
        with pytest.raises(DocumentNameRequired, match="例如护照、港澳居民来往内地通行证"):
            read_other(nameless, "E12345678")
    with pytest.raises(NumberMissing, match="其他有效证件号码"):
        read_other("护照", " ")
    with pytest.raises(InvalidCharacter, match="没有数字或者字母"):
        read_other("护照", "？？")


def test_no_format_is_invented_and_spellings_meet() -> None:
    assert read_other("护照（示例国）", "no.７/1") == read_other("护照(示例国)", "NO. 7/1")
    assert read_other("护照", "X1") != read_other("台湾居民来往大陆通行证", "X1")


def test_a_resident_number_given_as_another_document_is_remarked_on() -> None:
    assert "请改用居民身份证号" in read_other("户口簿", RESIDENT).warnings[0]
    assert read_other("外国人永久居留身份证", "911156198601012001").warnings == ()


def test_errors_belong_to_the_law_room() -> None:
    assert issubclass(IdentifierError, LawError)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RESIDENT, RESIDENT_ID),
        ("110105 19491231 0020", RESIDENT_ID),  # mistyped
        ("11O10519491231002X", RESIDENT_ID),
        ("110105491231002", RESIDENT_ID),
        (CODE, USCC),
        ("91110000600037341Q", USCC),
        ("911100006000373411", USCC),
        ("9111000060003734IL", USCC),
        ("E12345678", None),
        ("", None),
        ("我的身份证号是一一零一零五不记得了啊", None),
    ],
)
def test_guess(text: str, kind: IdentifierKind | None) -> None:
    assert guess_kind(text) is kind


@given(st.integers(0, 2**32), st.dates(date(1900, 1, 1), TODAY))
def test_valid_numbers_are_guessed_right(seed: int, born: date) -> None:
    random = Random(seed)
    assert guess_kind(synthetic.resident_number(random, born)) is RESIDENT_ID
    assert guess_kind(synthetic.unified_code(random)) is USCC


def test_masked_by_kind_and_silent_in_logs() -> None:
    resident = read_identifier(RESIDENT_ID, RESIDENT, today=TODAY)
    passport = read_other("护照", "E12345678")
    assert resident.masked == "110***********002X"
    assert passport.masked == "E1*****78"
    assert read_identifier(USCC, CODE, today=TODAY).masked == CODE
    assert "1949" not in repr(resident) + repr(passport)
    assert "E1234" not in repr(passport)
