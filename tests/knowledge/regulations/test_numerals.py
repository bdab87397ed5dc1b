from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.regulations.numerals import NumeralError, to_chinese, to_int, try_int


@given(st.integers(0, 9999))
def test_there_and_back(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert to_int(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三十九", 39),
        ("十", 10),
        ("二十", 20),
        ("一百零二", 102),
        ("一百一十", 110),
        ("二〇二二", 2022),
        ("３９", 39),
        ("两百", 200),
    ],
)
def test_readings(text: str, number: int) -> None:
    assert to_int(text) == number


@pytest.mark.parametrize("text", ["", "十十", "三百五", "一些", "百", "三十九条", "一百二零"])
def test_what_is_no_numeral(text: str) -> None:
    with pytest.raises(NumeralError):
        to_int(text)
    assert try_int(text) is None


def test_try_int() -> None:
    assert (try_int("十二"), try_int(None), try_int("零")) == (12, None, None)


def test_out_of_range() -> None:
    with pytest.raises(NumeralError):
        to_chinese(10_000)
