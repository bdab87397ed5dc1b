"""统一社会信用代码, and 重错码率."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.identity import synthetic, uscc
from credit_core.identity.errors import (
    IdentifierError,
    InvalidCharacter,
    InvalidCheckDigit,
    InvalidLength,
    NumberMissing,
)
from credit_core.identity.uscc import CodeQuality, code_quality, validate

KNOWN = "91110000600037341L"
seeds = st.integers(0, 2**32)
prefixes = st.sampled_from(
    [synthetic.ENTERPRISE, synthetic.SOLE_TRADER, synthetic.PUBLIC_INSTITUTION, synthetic.SOCIAL_ORGANISATION]
)


def check_character(body: str) -> str:
    """GB 32100: weights are the powers of 3 modulo 31."""
    total = sum(uscc.ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return uscc.ALPHABET[-total % 31]


@pytest.mark.rule("SX-04", "CT-02", "JX-19")
@given(seeds, prefixes)
def test_every_synthetic_code_is_valid(seed: int, prefix: str) -> None:
    code = synthetic.unified_code(Random(seed), prefix)
    assert validate(code).number == code
    assert code.startswith(prefix + synthetic.UNASSIGNED_AREA)
    assert code[-1] == check_character(code[:17])


@pytest.mark.rule("SX-04", "CT-02", "JX-19")
@given(seeds, st.integers(0, 17), st.sampled_from(uscc.ALPHABET))
def test_any_one_changed_character_is_refused(seed: int, place: int, other: str) -> None:
    code = synthetic.unified_code(Random(seed))
    changed = code[:place] + other + code[place + 1 :]
    if changed != code:
        with pytest.raises(IdentifierError):
            validate(changed)


@pytest.mark.parametrize(
    "typed", ["91110000 600037341l", "９１１１００００６０００３７３４１Ｌ", "91-110000-60003734-1-L\t"]
)
def test_spellings(typed: str) -> None:
    assert validate(typed).number == KNOWN


@pytest.mark.parametrize("prefix", ["N2", "Y1", "A1", "11", "51", "93", "G1"])
def test_a_registering_authority_may_be_a_letter(prefix: str) -> None:
    body = prefix + "140100MA0ABCDE1"
    assert validate(body + check_character(body)).number.startswith(prefix)


@pytest.mark.rule("SX-04", "CT-02", "JX-19")
@pytest.mark.parametrize(
    ("typed", "error", "advice"),
    [
        ("  ", NumberMissing, "请填写统一社会信用代码"),
        ("140100000012345", InvalidLength, "现在填了15位。.*营业执照注册号"),
        ("600037341", InvalidLength, "现在填了9位"),
        ("9111000060003734IL", InvalidCharacter, "第17位是字母I.*可能是数字1"),
        ("911100006O0037341L", InvalidCharacter, "第10位是字母O.*可能是数字0"),
        ("9111000060003Z341L", InvalidCharacter, "第14位是字母Z.*可能是数字2"),
        ("91110000S00037341L", InvalidCharacter, "第9位是字母S.*可能是数字5"),
        ("91110000V00037341L", InvalidCharacter, "第9位是字母V。统一社会信用代码不用字母I、O、Z、S、V，请对照"),
        ("91110000团00037341L", InvalidCharacter, "第9位“团”不对：.*只用数字和大写英文字母"),
        ("9111A000600037341L", InvalidCharacter, "第5位“A”不对：.*第3至8位是行政区划代码"),
        ("911100006000373411", InvalidCheckDigit, "校验码"),
    ],
)
def test_each_mistake_has_its_own_advice(typed: str, error: type[IdentifierError], advice: str) -> None:
    with pytest.raises(error, match=advice) as raised:
        validate(typed)
    assert raised.type is error


@pytest.mark.rule("OP-07")
def test_code_quality_counts_bad_codes_and_every_entry_of_a_shared_one() -> None:
    random = Random(7)
    shared, single = synthetic.unified_code(random), synthetic.unified_code(random)
    spaced = f"{shared[:8]} {shared[8:].lower()}"
    quality = code_quality([shared, spaced, single, "", "", KNOWN[:-1] + "1"])
    assert quality == CodeQuality(total=6, bad=3, duplicated=2)
    assert quality.rate == pytest.approx(5 / 6)


@pytest.mark.rule("OP-07")
def test_code_quality_of_good_codes_and_of_none() -> None:
    random = Random(8)
    codes = {synthetic.unified_code(random) for _ in range(50)}
    assert code_quality(codes) == CodeQuality(total=50, bad=0, duplicated=0)
    assert code_quality(codes).rate == 0
    assert code_quality([]).rate is None


@given(st.lists(st.sampled_from([KNOWN, "", "坏码", synthetic.unified_code(Random(9))])))
def test_code_quality_is_a_share(codes: list[str]) -> None:
    quality = code_quality(codes)
    assert 0 <= quality.bad + quality.duplicated <= quality.total == len(codes)
    assert quality.duplicated != 1
