"""Spaces between Han characters: typed apart (张 伟), behind a label (名字 张伟), or where others put a comma."""

from __future__ import annotations

import re

from assistant.answering.clean import readable

_HAN = "[\u4e00-\u9fff]"
_BLANKS = re.compile(r"(\s+)")
_UNSEEN = re.compile(r"[^ \t\n\u3000\u00a0]")
_GAP = re.compile(rf"(?<={_HAN})[ \t\u3000]+(?={_HAN})")
_RUN = re.compile(rf"{_HAN}*$")
_GOES_ON = re.compile(
    r"(?:[我你您他她它俺咱的是叫姓在和跟与及为给替帮代由被把将向对从到要想让请就不没也都还于]|申请|办理|查询|麻烦|因为|关于)$"
)
"""Words behind which a sentence goes on, space or no."""
_FIELD = re.compile(
    r"(?:姓名|名字|大名|名称|店名|厂名|全称|抬头|地方|地区|来源|报送单位|材料|证据|凭证|用途|目的|理由|原因|事项|日期|时间)$"
)
_PARTY = re.compile(r"(?:法定代表人|法人|负责人|经办人|代理人|代办人|监护人|委托人|申请人|查询人)$")
"""Beside a name, told apart from it by nothing else; the readers of names know them with a space."""
_DATE = re.compile(r"[年月]$")
APART = re.compile(rf"(?<={_HAN}) (?={_HAN})")
"""A space that was left between two Han characters: what stands on both sides was said by itself."""


def spoken(text: str) -> str:
    """The message without hidden characters, with the spaces that the citizen put between words."""
    pieces = _BLANKS.split(text)
    return "".join(_UNSEEN.sub("", p) if n % 2 else readable(p) for n, p in enumerate(pieces)).strip()


def told_apart(text: str) -> tuple[str, str]:
    """The message in the citizen's words, and character by character with what each space between Han characters stands for.

    In the first a space is left where words stand apart; in the second it is a comma, or a colon behind the name of a field.
    """
    raw, line, at = "", "", 0
    for gap in _GAP.finditer(text):
        piece = text[at : gap.start()]
        raw, line, at = raw + piece, line + piece, gap.end()
        mark = _mark(piece)
        raw, line = raw + (" " if mark else ""), line + mark
    return raw + text[at:], line + text[at:]


def _mark(before: str) -> str:
    """What a space behind these words stands for; nothing where they go on behind it."""
    run = _RUN.search(before)
    if run is None or len(run.group()) == 1 or _GOES_ON.search(before) or _DATE.search(before):
        return ""
    if _PARTY.search(before):
        return " "
    return ":" if _FIELD.search(before) else "，"
