"""Which font is taken, and that what it lacks is named."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest
import reportlab

from credit_core.reports.errors import FontUnusable, MissingGlyphs
from credit_core.reports.fonts import PREFERRED, find_font, load_font, standard_font

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"  # letters and digits only


def gbk() -> list[str]:
    """Every visible character of GBK."""
    return [c for c in map(chr, range(0x20, 0xD800)) if c != "\x7f" and c.encode("gbk", "ignore")]


def test_the_standard_font_covers_gbk_and_the_dot_in_names() -> None:
    characters = gbk()
    assert len(characters) > 21_000
    assert standard_font().missing("".join(characters)) == ()
    assert standard_font().missing("阿卜杜拉·买买提") == ()


@pytest.mark.parametrize(
    ("text", "missing", "words"),
    [
        ("𠮷野家", ("𠮷",), "“𠮷”（U+20BB7）"),
        ("€5与•", ("€", "•"), "“€”（U+20AC）、“•”（U+2022）"),
        ("\u202e甲\u200b\u202e", ("\u202e", "\u200b"), "看不见的字符（U+202E）、看不见的字符（U+200B）"),
        ("\x00", ("\x00",), "看不见的字符（U+0000）"),
        ("\ud800", ("\ud800",), "看不见的字符（U+D800）"),
    ],
)
def test_a_character_that_would_not_show_is_named(text: str, missing: tuple[str, ...], words: str) -> None:
    with pytest.raises(MissingGlyphs) as caught:
        standard_font().check(text)
    assert caught.value.characters == missing
    assert words in str(caught.value)


def test_line_ends_and_tabs_are_no_missing_glyphs() -> None:
    assert standard_font().missing("甲\r\n乙\t丙") == ()


def test_an_explicit_font_is_taken_or_refused_but_never_replaced(tmp_path: Path) -> None:
    font = find_font(VERA)
    assert font.embedded
    assert font.missing("A1信用 ") == ("信", "用")
    with pytest.raises(MissingGlyphs, match=r"字体“Vera”里没有这些字.*“信”（U\+4FE1）"):
        font.check("信")
    with pytest.raises(FontUnusable, match=r"no\.ttf"):
        find_font(tmp_path / "no.ttf")


def test_postscript_outlines_are_refused_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "outlines.otf"
    file.write_bytes(b"OTTO" + bytes(64))
    with pytest.raises(FontUnusable, match="PostScript 轮廓") as caught:
        load_font(file)
    assert str(tmp_path) not in str(caught.value)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "damaged.ttf"
    file.write_bytes(VERA.read_bytes()[:2000])
    with pytest.raises(FontUnusable, match="已经损坏"):
        load_font(file)


def test_a_folder_without_a_chinese_font_leads_to_the_standard_font(tmp_path: Path) -> None:
    copyfile(VERA, tmp_path / PREFERRED[0])  # the right name, but no Chinese in it
    (tmp_path / PREFERRED[1]).write_bytes(b"OTTO" + bytes(64))
    assert find_font(folders=(tmp_path,)) is standard_font()
    assert find_font(folders=(tmp_path / "none",)) is standard_font()
    assert not standard_font().embedded


def test_widths_grow_with_the_size() -> None:
    assert standard_font().width("信用", 10) == 20
    assert standard_font().width("信1", 10) == pytest.approx(14.62)
    assert load_font(VERA).width("AA", 10) == pytest.approx(2 * load_font(VERA).width("A", 10))
