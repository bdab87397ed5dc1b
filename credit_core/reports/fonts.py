"""Fonts that can print Chinese: a TrueType font whose subset is embedded, or the standard font STSong-Light.

Embedded is better: the reader sees the same page everywhere. reportlab embeds TrueType outlines only; fonts with
PostScript outlines (.otf, Noto Sans CJK .ttc) are passed over.

STSong-Light is not embedded: the PDF names characters of the collection Adobe-GB1 and the reader's program brings the
shapes. What this module counts as covered is GBK: Adobe-GB1 has held all of GBK since Supplement 2, and the encoding
UniGB-UTF16-H (PDF 1.5) maps every character of GBK, read off Adobe's cmap file (version 1.016), none left out. The older
UniGB-UCS2-H does not: it lacks 30 of them, among them the dot of 阿卜杜拉·买买提, which it would print as a blank. That
the reader's program has a font for Adobe-GB1 cannot be checked from here.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase._cidfontdata import CIDFontInfo
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from credit_core.messages import report as messages
from credit_core.reports.errors import FontUnusable, MissingGlyphs

SYSTEM_FOLDERS: Final = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
PREFERRED: Final = (
    "msyh.ttc",  # 微软雅黑
    "simsun.ttc",  # 宋体
    "simhei.ttf",  # 黑体
    "wqy-microhei.ttc",  # 文泉驿微米黑
    "wqy-zenhei.ttc",  # 文泉驿正黑
    "DroidSansFallbackFull.ttf",
    "uming.ttc",  # 文鼎明体
    "Arial Unicode.ttf",
)
"""Names of TrueType fonts with Chinese characters, best first; the first font in a .ttc is the one for 简体."""

_PROBE: Final = "信用报告异议标注修复，。《》（）·0123456789"
_FACE: Final = "STSong-Light"
_UNREADABLE: Final = (TTFError, OSError, struct.error, LookupError, ValueError)
"""What reportlab raises over a file that is no font, or a damaged one."""

_LINE_ENDS: Final = "\r\n\t"
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class ReportFont:
    """A font that is ready for printing. `name` is its key in reportlab, `title` its name for people."""

    name: str
    title: str
    embedded: bool
    _has: Callable[[str], bool] = field(repr=False)
    _width: Callable[[str], float] = field(repr=False)

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters that would not show, each once, in order; control characters never show."""
        return tuple(c for c in dict.fromkeys(text) if c not in _LINE_ENDS and not self._shows(c))

    def check(self, text: str) -> None:
        """Raises `MissingGlyphs`, naming each character of the text that would not show."""
        if missing := self.missing(text):
            named = "、".join(_named(character) for character in missing)
            raise MissingGlyphs(messages.MISSING_GLYPHS.format(font=self.title, characters=named), missing)

    def width(self, text: str, size: float) -> float:
        """Width of the text in points when it is set in `size` points."""
        return size * sum(map(self._width, text))

    def _shows(self, character: str) -> bool:
        return unicodedata.category(character) not in _INVISIBLE and self._has(character)


def find_font(path: Path | None = None, *, folders: tuple[Path, ...] = SYSTEM_FOLDERS) -> ReportFont:
    """The font at `path`, else the best of the system's folders that can be embedded, else STSong-Light.

    Raises:
        FontUnusable: `path` is no font that can be embedded. A font that was asked for is never replaced silently.
    """
    if path is not None:
        return load_font(path)
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*.tt[cf]")):
            found.setdefault(file.name, file)
    for name in PREFERRED:
        if name not in found:
            continue
        try:
            font = load_font(found[name])
        except FontUnusable:
            continue
        if not font.missing(_PROBE):
            return font
    return standard_font()


@cache
def load_font(path: Path, index: int = 0) -> ReportFont:
    """A TrueType font to embed; `index` chooses among the fonts of a .ttc.

    Raises:
        FontUnusable: unreadable, PostScript outlines, or its licence bits forbid embedding.
    """
    name = f"report-{hashlib.sha256(f'{path}#{index}'.encode()).hexdigest()[:12]}"
    try:
        font = TTFont(name, str(path), subfontIndex=index)
    except _UNREADABLE as error:
        raise FontUnusable(messages.FONT_UNREADABLE.format(name=path.name, detail=_detail(error))) from error
    pdfmetrics.registerFont(font)
    face: Any = font.face

    @cache
    def has(character: str) -> bool:
        glyph = face.charToGlyph.get(ord(character))
        if glyph is None:
            return False
        # Some fonts list characters for which they draw nothing: 文泉驿微米黑 has no shape for ℃ and Ⅴ.
        drawn: bool = face.glyphPos[glyph] < face.glyphPos[glyph + 1]
        return drawn or unicodedata.category(character) == "Zs"

    @cache
    def width(character: str) -> float:
        return float(font.stringWidth(character, 1))

    return ReportFont(name, path.stem, embedded=True, _has=has, _width=width)


@cache
def standard_font() -> ReportFont:
    """STSong-Light, with the encoding and the coverage that the head of this module explains."""
    # reportlab's table says Supplement 0, which is less than what the encoding reaches.
    CIDFontInfo[_FACE]["DescendantFonts"][0]["CIDSystemInfo"]["Supplement"] = 2
    font = UnicodeCIDFont(_FACE)
    font.encodingName = "UniGB-UTF16-H"
    pdfmetrics.registerFont(font)

    @cache
    def width(character: str) -> float:
        return float(font.stringWidth(character, 1))

    title = messages.STANDARD_FONT.format(face=_FACE)
    return ReportFont(_FACE, title, embedded=False, _has=_in_gbk, _width=width)


def _in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) in _INVISIBLE:
        return messages.INVISIBLE_CHARACTER.format(code=code)
    return messages.ONE_CHARACTER.format(character=character, code=code)


def _detail(error: Exception) -> str:
    words = str(error)
    if "postscript outlines" in words:
        return messages.FONT_POSTSCRIPT
    return messages.FONT_NOT_EMBEDDABLE if "embedding" in words else messages.FONT_DAMAGED
