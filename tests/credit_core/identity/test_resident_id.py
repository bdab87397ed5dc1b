"""居民身份证号: what is accepted, what is refused and with which advice, and the age."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.identity import resident_id, synthetic
from credit_core.identity.errors import (
    IdentifierError,
    InvalidBirthDate,
    InvalidCharacter,
    InvalidCheckDigit,
    InvalidLength,
    NumberMissing,
    OldResidentNumber,
)
from credit_core.identity.resident_id import age_on, validate

TODAY = date(2026, 11, 20)
STANDARD_EXAMPLE = "11010519491231002X"  # the example of GB 11643 itself
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643, table of weights
CHECK = "10X98765432"

seeds = st.integers(0, 2**32)
birth_dates = st.dates(date(1900, 1, 1), TODAY)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def with_check(body: str) -> str:
    return body + CHECK[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


@pytest.mark.rule("SX-05", "CT-02", "JX-18")
@given(seeds, birth_dates)
def test_every_synthetic_number_is_valid(seed: int, born: date) -> None:
    number = synthetic.resident_number(Random(seed), born)
    found = validate(number, today=TODAY)
    assert found.number == number == with_check(number[:17])
    assert found.birth_date == born
    assert len(found.warnings) == 1
    assert synthetic.UNASSIGNED_AREA in found.warnings[0]


@pytest.mark.rule("SX-05", "CT-02", "JX-18")
@given(seeds, birth_dates, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_one_changed_character_is_refused(seed: int, born: date, place: int, other: str) -> None:
    number = synthetic.resident_number(Random(seed), born)
    changed = number[:place] + other + number[place + 1 :]
    if changed != number:
        with pytest.raises(IdentifierError):
            validate(changed, today=TODAY)


@given(st.text(max_size=24) | st.text("0123456789X", min_size=18, max_size=18).map(lambda body: body[:17] + "A"))
def test_whatever_is_typed_is_answered_with_a_sentence(text: str) -> None:
    with pytest.raises(IdentifierError) as raised:
        validate(text, today=TODAY)
    assert str(raised.value).endswith("。")
    assert len(text) < 10 or text not in str(raised.value)


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X\n",
        "110105-19491231-002X",
        "110105—19491231−002X",
        "110105\u300019491231\u200b002X",
        "11010519491231002Ⅹ",  # the Roman numeral that official advice warns of
    ],
)
def test_spellings(typed: str) -> None:
    assert validate(typed, today=TODAY) == resident_id.ResidentId(STANDARD_EXAMPLE, date(1949, 12, 31))


@pytest.mark.rule("SX-05", "CT-02", "JX-18")
@pytest.mark.parametrize(
    ("typed", "error", "advice"),
    [
        ("", NumberMissing, "请填写居民身份证号"),
        (" - ", NumberMissing, "请填写居民身份证号"),
        ("110105491231002", OldResidentNumber, "请填写18位"),
        ("1101054912310O2", InvalidLength, "现在填了15位"),
        ("11010519491231002", InvalidLength, "现在填了17位"),
        ("11010519491231002XX", InvalidLength, "现在填了19位"),
        ("11O10519491231002X", InvalidCharacter, "第3位是字母O。.*改成数字0"),
        ("11010519491231002O", InvalidCharacter, "第18位是字母O"),
        ("1101051949123100X2", InvalidCharacter, "第17位“X”不对"),
        ("110105194912310０2*", InvalidCharacter, r"第18位“\*”不对"),
        ("11010519491231٠02X", InvalidCharacter, "第15位"),  # an Arabic digit is no digit here
        ("11010519490229002X", InvalidBirthDate, "没有“1949年02月29日”"),
        ("11010500000101002X", InvalidBirthDate, "没有“0000年01月01日”"),
        ("110105194912310020", InvalidCheckDigit, "逐位核对"),
        ("11010519491231020X", InvalidCheckDigit, "两位填反"),
    ],
)
def test_each_mistake_has_its_own_advice(typed: str, error: type[IdentifierError], advice: str) -> None:
    with pytest.raises(error, match=advice) as raised:
        validate(typed, today=TODAY)
    assert raised.type is error


@pytest.mark.parametrize(("later", "accepted"), [(-1, True), (0, True), (1, False)])
def test_a_birth_after_today(later: int, accepted: bool) -> None:
    born = TODAY + timedelta(days=later)
    number = with_check(f"110105{born:%Y%m%d}002")
    if accepted:
        assert validate(number, today=TODAY).birth_date == born
    else:
        with pytest.raises(InvalidBirthDate, match="2026-11-21晚于2026-11-20"):
            validate(number, today=TODAY)


@pytest.mark.parametrize(
    ("area", "warning"),
    [
        ("110105", ""),
        ("440683", ""),  # abolished in 2002: its people keep their numbers
        ("810000", ""),
        ("830000", ""),  # residents from Taiwan; stdnum refuses it
        ("110199", "110199"),
        ("999999", "外国人永久居留身份证"),
    ],
)
def test_an_unknown_area_is_a_warning(area: str, warning: str) -> None:
    found = validate(with_check(f"{area}20100307001"), today=TODAY)
    assert [warning in text for text in found.warnings] == ([True] if warning else [])


def test_neither_log_nor_traceback_shows_the_number() -> None:
    shown = repr(validate(STANDARD_EXAMPLE, today=TODAY))
    assert "1949" not in shown
    assert "002X" not in shown


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2010-11-20", "2026-11-19", 15),
        ("2010-11-20", "2026-11-20", 16),
        ("2010-11-20", "2026-11-21", 16),
        ("2010-11-20", "2010-11-20", 0),
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", 18),  # a common year: 解释 in age_on
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2096-02-29", "2100-02-28", 4),  # 2100 is a common year
        ("1996-02-29", "2000-02-28", 3),  # 2000 is a leap year
        ("2008-03-01", "2026-02-28", 17),
    ],
)
def test_age(born: str, on: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(on)) == age


@given(days, days)
def test_age_rises_by_one_a_year(one: date, other: date) -> None:
    born, on = min(one, other), max(one, other)
    assert 0 <= age_on(born, on + timedelta(days=1)) - age_on(born, on) <= 1
    assert on.year - born.year - 1 <= age_on(born, on) <= on.year - born.year


def test_no_age_before_birth() -> None:
    with pytest.raises(InvalidBirthDate, match="不能计算周岁"):
        age_on(date(2010, 3, 7), date(2010, 3, 6))
