"""How rows fill pages: all lines, in order, inside the page, with what belongs together kept together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from credit_core.reports.fonts import standard_font
from credit_core.reports.rows import Cell, Placed, Row, Style, paginate

STYLE = Style(10, 10, "#000000")
FONT = standard_font()
HEAD = Row((Cell("续", 0, 100, STYLE),), inside=0)


def row(text: str, *, keep: bool = False, heads: tuple[Row, ...] = ()) -> Row:
    return Row((Cell(text, 0, 100, STYLE),), inside=0, keep=keep, heads=heads)


def texts(page: tuple[Placed, ...]) -> list[str]:
    return [line for item in page for lines in item.row.lines for line in lines]


def test_a_kept_row_moves_on_with_the_next() -> None:
    pages = paginate([row("甲"), row("题", keep=True), row("乙")], FONT, 20)
    assert [texts(page) for page in pages] == [["甲"], ["题", "乙"]]


def test_heads_are_repeated_on_a_new_page() -> None:
    pages = paginate([row("甲"), row("乙", heads=(HEAD,)), row("丙", heads=(HEAD,))], FONT, 20)
    assert [texts(page) for page in pages] == [["甲", "乙"], ["续", "丙"]]


def test_a_long_row_is_torn_with_two_lines_left_at_least() -> None:
    long = row("甲" * 10 + "乙" * 10 + "丙" * 10 + "丁" * 10, heads=(HEAD,))
    pages = paginate([row("首"), long], FONT, 30)
    assert [texts(page) for page in pages] == [["首", "甲" * 10, "乙" * 10], ["续", "丙" * 10, "丁" * 10]]
    pages = paginate([row("首"), row("首"), long], FONT, 30)
    assert [texts(page)[:2] for page in pages] == [["首", "首"], ["续", "甲" * 10], ["续", "丙" * 10]]


def test_a_chain_of_kept_rows_longer_than_a_page_still_ends() -> None:
    pages = paginate([row(str(n), keep=True) for n in range(7)], FONT, 30)
    assert [text for page in pages for text in texts(page)] == [str(n) for n in range(7)]


def test_no_rows_are_one_empty_page() -> None:
    assert paginate([], FONT, 30) == ((),)


rows = st.builds(
    lambda lines, keep, headed, above: Row(
        (Cell("字" * 10 * lines, 0, 100, STYLE), Cell("表", 100, 20, STYLE)),
        above=above,
        inside=1,
        keep=keep,
        heads=(HEAD,) if headed else (),
    ),
    st.integers(1, 30),
    st.booleans(),
    st.booleans(),
    st.integers(0, 9),
)


@given(st.lists(rows, max_size=12))
def test_every_line_is_printed_once_inside_a_page_without_overlap(content: list[Row]) -> None:
    pages = paginate(content, FONT, 100)
    wanted = sum(len(row.cells[0].text) for row in content)
    assert sum(text.count("字") for page in pages for text in texts(page)) == wanted
    for page in pages:
        below = 0.0
        for item in page:
            assert item.top == below
            below += item.row.height
        assert below <= 100
