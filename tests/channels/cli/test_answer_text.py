"""Answers on the terminal, and Chinese lines of a given width."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from assistant.outcome import Caveat, Reason
from channels import messages
from channels.cli.answer_text import BAR, show
from channels.cli.wrapping import wrap
from tests.fakes import cite, comparison_answer, objection_answer, place_answer, reply

CLOSING = "，。；：！？、）》」』”"
PERIOD = objection_answer().citations[0].quote


def shown(answer: dict[str, Any], width: int | None = None) -> str:
    """As printed: to a terminal of `width` columns, or to a file."""
    file = io.StringIO()
    show(answer, Console(file=file, width=width, force_terminal=width is not None, no_color=True, color_system=None))
    return file.getvalue()


def test_a_file_gets_whole_paragraphs_with_quotes_indented() -> None:
    text = shown(objection_answer().to_dict())
    assert text.startswith("属于受理单位自己处理范围的，三个工作日内办完；要向其他单位核查的，七个工作日内办完。[1]\n")
    assert f"\n{BAR}{PERIOD}\n" in text
    assert "\n依据：\n[1]《江西省社会信用条例》第三十九条第二款（施行中）\n[2]《" in text
    assert text.count(PERIOD) == 1
    assert messages.DISCLAIMER in text


def test_a_quote_that_the_text_lacks_stands_in_the_list() -> None:
    citation = cite(1, "jiangxi-2022#39.4")
    text = shown(reply(Reason.FOUND, "不计入。[1]", citation, caveats=(Caveat.POLICY_ONLY,)).to_dict())
    assert f"（施行中）\n{BAR}{citation.quote}\n" in text
    assert messages.CAVEAT["policy_only"] in text


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("make", [objection_answer, comparison_answer, place_answer])
def test_no_line_is_wider_than_the_terminal(make: Any, width: int) -> None:
    lines = shown(make().to_dict(), width).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert not [line for line in lines if line.removeprefix(BAR)[:1] in CLOSING and line.strip()]


def test_a_comparison_is_a_table() -> None:
    text = shown(comparison_answer().to_dict(), 80)
    assert "┏" in text
    assert "| ---" not in text
    assert all(name in text for name in ("山西省", "江西省", "第四十二条"))


def test_an_answer_without_clauses_is_its_text() -> None:
    answer = place_answer()
    assert shown(answer.to_dict()) == f"{answer.text}\n"


def test_terminal_controls_from_a_server_are_dropped() -> None:
    answer = {**place_answer().to_dict(), "text": "问\x1b[2J\x07\u202e地方"}
    assert shown(answer) == "问[2J地方\n"


def test_wrapping_keeps_styles_words_and_marks_together() -> None:
    text = Text("按GB/T22239办理，三个工作日内办完。[1]然后")
    lines = [line.plain for line in wrap(text, 10)]
    assert lines == ["按", "GB/T22239", "办理，三个", "工作日内办", "完。[1]然", "后"]
    assert [line.plain for line in wrap(Text("a" * 25), 10)] == ["a" * 10, "a" * 10, "a" * 5]


@given(st.text(alphabet="信用修复，。（）《》[1]abc 2 ", max_size=80), st.integers(6, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = [line.plain for line in wrap(Text(text), width)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)
