"""A message as people type it, made readable: hidden characters out, slips mended. For search only, never shown as theirs."""

from __future__ import annotations

import re
import unicodedata

from knowledge.index.tokens import simplified

MAX_LENGTH = 2000
"""Longest message, in characters (quality.md, LLM10)."""

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Control, zero-width, bidirectional, filler and tag characters, and variation selectors: each can carry a hidden text."""
_STRIKES = re.compile("[\u0300-\u036f\u20d0-\u20ff]")
_LOOK_ALIKES = str.maketrans("асеорхуіАВСЕНКМОРТХ", "aceopxyiABCEHKMOPTX")
"""Cyrillic letters that look Latin; nobody asks about the law here in Cyrillic."""
_SPACE_IN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u3000]+(?=[\u4e00-\u9fff])")

_SLIPS = {
    "xinyong": "信用",
    "shixin": "失信",
    "yiyi": "异议",
    "xiufu": "修复",
    "chaxun": "查询",
    "gongshi": "公示",
    "jilu": "记录",
    "heimingdan": "黑名单",
    "tiaoli": "条例",
    "shouquan": "授权",
    "mingdan": "名单",
    "chengnuo": "承诺",
    "tousu": "投诉",
    "jubao": "举报",
    "信佣": "信用",
    "异义": "异议",
    "修付": "修复",
    "公式期": "公示期",
    "目路": "目录",
    "黑明单": "黑名单",
    "惩介": "惩戒",
    "程诺": "承诺",
    "公工信用": "公共信用",
}
_SLIP = re.compile("|".join(sorted(map(re.escape, _SLIPS), key=len, reverse=True)), re.IGNORECASE)


def readable(text: str) -> str:
    """The message without hidden characters and strokes, each letter as what it looks like, trimmed."""
    text = _STRIKES.sub("", _HIDDEN.sub("", text)).translate(_LOOK_ALIKES)
    return _SPACE_IN_HAN.sub("", "".join(_seen(c) for c in text)).strip()


def mended(text: str) -> str:
    """简体, letters and digits in half width, and the commonest slips of the pen and pinyin words put right."""
    return _SLIP.sub(lambda m: _SLIPS[m.group().lower()], simplified("".join(_half_width(c) for c in text)))


def _seen(char: str) -> str:
    """A letter or Han character of another shape (𝐢, ⓘ, ｉ, ⼀) as the plain one."""
    if char.isascii():
        return char
    plain = unicodedata.normalize("NFKC", char)
    letter = plain.isascii() and plain.isalpha()
    return plain if letter or "\u4e00" <= plain <= "\u9fff" else char


def _half_width(char: str) -> str:
    narrow = unicodedata.normalize("NFKC", char)
    return narrow if narrow.isascii() and narrow.isalnum() else char
