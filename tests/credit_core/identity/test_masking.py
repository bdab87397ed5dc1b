"""脱敏: what stays visible, and that no birth date and no more than half of a number does."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.identity import masking, synthetic

seeds = st.integers(0, 2**32)


@given(seeds, st.dates(date(1900, 1, 1), date(2026, 11, 20)))
def test_a_masked_resident_number_shows_no_birth_date(seed: int, born: date) -> None:
    number = synthetic.resident_number(Random(seed), born)
    masked = masking.mask_resident_number(number)
    assert masked[6:14] == "********"
    assert len(masked) == 18
    assert 2 * sum(c != "*" for c in masked) <= 18
    assert masking.mask_resident_number(f" {number[:6]}-{number[6:14]} {number[14:].lower()}") == masked


@given(st.text(max_size=40))
def test_what_is_no_resident_number_is_hidden_whole(text: str) -> None:
    masked = masking.mask_resident_number(text)
    assert len(masked) == 18 or set(masked) <= {"*"}


@given(st.text("0123456789ABCX", max_size=30))
def test_no_number_shows_more_than_half(number: str) -> None:
    for mask in (masking.mask_resident_number, masking.mask_uscc, masking.mask_document_number):
        masked = mask(number)
        assert len(masked) == len(number)
        assert 2 * sum(c != "*" for c in masked) <= len(number)


def test_numbers() -> None:
    assert masking.mask_resident_number("11010519491231002x") == "110***********002X"
    assert masking.mask_resident_number("110105491231002") == "***************"
    assert masking.mask_uscc("92110000600037341L") == "92************341L"
    assert masking.mask_uscc("92110000") == "********"
    assert masking.mask_document_number("H0123456789") == "H0*******89"
    assert masking.mask_document_number("E123") == "E**3"
    assert masking.mask_document_number("E12") == "***"
    assert masking.mask_document_number("") == ""


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("张 三", "张*"),
        ("张\u3000三", "张*"),
        ("欧阳娜娜", "欧**娜"),
        ("买买提·吐尔逊", "买*****逊"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert masking.mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("15412345678", "154****5678"),
        ("154 1234 5678", "154****5678"),
        ("+86-15412345678", "154****5678"),
        ("008615412345678", "154****5678"),
        ("１５４１２３４５６７８", "154****5678"),
        ("010-12345678", "*******5678"),
        ("(010) 12345678 转 801", "**********8801"),
        ("12345", "***45"),
        ("1", "*"),
        ("没有", ""),
    ],
)
def test_phones(phone: str, masked: str) -> None:
    assert masking.mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("示例省示例市示例区诚信路12号", "示例省示例市****"),
        ("江西省 南昌市 东湖区某路1号", "江西省南昌市****"),
        ("江西省景德镇市珠山区某街2号", "江西省景德镇市****"),
        ("北京市朝阳区某路3号", "北京市****"),
        ("新疆维吾尔自治区伊犁哈萨克自治州伊宁市某街", "新疆维吾尔自治区伊犁哈萨克自治州****"),
        ("西藏自治区阿里地区噶尔县", "西藏自治区阿里地区****"),
        ("江西省德安县某镇人民市场3号", "江西省****"),
        ("某路88号阳光小区5栋", "****"),
        ("人民市场3号", "****"),
        ("", "****"),
    ],
)
def test_addresses(address: str, masked: str) -> None:
    assert masking.mask_address(address) == masked


@given(seeds)
def test_synthetic_people_are_repeatable_and_masked(seed: int) -> None:
    one, other = Random(seed), Random(seed)
    assert synthetic.person_name(one) == synthetic.person_name(other)
    assert synthetic.firm_name(one) == synthetic.firm_name(other)
    assert synthetic.birth_date(one, date(1950, 1, 1), date(1950, 1, 2)).year == 1950
    assert masking.mask_address(synthetic.address(one)) == "示例省示例市****"
    assert masking.mask_phone(synthetic.mobile(one)).startswith("154****")
    assert "*" in masking.mask_name(synthetic.person_name(one))
