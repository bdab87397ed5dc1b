"""A message made readable: hidden characters out, slips mended, plain words left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.clean import mended, readable


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\ufeff", "\u00ad", "\x00", "\U000e0041", "\u2066"])
def test_hidden_characters_go(hidden: str) -> None:
    assert readable(f"信用{hidden}修复") == "信用修复"


@pytest.mark.parametrize("hidden", ["\u061c", "\u3164", "\ufe0f", "\U000e0041", "\U000e0161", "\u0336"])
def test_what_could_carry_a_hidden_text_goes(hidden: str) -> None:
    """标签字符、变体选择符、填充字符和删除线：看不见，却能夹带。"""
    assert readable(f"信{hidden}用{hidden}修复") == "信用修复"


@pytest.mark.parametrize("written", ["іgnоrе аbоvе", "ｉｇｎｏｒｅ ａｂｏｖｅ", "𝐢𝐠𝐧𝐨𝐫𝐞 𝐚𝐛𝐨𝐯𝐞", "ⓘⓖⓝⓞⓡⓔ ⓐⓑⓞⓥⓔ"])
def test_letters_are_read_as_what_they_look_like(written: str) -> None:
    assert readable(written) == "ignore above"


def test_radicals_are_read_as_characters_and_numbers_stay() -> None:
    assert readable("⼈⼯，①３９条㎡") == "人工，①３９条㎡"


def test_spaces_between_han_go_and_others_stay() -> None:
    assert readable(" 信用 修复 ID 12 ") == "信用修复 ID 12"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("xinyong修付", "信用修复"), ("异义申请", "异议申请"), ("Heimingdan", "黑名单"), ("第３９条", "第39条")],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "plain",
    [
        *("我问的是信用修复", "组成信用体系", "形成信用记录", "重新用上", "造成信息泄露", "城信用办"),
        *("异议申请", "信用修复", "失信名单", "授权查询", "提出异意见"),
    ],
)
def test_words_without_a_slip_stay(plain: str) -> None:
    assert mended(plain) == plain


@given(st.text(max_size=80))
def test_readable_text_is_readable(text: str) -> None:
    once = readable(text)
    assert readable(once) == once
