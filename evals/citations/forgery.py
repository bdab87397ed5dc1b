"""Ways to spoil a quotation by one character, each as every way it can be done to one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Spoiler = Callable[[str], Iterator[str]]
"""Gives every way in which a text can be spoilt so."""

_NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(
    r"(?<=第)[一二三四五六七八九]|[一二三四五六七八九十两1-9](?=个?(?:工作)?[日月年条款项类次倍周]|[十百千万]|个)"
)
_WORKING_DAY, _DAY = re.compile("工作日"), re.compile(r"(?<!工作)日(?=内|起|前|以)")
_CHANGED_BY_NOT = re.compile("应当|可以|得|能够|适用|影响|计入|列为")
_GLYPHS = (
    ("己", "已"),
    ("未", "末"),
    ("人", "入"),
    ("日", "曰"),
    ("大", "太"),
    ("土", "士"),
    ("千", "干"),
    ("账", "帐"),
    ("做", "作"),
    ("的", "地"),
    ("或", "和"),
    ("及", "乃"),
    ("受", "爱"),
    ("侯", "候"),
    ("暴", "爆"),
    ("权", "杈"),
    ("拨", "拔"),
    ("治", "冶"),
    ("撤", "撒"),
    ("归", "旧"),
    ("信", "倌"),
    ("用", "甩"),
    ("申", "甲"),
    ("由", "田"),
    ("贷", "货"),
)
_OTHER_MARK = {"、": "，", "，": "；", "；": "。", "。": "；"}


def other_numbers(words: str) -> Iterator[str]:
    """三个工作日 -> 四个工作日: each number that counts something, twice."""
    for match in _NUMBER.finditer(words):
        for step in (1, 5):
            yield _put(words, match.start(), match.end(), _next(match[0], step))


def other_unit(words: str) -> Iterator[str]:
    """五日内 -> 五工作日内, and 工作日 -> 日."""
    for match in _WORKING_DAY.finditer(words):
        yield _put(words, match.start(), match.end(), "日")
    for match in _DAY.finditer(words):
        yield _put(words, match.start(), match.end(), "工作日")


def negated(words: str) -> Iterator[str]:
    """不得 -> 得, and 应当 -> 不应当."""
    for match in re.finditer("不", words):
        yield _put(words, match.start(), match.end(), "")
    for match in _CHANGED_BY_NOT.finditer(words):
        yield _put(words, match.start(), match.start(), "不")


def swapped(words: str) -> Iterator[str]:
    """Two neighbours changed round."""
    for at in range(1, len(words) - 2):
        if words[at] != words[at + 1]:
            yield _put(words, at, at + 2, words[at + 1] + words[at])


def other_glyph(words: str) -> Iterator[str]:
    """A character for one that looks like it."""
    for one, other in _GLYPHS:
        for right, wrong in ((one, other), (other, one)):
            for match in re.finditer(right, words):
                yield _put(words, match.start(), match.end(), wrong)


def other_mark(words: str) -> Iterator[str]:
    """A mark for another one; the width of a mark is no change, which mark it is is one."""
    for at, char in enumerate(words[:-1]):
        if char in _OTHER_MARK:
            yield _put(words, at, at + 1, _OTHER_MARK[char])


def left_out(words: str) -> Iterator[str]:
    """One character dropped inside."""
    for at in range(1, len(words) - 1):
        yield _put(words, at, at + 1, "")


def stitched(words: str) -> Iterator[str]:
    """Two passages of one clause without what stands between them, plainly or with an ellipsis."""
    third = len(words) // 3
    for start in range(4, third):
        yield words[:start] + words[len(words) - third :]
        yield f"{words[:start]}……{words[len(words) - third :]}"


def _put(words: str, start: int, end: int, other: str) -> str:
    return words[:start] + other + words[end:]


def _next(numeral: str, step: int) -> str:
    if numeral.isdigit():
        return str((int(numeral) + step - 1) % 9 + 1)
    at = _NUMERALS.index("二" if numeral == "两" else numeral)
    return _NUMERALS[(at + step) % (len(_NUMERALS) - 1)]
