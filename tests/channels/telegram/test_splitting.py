"""Long answers in several messages: nothing lost, nothing too long, sentences whole, quotes still quotes."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from telegram import MessageEntity

from channels.telegram.formatted import Formatted, Mark, utf16
from channels.telegram.splitting import LIMIT, split

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["。", "；", "，", "\n", "\n\n", "”", "[1]", "[12]", "👨‍👩‍👧", "𠮷", " ", "！？", "[x", "\u200d"]
        ),
        st.text(alphabet="信用异议修复abc12", min_size=1, max_size=12),
    ),
    max_size=60,
).map("".join)
LIMITS = st.integers(min_value=4, max_value=60)


@given(PIECES, LIMITS)
@example("。" * 40, 7)
@example("\n\n\n信用\n\n", 4)
def test_every_message_fits_and_nothing_but_blanks_is_lost(text: str, limit: int) -> None:
    parts = [part.text for part in split(Formatted(text), limit)]
    assert all(0 < utf16(part) <= limit for part in parts)
    assert all(part == part.strip() for part in parts)
    at = 0
    for part in parts:
        found = text.index(part, at)
        assert text[at:found].strip() == ""
        at = found + len(part)
    assert text[at:].strip() == ""


@given(PIECES, LIMITS, st.data())
def test_marks_stay_on_the_characters_they_were_on(text: str, limit: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = Formatted(text, (Mark(start, end, MessageEntity.BLOCKQUOTE),) if start < end else ())
    marked = ""
    for part in split(whole, limit):
        units = part.text.encode("utf-16-le")
        for entity in part.entities():
            assert entity.length > 0
            assert entity.offset + entity.length <= utf16(part.text)
            marked += units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
    assert _unspaced(marked) == _unspaced(text[start:end])


def _unspaced(text: str) -> str:
    return "".join(text.split())


def test_a_cut_falls_at_the_end_of_a_sentence_with_its_marker_and_closing_quote() -> None:
    sentences = ["条例写的是“三个工作日内办完。”[1]", "需要核查的，七个工作日[12]。", "逾期的，可以投诉！"]
    parts = [part.text for part in split(Formatted("".join(sentences * 3)), 40)]
    assert "".join(parts) == "".join(sentences * 3)
    assert all(part.endswith(("[1]", "。", "！")) for part in parts)
    assert not any(part.startswith(("[", "”", "。")) for part in parts)


def test_paragraphs_are_kept_together_where_they_fit() -> None:
    parts = [part.text for part in split(Formatted("一二三四。五六七八。\n\n甲乙丙丁。戊己庚辛。"), 15)]
    assert parts == ["一二三四。五六七八。", "甲乙丙丁。戊己庚辛。"]


def test_a_short_text_is_one_message_and_an_empty_one_none() -> None:
    assert [part.text for part in split(Formatted("您好。"))] == ["您好。"]
    assert split(Formatted(" \n ")) == []
    assert len(split(Formatted("字" * LIMIT))) == 1
    assert len(split(Formatted("𠮷" * LIMIT))) == 2


def test_a_picture_of_several_characters_is_not_torn() -> None:
    family = "👨‍👩‍👧"
    assert [part.text for part in split(Formatted(family * 2), 10)] == [family] * 2


def test_of_too_many_marks_links_are_left_out_first() -> None:
    links = tuple(Mark(n, n + 1, MessageEntity.TEXT_LINK, "https://a.cn") for n in range(150))
    entities = Formatted("字" * 200, (*links, Mark(160, 170, MessageEntity.BLOCKQUOTE))).entities()
    assert len(entities) == 100
    assert entities[-1].type == MessageEntity.BLOCKQUOTE
