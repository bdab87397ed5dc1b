"""What speaking and hasty typing leave in a message, put right without moving a character: sounds between words, digits in
characters, the wrong character for a word of this trade."""

from __future__ import annotations

import re

_SLIPS = {
    "身分证": "身份证",
    "身份正": "身份证",
    "身份症": "身份证",
    "生份证": "身份证",
    "绝定书": "决定书",
    "决订书": "决定书",
    "异意": "异议",
    "疑议": "异议",
    "义议": "异议",
    "异仪": "异议",
    "休复": "修复",
    "修覆": "修复",
    "修富": "修复",
    "查寻": "查询",
    "查徇": "查询",
    "査询": "查询",
    "投拆": "投诉",
    "投述": "投诉",
    "举抱": "举报",
    "撤消": "撤销",
    "坚护人": "监护人",
    "监户人": "监护人",
    "委拖": "委托",
    "授劝": "授权",
    "处发": "处罚",
    "处罰": "处罚",
    "记路": "记录",
    "纪录": "记录",
    "失言名单": "失信名单",
    "黑明单": "黑名单",
    "信用带码": "信用代码",
    "联系方试": "联系方式",
    "题交": "提交",
    "递交申情": "递交申请",
}
_SLIP = re.compile("|".join(sorted(_SLIPS, key=len, reverse=True)) + "|(?<![\u4e00-\u9fff])带办(?=[人的，。]|$)")
_CLAUSE = r"(?:(?<=^)|(?<=[，。；！？、,.;!?\s]))"
_HUMS = re.compile(rf"{_CLAUSE}[额唔嗯哎唉]+(?=[\u4e00-\u9fff0-9])(?![嗯啊对好行是可呢哪呐])")
_SOUNDS = re.compile(
    r"[呃噢欸诶]+|(?<=[叫是姓为我])(?:那个|那什么)(?=[\u4e00-\u9fff])|(?:那个|就是说?|这个)(?=那个|就是|我[叫想要是自]|名字|身份证|电话)"
    rf"|{_CLAUSE}(?:那个|就是)(?=我|俺|没|不|先|跳|叫|名|行|好|可以|提交|替|帮)"
)
"""呃, and 那个 or 就是 where they stand for nothing."""
_DIGITS = str.maketrans("零〇○一二三四五六七八九幺", "0001234567891")
_SPOKEN = re.compile("[零〇○一二三四五六七八九幺]{7,}")


def mend(line: str) -> str:
    """The line with slips, sounds and spoken digits put right, of the very same length: a sound leaves spaces."""
    line = _HUMS.sub(_blank, _SOUNDS.sub(_blank, _spelled(line)))
    return _SPOKEN.sub(lambda m: m.group().translate(_DIGITS), line)


def mend_words(text: str) -> str:
    """The same for wishes and commands, where nothing is cut out: a sound leaves nothing."""
    return _SOUNDS.sub("", _spelled(text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _spelled(text: str) -> str:
    return _SLIP.sub(lambda m: _SLIPS.get(m.group(), "代办"), text)
