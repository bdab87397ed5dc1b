"""Chinese line breaking. Every character here is one point wide, so a width is a number of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.reports.typesetting import break_lines, elide


def lines(text: str, width: float) -> list[str]:
    return list(break_lines(text, width, len))


def test_characters_break_anywhere() -> None:
    assert lines("信用主体享有权利", 3) == ["信用主", "体享有", "权利"]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("信用信息，正在", 4, ["信用信", "息，正在"]),
        ("依据《条例》", 3, ["依据", "《条", "例》"]),
        ("他说：“对。”", 4, ["他说：", "“对。”"]),
    ],
)
def test_closing_marks_begin_no_line_and_opening_marks_end_none(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_numbers_and_dates_stay_whole() -> None:
    assert lines("罚款5,000.00元", 8) == ["罚款", "5,000.00", "元"]
    assert lines("自2026-11-20起", 10) == ["自", "2026-11-20", "起"]


def test_what_is_longer_than_a_line_is_broken_and_not_cut() -> None:
    assert lines("0123456789", 4) == ["0123", "4567", "89"]
    assert "".join(lines("，" * 9, 4)) == "，" * 9


def test_line_ends_of_the_text_are_kept_and_tabs_are_spaces() -> None:
    assert lines("甲\r\n乙\n\n丙\t丁", 9) == ["甲", "乙", "", "丙 丁"]
    assert lines("", 9) == [""]


def test_a_character_wider_than_the_line_stands_alone() -> None:
    assert lines("信用", 0.5) == ["信", "用"]


def test_elided_headings_say_that_they_are() -> None:
    assert elide("信用报告", 4, len) == "信用报告"
    assert elide("信用报告的标题", 4, len) == "信用报…"
    assert elide("信用\n报告", 9, len) == "信用…"


@given(st.text(alphabet="信用，。（）《》“”ab1. \n\t-<&", max_size=80), st.integers(1, 20))
def test_nothing_is_lost_and_nothing_is_wider(text: str, width: int) -> None:
    broken = lines(text, width)
    assert "".join("".join(broken).split()) == "".join(text.split())
    assert all(len(line) <= width for line in broken)
